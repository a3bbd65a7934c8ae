"""One polite session per publisher: pace, retries, limits, and no secret in any message."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlencode, urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests_ratelimiter import LimiterAdapter
from tenacity import RetryCallState, Retrying, nap, retry_if_exception, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from etl.common.asking import (
    LONGEST_RETRY_AFTER,
    Answer,
    OverLimitError,
    PublisherError,
    Request,
    Service,
    UnavailableError,
    check_address,
)
from etl.common.settings import Settings, now
from etl.fetch.errors import explain, host_of, publisher_words, retry_after, without_key

log = logging.getLogger(__name__)
USER_AGENT = "Throughline (research on public records; one polite client)"
LARGEST_ANSWER = 64 << 20  # a page has 100 rows: what is larger is not one
PIECE = 1 << 16


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
class Site:
    """A service as it is asked: its address here, and the key that stays in the header."""

    service: Service
    base_url: str
    key: str | None = field(default=None, repr=False)

    @property
    def host(self) -> str:
        """Host and port, without a user name or password that the address may carry."""
        return host_of(self.base_url) or self.service.setting

    @property
    def own_key(self) -> str | None:
        """A key of the user's own, which no message shows; None for the one that all share."""
        stated = self.service.key
        return None if stated and self.key == stated.default else self.key

    @property
    def header(self) -> dict[str, str]:
        """The header with the key; raises PublisherError for one that cannot be sent."""
        if not self.key or not self.service.key:
            return {}
        if self.key.isascii() and self.key.isprintable() and " " not in self.key:
            return {self.service.key.header: self.key}
        raise PublisherError(
            f"{self.service.key.setting} holds signs that no key has (a blank, a quotation mark): "
            "copy it again"
        )


def site_of(service: Service, settings: Settings) -> Site:
    """The service at the address and with the key that the settings give."""
    stated = service.key
    key = settings.setting(stated.setting, stated.default) if stated else None
    return Site(service, settings.setting(service.setting, service.default_url), key)


