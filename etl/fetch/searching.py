"""Public records of chosen firms, people and committees, from the publishers' services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from etl.common.asking import OverLimitError, Walk
from etl.common.progress import Progress
from etl.common.publisher import Targets
from etl.common.settings import Settings, ThroughlineError, now
from etl.fetch.answers import fetch_values
from etl.fetch.http import Client, Limits, site_of
from etl.fetch.manifest import entries, record
from etl.fetch.store import Store, Totals, beside, store_of, take_place, walk_id
from etl.fetch.targets import find_searches, remember
from etl.fetch.walk import Walker, entry_of
from etl.sources import publisher_of, publishers, searched_publishers


@dataclass(frozen=True)
class Mode:
    """How a fetch goes: from the first page again, only what changed, or as a plan."""

    is_again: bool = False
    is_update: bool = False


@dataclass(frozen=True)
class Result:
    """One search that was walked to its end, now or earlier."""

    walk: Walk
    store: Store
    totals: Totals
    is_new: bool
    memory_limit: str

    def values(self, *columns: str) -> list[tuple[Any, ...]]:
        """Distinct values of the first table's columns in the rows that were asked for."""
        return fetch_values(self.store, self.memory_limit, columns)


@dataclass
class Fetch:
    """A run of searches with one client for each service; `say` hears a line for each."""

    settings: Settings
    limits: Limits
    progress: Progress
    say: Callable[[str], None]
    mode: Mode = Mode()
    results: list[Result] = field(default_factory=list)
    clients: dict[str, Client] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for publisher in searched_publishers():
            for service in publisher.services:
                client = Client(site_of(service, self.settings), self.limits)
                client.on_wait = self._say_wait
                self.clients[service.name] = client

    def _say_wait(self, error: OverLimitError) -> None:
        self.say(f"waiting until {error.come_back:%H:%M} UTC for the key's next hour")

    def run(self, targets: Targets) -> list[Result]:
        """Every search that the targets ask for, and those that their answers lead to."""
        # Before the first call, so that a run that is cut off is remembered as well.
        remember(targets, self.settings)
        for name, searches in find_searches(targets, self.clients).items():
            publishers()[name].follow(targets, searches, self._walk)
        return self.results

    def _walk(self, walk: Walk) -> Result:
        """One search; one that is here whole is not asked again unless the mode wants it."""
        family = walk_id(walk)
        if self.mode.is_update:
            walk = self._changed_part(walk, family)
        store = store_of(walk, self.settings)
        fresh = beside(store)
        totals = store.totals()
        wants_new = self.mode.is_again or self.mode.is_update
        # A search that came short is asked again: the publisher may have been at fault.
        is_new = totals is None or wants_new or bool(totals.shortfall)
        if is_new:
            # What is here stays until the new answers are whole.
            totals = self._walk_now(walk, fresh if totals else store)
            # Its totals say that the new walk is whole; a killed one stays beside until it is.
            if fresh.totals():
                take_place(fresh, store)
        store.open_existing()
        if is_new:
            self._record(walk, store, family)
        assert totals is not None
        result = Result(walk, store, totals, is_new, self.settings.memory_limit)
        self.results.append(result)
        self.say(describe(result))
        return result

    def _changed_part(self, walk: Walk, family: str) -> Walk:
        """The search for what changed since it was last asked; the whole where it never was."""
        asked = [e.asked_at for e in entries(self.settings) if e.family == family and e.asked_at]
        if not asked or not walk.changed_since:
            return walk
        # Records appear late (those of Defense after 90 days), with a date from before the last
        # fetch.
        margin = publisher_of(walk.endpoint.service).appears_within_days
        day = (date.fromisoformat(max(asked)[:10]) - timedelta(days=margin)).isoformat()
        chains = tuple(walk.changed_since(chain, day) for chain in walk.chains)
        return replace(walk, chains=chains, title=f"{walk.title}, changed since {day}")

    def _walk_now(self, walk: Walk, store: Store) -> Totals:
        client = self.clients[walk.endpoint.service]
        store.open(walk, now())
        with self.progress.walk(walk.title, len(walk.chains)) as bar:
            return Walker(client, bar).walk(walk, store)

    def _record(self, walk: Walk, store: Store, family: str) -> None:
        site = self.clients[walk.endpoint.service].site
        entry = entry_of(walk, store, self.settings, site)
        record(replace(entry, family=family), self.settings)


def describe(result: Result) -> str:
    """One line on a finished search: rows, the publisher's count, and what is missing."""
    totals = result.totals
    line = f"{result.walk.endpoint.service} {result.walk.title}: {totals.unique:,} rows"
    if totals.inexact:
        line += " (the publisher gives no exact count)"
    elif totals.expected is not None:
        line += f" of {totals.expected:,} that the publisher counts"
    if totals.shortfall:
        line += f"; SHORT by {totals.shortfall:,}: the same command asks again"
    return line if result.is_new else f"{line}; here already"


@dataclass(frozen=True)
class Estimate:
    """What one search will take: calls, rows, bytes; rows null where nobody says."""

    title: str
    service: str
    calls: int
    rows: int | None
    bytes: int


def plan_fetch(targets: Targets, clients: dict[str, Client], folder: Path) -> list[Estimate]:
    """What a fetch will take, from the publishers' own counts and each search's first page.

    `folder` is a scratch folder; nothing is kept.
    """
    found: list[Estimate] = []
    later: list[Estimate] = []
    for name, walks in find_searches(targets, clients).items():
        planned = [_plan_walk(walk, clients[walk.endpoint.service], folder) for walk in walks]
        found += planned
        rows = sum(item.rows or 0 for item in planned)
        following = publishers()[name].following
        if following and rows:
            size, calls = rows * following.bytes, rows * following.calls
            later.append(Estimate(following.title, planned[0].service, calls, rows, size))
    return found + later


def _plan_walk(walk: Walk, client: Client, folder: Path) -> Estimate:
    """One search's first page, and what it tells of the rest."""
    store = Store(folder / walk_id(walk))
    store.open(walk, now())
    return _estimate(walk, store, Walker(client, most_pages=1))


def _estimate(walk: Walk, store: Store, walker: Walker) -> Estimate:
    """From the count and the first page."""
    totals = walker.walk(walk, store)
    size = sum(page.bytes for page in store.pages)
    rows = totals.expected
    # 100 rows a page are the most that either publisher gives; the count may be a call too.
    calls = 1 if not totals.rows else -(-(rows or totals.rows) // 100) + 1
    share = (rows or totals.rows) / totals.rows if totals.rows else 1
    return Estimate(walk.title, walk.endpoint.service, calls, rows, int(size * share))


def minutes(plan: list[Estimate], clients: dict[str, Client]) -> float:
    """How long the plan takes at each publisher's pace and at this key's limit."""
    needed = 0.0
    for name, client in clients.items():
        calls = sum(item.calls for item in plan if item.service == name)
        pace = calls / client.limits.per_second / 60 if client.limits.per_second else 0.0
        # Within what is left of this hour the pace alone counts.
        if client.hourly_limit and calls > (client.remaining or 0):
            pace = max(pace, (calls - (client.remaining or 0)) / client.hourly_limit * 60)
        needed += pace
    return needed


def refuse_short(results: list[Result]) -> None:
    """Raise ThroughlineError when a search brought less than the publisher counts."""
    short = [result for result in results if result.totals.shortfall]
    if short:
        missing = sum(result.totals.shortfall for result in short)
        raise ThroughlineError(
            f"{len(short)} searches are short by {missing:,} rows: {short[0].walk.title} is the "
            "first: the same command asks them again"
        )
