"""One polite session per publisher: pace, retries, limits, resume, and secrets kept to itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Request:
    """A question to a publisher: a path under its base address, a query, or a JSON body (POST)."""

    path: str
    params: tuple[tuple[str, str], ...] = ()
    body: str | None = None
