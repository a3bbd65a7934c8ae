"""Triage answers a question by its address, agrees with the agency, and says what is unknown."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import duckdb
import pytest

from dashboards.triage.question import amount_of, first_day, last_day, read_question
from tests.dashboards.opening import FORBIDDEN, SPACEX, followed, links, opened, shown, texts

AIR_FORCE, NASA = "agency:5700", "agency:8000"
VEHICLE = "CONT_IDV_FA881120D0002_9700"


def test_sums_are_those_of_the_agency_and_of_its_actions(case_data: Path) -> None:
    app = opened("views/triage.py", agency=NASA)
    with duckdb.connect(str(case_data / "throughline.duckdb"), read_only=True) as engine:
        agency = engine.execute(
            "select award_count, reported_obligated_usd from marts.agency where agency_id = ?",
            [NASA],
        ).fetchone()
        awards = engine.execute(
            "select award_key, sum(obligated_usd) from marts.award_action where agency_id = ? "
            "group by award_key",
            [NASA],
        ).fetchall()
        cells = engine.execute(
            "select sum(award_count), sum(reported_usd), sum(obligated_usd), sum(acted_count) "
            "from marts.triage_cell where agency_id = ?",
            [NASA],
        ).fetchone()
    assert cells == (*agency, sum(usd for _, usd in awards), len(awards))
    said = texts(app)
    assert not app.exception and f"**{agency[0]} awards** of the 9 loaded fit" in said
    assert f"the single actions of {len(awards)} are loaded and add up to \\$1\\.24bn" in said
    (table,) = [one for one in shown(app) if one.rows]
    assert sum(table.sums("dollars USD")) == agency[1] and len(table.rows) == agency[0]


def test_a_question_of_money_stands_with_its_base_rate_and_what_speaks_against(
    case_data: Path,
) -> None:
    app = opened("views/triage.py", agency=AIR_FORCE, reached="fund")
    said = texts(app)
    assert not app.exception and "**3 awards** of the 9 loaded fit" in said
    assert "How ordinary it is: 5 of 9 (55.6%) of all awards loaded, and 3 of 4 (75.0%)" in said
    assert "Nothing here says that a gift and an award have to do with each other" in said
    assert not [word for word in FORBIDDEN if word in said.lower()]
    assert "people who named it as employer, itself, in its own name: no gift is loaded" in str(
        [html.proto.body for html in app.get("html")]
    )


def test_where_nothing_fits_each_choice_says_what_there_is_without_it(case_data: Path) -> None:
    app = opened("views/triage.py", agency=AIR_FORCE, over="1m", reached="fund")
    said = texts(app)
    assert "No award fits all of these choices" in said
    lines = said.replace("\\", "")
    assert "without dollars …](/triage?agency=agency%3A5700&reached=fund): 3 awards" in lines
    assert "without agency …](/triage?over=1m&reached=fund): 2 awards" in lines
    assert "of the others nothing can be said" not in said
    back = opened("views/triage.py", agency="agency:4730", reached="fund")
    assert "of firms with gifts that are loaded" in texts(back)


def test_every_choice_is_a_link_that_leads_to_as_many_awards_as_it_says(case_data: Path) -> None:
    app = opened("views/triage.py", agency=AIR_FORCE)
    wanted = f"/triage?agency={AIR_FORCE.replace(':', '%3A')}&reached=fund"
    assert wanted in links(app)
    assert "its fund <b>3</b>" in str([html.proto.body for html in app.get("html")])
    assert "**3 awards**" in texts(followed(wanted))


def test_a_chosen_award_stands_beside_with_its_records(case_data: Path) -> None:
    app = opened("views/triage.py", agency=AIR_FORCE, reached="fund")
    (table,) = [one for one in shown(app) if one.rows]
    (beside,) = [one for row in table.links for one in row if f"award={VEHICLE}" in one]
    asked = parse_qs(urlsplit(beside).query)
    assert asked == {"agency": [AIR_FORCE], "reached": ["fund"], "award": [VEHICLE]}
    chosen = followed(beside)
    said = texts(chosen)
    assert not chosen.exception and "in one vehicle (a limit on orders)" in said
    assert "its fund gave [\\$30,000]" in said and "4 overseers of the agency reached" in said
    assert f"/records?role_of={SPACEX.replace(':', '%3A')}&role=pac" in links(chosen)
    members = [one for one in shown(chosen) if one.rows][1].column("member")
    assert len(set(members)) == 4 and members == sorted(members)


def test_a_question_is_saved_opened_and_taken_away(served: Path) -> None:
    app = opened("views/triage.py", kind="vehicle")
    [box] = [one for one in app.text_input if one.label == "Name of this search"]
    box.set_value("All vehicles")
    [button] = [one for one in app.button if one.label == "Save"]
    app = button.click().run()
    file = served.parent / "searches" / "all-vehicles.json"
    assert file.is_file() and "/triage?kind=vehicle" in links(app)
    [button] = [one for one in app.button if one.label == "Delete"]
    button.click().run()
    assert not file.exists()


@pytest.mark.parametrize(
    "address",
    [
        {"over": "much", "year": "soon", "from": "2019-13", "until": "9999-12-32"},
        {"competition": "<b>", "reached": "everyone", "gave": "1", "kind": "x", "marked": "no"},
    ],
)
def test_what_is_no_choice_is_left_out_and_named(case_data: Path, address: dict[str, str]) -> None:
    app = opened("views/triage.py", **address)
    assert not app.exception and len(app.warning) == len(address)
    assert "**9 awards**" in texts(app)


def test_days_and_amounts_are_read_as_they_are_typed() -> None:
    assert [amount_of(t) for t in ("250k", "$1.5m", "2bn", "1,000", "1e9", "-1", "")] == [
        250_000, 1_500_000, 2_000_000_000, 1_000, None, None, None,
    ]  # fmt: skip
    assert amount_of("999999999999bn") is None
    days = ("2019", "2019-02", "2020-02", "2019-12", "2019-03-14", "9999-12")
    assert [str(first_day(text)) for text in days][:2] == ["2019-01-01", "2019-02-01"]
    assert [str(last_day(text)) for text in days[:5]] == [
        "2019-12-31", "2019-02-28", "2020-02-29", "2019-12-31", "2019-03-14",
    ]  # fmt: skip
    question = read_question({"from": "2020", "over": "250k", "agency": "a", "page": "x"})
    assert question.facets == ["agency", "signed", "over"] and not question.is_of_cells
    assert question.without("signed").query == {"agency": "a", "over": "250k"}
