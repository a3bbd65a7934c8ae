"""What the user and a file's name say of it: its table, election cycle and day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from etl.common.published import PublishedTable
from etl.common.settings import ThroughlineError
from etl.lake.members import Member, newest_date


@dataclass(frozen=True)
class Options:
    """What the user overrides: the table, the election cycle, and the day of publication.

    `is_again` reads a file anew although it is loaded.
    """

    table: str | None = None
    cycle: int | None = None
    is_again: bool = False
    published: date | None = None


def cycle_of(path: Path, table: PublishedTable, members: list[Member], options: Options) -> int:
    """The two-year cycle: said by the user, or by the file's, member's or folder's name."""
    if options.cycle:
        return options.cycle
    names = [path.name.lower(), *(PurePosixPath(m.name.lower()).name for m in members)]
    # The folder last: an unpacked text (itcont.txt) has the same name in every cycle.
    for name in [*names, path.resolve().parent.name.lower()]:
        cycle = table.cycle_of(name) if table.cycle_of else None
        if cycle is not None:
            return cycle
    raise ThroughlineError(f"{path}: its name has no election cycle: say it with --cycle 2024")


def day_of(
    path: Path, found: Iterable[PublishedTable], members: list[Member], options: Options
) -> date | None:
    """The day of publication: said by the user, by a name, or beside the file; else unknown."""
    beside = (table.day_of(path) for table in found if table.day_of)
    days = (options.published, newest_date(members), *beside)
    return next((day for day in days if day), None)
