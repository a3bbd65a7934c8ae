"""What changed between two databases: records, links, flags, claims, judgements and files.

Rows are told apart by a 64-bit hash of their key and of the columns that say something; where a
published file holds the same row again, nothing changed. What differs is then joined by its key.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from etl.changes.stated import claim_changes, file_changes, seed_changes
from etl.changes.watched import CHANGED, GONE, NEW, WATCHED, Change, Watched
from etl.common.about import read_day, read_notices
from etl.common.database import quoted
from etl.common.settings import Settings, ThroughlineError

_PUBLISHED = """
    create temp table published as
    select sha256, min(file_name || coalesce(' of ' || published_date::varchar, '')) as name
    from (from old.marts.source_file union all by name from new.marts.source_file)
    group by sha256
"""
_CARD = """
    create temp table card as
    select code, innocent from new.marts.indicator
    union all
    select code, innocent from old.marts.indicator anti join new.marts.indicator using (code)
"""


@dataclass(frozen=True)
class Question:
    """What is compared: two databases, the least amount of an action that is told, a case.

    `most` bounds what is listed of each kind; counts are always of all.
    """

    old: Path
    new: Path
    threshold: int = 1_000_000
    case: str | None = None
    most: int = 1_000
    memory: str = field(default_factory=lambda: Settings().memory_limit)


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
    if question.old.samefile(question.new):
        raise ThroughlineError("the two databases are one and the same file")
    with tempfile.TemporaryDirectory(dir=question.new.resolve().parent) as work:
        engine = duckdb.connect(config={"memory_limit": question.memory, "temp_directory": work})
        with engine:
            _attach(engine, question)
            return _compare(engine, question)


def _attach(engine: duckdb.DuckDBPyConnection, question: Question) -> None:
    """Both databases read-only, as `old` and `new`."""
    for name, path in (("old", question.old), ("new", question.new)):
        try:
            engine.execute(f"attach {quoted(str(path))} as {name} (read_only)")
            engine.execute(f"select as_of_date from {name}.marts.build").fetchall()
        except duckdb.Error as error:
            raise ThroughlineError(
                f"{path} is no database of this program: {str(error).splitlines()[0]}"
            ) from error


def _compare(engine: duckdb.DuckDBPyConnection, question: Question) -> Difference:
    """Every kind of change."""
    _scope(engine, question)
    engine.execute(_PUBLISHED)
    engine.execute(_CARD)
    counts: dict[str, dict[str, int]] = {}
    changes: list[Change] = []
    try:
        for watched in WATCHED:
            found = _table_changes(engine, watched, question)
            counts[watched.name] = found[0]
            changes += found[1]
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise ThroughlineError(
            "the two databases were built by different versions of the program: build both again "
            f"({str(error).splitlines()[0]})"
        ) from error
    for name, found_changes in (
        ("claim", list(claim_changes(engine, question.case))),
        ("judgement", seed_changes(engine, "judgement")),
        ("answer", seed_changes(engine, "answer")),
        ("file", file_changes(engine)),
    ):
        counts[name] = _count(found_changes)
        changes += found_changes[: question.most]
    engine.execute("use old")
    old_day = read_day(engine)
    engine.execute("use new")
    return Difference(
        old_day, read_day(engine), counts, changes, _idle(engine), read_notices(engine)
    )


def _scope(engine: duckdb.DuckDBPyConnection, question: Question) -> None:
    """Tables `scope_id` and `scope_record`: the case's entities, and the records of their links."""
    if question.case is None:
        return
    case = quoted(question.case)
    engine.execute(
        "create temp table scope_id as "
        f"select entity_id from old.marts.case_entity where case_id = {case} union "
        f"select entity_id from new.marts.case_entity where case_id = {case}"
    )
    if not engine.execute("select 1 from scope_id limit 1").fetchall():
        raise ThroughlineError(f"no case {question.case!r} is loaded in either database")
    near = "from_id in (from scope_id) or to_id in (from scope_id)"
    engine.execute(
        "create temp table scope_record as "
        f"select unnest(evidence) as record_id from old.marts.edge where {near} union "
        f"select unnest(evidence) as record_id from new.marts.edge where {near}"
    )


