"""The page of a contractor, award, committee, agency or member says what it must."""

from __future__ import annotations

from pathlib import Path

import duckdb

from tests.dashboards.opening import AMERICA_PAC, SPACEX, asked, cells, columns, opened, texts


def test_a_contractor_shows_obligations_and_ceilings_apart(case_data: Path) -> None:
    app = opened("views/contractor.py", id=SPACEX)
    said = texts(app)
    assert "Obligations by agency and fiscal year" in said
    assert "A sum stands only where the actions loaded cover" in said
    awards = next(names for names in columns(app) if "ceiling, not spending USD" in names)
    assert "obligated USD" in awards
    assert "competition" in awards or "competition" in said.split("in any row", 1)[1]
    assert [metric.label for metric in app.metric][0] == "Obligated, actions loaded"


def test_an_award_shows_its_actions_and_that_a_ceiling_is_not_spending(case_data: Path) -> None:
    key = asked(
        case_data / "throughline.duckdb",
        "select award_key from marts.award where action_count > 0 order by award_key limit 1",
    )
    app = opened("views/award.py", id=key)
    assert not app.exception
    assert "Ceiling, not spending" in [metric.label for metric in app.metric]
    assert "modification" in [name for names in columns(app) for name in names]


def test_people_who_gave_to_a_committee_are_found_and_not_ranked(case_data: Path) -> None:
    app = opened("views/committee.py", id=AMERICA_PAC)
    assert "not listed by what they gave" in texts(app)
    app.text_input(key="contributor").set_value("musk").run()
    assert not app.exception
    assert "Elon Musk" in cells(app)


def test_an_agency_shows_who_oversees_it(case_data: Path) -> None:
    agency_id = asked(
        case_data / "throughline.duckdb",
        "select agency_id from marts.overseer_money order by amount_usd desc, agency_id limit 1",
    )
    app = opened("views/agency.py", id=agency_id)
    assert not app.exception
    assert "sits on" in [name for names in columns(app) for name in names]
    assert "Nothing here says that a gift and an award have to do with each other" in texts(
        app
    ).replace("\\", "")


def test_a_member_shows_seats_and_money_with_the_caveat(case_data: Path) -> None:
    member_id = asked(
        case_data / "throughline.duckdb",
        "select member_id from marts.overseer_money where member_id like 'bioguide:%' "
        "order by amount_usd desc, member_id limit 1",
    )
    app = opened("views/member.py", id=member_id)
    assert not app.exception
    said = texts(app).replace("\\", "")
    assert "Seats and committees of Congress" in said
    assert "Nothing here says that a gift and an award have to do with each other" in said


def test_a_contractor_without_gifts_or_owners_says_so_in_a_line(case_data: Path) -> None:
    found = asked(
        case_data / "throughline.duckdb",
        "select organization_id from marts.contractor where organization_id not in "
        "(select organization_id from marts.contractor_gift) order by 1 limit 1",
    )
    app = opened("views/contractor.py", id=found)
    assert not app.exception
    assert "no gift of its people or its fund" in texts(app)


def test_an_answer_stands_with_its_entity(served: Path) -> None:
    with duckdb.connect(str(served)) as engine:
        engine.execute(
            "insert into marts.answer values ('1', ?, 'SpaceX', '2026-01-05', 'Is it *right*?', "
            "'2026-01-09', 'Yes <b>since</b> 2019.', 'Ada Quill', 'javascript:alert(1)', true)",
            [SPACEX],
        )
    said = texts(opened("views/contractor.py", id=SPACEX))
    assert "Yes \\<b\\>since\\</b\\> 2019\\." in said
    assert "Ada Quill, 2026\\-01\\-09" in said or "Ada Quill, 2026-01-09" in said
    assert "javascript" not in said
