"""Real contract files: each award's actions add up to what the award reports of itself."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from tests.etl.lake.test_shared_data import DATA, pytestmark  # noqa: F401  (skips without the files)
from tests.fixtures import loaded
from tests.fixtures.building import built, needed_models

CONTRACTS = DATA / "usaspending"
DOWNLOADS = CONTRACTS / "usaspending_award_downloads_2025-12"
TABLES = ("marts.award", "marts.obligation", "marts.reconciliation_award", "links.received_award")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The contract models over the sample files."""
    data = tmp_path_factory.mktemp("contracts")
    paths = [CONTRACTS / "Contracts_PrimeTransactions_from_fpds.csv.gz"]
    paths += sorted(DOWNLOADS.glob("**/*TransactionHistory*.csv"))
    paths += sorted(DOWNLOADS.glob("**/*Sub-Awards*.csv"))
    for path in paths:
        loaded(path, data)
    with built(data, needed_models(*TABLES)) as engine:
        yield engine


def _one(database: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    row = database.execute(sql).fetchone()
    assert row is not None
    return row


def _published(pattern: str) -> list[dict[str, str]]:
    """The rows of the untouched downloads as they stand in the files."""
    rows = []
    for path in sorted(DOWNLOADS.glob(f"**/{pattern}")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows += list(csv.DictReader(lines))
    return rows


def _is_download(column: str) -> str:
    """The condition that picks the awards of the untouched downloads."""
    return f"{column} in ({', '.join(repr(folder.name) for folder in DOWNLOADS.iterdir())})"


def test_every_downloaded_award_reconciles_to_the_cent(
    database: duckdb.DuckDBPyConnection,
) -> None:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in _published("*TransactionHistory*.csv"):
        sums[row["contract_award_unique_key"]] += Decimal(row["federal_action_obligation"])
    rows = database.execute(
        "select award_key, obligated_usd, published_obligated_usd, reported_obligated_usd "
        f"from marts.award where {_is_download('award_key')}"
    ).fetchall()
    assert {key: set(amounts) for key, *amounts in rows} == {k: {v} for k, v in sums.items()}
    assert len(rows) == 3


def test_orders_name_their_vehicle_and_subawards_stand_apart(
    database: duckdb.DuckDBPyConnection,
) -> None:
    passed_on: dict[str, Decimal] = defaultdict(Decimal)
    for row in _published("*Sub-Awards*.csv"):
        passed_on[row["prime_award_unique_key"]] += Decimal(row["subaward_amount"])
    rows = database.execute(
        "select award_key, subaward_usd, vehicle_key from marts.award "
        f"where {_is_download('award_key')}"
    ).fetchall()
    assert {key: usd for key, usd, _ in rows if usd is not None} == passed_on
    for key, _, vehicle_key in rows:
        parent = "_".join(key.split("_")[-2:])
        is_order = key.startswith("CONT_AWD_") and "-NONE-" not in parent
        assert vehicle_key == (f"CONT_IDV_{parent}" if is_order else None)


def test_the_actions_of_the_vehicles_sum_as_counted(database: duckdb.DuckDBPyConnection) -> None:
    assert _one(
        database,
        "select count(*), sum(obligated_usd) from entities.award_action "
        f"where not {_is_download('award_key')}",
    ) == (57_022, Decimal("15468406366.26"))
    assert _one(database, "select sum(action_count), sum(obligated_usd) from marts.obligation") == (
        57_057,
        _one(database, "select sum(obligated_usd) from marts.award")[0],
    )


def test_the_vehicles_that_do_not_reconcile_are_withheld(
    database: duckdb.DuckDBPyConnection,
) -> None:
    states = database.execute(
        "select state, count(*), count(*) filter (where difference_usd = 0) "
        f"from marts.reconciliation_award where not {_is_download('subject_id')} "
        "group by state order by state"
    ).fetchall()
    assert states == [("published", 1_446, 1_446), ("withheld", 8, 0)]
    published = "select count(*) from marts.award where coverage_state = 'withheld' and "
    assert _one(database, published + "published_obligated_usd is not null") == (0,)


def test_offers_ceilings_and_years_say_what_is_not_known(
    database: duckdb.DuckDBPyConnection,
) -> None:
    assert _one(database, "select count(*) from marts.award where offer_count = 999") == (0,)
    assert _one(database, "select count(*) > 100 from marts.award where offer_note is not null")[0]
    late = "fiscal_year = 2026 and is_defense and not is_incomplete"
    assert _one(database, f"select count(*) from marts.obligation where {late}") == (0,)
