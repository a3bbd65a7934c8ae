"""Checks over a built database: keys, ranges, evidence, closed vocabularies and row counts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.build.models import COLLECTIONS, Model
from etl.common.database import query_rows, run_query
from etl.common.headers import read_header
from etl.common.queries import read_query
from etl.common.settings import SQL, ThroughlineError

CHECKS = SQL / "checks"
# so many of the rows that a check finds are told
SHOWN = 3


@dataclass(frozen=True)
class Failure:
    """One check that did not hold."""

    subject: str
    message: str


@dataclass(frozen=True)
class Check:
    """A question that must have no answer: the title says what holds where it has none."""

    name: str
    title: str
    sql: str


def check_paths(folder: Path = CHECKS) -> list[Path]:
    """The files of the checks, by name."""
    return sorted(folder.glob("*.sql"))


def read_checks(folder: Path = CHECKS) -> list[Check]:
    """Every check, by name; raises ThroughlineError for one whose header lacks title or grain."""
    found = []
    for path in check_paths(folder):
        sql = path.read_text(encoding="utf-8")
        words = read_header(sql, ("title", "grain", "note")).words
        missing = [word for word in ("title", "grain") if not words.get(word)]
        if missing:
            raise ThroughlineError(f"{path}: the header lacks {', '.join(missing)}")
        found.append(Check(path.stem, words["title"], sql.strip().rstrip(";")))
    return found


def check_database(engine: duckdb.DuckDBPyConnection, built: list[Model]) -> list[Failure]:
    """Every check over an open database; an empty list when all hold."""
    failures = [failure for model in built for failure in check_model(engine, model)]
    present = {model.table for model in built}
    # The checks read the whole database; a test may build a part of it.
    if "marts.evidence" in present:
        failures += [failure for check in read_checks() for failure in run_check(engine, check)]
    return failures


def run_check(engine: duckdb.DuckDBPyConnection, check: Check) -> list[Failure]:
    """The failure of one check with the first rows that it finds; none where it finds none."""
    found = engine.execute(
        # The newline ends a comment in the check's last line, which would swallow the bracket.
        f"select count(*) over () as found_count, * from ({check.sql}\n) as found "
        # By every column, so that the same rows are told each time.
        f"order by all limit {SHOWN}"
    ).fetchall()
    if not found:
        return []
    rows = ("(" + ", ".join(str(value) for value in row[1:]) + ")" for row in found)
    return [Failure(check.title, f"{found[0][0]} rows do not, first: {', '.join(rows)}")]


def worst_reconciled(engine: duckdb.DuckDBPyConnection, count: int = 20) -> list[tuple[str, ...]]:
    """The lines that differ most from the publisher's own figure, in dollars, the largest first.

    Gives kind, subject, cycle, line, ours, published, difference, coverage and reason as text.
    """
    query = read_query("checks/worst_reconciled")
    return run_query(engine, query, {"count": count}).fetchall()


def held_apart(engine: duckdb.DuckDBPyConnection, count: int = 20) -> list[tuple[str, ...]]:
    """Contributions that no sum holds because of what they state, `count` of each reason at most.

    Gives reason, record, name, filer, date, amount and the rows of that reason as text.
    """
    return run_query(engine, read_query("checks/held_apart"), {"count": count}).fetchall()


def money_reasons(engine: duckdb.DuckDBPyConnection) -> list[dict[str, object]]:
    """For each reason: rows and dollars, and how many fec.gov counts otherwise.

    Dollars are USD; null where no row has that reason.
    """
    return query_rows(engine, read_query("checks/money_reasons"))


def check_model(engine: duckdb.DuckDBPyConnection, model: Model) -> list[Failure]:
    """Key unique and present, row range, and the columns of a collection."""
    key = ", ".join(model.key)
    missing = " or ".join(f"{column} is null" for column in model.key)
    # as many different hashes as rows prove the key; hashes alone never fail it
    rows, nulls, hashes = _row(
        engine,
        f"select count(*), count(*) filter (where {missing}), count(distinct hash({key})) "
        f"from {model.table}",
    )
    failures = [Failure(model.table, f"{nulls} rows without {key}")] if nulls else []
    if hashes < rows:
        failures += _check_repeated(engine, model.table, key)
    return failures + _check_rows(model, rows) + _check_columns(engine, model)


def _check_repeated(engine: duckdb.DuckDBPyConnection, table: str, key: str) -> list[Failure]:
    """The values of the key that stand more than once, counted by value."""
    repeated = _one(
        engine,
        f"select count(*) from (select 1 from {table} group by {key} having count(*) > 1)",
    )
    return [Failure(table, f"{repeated} values of {key} stand more than once")] if repeated else []


def _check_rows(model: Model, count: int) -> list[Failure]:
    """The header's `rows: 10..` or `rows: 10..20`."""
    if "rows" not in model.header:
        return []
    least, _, most = model.header["rows"].partition("..")
    if count < int(least or 0) or (most and count > int(most)):
        return [Failure(model.table, f"{count} rows, expected {model.header['rows']}")]
    return []


def _check_columns(engine: duckdb.DuckDBPyConnection, model: Model) -> list[Failure]:
    """Members of a collection return its columns and no others."""
    if model.layer not in COLLECTIONS:
        return []
    expected = {name: kind.upper() for name, kind in COLLECTIONS[model.layer][1].items()}
    described = engine.execute(f"describe {model.table}").fetchall()
    actual = {row[0]: row[1] for row in described}
    if actual == expected:
        return []
    wrong = sorted(f"{n} {k}" for n, k in (actual.items() ^ expected.items()))
    return [Failure(model.table, f"columns differ from the collection's: {', '.join(wrong)}")]


def _one(engine: duckdb.DuckDBPyConnection, sql: str) -> int:
    return _row(engine, sql)[0]


def _row(engine: duckdb.DuckDBPyConnection, sql: str) -> tuple[int, ...]:
    """The counts of a query's only row."""
    row = engine.execute(sql).fetchone()
    assert row is not None
    return tuple(int(count) for count in row)
