"""Real contributions: known sums to the dollar, and earmarked gifts that two reports hold."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import duckdb
import pytest

from tests.etl.lake.test_shared_data import CYCLE, DATA
from tests.fixtures import loaded
from tests.fixtures.building import built, needed_models

TABLES = ("marts.committee_received", "marts.golden", "marts.money_reason")
RECEIPTS = "('receipt', 'reversal', 'earmarked_receipt')"
# The definition, without the code that pairs: same name and amount, each other's ids, ten days.
DEFINED = """
    select distinct sent.record_id
    from staging.fec_itcont as sent
    join staging.fec_itcont as received
        on sent.other_id = received.filer_committee_id and sent.name = received.name
        and sent.amount_usd = received.amount_usd
        and abs(sent.transaction_date - received.transaction_date) <= 10
    where sent.cycle = 2018 and sent.transaction_type_code = '24T'
    and received.transaction_type_code in ('15', '15E')
"""

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"the real sample files are not beside the project ({DATA})"
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The sample contributions, counted."""
    data = tmp_path_factory.mktemp("data")
    names = ["indiv20", "oth20", "pas220", "cm20", "ccl20", "webk20", "weball20"]
    for path in [*(CYCLE / f"{name}.zip" for name in names), *(DATA / "fec").glob("2018*/*.zip")]:
        loaded(path, data)
    with built(data, needed_models(*TABLES)) as found:
        yield found


def value(engine: duckdb.DuckDBPyConnection, sql: str) -> object:
    row = engine.execute(sql).fetchone()
    assert row is not None
    return row[0] if len(row) == 1 else row


@pytest.mark.parametrize(
    ("reasons", "total"),
    [(RECEIPTS, 29_833_004), ("('refund', 'refund_reversal')", -651_034)],
)
def test_sums_of_2020_are_exact(
    engine: duckdb.DuckDBPyConnection, reasons: str, total: int
) -> None:
    sql = (
        "select sum(who_gave_usd) from entities.contribution "
        "semi join (select record_id from staging.fec_itcont where cycle = 2020) using (record_id) "
        f"where count_reason in {reasons} and transaction_type_code not in ('24T', '24I')"
    )
    assert value(engine, sql) == Decimal(total)


def test_every_known_figure_holds(engine: duckdb.DuckDBPyConnection) -> None:
    assert engine.execute("select distinct state from marts.golden").fetchall() == [("holds",)]


def test_every_defined_conduit_pair_is_found_and_none_counts_twice(
    engine: duckdb.DuckDBPyConnection,
) -> None:
    assert value(engine, f"select count(*) from ({DEFINED})") == 11
    unpaired = f"select count(*) from ({DEFINED}) as defined anti join entities.counterpart "
    assert value(engine, unpaired + "on record_id = sent_record_id") == 0
    counted = f"select count(*) from ({DEFINED}) join entities.contribution using (record_id) "
    assert value(engine, counted + "where is_counted or committee_received_usd is not null") == 0


def test_no_record_stands_in_two_pairs(engine: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "select count(*), count(distinct record_id) from (select sent_record_id as record_id "
        "from entities.counterpart union all select received_record_id from entities.counterpart)"
    )
    rows, records = value(engine, sql)
    assert rows == records > 800


def test_the_two_measures_count_a_pair_once(engine: duckdb.DuckDBPyConnection) -> None:
    for measure in ("who_gave_usd", "committee_received_usd"):
        sql = (
            "select count(*) from entities.counterpart as pair join entities.contribution as sent "
            "on pair.sent_record_id = sent.record_id join entities.contribution as received "
            "on pair.received_record_id = received.record_id "
            f"where sent.{measure} is not null and received.{measure} is not null"
        )
        assert value(engine, sql) == 0


def test_most_lines_that_must_be_itemized_agree_with_the_committees_own(
    engine: duckdb.DuckDBPyConnection,
) -> None:
    states = dict(
        engine.execute(
            "select state, count(*) from marts.reconciliation_committee "
            "where line = 'received from committees' and subject_kind = 'committee' group by all"
        ).fetchall()
    )
    assert states == {"published": 149, "withheld": 30, "not_computable": 25}


def test_a_withheld_figure_is_nowhere_in_its_row(engine: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "select count(*) filter (where state = 'published'), count(*) filter (where state <> "
        "'published'), count(*) filter (where state <> 'published' and coalesce("
        "committee_received_usd, individual_usd, conduit_only_usd, from_committees_usd, "
        "refunded_usd) is not null) from marts.committee_received"
    )
    published, withheld, shown = value(engine, sql)
    assert published > 900
    assert withheld > 2_000
    assert shown == 0
