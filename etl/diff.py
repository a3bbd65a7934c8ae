"""What changed between two databases: records, links, flags, claims, judgements and files.

Rows are told apart by a 64-bit hash of their key and of the columns that say something; where a
published file holds the same row again, nothing changed. What differs is then joined by its key.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from etl.claims import Claim, held_claims
from etl.convert import quoted
from etl.settings import ThroughlineError

NEW, CHANGED, GONE = "new", "changed", "gone"


@dataclass(frozen=True)
class Watched:
    """A table that is compared: its key, what a row says, and how it is told.

    `title`, `day`, `usd` and `url` are SQL over the table; `said` names the columns that count as
    a change; `ends` those that hold entity ids; `about` tests whether a row is told at all, with
    {threshold} in USD.
    """

    name: str
    table: str
    key: str
    said: tuple[str, ...]
    title: str
    day: str
    usd: str
    url: str
    ends: tuple[str, ...]
    about: str = "true"


WATCHED = (
    Watched(
        "award", "marts.award", "award_key",
        ("piid", "organization_id", "recipient_name", "agency_id", "agency_name", "is_vehicle",
         "vehicle_key", "reported_obligated_usd", "ceiling_usd", "current_value_usd",
         "outlayed_usd", "offer_count"),
        "concat_ws(' / ', piid, recipient_name, agency_name)", "first_action_date",
        "reported_obligated_usd", "record_url", ("organization_id", "agency_id"),
    ),
    Watched(
        "action", "marts.award_action", "record_id",
        ("award_key", "modification_number", "organization_id", "agency_id", "action_date",
         "obligated_usd"),
        "concat_ws(' ', piid, 'modification', modification_number, '/', recipient_name)",
        "action_date", "obligated_usd",
        "null", ("organization_id", "agency_id"), "abs(obligated_usd) >= {threshold}",
    ),
    Watched(
        "contribution", "entities.contribution", "record_id",
        ("filer_committee_id", "transaction_type_code", "name", "employer", "occupation",
         "transaction_date", "amount_usd", "other_id", "memo_code", "count_reason",
         "who_gave_usd", "committee_received_usd"),
        "concat_ws(' ', name, '/', filer_committee_id, '(type', transaction_type_code || ')')",
        "transaction_date", "amount_usd", "record_url", (),
    ),
    Watched(
        "link", "marts.edge", "link_id",
        ("link_type", "from_id", "to_id", "first_date", "last_date", "amount_usd",
         "amount_basis", "record_count", "basis", "score", "label"),
        "concat_ws(' ', from_name, replace(link_type, '_', ' '), to_name)", "first_date",
        "amount_usd", "null", ("from_id", "to_id"),
    ),
    Watched(
        "flag", "marts.flag", "flag_id", ("code", "state", "reason"),
        "concat_ws(' · ', title, organization_name, piid, object_name, agency_name)", "null::date",
        "null", "null", ("organization_id", "subject_id", "object_id", "agency_id"),
        "state = 'flagged'",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One thing that changed: `fields` are (name, before, after) of what was read again."""

    kind: str
    what: str
    key: str
    title: str
    day: str | None = None
    usd: str | None = None
    url: str | None = None
    fields: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    why: str = ""

    @property
    def change_id(self) -> str:
        """The same for the same change."""
        parts = [self.kind, self.what, self.key, repr(self.fields)]
        return hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]


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
    memory: str = "4GB"


@dataclass(frozen=True)
class Difference:
    """All that changed: counts by kind and what, and the listed changes in order."""

    old_day: str
    new_day: str
    counts: dict[str, dict[str, int]]
    changes: list[Change]
    idle_judgements: list[str]
    innocent: dict[str, str]
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
            return _compared(engine, question)


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