def _table_changes(
    engine: duckdb.DuckDBPyConnection, watched: Watched, question: Question
) -> tuple[dict[str, int], list[Change]]:
    """How many rows changed how, and the first of each."""
    whole = f"hash({', '.join([watched.key, *watched.said])})"
    for name, other in (("old", "new"), ("new", "old")):
        engine.execute(
            f"create or replace temp table {name}_row as "
            f"select {_row_columns(watched, question)} from {name}.{watched.table} "
            f"where rowid in (select rowid from {name}.{watched.table} where {whole} not in "
            f"(select {whole} from {other}.{watched.table}))"
        )
    _pair(engine, watched)
    counts = dict.fromkeys((NEW, CHANGED, GONE), 0)
    counts |= dict(engine.execute("select what, count(*) from pair group by what").fetchall())
    return counts, _list_changes(engine, watched, question.most)


_TOLD = ("title", "day", "usd", "url", "file", "code")


def _row_columns(watched: Watched, question: Question) -> str:
    """What is kept of a row that differs: its key, what it is told by, and what it says."""
    kept = [f"{watched.key} as told_key"]
    kept += [f"{getattr(watched, name)} as told_{name}" for name in _TOLD]
    is_told = f"({_about(watched, question)}) and ({_in_scope(watched, question)})"
    kept.append(f"coalesce({is_told}, false) as is_told")
    return ", ".join([*kept, f"[{', '.join(f'{name}::varchar' for name in watched.said)}] as said"])


def _pair(engine: duckdb.DuckDBPyConnection, watched: Watched) -> None:
    """The table `pair`: differing rows by key, told by what they are now, else by what they were.

    A row is told where it is, or was, of the case and over the threshold.
    """
    names = ", ".join(f"'{name}'" for name in watched.said)
    told = ", ".join(
        f"if(new_row.told_key is null, old_row.told_{name}, new_row.told_{name}) as {name}"
        for name in _TOLD
    )
    engine.execute(
        "create or replace temp table pair as "
        "select coalesce(new_row.told_key, old_row.told_key) as key, "
        f"case when old_row.told_key is null then '{NEW}' when new_row.told_key is null "
        f"then '{GONE}' else '{CHANGED}' end as what, {told}, "
        f"list_filter(list_zip([{names}], old_row.said, new_row.said), "
        "lambda f: f[2] is distinct from f[3]) as fields "
        "from new_row full join old_row on new_row.told_key = old_row.told_key "
        "where coalesce(new_row.is_told, false) or coalesce(old_row.is_told, false)"
    )


def _about(watched: Watched, question: Question) -> str:
    """Whether a row is told at all."""
    return watched.about.format(threshold=question.threshold)


def _in_scope(watched: Watched, question: Question) -> str:
    """Whether a row belongs to the case that is watched."""
    if question.case is None:
        return "true"
    tests = [f"coalesce({end} in (from scope_id), false)" for end in watched.ends]
    if not tests:
        tests = [f"{watched.key} in (from scope_record)"]
    return " or ".join(tests)


def _list_changes(engine: duckdb.DuckDBPyConnection, watched: Watched, most: int) -> list[Change]:
    """The first of each: by day, newest first, then by id, so that nobody is ranked."""
    rows = engine.execute(
        "select what, key, title, day::varchar, usd::varchar, url, fields, published.name, "
        "innocent from pair left join published on pair.file = published.sha256 "
        "left join card on pair.code = card.code "
        "qualify row_number() over (partition by what order by day desc nulls last, key) <= ? "
        "order by what = 'gone', what, day desc nulls last, key",
        [most],
    ).fetchall()
    return [
        Change(
            watched.name, what, key, title or key, day, usd, url,
            [tuple(one) for one in fields] if what == CHANGED else [],
            f"{'no longer stated; it was ' if what == GONE else ''}in {file}" if file else "",
            innocent or "",
        )
        for what, key, title, day, usd, url, fields, file, innocent in rows
    ]  # fmt: skip


def _count(changes: list[Change]) -> dict[str, int]:
    """How many changed how."""
    return dict.fromkeys((NEW, CHANGED, GONE), 0) | Counter(change.what for change in changes)


def _idle(engine: duckdb.DuckDBPyConnection) -> list[str]:
    """Judgements of the database in use that touch nothing that is loaded."""
    rows = engine.execute(
        "select left_ref || ' / ' || right_ref || ': ' || verdict from marts.judgement "
        "where not is_used order by 1"
    ).fetchall()
    return [text for (text,) in rows]
