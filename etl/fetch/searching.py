"""Public records of chosen firms, people and committees, from the publishers' APIs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from etl.common.progress import Progress
from etl.common.published import Walk
from etl.common.settings import Settings, ThroughlineError, now
from etl.fetch.http import Client, Limits, OverLimitError, Service
from etl.fetch.manifest import entries, record
from etl.fetch.store import Store, Totals, beside, store_of, take_place, walk_id
from etl.fetch.targets import Targets, contract_searches, remember, schedule_searches
from etl.fetch.walk import Walker, entry_of
from etl.lake.answers import stored_values
from etl.sources import fec_api, usaspending_api, usaspending_bulk

# A change is dated when it is made and appears later: DoD's actions after 90 days, FEC's rows
# on the next load, by the clock of Washington.
CHANGES_APPEAR_WITHIN_DAYS = {"usaspending": 100, "fec": 3}


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


@dataclass
class Fetch:
    """A run of searches with one client for each publisher; `say` hears a line for each."""

    settings: Settings
    limits: Limits
    progress: Progress
    say: Callable[[str], None]
    mode: Mode = Mode()
    results: list[Result] = field(default_factory=list)
    clients: dict[str, Client] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for service in services(self.settings):
            client = Client(service, self.limits)
            client.on_wait = self._say_wait
            self.clients[service.name] = client

    def _say_wait(self, error: OverLimitError) -> None:
        self.say(f"waiting until {error.come_back:%H:%M} UTC for the key's next hour")

    def run(self, targets: Targets) -> list[Result]:
        """Every search that the targets ask for, and those that their answers lead to."""
        remember(targets, self.settings)
        searches = first_searches(targets, self.clients)
        self._walk_contracts([walk for walk in searches if walk.endpoint.service != "fec"])
        self._walk_schedules([walk for walk in searches if walk.endpoint.service == "fec"], targets)
        return self.results

    def _walk_contracts(self, searches: list[Walk]) -> None:
        """Awards, the orders under vehicles, then each award's page, actions and sub-awards."""
        found: set[str] = set()
        vehicles: set[str] = set()
        for result in self._walk_all(searches):
            keys = {key for (key,) in self._values(result, "award_key")}
            found |= keys
            if result.walk.endpoint.name.endswith("idvs"):
                vehicles |= keys
        if vehicles:
            orders = self._walk(usaspending_api.order_walk(sorted(vehicles)))
            found |= {key for (key,) in self._values(orders, "award_key")}
        if not found:
            return
        awards = sorted(found)
        details = self._walk(usaspending_api.detail_walk(awards))
        self._walk(usaspending_api.action_walk(awards))
        counts = self._values(details, "award_key", "subaward_count")
        subawards = usaspending_api.subaward_walk({key: int(n or 0) for key, n in counts})
        if subawards.chains:
            self._walk(subawards)

    def _walk_schedules(self, searches: list[Walk], targets: Targets) -> None:
        """Schedules, then the register rows of the committees and candidates that they name."""
        committees: set[str] = {*targets.committees, *targets.registered}
        candidates: set[str | None] = set()
        for result in self._walk_all(searches):
            columns = ["filer_committee_id", "candidate_id"]
            if result.walk.endpoint.name != "schedule_e":
                columns.append("other_id")
            for filer, candidate, *other in self._values(result, *columns):
                committees |= {name for name in (filer, *other) if name and name.startswith("C")}
                candidates.add(candidate)
        if committees:
            register = self._walk(fec_api.register_walk("committee", sorted(committees)))
            candidates |= {key for (key,) in self._values(register, "candidate_id")}
        if any(candidates):
            self._walk(fec_api.register_walk("candidate", sorted(filter(None, candidates))))

    def _values(self, result: Result, *columns: str) -> list[tuple[Any, ...]]:
        return stored_values(result.store, self.settings, columns)

    def _walk_all(self, walks: Iterable[Walk]) -> list[Result]:
        return [self._walk(walk) for walk in walks]

    def _walk(self, walk: Walk) -> Result:
        """One search; one that is here whole is not asked again unless the mode wants it."""
        family = walk_id(walk)
        if self.mode.is_update:
            walk = self._changed_part(walk, family)
        store = store_of(walk, self.settings)
        fresh = beside(store)
        totals = store.totals()
        wants_new = self.mode.is_again or self.mode.is_update
        is_new = totals is None or wants_new or bool(totals.shortfall)
        if is_new:
            # What is here stays until the new answers are whole.
            totals = self._walk_now(walk, fresh if totals else store)
            if fresh.totals():
                take_place(fresh, store)
        store.open_existing()
        if is_new:
            self._record(walk, store, family)
        assert totals is not None
        result = Result(walk, store, totals, is_new)
        self.results.append(result)
        self.say(describe(result))
        return result

    def _changed_part(self, walk: Walk, family: str) -> Walk:
        """The search for what changed since it was last asked; the whole where it never was."""
        asked = [e.asked_at for e in entries(self.settings) if e.family == family and e.asked_at]
        if not asked or not walk.changed_since:
            return walk
        margin = CHANGES_APPEAR_WITHIN_DAYS[walk.endpoint.service]
        day = (date.fromisoformat(max(asked)[:10]) - timedelta(days=margin)).isoformat()
        chains = tuple(walk.changed_since(chain, day) for chain in walk.chains)
        return replace(walk, chains=chains, title=f"{walk.title}, changed since {day}")

    def _walk_now(self, walk: Walk, store: Store) -> Totals:
        client = self.clients[walk.endpoint.service]
        store.open(walk, now())
        with self.progress.walk(walk.title, len(walk.chains)) as bar:
            return Walker(client, bar).walk(walk, store)

    def _record(self, walk: Walk, store: Store, family: str) -> None:
        service = self.clients[walk.endpoint.service].service
        entry = entry_of(walk, store, self.settings, service)
        record(replace(entry, family=family), self.settings)