def _compared(engine: duckdb.DuckDBPyConnection, question: Question) -> Difference:
    """Every kind of change."""
    _scope(engine, question)
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
        ("claim", list(_claim_changes(engine, question))),
        ("judgement", _seed_changes(engine, "judgement")),
        ("answer", _seed_changes(engine, "answer")),
        ("file", _file_changes(engine)),
    ):
        counts[name] = _counted(found_changes)
        changes += found_changes[: question.most]
    days = [engine.execute(f"select as_of_date from {n}.marts.build").fetchall()[0][0]
            for n in ("old", "new")]  # fmt: skip
    return Difference(
        str(days[0]), str(days[1]), counts, changes, _idle(engine), _innocent(engine),
        [row[0] for row in engine.execute(
            "select text from new.marts.notice order by notice_id desc").fetchall()],
    )  # fmt: skip


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
    """How many rows changed how, and the first of each, newest and largest first."""
    whole = f"hash({', '.join([watched.key, *watched.said])})"
    for name, other in (("old", "new"), ("new", "old")):
        engine.execute(
            f"create or replace temp table {name}_row as select * from {name}.{watched.table} "
            f"where rowid in (select rowid from {name}.{watched.table} where {whole} not in "
            f"(select {whole} from {other}.{watched.table}))"
        )
    _pair(engine, watched, question)
    counts = dict.fromkeys((NEW, CHANGED, GONE), 0)
    counts |= dict(engine.execute("select what, count(*) from pair group by what").fetchall())
    return counts, _listed(engine, watched, question.most)


