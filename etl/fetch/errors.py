"""What can go wrong between us and a publisher, each in one line that says what to do."""

from __future__ import annotations

import json
import re
import ssl
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import NameResolutionError, ProxySchemeUnknown, ReadTimeoutError

from etl.common.asking import PublisherError, UnavailableError

# A month: longer than the period of any limit; a sleep overflows on an absurd number.
_LONGEST_WAIT = 31 * 86_400.0
# So deep an error's JSON, or the causes of a failure, are looked into.
_DEEPEST = 8


def explain(error: Exception, host: str, setting: str) -> PublisherError:
    """What a failure of the network means, without the address's query or the key."""
    faults = requests.exceptions
    # From the narrow to the wide: InvalidProxyURL is an InvalidURL too, ProxyError a
    # ConnectionError.
    if isinstance(error, faults.InvalidProxyURL) or _has_cause(error, ProxySchemeUnknown):
        return PublisherError(f"{host}: the proxy's address is none: check HTTPS_PROXY")
    if isinstance(error, faults.InvalidSchema) and "SOCKS" in str(error):
        return PublisherError(f"{host}: SOCKS proxies do not serve: check HTTPS_PROXY")
    if isinstance(error, faults.ProxyError):
        return UnavailableError(f"{host}: the proxy does not serve: check HTTPS_PROXY")
    if _has_cause(error, ssl.SSLCertVerificationError) or _is_plain_oserror(error):
        return PublisherError(
            f"{host}: the secure connection was refused (TLS): check this machine's clock and "
            "certificates, or a proxy between"
        )
    if isinstance(error, faults.InvalidURL | faults.InvalidSchema | faults.MissingSchema):
        return PublisherError(f"{setting} or an address in an answer is not an address")
    if isinstance(error, faults.TooManyRedirects):
        return PublisherError(f"{host}: sends its callers round in circles: check {setting}")
    return UnavailableError(f"{host}: {_passing(error)}")


def _passing(error: Exception) -> str:
    """A failure that may be over when it is tried again."""
    faults = requests.exceptions
    if _has_cause(error, NameResolutionError):
        return "no such host is found: no network, or DNS failure"
    if isinstance(error, faults.Timeout) or _has_cause(error, ReadTimeoutError):
        return "no answer in time: try later; what came is kept"
    if isinstance(error, faults.SSLError):
        return "the secure connection broke off (TLS): try later, or check a proxy between"
    if isinstance(error, faults.ContentDecodingError):
        return "the answer cannot be unpacked: try later"
    if isinstance(error, faults.ChunkedEncodingError):
        return "the answer was cut off"
    return "cannot connect: no network, or the publisher is down"


def _is_plain_oserror(error: Exception) -> bool:
    """requests raises a bare OSError where REQUESTS_CA_BUNDLE names no file."""
    return isinstance(error, OSError) and not isinstance(error, requests.RequestException)


def _has_cause(error: BaseException, kind: type[BaseException]) -> bool:
    """Whether the failure, or what it wraps, is of a kind."""
    waiting: list[object] = [error]
    # Bounded: causes can go round in circles.
    for _ in range(4 * _DEEPEST):
        if not waiting:
            return False
        seen = waiting.pop(0)
        if isinstance(seen, kind):
            return True
        if isinstance(seen, BaseException):
            # urllib3 keeps the true cause in `reason` or among the arguments, not only in
            # `__cause__`.
            waiting += [getattr(seen, "reason", None), *seen.args, seen.__cause__, seen.__context__]
            waiting = [item for item in waiting if isinstance(item, BaseException)]
    return False


def host_of(url: str) -> str:
    """Host and port, without the user name or password that the address may carry."""
    try:
        # urlsplit refuses what only looks like an IPv6 address.
        return urlsplit(url).netloc.rpartition("@")[2]
    except ValueError:
        return ""


def retry_after(response: requests.Response) -> float | None:
    """Seconds that the publisher asks to wait: a number or a date, none when absent or garbled."""
    value = response.headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return min(float(value), _LONGEST_WAIT)
    try:
        asked = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    # A date with the zone `-0000` is parsed as one without a zone.
    if asked.tzinfo is None:
        asked = asked.replace(tzinfo=UTC)
    return min(max(0.0, (asked - datetime.now(UTC)).total_seconds()), _LONGEST_WAIT)


def publisher_words(content: bytes, key: str | None) -> str:
    """The publisher's own words in an error of any shape: short, printable, without the key."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        # Their pages of 500s say nothing that helps, and at length.
        return ": an HTML page" if b"<html" in content[:2000].lower() else ""
    # A gateway can repeat the key that it refuses.
    words = without_key(_words_of(document, _DEEPEST), key)
    # Foreign words go to a terminal: control signs could rewrite its lines.
    printable = "".join(sign if sign.isprintable() else " " for sign in words)
    short = re.sub(r"\s+", " ", printable).strip()[:300]
    return f": {short}" if short else ""


def without_key(text: str, key: str | None) -> str:
    """The text with a key of one's own blanked out."""
    return text.replace(key, "[key]") if key else text


def _words_of(document: Any, depth: int) -> str:
    """The message in an error of any of the publishers' shapes."""
    if document is None:
        return ""
    if isinstance(document, dict) and depth:
        for name in ("detail", "message", "error", "code"):
            if document.get(name):
                return _words_of(document[name], depth - 1)
    return document if isinstance(document, str) else _plain(document)


def _plain(document: Any) -> str:
    try:
        return json.dumps(document, ensure_ascii=False)
    except RecursionError:
        return ""
