"""What people state, as it differs between two databases: claims, judgements, answers, files."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from etl.changes.watched import CHANGED, GONE, NEW, Change
from etl.stories.claims import Claim, hold_claims


def claim_changes(engine: duckdb.DuckDBPyConnection, only: str | None) -> Iterator[Change]:
    """Claims whose state, or what was found, is another one; of all cases, or of one."""
    cases = engine.execute(
        "select case_id from old.marts.case_entity union "
        "select case_id from new.marts.case_entity order by case_id"
    ).fetchall()
    for (case,) in cases:
        if only in (None, case):
            old, new = (_claims(engine, database, case) for database in ("old", "new"))
            for name in sorted(old.keys() | new.keys()):
                yield from _claim_change(case, old.get(name), new.get(name))


def _claims(engine: duckdb.DuckDBPyConnection, database: str, case: str) -> dict[str, Claim]:
    """The claims of a case as an attached database holds them."""
    engine.execute(f"use {database}")
    found = {claim.name: claim for claim in hold_claims(case, engine)}
    engine.execute("use memory")
    return found


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


def seed_changes(engine: duckdb.DuckDBPyConnection, table: str) -> list[Change]:
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


def file_changes(engine: duckdb.DuckDBPyConnection) -> list[Change]:
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
