"""What people state, as it differs between two databases: claims, judgements, answers, files."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from etl.changes.watched import CHANGED, GONE, NEW, Change
from etl.common.database import query_rows
from etl.common.queries import read_query
from etl.stories.claims import Claim, hold_claims


def claim_changes(engine: duckdb.DuckDBPyConnection, only: str | None) -> Iterator[Change]:
    """Claims whose state, or what was found, is another one; of all cases, or of one."""
    cases = {case for side in both(engine) for case in _case_ids(side)}
    for case in sorted(cases):
        if only in (None, case):
            old, new = (_claims(side, case) for side in both(engine))
            for name in sorted(old.keys() | new.keys()):
                yield from _claim_change(case, old.get(name), new.get(name))


def _case_ids(engine: duckdb.DuckDBPyConnection) -> list[str]:
    """The cases of the database in use."""
    return [
        row["case_id"]
        for row in query_rows(engine, read_query("stories/case_entity"), {"case": None})
    ]


def _claims(engine: duckdb.DuckDBPyConnection, case: str) -> dict[str, Claim]:
    """The claims of a case as the database in use holds them."""
    return {claim.name: claim for claim in hold_claims(case, engine)}


def _claim_change(case: str, old: Claim | None, new: Claim | None) -> Iterator[Change]:
    """A claim that stands otherwise than before."""
    either = new or old
    if either is None:
        return
    fields: list[tuple[str, str | None, str | None]] = [
        ("state", old.state if old else None, new.state if new else None)
    ]
    parts = [{part.part: part.found for part in one.parts} if one else {} for one in (old, new)]
    # In the order of the claim's parts, each once.
    names = dict.fromkeys([*parts[0], *parts[1]])
    fields += [(name, parts[0].get(name), parts[1].get(name)) for name in names]
    fields = [one for one in fields if one[1] != one[2]]
    if fields:
        yield Change("claim", CHANGED, f"{case}/{either.name}", either.sentence, fields=fields)


def stated_changes(engine: duckdb.DuckDBPyConnection, kind: str) -> list[Change]:
    """Judgements, answers or published files that came or went; each says when and why."""
    old, new = (
        {row["identity"]: row for row in query_rows(side, read_query(f"changes/{kind}"))}
        for side in both(engine)
    )
    return [
        Change(
            kind, what, row["key"], row["title"], row["day"], url=row["url"], why=row["why"],
            ends=[end for end in row["ends"] if end],
        )
        for what, here, there in ((NEW, new, old), (GONE, old, new))
        for identity, row in here.items()
        if identity not in there
    ]  # fmt: skip


def both(engine: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The connection with the old database in use, then with the new one."""
    for name in ("old", "new"):
        engine.execute(f"use {name}")
        yield engine
    # Back to the database in memory, with which the connection began.
    engine.execute("use memory")
