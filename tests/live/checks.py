"""One check for each thing that a fetch relies on; each gives what differs, in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from etl.common.asking import Service, Walk
from etl.common.settings import Settings, ThroughlineError, now, this_day
from etl.fetch.download import length_of
from etl.fetch.http import Client, Limits, site_of
from etl.fetch.store import Store, walk_id
from etl.fetch.walk import Walker, totals_of
from etl.sources import publishers
from etl.sources.fec import api as fec_api
from etl.sources.usaspending import archive, files, searches

DEFENSE = "097"
# One attempt for each call keeps the number of calls; the pace is a fetch's own.
LIMITS = Limits(attempts=1)
_DATE = "contribution_receipt_date"
_KEYSETS = ({"last_index", f"last_{_DATE}"}, {"last_index", "sort_null_only"})


@dataclass(frozen=True)
class Subjects:
    """Whom the checks ask about: by default a PAC and a firm of the bundled case."""

    committee: str = "C00411116"
    uei: str = "C6M7C2FLKER5"


@dataclass
class Live:
    """The publishers at the addresses of the environment, and a folder for answers."""

    subjects: Subjects
    folder: Path
    settings: Settings = field(default_factory=Settings)

    def __post_init__(self) -> None:
        api, bulk = publishers()["fec"].services
        self.fec, self.files = self._client(api), self._client(bulk)
        self.usaspending = self._client(publishers()["usaspending"].services[0])
        self.award_key: str | None = None

    def _client(self, service: Service) -> Client:
        return Client(site_of(service, self.settings), LIMITS)

    @property
    def calls(self) -> int:
        return self.fec.calls + self.files.calls + self.usaspending.calls

    def documents(self, walk: Walk, most_pages: int) -> list[Any]:
        """The answers of a search's first pages. A missing field raises PublisherError."""
        store = self._walked(walk, most_pages)
        return [document for number, document in _stored(store) if number]

    def shortfall(self, walk: Walk, most_pages: int) -> int:
        """Rows that the publisher counts beyond those that its pages brought."""
        return totals_of(walk, self._walked(walk, most_pages)).shortfall

    def _walked(self, walk: Walk, most_pages: int) -> Store:
        """Each search is asked once, whichever check comes first."""
        store = Store(self.folder / walk_id(walk))
        store.open(walk, now())
        if store.totals() is None:
            client = self.fec if walk.endpoint.service == "fec" else self.usaspending
            Walker(client, most_pages=most_pages).walk(walk, store)
        return store


def _stored(store: Store) -> Iterator[tuple[int, Any]]:
    for page in sorted(store.pages, key=lambda page: (page.chain, page.number)):
        yield page.number, json.loads(store.content(page))


def _keyset_pages(live: Live) -> list[str]:
    """Two pages of receipts, ascending: their keys, their order, and no row twice."""
    walk = fec_api.schedule_walk("schedule_a", ("committee_id", live.subjects.committee), None)
    pages = live.documents(walk, 2)
    found = []
    for page in pages:
        keys, rows = page["pagination"].get("last_indexes") or {}, page["results"]
        if rows and set(keys) not in _KEYSETS:
            found.append(f"pagination.last_indexes has {sorted(keys)}")
        if not isinstance(page["pagination"].get("is_count_exact"), bool):
            found.append("pagination has no is_count_exact")
        if any(not isinstance(row["sub_id"], str) for row in rows):
            found.append("sub_id is not a text")
    rows = [row for page in pages for row in page["results"]]
    dates = [row[_DATE] for row in rows if row[_DATE]]
    if dates != sorted(dates):
        found.append("ascending rows are not in order of date")
    if len({row["sub_id"] for row in rows}) != len(rows):
        found.append("the second page repeats rows of the first")
    return found if rows else [f"no receipts of {live.subjects.committee}"]


def _null_block(live: Live) -> list[str]:
    """`sort_null_only` answers with undated rows alone."""
    walk = fec_api.schedule_walk("schedule_a", ("committee_id", live.subjects.committee), None)
    request = walk.chains[0].request
    asked = replace(request, params=(*request.params, ("sort_null_only", "true")))
    rows = live.fec.answer(asked).document["results"]
    dated = [row for row in rows if row[_DATE]]
    return [f"sort_null_only brought {len(dated)} dated rows"] if dated else []