def services(settings: Settings) -> list[Service]:
    """The publishers' APIs at the addresses that the environment gives."""
    return [
        Service("usaspending", settings.usaspending_url, "USASPENDING_API_URL"),
        Service("fec", settings.fec_url, "FEC_API_URL", settings.fec_key),
    ]


def first_searches(targets: Targets, clients: dict[str, Client]) -> list[Walk]:
    """The searches that the targets name themselves."""
    agency = None
    if targets.agency:
        agency = usaspending_bulk.agency_named(targets.agency, clients["usaspending"])[1]
    return contract_searches(targets, agency) + schedule_searches(targets)


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


BYTES_PER_AWARD = 30_000
CALLS_PER_AWARD = 3


def plan_fetch(targets: Targets, clients: dict[str, Client], folder: Path) -> list[Estimate]:
    """What a fetch will take, from the publishers' own counts and each search's first page.

    `folder` is a scratch folder; nothing is kept.
    """
    found = []
    for walk in first_searches(targets, clients):
        client = clients[walk.endpoint.service]
        store = Store(folder / walk_id(walk))
        store.open(walk, now())
        found.append(_estimate(walk, store, Walker(client, most_pages=1)))
    awards = sum(item.rows or 0 for item in found if item.service == "usaspending")
    if awards:
        size = awards * BYTES_PER_AWARD
        title = "each award's page, actions and sub-awards"
        found.append(Estimate(title, "usaspending", awards * CALLS_PER_AWARD, awards, size))
    return found


def _estimate(walk: Walk, store: Store, walker: Walker) -> Estimate:
    """From the count and the first page."""
    totals = walker.walk(walk, store)
    size = sum(page.bytes for page in store.pages)
    rows = totals.expected
    calls = 1 if not totals.rows else -(-(rows or totals.rows) // 100) + 1
    share = (rows or totals.rows) / totals.rows if totals.rows else 1
    return Estimate(walk.title, walk.endpoint.service, calls, rows, int(size * share))


def minutes(plan: list[Estimate], clients: dict[str, Client]) -> float:
    """How long the plan takes at each publisher's pace and at this key's limit."""
    needed = 0.0
    for name, client in clients.items():
        calls = sum(item.calls for item in plan if item.service == name)
        pace = calls / client.limits.per_second / 60 if client.limits.per_second else 0.0
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
