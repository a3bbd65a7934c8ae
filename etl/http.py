"""One polite session per publisher: pace, retries, limits, and no secret in any message."""

from __future__ import annotations

import json
import logging
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode, urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests_ratelimiter import LimiterAdapter
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt
from tenacity.wait import wait_exponential_jitter
from urllib3.exceptions import NameResolutionError

from etl.settings import ThroughlineError

log = logging.getLogger(__name__)
USER_AGENT = "Throughline (research on public records; one polite client)"
KEY_HELP = "get a free key at https://api.data.gov/signup/ and set FEC_API_KEY"
LONGEST_RETRY_AFTER = 60.0


@dataclass(frozen=True)
class Request:
    """A question to a publisher: a path under its base address, a query, or a JSON body (POST)."""

    path: str
    params: tuple[tuple[str, str], ...] = ()
    body: str | None = None


@dataclass(frozen=True)
class Limits:
    """How hard one client presses: seconds, calls per second, attempts on a passing failure.

    `per_second` 0 keeps no pace: for a server on this machine.
    `is_patient` waits out a publisher's hourly limit instead of stopping.
    """

    connect_seconds: float = 10.0
    read_seconds: float = 120.0
    attempts: int = 4
    first_wait: float = 1.0
    per_second: float = 4.0
    connections: int = 2
    is_patient: bool = False


@dataclass(frozen=True)
class Service:
    """A publisher's address, the setting that gives it, and the key that stays in the header."""

    name: str
    base_url: str
    setting: str
    key: str | None = field(default=None, repr=False)

    @property
    def host(self) -> str:
        """Host and port, without a user name or password that the address may carry."""
        return urlsplit(self.base_url).netloc.rpartition("@")[2] or self.base_url


@dataclass(frozen=True)
class Answer:
    """A publisher's answer as it came, and the document in it."""

    content: bytes
    document: Any
    retrieved_at: str


class PublisherError(ThroughlineError):
    """The publisher refused, and asking again would not help."""


class UnavailableError(PublisherError):
    """The publisher or the way to it failed for now; `retry_after` is its own wish in seconds."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class OverLimitError(UnavailableError):
    """The key's limit is used up until `come_back`."""

    def __init__(self, message: str, retry_after: float) -> None:
        self.come_back = datetime.now(UTC) + timedelta(seconds=retry_after)
        super().__init__(f"{message}: come back at {self.come_back:%H:%M} UTC", retry_after)


def retrying(limits: Limits) -> Retrying:
    """Attempts on a passing failure: exponential back-off with jitter, Retry-After obeyed."""
    first = limits.first_wait
    backoff = wait_exponential_jitter(multiplier=first, max=60, jitter=first)
    return Retrying(
        stop=stop_after_attempt(limits.attempts),
        wait=partial(_pause, backoff),
        retry=retry_if_exception(_passes_soon),
        before_sleep=_log_retry,
        reraise=True,
    )


