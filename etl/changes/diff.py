"""What changed between two databases: records, links, flags, claims, judgements and files.

Rows are told apart by a 64-bit print of their key and of what they say; where a published file
holds the same row again, nothing changed. What differs is then joined by its key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from etl.changes.stated import both, claim_changes, stated_changes
from etl.changes.watched import CHANGED, GONE, NEW, STATED, WATCHED, Change
from etl.common.about import UNKNOWN_DAY, read_day, read_notices
from etl.common.database import attach_database, query_rows
from etl.common.queries import Query, read_query, with_pieces
from etl.common.running.unfinished import work_folder
from etl.common.settings import Settings, ThroughlineError


@dataclass(frozen=True)
class Question:
    """What is compared: two databases, the least amount of an action that is told, a case.

    With a case, or with entities, only what touches them is told; `most` bounds what is listed of
    each kind, and counts are of all that is told.
    """

    old: Path
    new: Path
    threshold: int = 1_000_000
    case: str | None = None
    most: int = 1_000
    memory: str = field(default_factory=lambda: Settings().memory_limit)
    entities: tuple[str, ...] | None = None

    @property
    def is_scoped(self) -> bool:
        """Whether only some of what changed is told."""
        return self.case is not None or self.entities is not None


@dataclass(frozen=True)
class Difference:
    """All that changed: counts by kind and what, and the listed changes in order."""

    old_day: str
    new_day: str
    counts: dict[str, dict[str, int]]
    changes: list[Change]
    idle_judgements: list[str]
    notices: list[str]


def difference(question: Question) -> Difference:
    """Compare two databases.

    Raises ThroughlineError for a file that is no database of this version, one and the same file,
    and a case that is in neither.
    """
    for path in (question.old, question.new):
        if not path.is_file():
            raise ThroughlineError(f"no database at {path}")
    # DuckDB cannot attach a file twice, and there would be nothing to tell.
    if question.old.samefile(question.new):
        raise ThroughlineError("the two databases are one and the same file")
    # Beside the database, where there is room: what is compared may spill gigabytes.
    with work_folder(question.new.resolve().parent, "diff") as work:
        engine = duckdb.connect(
            config={"memory_limit": question.memory, "temp_directory": str(work)}
        )
        with engine:
            attach_database(engine, question.old, "old")
            attach_database(engine, question.new, "new")
            return _compare(engine, question)


@dataclass(frozen=True)
class _Told:
    """What a change is told with: the names of published files, and the indicators' cards."""

    files: Mapping[str, str]
    cards: Mapping[str, str]


def _compare(engine: duckdb.DuckDBPyConnection, question: Question) -> Difference:
    """Every kind of change."""
    _scope(engine, question)
    told = _Told(_file_names(engine), _cards(engine))
    counts: dict[str, dict[str, int]] = {}
    changes: list[Change] = []
    try:
        for kind in WATCHED:
            found = _table_changes(engine, kind, question, told)
            counts[kind] = found[0]
            changes += found[1]
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise ThroughlineError(
            "the two databases were built by different versions of the program: build both again "
            f"({str(error).splitlines()[0]})"
        ) from error
    for kind, of_kind in _stated(engine, question).items():
        counts[kind] = _count(of_kind)
        changes += of_kind[: question.most]
    old_day, new_day = (read_day(side) for side in both(engine))
    # Named queries name tables by schema alone: `use` says which database is meant.
    engine.execute("use new")
    idle, notices = _idle(engine), [*_order_note(old_day, new_day), *read_notices(engine)]
    return Difference(old_day, new_day, counts, changes, idle, notices)


def _stated(engine: duckdb.DuckDBPyConnection, question: Question) -> dict[str, list[Change]]:
    """What people stated otherwise; of entities what names one of them, and every file."""
    found = {kind: stated_changes(engine, kind) for kind in STATED}
    if question.entities is None:
        return {"claim": list(claim_changes(engine, question.case)), **found}
    for kind in ("judgement", "answer"):
        found[kind] = [one for one in found[kind] if set(one.ends) & set(question.entities)]
    return {"claim": [], **found}


def _order_note(old_day: str, new_day: str) -> list[str]:
    """What to say where the later of two builds bears the earlier day."""
    if new_day >= old_day or UNKNOWN_DAY in (old_day, new_day):
        return []
    return [
        f"The later build bears the earlier day ({new_day}, after {old_day}): the clock went back, "
        "or the two are the wrong way round. What is new here is new in the build of "
        f"{new_day}."
    ]


