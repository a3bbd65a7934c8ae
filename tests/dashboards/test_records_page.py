"""Every link and every number opens to the records that make it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.dashboards.opening import SPACEX, asked, cells, followed, links, opened, shown, texts


def test_a_link_opens_to_its_records_and_what_speaks_against_it(case_data: Path) -> None:
    link_id = asked(
        case_data / "throughline.duckdb",
        "select link_id from marts.edge where from_name = 'Elon Musk' and to_name = 'AMERICA PAC'",
    )
    app = opened("views/records.py", link=link_id)
    assert not app.exception
    said = texts(app).replace("\\", "")
    assert "published total, not our sum" in said
    assert "how sure: not measured" in said
    assert "person's gift is that person's" in said
    assert "$238,523,077.00" in cells(app)


def test_political_money_stands_by_role_and_leads_to_its_gifts(case_data: Path) -> None:
    said = texts(opened("views/contractor.py", id=SPACEX, tab="money"))
    assert "roles are never added up" in said
    with duckdb.connect(str(case_data / "throughline.duckdb"), read_only=True) as engine:
        role, amount = engine.execute(
            "select role_code, amount_usd from marts.contractor_money where organization_id = ? "
            "order by role_rank limit 1",
            [SPACEX],
        ).fetchone()
    app = opened("views/records.py", role_of=SPACEX, role=role)
    assert not app.exception
    gifts = next(table for table in shown(app) if "less refunds USD" in table.columns)
    assert sum(gifts.sums("less refunds USD")) == amount
    givers = gifts.column("giver")
    assert givers == sorted(givers)


def test_a_sum_of_obligations_opens_to_the_actions_that_make_it(case_data: Path) -> None:
    database = case_data / "throughline.duckdb"
    obligation_id, amount = asked(
        database,
        "select obligation_id || ' ' || obligated_usd from marts.obligation "
        "order by action_count desc, obligation_id limit 1",
    ).split()
    app = opened("views/records.py", obligation=obligation_id)
    assert not app.exception
    assert sum(shown(app)[0].sums("obligated USD")) == Decimal(amount)


OPENERS = {
    "giver": "select {'giver': entity_id, 'cycle': cycle::varchar} from marts.who_gave "
    "order by entity_id, cycle limit 1",
    "overseen": "select {'overseen': agency_id, 'committee': committee_id, 'role': role_code} "
    "from marts.overseer_money order by amount_usd desc, agency_id, committee_id limit 1",
    "contractor": "select {'agency': agency_id, 'contractor': organization_id} "
    "from marts.agency_contractor where action_count > 0 order by all limit 1",
    "year": "select {'agency': agency_id, 'year': fiscal_year::varchar} from marts.obligation "
    "order by agency_id, fiscal_year limit 1",
    "recipient": "select {'role_of': organization_id, 'role': role_code, "
    "'recipient': recipient_id} from marts.contractor_gift order by 1 limit 1",
}


@pytest.mark.parametrize("name", OPENERS)
def test_a_number_opens_to_rows(case_data: Path, name: str) -> None:
    with duckdb.connect(str(case_data / "throughline.duckdb"), read_only=True) as engine:
        query = engine.execute(OPENERS[name]).fetchone()[0]
    app = opened("views/records.py", **query)
    assert not app.exception and not app.error and not app.warning
    assert shown(app)[0].rows


@pytest.mark.parametrize(
    "query",
    [
        {"giver": "nobody", "cycle": "x"},
        {"overseen": "a", "committee": "b"},
        {"agency": "a", "year": "²"},
        {"agency": "a"},
        {"role_of": "a", "role": "b", "recipient": "c"},
        {"obligation": "x"},
        {"flag": "x"},
    ],
    ids=str,
)
def test_a_number_that_is_not_there_says_so(case_data: Path, query: dict[str, str]) -> None:
    app = opened("views/records.py", **query)
    assert not app.exception and not app.error
    assert "in the database that is loaded now" in texts(app)


def test_gifts_of_an_overseen_agency_add_up_to_its_sum(case_data: Path) -> None:
    with duckdb.connect(str(case_data / "throughline.duckdb"), read_only=True) as engine:
        sums = engine.execute(
            "select agency_id, committee_id, role_code, amount_usd from marts.overseer_money "
            "order by all limit 3"
        ).fetchall()
    for agency_id, committee_id, role, amount in sums:
        app = opened("views/records.py", overseen=agency_id, committee=committee_id, role=role)
        assert sum(shown(app)[0].sums("less refunds USD")) == amount
        assert shown(followed(shown(app)[0].links[0][0]))


def test_gifts_of_a_role_are_opened_by_cycle(case_data: Path) -> None:
    with duckdb.connect(str(case_data / "throughline.duckdb"), read_only=True) as engine:
        organization_id, role = engine.execute(
            "select organization_id, role_code from marts.contractor_gift order by all limit 1"
        ).fetchone()
    app = opened("views/records.py", role_of=organization_id, role=role)
    assert "Contributions are loaded of the cycles" in texts(app)
    found = [href for href in links(app) if "cycle=" in href]
    assert found and shown(followed(found[0]))[0].rows
