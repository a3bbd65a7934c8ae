"""The publisher's monthly archive: safe names, publication days, and which deltas suffice."""

from __future__ import annotations

import re
from datetime import date

from etl.fetch.errors import check_address
from etl.fetch.http import PublisherError
from etl.sources.usaspending_bulk import Archived

DELTA_REACHES_DAYS = 35
_ARCHIVE_DATE = re.compile(r"_(\d{4})(\d\d)(\d\d)\.zip$")


def since_full(
    here: str | None, delta_paths: list[str], full: Archived, deltas: list[Archived]
) -> list[Archived]:
    """The deltas alone where they reach back to what is here; else the whole file again.

    `here` is the path of the full file that was fetched, `delta_paths` those of every agency's
    deltas. A delta holds a month of changes: a month that was never fetched breaks the chain.
    """
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
    if not re.fullmatch(r"[\w().\-]+\.zip", file_name) or len(file_name) > 200:
        raise PublisherError(f"the archive lists a file name that is not safe: {file_name!r}")
    return file_name


def safe_address(url: str) -> str:
    """A listed address that leads to the network."""
    check_address(str(url), "the publisher lists a file of which the address")
    return str(url)