def _file_names(engine: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The name of each published file by its SHA-256, with the day of its publication."""
    names: dict[str, str] = {}
    for side in both(engine):
        for row in query_rows(side, read_query("changes/file")):
            key, name = row["key"], row["stated_in"]
            # A file may be loaded under two names: the choice must not hang on the order.
            names[key] = min(name, names.get(key, name))
    return names


def _cards(engine: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What speaks against each indicator's flags, as the newer database has it."""
    return {
        row["code"]: row["innocent"]
        for side in both(engine)
        for row in query_rows(side, read_query("changes/card"))
    }


def _scope(engine: duckdb.DuckDBPyConnection, question: Question) -> None:
    """Tables `scope_id` and `scope_record`: the entities, and the records of their links."""
    engine.execute("create temp table scope_id (entity_id varchar)")
    engine.execute("create temp table scope_record (record_id varchar)")
    if not question.is_scoped:
        return
    found = set(question.entities or ()) | _case_entities(engine, question.case)
    engine.execute("insert into scope_id select unnest(?)", [sorted(found)])
    for side in both(engine):
        side.execute(f"insert into scope_record {read_query('changes/scope_record').sql}")


def _case_entities(engine: duckdb.DuckDBPyConnection, case: str | None) -> set[str]:
    """The entities of a case in either database; raises ThroughlineError where it has none."""
    if case is None:
        return set()
    found = {
        row["entity_id"]
        for side in both(engine)
        for row in query_rows(side, read_query("stories/case_entity"), {"case": case})
    }
    if not found:
        raise ThroughlineError(f"no case {case!r} is loaded in either database")
    return found


def _table_changes(
    engine: duckdb.DuckDBPyConnection, kind: str, question: Question, told: _Told
) -> tuple[dict[str, int], list[Change]]:
    """How many rows changed how, and the first of each."""
    watched = read_query(f"changes/{kind}")
    values = {"threshold": question.threshold, "is_scoped": question.is_scoped}
    prints = with_pieces(read_query("changes/print"), watched=watched)
    # Prints first and rows of those that differ later: two whole databases would not fit the
    # memory.
    for side, name in zip(both(engine), ("old", "new"), strict=True):
        _create(side, f"{name}_print", prints, values)
    for side, own, other in zip(both(engine), ("old", "new"), ("new", "old"), strict=True):
        pieces = {"own_print": f"{own}_print", "other_print": f"{other}_print"}
        differing = with_pieces(read_query("changes/differing"), watched=watched, **pieces)
        _create(side, f"{own}_row", differing, values)
    _create(engine, "pair", read_query("changes/pair"), {})
    counts = dict.fromkeys((NEW, CHANGED, GONE), 0)
    counts |= {r["what"]: r["row_count"] for r in query_rows(engine, read_query("changes/count"))}
    return counts, _list_changes(engine, kind, question.most, told)


def _create(
    engine: duckdb.DuckDBPyConnection, table: str, query: Query, values: Mapping[str, object]
) -> None:
    """A temporary table of a query's rows."""
    named = {name: values[name] for name in query.params}
    engine.execute(f"create or replace temp table {table} as {query.sql}", named)


def _list_changes(
    engine: duckdb.DuckDBPyConnection, kind: str, most: int, told: _Told
) -> list[Change]:
    """The first of each: by day, newest first, then by id, so that nobody is ranked."""
    return [
        Change(
            kind, row["what"], row["key"], row["title"] or row["key"], row["day"], row["usd"],
            row["url"],
            [tuple(one) for one in row["fields"]] if row["what"] == CHANGED else [],
            _stated_in(row["what"], told.files.get(row["file"])),
            told.cards.get(row["code"]) or "",
            row["ends"] or [],
        )
        for row in query_rows(engine, read_query("changes/listed"), {"most": most})
    ]  # fmt: skip


def _stated_in(what: str, file: str | None) -> str:
    """Which published file states a row, or stated it."""
    return f"{'no longer stated; it was ' if what == GONE else ''}in {file}" if file else ""


def _count(changes: list[Change]) -> dict[str, int]:
    """How many changed how."""
    # Zeros are told as well.
    return dict.fromkeys((NEW, CHANGED, GONE), 0) | Counter(change.what for change in changes)


def _idle(engine: duckdb.DuckDBPyConnection) -> list[str]:
    """Judgements of the database in use that touch nothing that is loaded."""
    rows = query_rows(engine, read_query("names/idle_judgement"))
    return sorted(f"{row['left_ref']} / {row['right_ref']}: {row['verdict']}" for row in rows)
