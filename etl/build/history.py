"""Earlier builds, kept beside the database so that what changed can be told."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

from etl.common.database import read_build
from etl.common.settings import Settings, ThroughlineError


def keep(settings: Settings, fingerprint: str) -> None:
    """Keep the database that is about to be replaced; the newest THROUGHLINE_HISTORY stay.

    `fingerprint` is that of the new one: what was built from the same inputs is not kept, nor a
    file that is no database. It is linked, so that readers never miss the file, and copied where
    the disk knows no links.
    """
    built = read_build(settings.database)
    if built is not None and built["fingerprint"] != fingerprint and settings.history_count > 0:
        settings.history.mkdir(parents=True, exist_ok=True)
        # Two builds of one day sort by their time, and a second link to the same build fails.
        stamp = settings.database.stat().st_mtime_ns
        day, mark = built["as_of_date"], built["fingerprint"][:8]
        target = settings.history / f"{day}-{stamp}-{mark}.duckdb"
        try:
            # A link costs no room, and the rename that follows leaves the kept name alone.
            os.link(settings.database, target)
        except FileExistsError:
            pass
        except OSError:
            shutil.copyfile(settings.database, target)
    _forget(settings)


def _forget(settings: Settings) -> None:
    """Remove all but the newest kept builds."""
    for path in builds(settings)[settings.history_count :]:
        path.unlink(missing_ok=True)


def builds(settings: Settings) -> list[Path]:
    """The kept builds, the newest first."""
    return sorted(settings.history.glob("*.duckdb"), key=lambda path: path.name, reverse=True)


def earlier(settings: Settings, since: str | None = None) -> Path:
    """The build to compare with: the one before, or the newest of that day or before it.

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
