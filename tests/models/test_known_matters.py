"""Gifts in the shape of decided matters, from published files to flags; all names invented."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from tests.fixtures import fec_line, loaded, write_csv, write_text
from tests.fixtures.building import built, needed_models

FUND = "C00900020"
SUPER_PAC = "C00900010"


def award(key: str, uei: str, name: str, **more: str) -> dict[str, str]:
    """A first action on an award that runs for two years."""
    return {
        "contract_transaction_unique_key": f"9700_-NONE-_{key}_0_-NONE-_0",
        "contract_award_unique_key": f"CONT_AWD_{key}_9700_-NONE-_-NONE-",
        "award_id_piid": key,
        "modification_number": "0",
        "action_date": "2022-06-01",
        "period_of_performance_current_end_date": "2024-06-01",
        "awarding_agency_code": "097",
        "awarding_agency_name": "DEPARTMENT OF DEFENSE",
        "awarding_sub_agency_code": "2100",
        "awarding_sub_agency_name": "DEPT OF THE ARMY",
        "recipient_uei": uei,
        "recipient_name": name,
        "recipient_state_code": "MA",
        "recipient_parent_uei": uei,
        "recipient_parent_name": name,
    } | more


def gift(number: int, **values: str) -> str:
    """A row of a super PAC's report."""
    own = {
        "sub_id": f"401012023000000{number:04}",
        "transaction_id": f"SA11AI.{number}",
        "filer_committee_id": SUPER_PAC,
        "transaction_type_code": "10",
        "entity_type_code": "ORG",
        "state_code": "MA",
        "employer": "",
        "occupation": "",
        "amount_usd": "100000",
    }
    return fec_line("fec_itcont", **own | values)


def contributions() -> dict[str, list[str]]:
    """The lines of each FEC file, by its name."""
    person = {"entity_type_code": "IND", "name": "GRANITE, ADA"}
    employee = {
        "entity_type_code": "IND",
        "name": "MASON, BEN",
        "employer": "GRANITE PEAK CONSTRUCTION",
    }
    return {
        "itcont24.txt": [
            gift(1, name="GRANITE PEAK CONSTRUCTION COMPANY"),
            gift(2, name="ASHFORD DISASTER RECOVERY"),
            gift(
                3,
                name="ASHFORD DISASTER RECOVERY",
                amount_usd="-100000",
                memo_text="REATTRIBUTION TO ADA GRANITE",
                transaction_date="05012023",
            ),
            gift(4, memo_text="REATTRIBUTION FROM ASHFORD DISASTER RECOVERY", **person),
            gift(5, name="CHEVALIER PETROLEUM CORPORATION"),
            gift(6, **employee),
        ],
        "itoth24.txt": [
            fec_line(
                "fec_itoth",
                sub_id="4010120230000007000",
                transaction_id="SB1",
                filer_committee_id=FUND,
                transaction_type_code="24K",
                entity_type_code="PAC",
                name="FRIENDS OF BRIDGES",
                other_id=SUPER_PAC,
                amount_usd="5000",
                employer="",
                occupation="",
            ),
        ],
        "cm24.txt": [
            fec_line(
                "fec_cm",
                committee_id=SUPER_PAC,
                committee_name="FRIENDS OF BRIDGES",
                designation_code="U",
                committee_type_code="O",
                organization_type_code="",
                connected_organization_name="NONE",
            ),
            fec_line(
                "fec_cm",
                committee_id=FUND,
                committee_name="GRANITE PEAK PAC",
                connected_organization_name="GRANITE PEAK CONSTRUCTION COMPANY",
            ),
        ],
    }


def contracts() -> list[dict[str, str]]:
    """First actions of three firms, one of them a subsidiary."""
    return [
        award("GRANITE1", "GRANITEPEAK1", "GRANITE PEAK CONSTRUCTION COMPANY"),
        award("ASHFORD1", "ASHFORDDIS01", "ASHFORD DISASTER RECOVERY INC"),
        award(
            "CHEV1",
            "CHEVSUPPLY01",
            "CHEVALIER SUPPLY SERVICES LLC",
            recipient_parent_uei="CHEVPARENT01",
            recipient_parent_name="CHEVALIER PETROLEUM CORPORATION",
        ),
        # a parent holds between two records that name it
        award(
            "CHEV1",
            "CHEVSUPPLY01",
            "CHEVALIER SUPPLY SERVICES LLC",
            contract_transaction_unique_key="9700_-NONE-_CHEV1_P00001_-NONE-_0",
            modification_number="P00001",
            action_date="2024-03-01",
            recipient_parent_uei="CHEVPARENT01",
            recipient_parent_name="CHEVALIER PETROLEUM CORPORATION",
        ),
    ]


@pytest.fixture(scope="module")
def flags(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, dict[str, Any]]]:
    """The screen's rows by the sub id of the gift."""
    folder = tmp_path_factory.mktemp("known")
    data = folder / "data"
    for name, lines in contributions().items():
        table = f"fec_{name[:-6]}"
        loaded(write_text(folder / name, "".join(lines)), data, table, 2024)
    path = write_csv(folder / "contracts.csv", "usaspending_prime_transaction", contracts())
    loaded(path, data)
    with built(data, needed_models("indicators.contractor_gift", "measures.tied_gift")) as engine:
        yield {"flags": _flags(engine), "roles": _roles(engine)}


def _flags(engine: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, str]]:
    rows = engine.execute(
        "select list_filter(evidence, lambda cited: starts_with(cited, 'fec:'))[1], state, reason "
        "from indicators.contractor_gift"
    ).fetchall()
    return {record_id[-4:]: (state, reason) for record_id, state, reason in rows}


def _roles(engine: duckdb.DuckDBPyConnection) -> dict[str, str]:
    rows = engine.execute("select record_id, role_code from measures.tied_gift").fetchall()
    return {record_id[-4:]: role for record_id, role in rows}


def test_a_firms_own_gift_while_it_performs_is_possible(flags: dict[str, Any]) -> None:
    state, reason = flags["flags"]["0001"]
    assert state == "flagged"
    assert "possible" in reason and "GRANITE1" in reason


def test_a_gift_attributed_anew_to_the_founder_is_noted_and_not_flagged(
    flags: dict[str, Any],
) -> None:
    state, reason = flags["flags"]["0002"]
    assert state == "not_flagged"
    assert "attributed to someone else" in reason


def test_a_parent_whose_subsidiary_contracts_is_context(flags: dict[str, Any]) -> None:
    state, reason = flags["flags"]["0005"]
    assert state == "not_flagged"
    assert "context: a recorded subsidiary" in reason


def test_a_fund_and_an_employee_are_tied_and_never_screened(flags: dict[str, Any]) -> None:
    assert flags["roles"]["7000"] == "pac"
    assert flags["roles"]["0006"] == "employee"
    assert set(flags["flags"]) == {"0001", "0002", "0005"}
