"""Real published files give the totals that were counted by other means."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.common.settings import ROOT
from etl.lake.records import Load
from tests.fixtures import loaded

DATA = ROOT.parent / "shared" / "data"
CYCLE = DATA / "fec" / "2020_asof_2019-03"
RECEIPT_TYPES = "('10', '11', '15', '15C', '15E', '30', '30T', '31', '31T', '32', '32T')"

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"the real sample files are not beside the project ({DATA})"
)


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Load]]:
    """A lake of the sample files, and their loads by file name."""
    data = tmp_path_factory.mktemp("data")
    paths = [*sorted(CYCLE.glob("[icp]*[0-9].zip")), CYCLE / "oth20.zip"]
    paths += [DATA / "usaspending" / "Contracts_PrimeTransactions_from_fpds.csv.gz"]
    paths += sorted((DATA / "usaspending").glob("usaspending_*/**/Contract*.csv"))
    paths += sorted((DATA / "fec" / "legislators").glob("*.yaml"))
    known = [path for path in paths if "FederalAccountFunding" not in path.name]
    return data, {path.name: loaded(path, data) for path in known}


def _value(data: Path, table: str, load: Load, expression: str) -> Any:
    path = data / "lake" / table / f"{load.sha256}.parquet"
    with duckdb.connect() as engine:
        row = engine.execute(f"select {expression} from read_parquet(?)", [str(path)]).fetchone()
    assert row is not None
    return row[0] if len(row) == 1 else row


def test_every_count_is_proven(lake: tuple[Path, dict[str, Load]]) -> None:
    data, found = lake
    assert len(found) > 15
    for load in found.values():
        for table in load.tables:
            assert table.rows_read == table.rows_loaded + table.rows_rejected, load.file
            assert table.rows_rejected == 0, load.file
            assert _value(data, table.table, load, "count(*)") == table.rows_loaded, load.file


def test_no_value_fails_to_convert(lake: tuple[Path, dict[str, Load]]) -> None:
    data, found = lake
    for load in found.values():
        for table in load.tables:
            failed = _value(data, table.table, load, "coalesce(sum(len(problems)), 0)")
            assert failed == 0, f"{load.file}: {table.table}"


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("indiv20.zip", 70_671),
        ("oth20.zip", 50_921),
        ("pas220.zip", 3_159),
        ("cm20.zip", 11_605),
        ("cn20.zip", 3_937),
        ("ccl20.zip", 3_752),
    ],
)
def test_rows_of_the_2020_cycle(lake: tuple[Path, dict[str, Load]], name: str, rows: int) -> None:
    (table,) = lake[1][name].tables
    assert (table.rows_loaded, table.cycle) == (rows, 2020)


@pytest.mark.parametrize(
    ("where", "total"),
    [
        ("true", 31_528_113),
        ("memo_code is distinct from 'X'", 30_553_688),
        (
            f"memo_code is distinct from 'X' and transaction_type_code in {RECEIPT_TYPES}",
            29_833_004,
        ),
        ("transaction_type_code = '22Y'", 657_134),
    ],
)
def test_sums_of_individual_contributions(
    lake: tuple[Path, dict[str, Load]], where: str, total: int
) -> None:
    data, found = lake
    expression = f"sum(amount_usd) filter ({where})"
    assert _value(data, "fec_itcont", found["indiv20.zip"], expression) == total


def test_contract_actions(lake: tuple[Path, dict[str, Load]]) -> None:
    data, found = lake
    load = found["Contracts_PrimeTransactions_from_fpds.csv.gz"]
    expression = (
        "count(*), count(distinct award_key), count(distinct recipient_uei), sum(obligated_usd)"
    )
    assert _value(data, "usaspending_prime_transaction", load, expression) == (
        57_022,
        1_454,
        891,
        Decimal("15468406366.26"),
    )