def _pair(engine: duckdb.DuckDBPyConnection, watched: Watched, question: Question) -> None:
    """The table `pair`: differing rows by key, each with what it is told by."""
    told = f"coalesce(new_row.{watched.key}, old_row.{watched.key})"
    fields = ", ".join(
        f"['{name}', old_row.{name}::varchar, new_row.{name}::varchar]" for name in watched.said
    )
    select = (
        f"select {told} as key, case when old_row.{watched.key} is null then '{NEW}' when "
        f"new_row.{watched.key} is null then '{GONE}' else '{CHANGED}' end as what, "
        f"list_filter([{fields}], lambda f: f[2] is distinct from f[3]) as fields"
        f" from new_row full join old_row on new_row.{watched.key} = old_row.{watched.key}"
    )
    engine.execute(f"create or replace temp table keyed as {select}")
    told_by = (
        f"select {watched.key} as key, {watched.title} as title, {watched.day} as day, "
        f"{watched.usd} as usd, {watched.url} as url, {_about(watched, question)} as is_told, "
        f"{_in_scope(watched, question)} as is_in_scope from "
    )
    engine.execute(
        f"create or replace temp table pair as with told as ({told_by} new_row union all "
        f"{told_by} old_row anti join new_row using ({watched.key})), "
        f"was as ({told_by} old_row) "
        "select keyed.*, told.title, told.day, told.usd, told.url from keyed "
        "join told on keyed.key = told.key left join was on keyed.key = was.key "
        "where (told.is_in_scope or coalesce(was.is_in_scope, false)) "
        "and (told.is_told or coalesce(was.is_told, false))"
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


def _listed(engine: duckdb.DuckDBPyConnection, watched: Watched, most: int) -> list[Change]:
    """The first of each: by day, newest first, then by id, so that nobody is ranked."""
    rows = engine.execute(
        "select what, key, title, day::varchar, usd::varchar, url, fields from pair "
        "qualify row_number() over (partition by what order by day desc nulls last, key) <= ? "
        "order by what = 'gone', what, day desc nulls last, key",
        [most],
    ).fetchall()
    return [
        Change(
            watched.name, what, key, title or key, day, usd, url,
            [tuple(one) for one in fields] if what == CHANGED else [],
        )
        for what, key, title, day, usd, url, fields in rows
    ]  # fmt: skip


def _counted(changes: list[Change]) -> dict[str, int]:
    """How many changed how."""
    counts = dict.fromkeys((NEW, CHANGED, GONE), 0)
    for change in changes:
        counts[change.what] += 1
    return counts


def _claim_changes(engine: duckdb.DuckDBPyConnection, question: Question) -> Iterator[Change]:
    """Claims whose state, or what was found, is another one."""
    cases = engine.execute(
        "select case_id from old.marts.case_entity union "
        "select case_id from new.marts.case_entity order by case_id"
    ).fetchall()
    for (case,) in cases:
        if question.case in (None, case):
            old, new = (_claims(path, case) for path in (question.old, question.new))
            for name in sorted(old.keys() | new.keys()):
                yield from _claim_change(case, old.get(name), new.get(name))


def _claims(path: Path, case: str) -> dict[str, Claim]:
    """The claims of a case as a database holds them."""
    with duckdb.connect(str(path), read_only=True) as engine:
        return {claim.name: claim for claim in held_claims(case, engine)}


def _claim_change(case: str, old: Claim | None, new: Claim | None) -> Iterator[Change]:
    """A claim that stands otherwise than before."""
    either = new or old
    if either is None:
        return
    fields: list[tuple[str, str | None, str | None]] = [
        ("state", old.state if old else None, new.state if new else None)
    ]
    parts = [{part.part: part.found for part in one.parts} if one else {} for one in (old, new)]
    names = dict.fromkeys([*parts[0], *parts[1]])
    fields += [(name, parts[0].get(name), parts[1].get(name)) for name in names]
    fields = [one for one in fields if one[1] != one[2]]
    if fields:
        yield Change("claim", CHANGED, f"{case}/{either.name}", either.sentence, fields=fields)


def _seed_changes(engine: duckdb.DuckDBPyConnection, table: str) -> list[Change]:
    """Judgements or answers that came or went; a correction says when and why."""
    key, title, why = {
        "judgement": (
            "judgement_id",
            "left_ref || ' / ' || right_ref || ': ' || verdict",
            "concat_ws(', ', judged_date, judged_by, reason)",
        ),
        "answer": (
            "answer_id",
            "coalesce(entity_name, entity_id) || ': ' || question",
            "concat_ws(', ', answered_date, answered_by, answer)",
        ),
    }[table]
    changes = []
    for what, here, there in ((NEW, "new", "old"), (GONE, "old", "new")):
        rows = engine.execute(
            f"select {key}, {title}, {why} from {here}.marts.{table} "
            f"anti join {there}.marts.{table} as other using ({key}) order by 1"
        ).fetchall()
        changes += [Change(table, what, row[0], row[1], why=row[2] or "") for row in rows]
    return changes


def _file_changes(engine: duckdb.DuckDBPyConnection) -> list[Change]:
    """Published files that came, or gave way: the reason of what changed in the records."""
    changes = []
    for what, here, there in ((NEW, "new", "old"), (GONE, "old", "new")):
        rows = engine.execute(
            "select sha256, file_name || ' (' || table_name || ')', published_date::varchar, "
            "source_url, 'SHA-256 ' || sha256 || coalesce(', retrieved ' || retrieved_at, '') "
            f"from {here}.marts.source_file as file anti join {there}.marts.source_file as other "
            "using (sha256, table_name) order by table_name, file_name, sha256"
        ).fetchall()
        changes += [
            Change("file", what, row[0], row[1], day=row[2], url=row[3], why=row[4]) for row in rows
        ]
    return changes


def _idle(engine: duckdb.DuckDBPyConnection) -> list[str]:
    """Judgements of the new database that touch nothing that is loaded."""
    rows = engine.execute(
        "select left_ref || ' / ' || right_ref || ': ' || verdict from new.marts.judgement "
        "where not is_used order by 1"
    ).fetchall()
    return [text for (text,) in rows]


def _innocent(engine: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What speaks against each indicator, by its title: it stands beside every flag."""
    return dict(engine.execute("select title, innocent from new.marts.indicator").fetchall())