def retrying(limits: Limits, sleep: Callable[[float], None] = nap.sleep) -> Retrying:
    """Attempts on a passing failure: exponential back-off with jitter, Retry-After obeyed."""
    first = limits.first_wait
    backoff = wait_exponential_jitter(multiplier=first, max=60, jitter=first)
    return Retrying(
        stop=stop_after_attempt(limits.attempts),
        wait=partial(_pause, backoff),
        retry=retry_if_exception(_passes_soon),
        before_sleep=_log_retry,
        sleep=sleep,
        reraise=True,  # the failure itself, not tenacity's RetryError
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

    def __init__(self, site: Site, limits: Limits) -> None:
        self.site = site
        self.limits = limits
        self.calls = 0
        self.hourly_limit: int | None = None
        self.remaining: int | None = None
        self.on_wait: Callable[[OverLimitError], None] = lambda error: None
        self.stopping = threading.Event()
        self._lock = threading.Lock()
        self._session = requests.Session()
        self._session.headers["User-Agent"] = USER_AGENT
        adapter = _adapter(limits)
        self._session.mount("https://", adapter)
        self._session.mount("http://", adapter)

    @property
    def base_url(self) -> str:
        """The service's address."""
        return self.site.base_url

    def answer(self, request: Request) -> Answer:
        """The JSON answer to a request.

        Raises PublisherError (refused, or not to be understood), UnavailableError (outage, no
        network) or OverLimitError, each in one line that says what to do.
        """
        while True:
            try:
                return retrying(self.limits, self._sleep)(self._answer_once, request)
            except OverLimitError as error:
                if not self.limits.is_patient:
                    raise
                self.on_wait(error)
                self._sleep(error.retry_after or 0)
                self.remaining = None  # how many the next hour has is not known yet

    def _sleep(self, seconds: float) -> None:
        """Wait, but no longer than the work goes on: `stopping` ends every wait."""
        if self.stopping.wait(seconds):
            raise PublisherError(f"{self.site.host}: stopped")

    def _answer_once(self, request: Request) -> Answer:
        if self.remaining == 0:
            raise OverLimitError(self._limit_message(), 3600)
        url = f"{self.site.base_url.rstrip('/')}/{request.path}"
        headers = {"Accept": "application/json"} | self.site.header
        if request.body is not None:
            headers["Content-Type"] = "application/json"
        method = "GET" if request.body is None else "POST"
        how = {"params": list(request.params), "data": request.body, "headers": headers}
        # A redirect would carry the key to another host: it is not followed.
        with self.send(method, url, allow_redirects=False, stream=True, **how) as response:
            content = self._content(response, request.path)
        self._refuse_failed(response, content, request.path)
        return Answer(content, self._document(content, request.path), now())

    def send(self, method: str, url: str, **how: Any) -> requests.Response:
        """One call; failures of the network come as UnavailableError or PublisherError."""
        check_address(url, self.site.service.setting)
        timeouts = (self.limits.connect_seconds, self.limits.read_seconds)
        with self._lock:
            self.calls += 1
        try:
            response = self._session.request(method, url, timeout=timeouts, **how)
        except OSError as error:
            failure = explain(error, host_of(url), self.site.service.setting)
        else:
            self._note_limit(response)
            return response
        # Outside the handler: the network's own error holds the request with its headers.
        raise failure

    def _content(self, response: requests.Response, path: str) -> bytes:
        """The body as it came; raises PublisherError for one larger than any honest page."""
        content = bytearray()
        try:
            for piece in response.iter_content(PIECE):
                content += piece
                if len(content) > LARGEST_ANSWER:
                    break
        except OSError as error:
            failure = explain(error, self.site.host, self.site.service.setting)
        else:
            if len(content) <= LARGEST_ANSWER:
                return bytes(content)
            failure = PublisherError(
                f"{self.site.host}/{path}: the answer is larger than {LARGEST_ANSWER >> 20} MB: "
                "not a page of results; please report it"
            )
        raise failure

    def _note_limit(self, response: requests.Response) -> None:
        """Remember what the publisher says of this key's limit."""
        if not self.site.key:
            return
        limit = response.headers.get("X-RateLimit-Limit", "")
        remaining = response.headers.get("X-RateLimit-Remaining", "")
        self.hourly_limit = int(limit) if limit.isdecimal() else self.hourly_limit
        self.remaining = int(remaining) if remaining.isdecimal() else None

    def _refuse_failed(self, response: requests.Response, content: bytes, path: str) -> None:
        """Raise for every status but 200, by the status alone: bodies have any shape."""
        status, where = response.status_code, f"{self.site.host}/{path}"
        if status == 200:
            return
        words = publisher_words(content, self.site.own_key)
        wait = retry_after(response)
        if status == 429:
            self.remaining = None
            raise OverLimitError(self._limit_message(), 3600 if wait is None else wait)
        if status >= 500 or status == 408:  # also a caller's mistake at times, so attempts are few
            raise UnavailableError(
                f"{where}: the publisher is out of service ({status}{words}): try again later; "
                "the same command goes on where it stopped",
                wait,
            )
        if status in (401, 403) and self.site.key:
            raise PublisherError(
                f"{where}: the key was refused ({status}{words}): {self._key_help()}"
            )
        if 300 <= status < 400:
            host = without_key(host_of(response.headers.get("Location", "")), self.site.own_key)
            raise PublisherError(
                f"{where}: sends its callers on to {host or 'another path'}: not followed; set "
                f"{self.site.service.setting} to the publisher's new address"
            )
        raise PublisherError(f"{where}: the publisher refused the request ({status}{words})")

    def _limit_message(self) -> str:
        limit = f" of {self.hourly_limit} calls an hour" if self.hourly_limit else ""
        whose, other = ("the key's", f", or {self._key_help()}") if self.site.key else ("its", "")
        return (
            f"{self.site.host}: {whose} limit{limit} is used up: what came is kept and the "
            f"same command goes on, or --wait waits{other}"
        )

    def _key_help(self) -> str:
        """Where to get a key of one's own."""
        return self.site.service.key.help if self.site.service.key else ""

    def _document(self, content: bytes, path: str) -> Any:
        try:
            return json.loads(content)
        except (ValueError, RecursionError):  # a body nested too deep raises RecursionError
            pass
        raise UnavailableError(
            f"{self.site.host}/{path}: answered with something that is not JSON: "
            "the publisher may be down for maintenance; try later"
        )


def _adapter(limits: Limits) -> HTTPAdapter:
    """A connection pool that keeps the pace; none is kept at 0 calls a second."""
    if not limits.per_second:
        return HTTPAdapter(pool_maxsize=limits.connections)
    return LimiterAdapter(
        per_second=limits.per_second,
        burst=max(limits.per_second, 1),
        limit_statuses=(),  # a 429 is dealt with below, by the publisher's own words
        pool_maxsize=limits.connections,
    )


def public_url(url: str, params: tuple[tuple[str, str], ...] = ()) -> str:
    """The address with our own query only: no user name, password or signature."""
    parts = urlsplit(url)
    query = f"?{urlencode(params)}" if params else ""
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}{query}"
