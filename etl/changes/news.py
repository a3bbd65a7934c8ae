"""What changed, between the last two builds, for what is watched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from etl.build.history import earlier
from etl.changes.diff import Difference, Question, difference
from etl.changes.watched import CHANGED, GONE, NEW, SEARCH, Change
from etl.changes.watchlist import WatchedSearch, WatchList
from etl.common.database import open_database
from etl.common.settings import Settings, ThroughlineError
from etl.common.words import is_web
from etl.stories.notebook.asked import Reply, ask
from etl.stories.notebook.cards import Stored
from etl.stories.notebook.taking import cell_words

MOST_ROWS = 20_000
# How many of a row's cells name it.
NAMING = 4
Row = dict[str, Stored]


@dataclass(frozen=True)
class News:
    """What changed: the difference, its changes of searches among it, and what cannot be told."""

    found: Difference
    problems: list[str]

    def of(self, key: str) -> list[Change]:
        """The changes that touch an entity by its id, or a search by its address."""
        return [change for change in self.found.changes if key in change.ends]


def last_two(settings: Settings) -> tuple[Path, Path]:
    """The build before and the present one; raises ThroughlineError where none is kept."""
    return earlier(settings), settings.database


def tell_news(
    builds: tuple[Path, Path], watched: WatchList | None, more: Mapping[str, object]
) -> News:
    """What changed for a list between two builds, or for all; `more` are fields of the question.

    Raises ThroughlineError for a file that is no database of this version.
    """
    if watched is None:
        return News(difference(replace(Question(*builds), **more)), [])  # type: ignore[arg-type]
    asked = Question(*builds, entities=watched.ids)
    found = difference(replace(asked, **more))  # type: ignore[arg-type]
    changes, problems = [], []
    for search in watched.searches:
        try:
            changes += search_changes(builds, search)
        except ThroughlineError as error:
            problems.append(f"{search.title}: {error}")
    counts = {what: sum(one.what == what for one in changes) for what in (NEW, CHANGED, GONE)}
    listed = [*found.changes, *changes]
    return News(replace(found, changes=listed, counts={**found.counts, SEARCH: counts}), problems)


def search_changes(builds: tuple[Path, Path], search: WatchedSearch) -> list[Change]:
    """The rows of a search that came, went or say something else.

    Raises ThroughlineError where a build cannot answer it, or its rows are too many.
    """
    old, new = (_rows(path, search) for path in builds)
    changes = []
    for key in sorted(old.keys() | new.keys()):
        before, now = old.get(key), new.get(key)
        if before != now:
            changes.append(_change(search, key, before, now))
    return changes


def _rows(path: Path, search: WatchedSearch) -> dict[str, Row]:
    """The rows of a search in a build, by what tells them apart."""
    with open_database(path) as engine:
        reply = ask(engine, search.asked, search.values, most=MOST_ROWS)
    if reply.count > MOST_ROWS:
        raise ThroughlineError(f"it has more than {MOST_ROWS:,} rows: choose fewer")
    return {key_of(reply, row): dict(zip(reply.columns, row, strict=True)) for row in reply.rows}


def key_of(reply: Reply, row: list[Stored]) -> str:
    """What tells a row apart: its first hidden id, else all that it says."""
    for name, value in zip(reply.columns, row, strict=True):
        if name.startswith("_") and name.endswith(("_id", "_key")) and value is not None:
            return str(value)
    return " · ".join(map(str, row))


def _change(search: WatchedSearch, key: str, before: Row | None, now: Row | None) -> Change:
    """A row that came, went or says something else."""
    row = now or before or {}
    shown = {name: value for name, value in row.items() if not name.startswith("_")}
    named = [cell_words(name, value) for name, value in shown.items() if value is not None]
    what = NEW if before is None else GONE if now is None else CHANGED
    fields = [
        (name, _cell(before, name), _cell(now, name))
        for name in shown
        if what == CHANGED and _cell(before, name) != _cell(now, name)
    ]
    url = row.get("open")
    title = f"{search.title}: {' · '.join(named[:NAMING])}"
    return Change(
        SEARCH, what, key, title, url=str(url) if is_web(url) else None, fields=fields,
        ends=[search.address],
    )  # fmt: skip


def _cell(row: Row | None, name: str) -> str | None:
    value = (row or {}).get(name)
    return None if value is None else cell_words(name, value)
