"""Checks over a built database: keys, ranges, evidence, closed vocabularies and row counts."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from etl.build.models import COLLECTIONS, Model


@dataclass(frozen=True)
class Failure:
    """One check that did not hold."""

    subject: str
    message: str


RULES = {
    "every link has evidence": "select count(*) from links.link where len(evidence) = 0 "
    "or evidence is null",
    "every link's records are counted": "select count(*) from links.link "
    "where record_count <> len(evidence)",
    "every piece of evidence opens": "select count(*) from (select unnest(evidence) as record_id "
    "from links.link) as cited anti join marts.evidence using (record_id)",
    "both ends of every link are entities": "select count(*) from (select from_id as entity_id "
    "from links.link union select to_id from links.link) as ends "
    "anti join marts.entity using (entity_id)",
    "every link type is described": "select count(*) from links.link "
    "anti join seeds.link_type using (link_type)",
    "rows read = rows loaded + rejected + left out": "select count(*) from marts.source_file "
    "where rows_read <> rows_loaded + rows_rejected + rows_left_out",
    "every search brought what the publisher counts": "select count(*) from marts.source_file "
    "where shortfall > 0",
    "every known figure of a published file holds": "select count(*) from marts.golden "
    "where state = 'drifts'",
    "every reason for counting is described": "select count(*) from entities.contribution "
    "anti join seeds.count_reason using (count_reason)",
    "no two reports of one dollar both count": "select count(*) from entities.counterpart as pair "
    "inner join entities.contribution as sent on pair.sent_record_id = sent.record_id "
    "inner join entities.contribution as received on pair.received_record_id = received.record_id "
    "where (sent.who_gave_usd is not null and received.who_gave_usd is not null) "
    "or (sent.committee_received_usd is not null and received.committee_received_usd is not null)",
    "every flag's evidence opens": "select count(*) from (select unnest(evidence) as record_id "
    "from indicators.flag where state = 'flagged') as cited anti join marts.evidence "
    "using (record_id)",
    "every flag has a card": "select count(*) from indicators.flag "
    "anti join seeds.indicator using (code)",
    "every flag is flagged, not flagged or not computable": "select count(*) from indicators.flag "
    "where state not in ('flagged', 'not_flagged', 'not_computable') or reason is null",
    "every flag has evidence": "select count(*) from indicators.flag "
    "where evidence is null or (state = 'flagged' and len(evidence) = 0)",
}


def check_database(engine: duckdb.DuckDBPyConnection, built: list[Model]) -> list[Failure]:
    """Every check over an open database; an empty list when all hold."""
    failures = [failure for model in built for failure in _check_model(engine, model)]
    present = {model.table for model in built}
    if "marts.evidence" in present:
        failures += [failure for title in RULES for failure in _check_rule(engine, title)]
    return failures


def worst_reconciled(engine: duckdb.DuckDBPyConnection, count: int = 20) -> list[tuple[str, ...]]:
    """The lines that differ most from the publisher's own figure, in dollars, the largest first.

    Gives kind, subject, cycle, line, ours, published, difference, coverage and reason as text.
    """
    rows = engine.execute(
        "select subject_kind, subject_name, cycle, line, our_value, published_value, difference, "
        "round(100 * coverage_share, 1) || ' %', reason from marts.reconciliation "
        "where state = 'withheld' order by abs(difference) desc, reconciliation_id limit ?",
        [count],
    ).fetchall()
    return [tuple("" if value is None else str(value) for value in row) for row in rows]


def money_reasons(engine: duckdb.DuckDBPyConnection) -> list[dict[str, object]]:
    """For each reason: rows and dollars, and how many fec.gov counts otherwise.

    Dollars are USD; null where no row has that reason.
    """
    cursor = engine.execute(
        "select * from marts.money_reason order by row_count desc, count_reason"
    )
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _check_rule(engine: duckdb.DuckDBPyConnection, title: str) -> list[Failure]:
    broken = _one(engine, RULES[title])
    return [Failure(title, f"{broken} rows do not")] if broken else []


def _check_model(engine: duckdb.DuckDBPyConnection, model: Model) -> list[Failure]:
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