def _pause(backoff: wait_exponential_jitter, state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.retry_after if isinstance(error, UnavailableError) else None
    return max(asked or 0.0, backoff(state))


def _passes_soon(error: BaseException) -> bool:
    """Whether the failure is a passing one, over within a minute by the publisher's own word."""
    return isinstance(error, UnavailableError) and (error.retry_after or 0) <= LONGEST_RETRY_AFTER


def _log_retry(state: RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    log.info("attempt %s failed: %s", state.attempt_number, error)


class Client:
    """A session with one publisher. Threads may share it."""

    def __init__(self, service: Service, limits: Limits) -> None:
        self.service = service
        self.limits = limits
        self.calls = 0
        self.hourly_limit: int | None = None
        self.remaining: int | None = None
        self.on_wait: Callable[[OverLimitError], None] = lambda error: None
        self._lock = threading.Lock()
        self._session = requests.Session()
        self._session.headers["User-Agent"] = USER_AGENT
        adapter = _adapter(limits)
        self._session.mount("https://", adapter)
        self._session.mount("http://", adapter)

    def answer(self, request: Request) -> Answer:
        """The JSON answer to a request.

        Raises PublisherError (refused, or not to be understood), UnavailableError (outage, no
        network) or OverLimitError, each in one line that says what to do.
        """
        while True:
            try:
                return retrying(self.limits)(self._answer_once, request)
            except OverLimitError as error:
                if not self.limits.is_patient:
                    raise
                self.on_wait(error)
                time.sleep(error.retry_after or 0)
                self.remaining = None

    def _answer_once(self, request: Request) -> Answer:
        if self.remaining == 0:
            raise OverLimitError(self._limit_message(), 3600)
        url = f"{self.service.base_url.rstrip('/')}/{request.path}"
        headers = {"Accept": "application/json"}
        if self.service.key:
            headers["X-Api-Key"] = self.service.key
        if request.body is not None:
            headers["Content-Type"] = "application/json"
        method = "GET" if request.body is None else "POST"
        # A redirect would carry the key to another host: it is not followed.
        response = self.send(
            method,
            url,
            params=list(request.params),
            data=request.body,
            headers=headers,
            allow_redirects=False,
        )
        self._refuse_failed(response, request.path)
        retrieved = datetime.now(UTC).isoformat(timespec="seconds")
        return Answer(response.content, self._document(response, request.path), retrieved)

    def send(self, method: str, url: str, **how: Any) -> requests.Response:
        """One call; failures of the network come as UnavailableError or PublisherError."""
        timeouts = (self.limits.connect_seconds, self.limits.read_seconds)
        with self._lock:
            self.calls += 1
        try:
            response = self._session.request(method, url, timeout=timeouts, **how)
        except requests.RequestException as error:
            raise self.explained(error, urlsplit(url).netloc.rpartition("@")[2]) from None
        self._note_limit(response)
        return response

    def explained(self, error: requests.RequestException, host: str) -> PublisherError:
        """What a failure of the network means, without the address's query or the key."""
        if isinstance(error, requests.exceptions.SSLError):
            return PublisherError(
                f"{host}: the secure connection was refused (TLS): check this machine's clock and "
                "certificates, or a proxy between"
            )
        if isinstance(error, requests.exceptions.ProxyError):
            return UnavailableError(f"{host}: the proxy does not serve: check HTTPS_PROXY")
        if _has_cause(error, NameResolutionError):
            return UnavailableError(f"{host}: no such host is found: no network, or DNS failure")
        if isinstance(error, requests.exceptions.Timeout):
            return UnavailableError(f"{host}: no answer in time: try later; what came is kept")
        if isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.InvalidSchema):
            return PublisherError(f"{self.service.setting} is not an address: {host!r}")
        if isinstance(error, requests.exceptions.MissingSchema):
            return PublisherError(f"{self.service.setting} wants http:// or https:// in front")
        if isinstance(error, requests.exceptions.ChunkedEncodingError):
            return UnavailableError(f"{host}: the answer was cut off")
        return UnavailableError(f"{host}: cannot connect: no network, or the publisher is down")

    def _note_limit(self, response: requests.Response) -> None:
        """Remember what the publisher says of this key's limit."""
        if not self.service.key:
            return
        limit = response.headers.get("X-RateLimit-Limit", "")
        remaining = response.headers.get("X-RateLimit-Remaining", "")
        self.hourly_limit = int(limit) if limit.isdecimal() else self.hourly_limit
        self.remaining = int(remaining) if remaining.isdecimal() else None

    def _refuse_failed(self, response: requests.Response, path: str) -> None:
        """Raise for every status but 200, by the status alone: bodies have any shape."""
        status, where = response.status_code, f"{self.service.host}/{path}"
        if status == 200:
            return
        said = self._said(response)
        if status == 429:
            self.remaining = None
            raise OverLimitError(self._limit_message(), retry_after(response) or 3600)
        if status >= 500:
            wait = retry_after(response)
            raise UnavailableError(
                f"{where}: the publisher is out of service ({status}{said}): try again later; "
                "the same command goes on where it stopped",
                wait,
            )
        if status in (401, 403) and self.service.key:
            raise PublisherError(f"{where}: the key was refused ({status}{said}): {KEY_HELP}")
        if 300 <= status < 400:
            host = urlsplit(response.headers.get("Location", "")).netloc.rpartition("@")[2]
            raise PublisherError(
                f"{where}: sends its callers on to {host or 'another path'}: not followed; set "
                f"{self.service.setting} to the publisher's new address"
            )
        raise PublisherError(f"{where}: the publisher refused the request ({status}{said})")

    def _limit_message(self) -> str:
        limit = f" of {self.hourly_limit} calls an hour" if self.hourly_limit else ""
        return (
            f"{self.service.host}: the key's limit{limit} is used up: what came is kept and the "
            f"same command goes on, or --wait waits, or {KEY_HELP}"
        )

    def _said(self, response: requests.Response) -> str:
        """The publisher's own words, shortened and without the key."""
        try:
            document = response.json()
        except ValueError:
            return ": an HTML page" if b"<html" in response.content[:2000].lower() else ""
        words = re.sub(r"\s+", " ", _words_of(document))[:300]
        return f": {self.without_key(words)}" if words else ""

    def without_key(self, text: str) -> str:
        """The text with the key blanked out."""
        key = self.service.key
        return text.replace(key, "[key]") if key and key != "DEMO_KEY" else text

    def _document(self, response: requests.Response, path: str) -> Any:
        try:
            return json.loads(response.content)
        except ValueError:
            raise UnavailableError(
                f"{self.service.host}/{path}: answered with something that is not JSON: "
                "the publisher may be down for maintenance; try later"
            ) from None


def _words_of(document: Any) -> str:
    """The message in an error of any of the publishers' shapes."""
    if isinstance(document, dict):
        for name in ("detail", "message", "error", "code"):
            if document.get(name):
                return _words_of(document[name])
        return json.dumps(document)
    return str(document)


def retry_after(response: requests.Response) -> float | None:
    """Seconds that the publisher asks to wait: a number or a date, none when absent or garbled."""
    value = response.headers.get("Retry-After", "")
    if value.isdecimal():
        return float(value)
    try:
        asked = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (asked - datetime.now(UTC)).total_seconds())


def _adapter(limits: Limits) -> HTTPAdapter:
    """A connection pool that keeps the pace; none is kept at 0 calls a second."""
    if not limits.per_second:
        return HTTPAdapter(pool_maxsize=limits.connections)
    return LimiterAdapter(
        per_second=limits.per_second,
        burst=max(limits.per_second, 1),
        limit_statuses=(),
        pool_maxsize=limits.connections,
    )


def public_url(url: str, params: tuple[tuple[str, str], ...] = ()) -> str:
    """The address with our own query only: no user name, password or signature."""
    parts = urlsplit(url)
    query = f"?{urlencode(params)}" if params else ""
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}{query}"


def _has_cause(error: BaseException, kind: type[BaseException]) -> bool:
    """Whether the failure, or what it wraps, is of a kind."""
    seen: BaseException | None = error
    for _ in range(8):
        if seen is None:
            return False
        reason = getattr(seen, "reason", None)
        if isinstance(seen, kind) or isinstance(reason, kind):
            return True
        if seen.args and isinstance(seen.args[0], BaseException):
            seen = seen.args[0]
        else:
            seen = reason if isinstance(reason, BaseException) else seen.__cause__
    return False