def _register(live: Live) -> list[str]:
    """A committee's register row has the known fields, on one page of one."""
    page = live.documents(fec_api.register_walk("committee", [live.subjects.committee]), 1)[0]
    found = [row["committee_id"] for row in page["results"]]
    asked = live.subjects.committee
    return [] if found == [asked] else [f"asked for {asked}, {len(found)} rows came"]


def _award_search(live: Live) -> list[str]:
    """Two pages of contracts by the search-after pair, and the count beside them."""
    uei = live.subjects.uei
    walk = searches.search_walks(uei, ("Recipient UEI", uei), None, None, _last_day())[0]
    pages = live.documents(walk, 2)
    found = []
    for page in pages:
        metadata = page["page_metadata"]
        missing = {"hasNext", "last_record_unique_id", "last_record_sort_value"} - set(metadata)
        if missing:
            found.append(f"page_metadata lacks {sorted(missing)}")
        if not isinstance(metadata.get("last_record_sort_value", ""), str | None):
            found.append("last_record_sort_value is not a text")
    if len(pages) == 1 and pages[0]["page_metadata"].get("hasNext"):
        found.append("hasNext is true after the last page")
    keys = [row["generated_internal_id"] for page in pages for row in page["results"]]
    if len(set(keys)) != len(keys):
        found.append("the second page repeats awards of the first")
    if len(pages) < 2 and live.shortfall(walk, 2):
        found.append(f"{live.shortfall(walk, 2)} awards fewer than the publisher counts")
    live.award_key = next((key for key in keys if key.startswith("CONT_AWD_")), None)
    return found if keys else [f"no contracts of {uei}"]


def _actions(live: Live) -> list[str]:
    """An award's actions: their ids, and as many as the publisher counts."""
    if not live.award_key:
        raise ThroughlineError("the search before brought no award to ask for")
    walk = searches.action_walk([live.award_key])
    rows = [row for page in live.documents(walk, 1) for row in page["results"]]
    other = [row["id"] for row in rows if not str(row["id"]).startswith("CONT_TX_")]
    found = [f"an action's id is {other[0]!r}, not CONT_TX_…"] if other else []
    short = live.shortfall(walk, 1)
    return found + ([f"{short} actions fewer than the publisher counts"] if short else [])


def _agencies(live: Live) -> list[str]:
    """Agencies are listed with the publisher's own id and the three-digit code."""
    key, name = files.agency_named(DEFENSE, live.usaspending)
    return [] if key.isdecimal() and name else [f"agency {DEFENSE} is {key!r}, {name!r}"]


def _archive(live: Live) -> list[str]:
    """The monthly list has last year's whole file of contracts, dated in its name."""
    year = this_day().year - 1
    listed = archive.archived_files(year, "all", live.usaspending)
    full = [file for file in listed if not file.is_delta and file.fiscal_year == year]
    found = [] if full else [f"no whole file of fiscal year {year}"]
    found += [
        f"a delta has the fiscal year {file.fiscal_year}"
        for file in listed
        if file.is_delta and file.fiscal_year
    ]
    return found + [f"{f.file_name} is not a zip" for f in listed if f.file_name[-4:] != ".zip"]


def _bulk_file(live: Live) -> list[str]:
    """A small bulk file is where it was and says its length."""
    cycle = this_day().year - this_day().year % 2
    file = f"ccl{cycle % 100:02d}.zip"
    url = f"{live.files.base_url.rstrip('/')}/{cycle}/{file}"
    return [] if length_of(url, live.files) else [f"{file} says no length"]


def _last_day() -> str:
    return f"{this_day().year}-12-31"


Check = Callable[[Live], list[str]]
CHECKS: dict[str, Check] = {
    "FEC receipts by keyset": _keyset_pages,
    "FEC receipts without a date": _null_block,
    "FEC committee register": _register,
    "USAspending award search": _award_search,
    "USAspending actions on an award": _actions,
    "USAspending agencies": _agencies,
    "USAspending monthly archive": _archive,
    "FEC bulk file": _bulk_file,
}
