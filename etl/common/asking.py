"""How publishers are asked: requests, answers, paging, searches, and what can go wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from urllib.parse import urlsplit

from etl.common.settings import ThroughlineError

# A longer wish ends the run with the hour to come back, instead of a command that seems to hang.
LONGEST_RETRY_AFTER = 60.0


class PublisherError(ThroughlineError):
    """The publisher refused, and asking again would not help."""


class MissingError(PublisherError):
    """The publisher has no such file."""


class UnavailableError(PublisherError):
    """The publisher or the way to it failed for now; `retry_after` is its own wish in seconds."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        if retry_after and retry_after > LONGEST_RETRY_AFTER:
            message += f": come back at {clock_after(retry_after)}"
        super().__init__(message)
        self.retry_after = retry_after


class OverLimitError(UnavailableError):
    """The key's limit is used up until `come_back`."""

    def __init__(self, message: str, retry_after: float) -> None:
        self.come_back = datetime.now(UTC) + timedelta(seconds=retry_after)
        if retry_after <= LONGEST_RETRY_AFTER:
            message += f": come back at {clock_after(retry_after)}"
        super().__init__(message, retry_after)


def clock_after(seconds: float) -> str:
    """The time of day in so many seconds, with the date where it is another day."""
    now = datetime.now(UTC)
    then = now + timedelta(seconds=seconds)
    shape = "%H:%M UTC" if then.date() == now.date() else "%H:%M UTC on %Y-%m-%d"
    return format(then, shape)


@dataclass(frozen=True)
class Request:
    """A question to a publisher: a path under its base address, a query, or a JSON body (POST)."""

    path: str
    params: tuple[tuple[str, str], ...] = ()
    body: str | None = None


@dataclass(frozen=True)
class Answer:
    """A publisher's answer as it came, and the document in it."""

    content: bytes
    document: Any
    retrieved_at: str


@dataclass(frozen=True)
class Key:
    """The key that a service wants: the setting that holds it, and the header that carries it.

    `default` serves without one; `help` says where to get one, `about` what the default allows.
    """

    setting: str
    default: str
    header: str
    help: str
    about: str


@dataclass(frozen=True)
class Service:
    """A service of a publisher: its address unless the environment's `setting` gives another."""

    name: str
    default_url: str
    setting: str
    key: Key | None = None


class Asker(Protocol):
    """What answers a Request: a client of one service."""

    @property
    def base_url(self) -> str:
        """The service's address."""

    def answer(self, request: Request) -> Answer:
        """The answer to a request; raises PublisherError."""


@dataclass(frozen=True)
class Chain:
    """A first request and all pages that follow it.

    `context` is what its rows lack (the award they belong to); `expected` is the publisher's own
    count of its rows where known beforehand, `count` the request that asks for it.
    """

    request: Request
    context: tuple[tuple[str, str], ...] = ()
    expected: int | None = None
    count: Request | None = None


@dataclass(frozen=True)
class Endpoint:
    """How one endpoint of a publisher pages: all that a walk needs to know of it.

    `rows` gives the rows of an answer and `following` the next request, None at the end; `counted`
    the publisher's count that an answer carries, None where there is none or it is an estimate;
    `count_of` reads the answer to a count request. `key` is the publisher's key of a row.
    """

    service: str
    name: str
    tables: tuple[str, ...]
    key: str
    rows: Callable[[Any], list[dict[str, Any]]]
    following: Callable[[Request, Any], Request | None]
    counted: Callable[[Any], int | None] = lambda answer: None
    count_of: Callable[[Any], int | None] = lambda answer: None


@dataclass(frozen=True)
class Walk:
    """A search walked to its end. `keep` names columns and the pattern that a kept row matches.

    `changed_since` turns the walk into one for what changed since a day.
    """

    endpoint: Endpoint
    title: str
    chains: tuple[Chain, ...]
    keep: tuple[tuple[str, str], ...] = ()
    changed_since: Callable[[Chain, str], Chain] | None = None


def post_request(path: str, body: dict[str, Any]) -> Request:
    """A question whose words are a JSON body; the same words give the same bytes."""
    # A search's folder is named by the hash of its words.
    return Request(path, body=json.dumps(body, sort_keys=True))


def field_of(document: Any, name: str, asked: Request) -> Any:
    """A field of an answer; raises PublisherError that names it when the shape has changed."""
    if not isinstance(document, dict) or name not in document:
        raise PublisherError(
            f"{asked.path}: the answer lacks {name!r}: the publisher has changed its API; please "
            "report it"
        )
    return document[name]


def check_address(url: str, setting: str) -> None:
    """Raise PublisherError for what is no http address; a password in it is not shown."""
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname)
        # Only asking for the port checks it.
        _ = parts.port
    except ValueError:
        is_address = False
    if is_address:
        return
    # What stands before an @ is a user name and perhaps a password.
    shown = repr(url[:100]) if "@" not in url and url.isprintable() else "it"
    raise PublisherError(
        f"{setting}: {shown} is not an address: it wants http:// or https:// and a host"
    )
