"""Earlier builds, kept beside the database so that what changed can be told."""

from __future__ import annotations

import os
import shutil
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from etl.common.database import read_build
from etl.common.files import swap_in
from etl.common.running.unfinished import work_folder
from etl.common.settings import Settings, ThroughlineError

# Earlier programs wrote the time of the file, in nanoseconds, where the sequence stands now.
_FIRST_TIME = 10**15


def next_sequence(settings: Settings, fingerprint: str) -> int:
    """The place of a new build among all that were made here; the same inputs keep theirs.

    Counted and not timed: a clock can go back.
    """
    built = read_build(settings.database)
    if built is not None and built["fingerprint"] == fingerprint:
        return _sequence(built)
    kept = [number for number in map(_number_of, builds(settings)) if number < _FIRST_TIME]
    return max([0, *kept, *([_sequence(built)] if built else [])]) + 1


def _sequence(built: dict[str, Any]) -> int:
    """The place that a database says it has; 0 where an earlier program built it."""
    return int(built.get("sequence") or 0)


def keep(settings: Settings, fingerprint: str) -> None:
    """Keep the database that is about to be replaced; the newest THROUGHLINE_HISTORY stay.

    `fingerprint` is that of the new one: what was built from the same inputs is not kept, nor a
    file that is no database. It is linked, so that readers never miss the file, and copied where
    the disk knows no links.
    """
    built = read_build(settings.database)
    if built is not None and built["fingerprint"] != fingerprint and settings.history_count > 0:
        settings.history.mkdir(parents=True, exist_ok=True)
        name = f"{built['as_of_date']}-{_sequence(built):08d}-{built['fingerprint'][:8]}.duckdb"
        _link_or_copy(settings.database, settings.history / name)
    _forget(settings)


def _link_or_copy(database: Path, target: Path) -> None:
    """A second name for the database; there already is as good."""
    try:
        # A link costs no room, and the rename that follows leaves the kept name alone.
        os.link(database, target)
    except FileExistsError:
        pass
    except OSError:
        with work_folder(target.parent, "keep") as work:
            shutil.copyfile(database, work / target.name)
            swap_in(work / target.name, target)


def _forget(settings: Settings) -> None:
    """Remove all but the newest kept builds."""
    for path in builds(settings)[settings.history_count :]:
        path.unlink(missing_ok=True)


def builds(settings: Settings) -> list[Path]:
    """The kept builds, the last that was made first, whatever day it bears."""
    return sorted(settings.history.glob("*.duckdb"), key=_order_of, reverse=True)


def _number_of(path: Path) -> int:
    """What stands behind the day in the name of a kept build; 0 for a name of somebody else's."""
    number = path.name[11:].partition("-")[0]
    return int(number) if number.isascii() and number.isdigit() else 0


def _order_of(path: Path) -> tuple[bool, int, str]:
    """Those of earlier programs first, by their time; then by the sequence."""
    number = _number_of(path)
    return number < _FIRST_TIME, number, path.name


def tell_backward(settings: Settings, most: int | None = None) -> list[str]:
    """A line for each build that bears an earlier day than the one before it, oldest first.

    `most` is how many of the last builds are looked at, the present one among them.
    """
    built = read_build(settings.database)
    days = [path.name[:10] for path in builds(settings)]
    days = ([str(built["as_of_date"])] if built else []) + days
    days = days[:most][::-1]
    return [
        f"the clock went back: a build of {after} was made after one of {before}; builds are told "
        "in the order in which they were made"
        for before, after in pairwise(days)
        if after < before
    ]


def earlier(settings: Settings, since: str | None = None) -> Path:
    """The build to compare with: the one before, or the last made of that day or before it.

    `since` is a day (2026-06-30) or the path of a database. Raises ThroughlineError when none is
    kept.
    """
    kept = builds(settings)
    if since is not None and Path(since).is_file():
        return Path(since)
    if since is not None:
        last = _day(since).isoformat()
        kept = [path for path in kept if path.name[:10] <= last]
    if not kept:
        wanted = f" of {since} or before" if since else ""
        raise ThroughlineError(
            f"no earlier build{wanted} is kept under {settings.history}: build again after new "
            "files are loaded, or compare two databases with `python -m etl diff OLD NEW`"
        )
    return kept[0]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ThroughlineError(
            f"--since {text!r} is no day and no database: write 2026-06-30 or a path"
        ) from error
