"""What people take away: a format of etl/exports over the database, or over a part of it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from etl.common.database import open_database, query_rows, quoted
from etl.common.queries import read_query
from etl.common.settings import Settings, ThroughlineError
from etl.exports.package import Head, Held, describe, write_folder
from etl.graph.find import find_entity


@dataclass(frozen=True)
class Format:
    """A way to write the database: `write` fills a folder; `is_whole` where it knows no part."""

    name: str
    title: str
    howto: str
    write: Callable[[duckdb.DuckDBPyConnection, Path], list[Held]]
    is_whole: bool


@dataclass(frozen=True)
class Selection:
    """Which links and entities: those within `hops` of `around` (ids or names), or of a case.

    Neither given means the whole database.
    """

    around: tuple[str, ...] = ()
    hops: int = 1
    case: str | None = None

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return not self.around and self.case is None


@cache
def formats() -> dict[str, Format]:
    """Every format of etl/exports, by name."""
    package = importlib.import_module("etl.exports.formats")
    found = {}
    for item in sorted(pkgutil.iter_modules(package.__path__), key=lambda item: item.name):
        module = importlib.import_module(f"etl.exports.formats.{item.name}")
        is_whole = getattr(module, "IS_WHOLE", False)
        found[item.name] = Format(item.name, module.TITLE, module.HOWTO, module.write, is_whole)
    return found


def export(
    settings: Settings, out: Path | None = None, name: str = "tables", part: Selection | None = None
) -> Path:
    """Write a format to `out` (default data/exports/<name>); the same database, the same bytes.

    Raises ThroughlineError for an unknown format, name or case, when there is no database, or the
    folder cannot be written.
    """
    chosen = part or Selection()
    form = formats().get(name)
    if form is None:
        raise ThroughlineError(f"no format {name!r}: choose one of {', '.join(formats())}")
    if form.is_whole and not chosen.is_all:
        raise ThroughlineError(
            f"{name} writes the whole database: leave out --around and --case, or write a dossier"
        )
    with open_database(settings.database) as engine:
        choose(engine, chosen)

        def whole(folder: Path) -> None:
            engine.execute(f"set memory_limit = {quoted(settings.memory_limit)}")
            # Beside the folder and not in it: what is spilled is not exported.
            engine.execute(f"set temp_directory = {quoted(str(folder.parent / 'spill'))}")
            files = form.write(engine, folder)
            describe(engine, folder, Head(f"Throughline: {form.title}", form.howto), files)

        return write_folder(out or settings.exports / name, whole)


def choose(engine: duckdb.DuckDBPyConnection, part: Selection) -> None:
    """Views `chosen_entity`, `chosen_edge` and `chosen_award` of a part of the database.

    A link is chosen when both its ends are; an award when its organization is. An entity that
    stands only at the end of a link, in no other record, is chosen with it.
    """
    if part.is_all:
        for name in ("edge", "entity", "award"):
            # Temporary views stand in memory: the database is open read-only.
            engine.execute(f"create temp view chosen_{name} as from marts.{name}")
        return
    _choose_ids(engine, part)
    for name in ("edge", "entity", "award"):
        chosen = read_query(f"exports/{name}_among")
        engine.execute(f"create temp view chosen_{name} as {chosen.sql}")


def _choose_ids(engine: duckdb.DuckDBPyConnection, part: Selection) -> None:
    """The temporary table `chosen_id`: who is in the part."""
    if part.case is not None:
        found = query_rows(engine, read_query("stories/case_entity"), {"case": part.case})
        if not found:
            raise ThroughlineError(f"no case {part.case!r} is loaded: run it first")
        ids = [row["entity_id"] for row in found]
    else:
        ids = sorted({find_entity(engine, text) for text in part.around})
    engine.execute("create temp table chosen_id as select unnest(?) as entity_id", [ids])
    for _ in range(0 if part.case else part.hops):
        # Each round reads what the last one added.
        engine.execute(f"insert into chosen_id {read_query('graph/neighbour').sql}")
