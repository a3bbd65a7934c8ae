"""USAspending's monthly archive: safe names, publication days, and which deltas suffice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from etl.common.asking import (
    Asker,
    PublisherError,
    Request,
    check_address,
    field_of,
    post_request,
)
from etl.common.publisher import Listed

# A month and some days: publication days move a little.
DELTA_REACHES_DAYS = 35
_ARCHIVE_DATE = re.compile(r"_(\d{4})(\d\d)(\d\d)\.zip$")


@dataclass(frozen=True)
class Archived:
    """A file of the publisher's monthly archive; `fiscal_year` is null for a delta."""

    file_name: str
    url: str
    published: str
    fiscal_year: int | None

    @property
    def is_delta(self) -> bool:
        """Whether it holds a month of changes."""
        return "_Delta_" in self.file_name


def find_archived(
    fiscal_year: int, agency_id: str, known: tuple[str, Mapping[str, str]], asker: Asker
) -> list[Listed]:
    """A year's newest whole file and the deltas after it; none where the archive has no such file.

    `known` is the year's label and the paths of what is here, by name.
    """
    label, here = known
    listed = archived_files(fiscal_year, agency_id, asker)
    full = [file for file in listed if not file.is_delta and file.fiscal_year == fiscal_year]
    if not full:
        return []
    # The list may hold last month's file beside this month's.
    newest = max(full, key=archive_day)
    deltas = [f for f in listed if f.is_delta and archive_day(f) >= archive_day(newest)]
    whole = f"usaspending/archive/{label}"
    others = [path for name, path in here.items() if "_Delta_" in name]
    return [_listed(file, whole) for file in since_full(here.get(whole), others, newest, deltas)]


def _listed(file: Archived, whole: str) -> Listed:
    """The file to fetch: a full one under a name that the next month's replaces."""
    # The address comes from an answer, and may be anything.
    check_address(str(file.url), "the publisher lists a file of which the address")
    path = f"usaspending/archive/{safe_name(file.file_name)}"
    return Listed(str(file.url), path, path if file.is_delta else whole, file.published)


def archived_files(fiscal_year: int, agency_id: str, asker: Asker) -> list[Archived]:
    """The contract files of a fiscal year, and the deltas that come in the same list.

    `agency_id` is the publisher's own id, or `all`. A missing file is normal: an empty list.
    """
    # The publisher wants its own internal id as a number, and `all` as a text.
    agency: int | str = int(agency_id) if agency_id.isdecimal() else agency_id
    body = {"agency": agency, "fiscal_year": fiscal_year, "type": "contracts"}
    asked = post_request("bulk_download/list_monthly_files/", body)
    listed = field_of(asker.answer(asked).document, "monthly_files", asked)
    return [_read_listed(item, asked) for item in listed]


def _read_listed(item: Any, asked: Request) -> Archived:
    """A file as the archive lists it."""
    year = field_of(item, "fiscal_year", asked)
    return Archived(
        file_name=field_of(item, "file_name", asked),
        url=field_of(item, "url", asked),
        published=str(field_of(item, "updated_date", asked))[:10],
        # Deltas are listed with a fiscal year of null.
        fiscal_year=int(year) if year else None,
    )


def since_full(
    here: str | None, delta_paths: list[str], full: Archived, deltas: list[Archived]
) -> list[Archived]:
    """The deltas alone where they reach back to what is here; else the whole file again.

    `here` is the path of the full file that was fetched, `delta_paths` those of every agency's
    deltas. A delta holds a month of changes: a month that was never fetched breaks the chain.
    """
    # Nothing here, the very same file, or one without a day: deltas have nothing to start from.
    if not here or here.endswith(full.file_name) or not _ARCHIVE_DATE.search(here):
        return [full, *deltas]
    same = _agency_of(full.file_name)
    fetched = [_day_of(path) for path in delta_paths if _agency_of(path) == same]
    reached = _reach(_day_of(here), fetched)
    days = [archive_day(delta) for delta in deltas]
    if not days or _reach(reached, days) < max(days):
        return [full, *deltas]
    return deltas


def _reach(day: date, deltas: list[date]) -> date:
    """The last day that is reached from a day without a gap."""
    for delta in sorted(deltas):
        if 0 <= (delta - day).days <= DELTA_REACHES_DAYS:
            day = delta
    return day


def _agency_of(path: str) -> str:
    """The agency in `FY2024_097_Contracts_Full_20250106.zip`, with or without folders."""
    return path.rpartition("/")[2].split("_")[1]


def archive_day(file: Archived) -> date:
    """The publication day in a listed file's name."""
    return _day_of(file.file_name)


def _day_of(file_name: str) -> date:
    found = _ARCHIVE_DATE.search(str(file_name))
    try:
        return date(*(int(number) for number in found.groups())) if found else _no_day(file_name)
    except ValueError:
        return _no_day(file_name)


def _no_day(file_name: str) -> date:
    raise PublisherError(f"the archive lists a file without a date: {file_name!r}")


def safe_name(file_name: str) -> str:
    """A listed file name that stays in its folder."""
    # The name becomes a path here: no slash. Brackets, as in `FY(All)_097`.
    if not re.fullmatch(r"[\w().\-]+\.zip", file_name) or len(file_name) > 200:
        raise PublisherError(f"the archive lists a file name that is not safe: {file_name!r}")
    return file_name
