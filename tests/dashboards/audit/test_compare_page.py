"""Two or more stand side by side with the numbers of their own pages, and like with like."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboards.base.texts import brief
from dashboards.compare.chosen import MOST, split_names
from etl.common.settings import ROOT
from tests.dashboards.opening import FORBIDDEN, SPACEX, asked, links, opened, texts

ANDURIL, PALANTIR, BOEING = "uei:KC3CH2MSK7Q3", "uei:FSY4LVSBGWB7", "uei:VH1ZJJ9CW9B4"
NASA, AIR_FORCE = "agency:8000", "agency:5700"
WALTZ = "bioguide:W000823"


def compared(*ids: str) -> AppTest:
    """The page with these ids in its address."""
    app = AppTest.from_file(str(ROOT / "dashboards" / "app.py"), default_timeout=60)
    app.run()
    app.query_params["id"] = list(ids)
    app.switch_page("views/desk/compare.py")
    return app.run()


def rows(app: AppTest) -> dict[str, list[str]]:
    """The rows of the table, each cell without where it leads."""
    (table,) = [str(one.value) for one in app.markdown if str(one.value).startswith("| ")]
    cut = [re.split(r"(?<!\\)\|", line.strip("| ")) for line in table.splitlines()]
    bare = [[re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", cell).strip() for cell in line] for line in cut]
    return {
        line[0].replace("\\", ""): [cell.replace("\\", "") for cell in line[1:]] for line in bare
    }


def test_numbers_are_those_of_their_own_pages_and_unknown_is_said(case_data: Path) -> None:
    app = compared(SPACEX, ANDURIL)
    assert not app.exception and not app.warning
    table, database = rows(app), case_data / "throughline.duckdb"
    own = asked(
        database, f"select obligated_usd from marts.contractor where organization_id = '{SPACEX}'"
    )
    assert table["Obligated, actions loaded"] == [brief(Decimal(own)), "not loaded"]
    gave = asked(
        database,
        "select amount_usd from marts.contractor_money "
        f"where organization_id = '{SPACEX}' and role_code = 'pac'",
    )
    assert table["Its fund gave"][0].startswith(f"{brief(Decimal(gave))}, 1 giver, ")
    assert table["Its fund gave"][1] == "none in the records loaded"
    # their own pages say the same sums
    page = opened("views/contractor.py", id=SPACEX)
    drawn = f"{texts(page)} {[metric.value for metric in page.metric]}".replace("\\", "")
    assert table["Obligated, actions loaded"][0] in drawn
    assert f"/records?role_of={SPACEX.replace(':', '%3A')}&role=pac" in links(app)
    assert not [word for word in FORBIDDEN if word in texts(app).lower()]


def test_years_are_the_same_for_all_and_a_year_without_an_action_is_no_zero(
    case_data: Path,
) -> None:
    app = AppTest.from_file(str(ROOT / "dashboards" / "app.py"), default_timeout=60)
    app.run()
    app.query_params["id"], app.query_params["tab"] = [SPACEX, BOEING], "years"
    app.switch_page("views/desk/compare.py")
    table = rows(app.run())
    years = {year: cells for year, cells in table.items() if year.isdigit()}
    assert len(years) == 10 and {cells[1] for cells in years.values()} == {"no action loaded"}
    found = asked(
        case_data / "throughline.duckdb",
        "select sum(obligated_usd) from marts.obligation "
        f"where organization_id = '{SPACEX}' and fiscal_year = 2017",
    )
    assert years["2017"][0] == brief(Decimal(found))


def test_agencies_and_members_are_compared_too(case_data: Path) -> None:
    table = rows(compared(NASA, AIR_FORCE))
    counts = [
        asked(
            case_data / "throughline.duckdb",
            f"select award_count from marts.agency where agency_id = '{one}'",
        )
        for one in (NASA, AIR_FORCE)
    ]
    assert table["Awards"] == counts
    assert table["Competition not stated"] == counts
    others = asked(
        case_data / "throughline.duckdb",
        f"select min(person_id) from marts.member where person_id <> '{WALTZ}'",
    )
    app = compared(WALTZ, others)
    assert not app.exception and rows(app)["Received from contractors' funds"][0].startswith(
        "$2,500"
    )


def test_like_stands_with_like_each_once_and_four_at_most(case_data: Path) -> None:
    app = compared(SPACEX, SPACEX, NASA, "nobody", ANDURIL)
    said = texts(app).replace("\\", "")
    assert len(app.warning) == 2 and "is left out: here firms stand side by side" in said
    assert "nobody is not in the records loaded" in said
    assert len(rows(app)["Awards"]) == 2
    five = compared(SPACEX, ANDURIL, PALANTIR, BOEING, "uei:XHAMULHCL9N3")
    assert len(rows(five)["Awards"]) == MOST and f"{MOST} at most" in texts(five)


@pytest.mark.parametrize("typed", ["spacex; anduril", "SpaceX vs Anduril", "spacex, anduril"])
def test_names_that_are_typed_are_taken_and_keep_their_order(case_data: Path, typed: str) -> None:
    app = opened("views/compare.py")
    [box] = [one for one in app.text_input if one.label.startswith("Add by name")]
    app = box.set_value(typed).run()
    assert app.query_params["id"] == [SPACEX, ANDURIL] and not app.exception
    assert len(rows(app)["Awards"]) == 2


def test_a_name_with_and_in_it_is_one_name(case_data: Path) -> None:
    assert split_names("National Aeronautics and Space Administration") == [
        "National Aeronautics and Space Administration"
    ]
    app = opened("views/compare.py")
    [box] = [one for one in app.text_input if one.label.startswith("Add by name")]
    app = box.set_value("Nobody at all").run()
    assert "by the name Nobody at all in the records loaded" in texts(app)
