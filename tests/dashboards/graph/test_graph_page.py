"""The graph page in each of its states, without a browser."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from etl.common.settings import ROOT
from tests.dashboards.opening import shown

SPACEX, PALANTIR = "uei:C6M7C2FLKER5", "uei:FSY4LVSBGWB7"
FORBIDDEN = ["violation", "pay-to-play", "corrupt", "kickback", "suspicious", "the company gave"]

# a table shows fifty rows until more are asked for
MORE = "rows-links"


def opened(**query: str | list[str]) -> AppTest:
    """The graph page at an address; `from_` stands for from."""
    app = AppTest.from_file(str(ROOT / "dashboards" / "app.py"), default_timeout=30)
    app.run()
    app.switch_page("views/graph.py")
    for name, value in {**query, MORE: "more"}.items():
        app.query_params[name.rstrip("_")] = value
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    """All that the page says, without Markdown's backslashes."""
    blocks = [app.title, app.subheader, app.markdown, app.caption, app.info, app.warning]
    return " ".join(str(element.value) for block in blocks for element in block).replace("\\", "")


def links(app: AppTest) -> list[tuple[str, str, str]]:
    """From, link and to of the table of drawn links."""
    for table in shown(app):
        if {"from", "link", "to"} <= set(table.columns):
            starts, ends = table.column("from"), table.column("to")
            return list(zip(starts, map(str.lower, table.column("link")), ends, strict=True))
    return []


def address(app: AppTest) -> dict[str, list[str]]:
    """The address as names and values."""
    query = dict(app.query_params).items()
    return {
        name: given if isinstance(given, list) else [given] for name, given in query if name != MORE
    }


def pressed(app: AppTest, label: str) -> AppTest:
    """The page after the first button of that label."""
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def entity_id(data: Path, name: str) -> str:
    """An entity by its name."""
    with duckdb.connect(str(data / "throughline.duckdb"), read_only=True) as engine:
        sql = "select entity_id from marts.entity where name = ? order by 1"
        return engine.execute(sql, [name]).fetchone()[0]


def link_id(data: Path, start: str, end: str) -> str:
    """A link by the names of its ends."""
    with duckdb.connect(str(data / "throughline.duckdb"), read_only=True) as engine:
        found = engine.execute(
            "select link_id from marts.edge where from_name = ? and to_name = ? order by 1",
            [start, end],
        ).fetchone()
    return found[0]


def test_the_case_is_drawn_where_nothing_is_asked(case_data: Path) -> None:
    app = opened()
    assert "The case of the Golden Dome" in said(app)
    assert len(links(app)) == 124
    assert "30111(a)(4)" in said(app)
    assert not [word for word in FORBIDDEN if word in said(app).lower()]
    assert [pill for pill in app.get("button_group") if pill.label == "Layers of links"]


def test_one_entity_and_several_are_drawn_as_far_as_asked(case_data: Path) -> None:
    near = links(opened(entity=SPACEX, hops="1"))
    assert near and len(links(opened(entity=SPACEX, hops="2"))) > len(near)
    both = links(opened(entity=[SPACEX, PALANTIR], hops="1"))
    assert set(near) < set(both)
    assert any("Palantir" in end for row in both for end in row)


def test_a_layer_is_taken_off_and_put_on_again(case_data: Path) -> None:
    app = opened()
    layers = next(group for group in app.get("button_group") if group.label == "Layers of links")
    before = list(layers.value)
    layers.set_value([layer for layer in before if layer != "Money"]).run()
    assert not app.exception
    assert "contributed to" not in {row[1] for row in links(app)}
    assert "contributed_to" not in address(app)["types"][0]
    layers = next(group for group in app.get("button_group") if group.label == "Layers of links")
    layers.set_value(before).run()
    assert "types" not in address(app)
    assert len(links(app)) == 124


def test_with_every_layer_off_the_page_says_what_to_do(case_data: Path) -> None:
    app = opened(types="none")
    assert links(app) == []
    assert "The filters leave none of the case's links: no type of link" in said(app)


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ({"types": "sits_on,oversees"}, {"sits on", "oversees"}),
        ({"types": ["sits_on", "oversees"]}, {"sits on", "oversees"}),
        ({"usd": "1000000000000", "types": "contributed_to,sits_on"}, {"sits on"}),
    ],
)
def test_filters_of_the_address_hold(
    case_data: Path, query: dict[str, str], kinds: set[str]
) -> None:
    assert {row[1] for row in links(opened(**query))} == kinds


def test_dates_and_score_of_the_address_hold(case_data: Path) -> None:
    every = links(opened())
    assert len(links(opened(since="2025-01-01"))) < len(every)
    assert len(links(opened(until="2020-01-01"))) < len(every)
    certain = links(opened(score="0.99"))
    assert set(every) - set(certain) != set() and certain


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"hops": "99"}, "links away are 1 to 4"),
        ({"hops": "٣"}, "links away are 1 to 4"),
        ({"since": "2025-02-30"}, "write a day as"),
        ({"until": "0001-01-01"}, "write a day as"),
        ({"since": "2025-01-02", "until": "2025-01-01"}, "the first day is after the last"),
        ({"usd": "nan"}, "an amount is written as"),
        ({"usd": "-5"}, "an amount is written as"),
        ({"usd": "1e999999999"}, "an amount is written as"),
        ({"score": "7"}, "a score is from 0 to 1"),
        ({"score": "nan"}, "a score is from 0 to 1"),
        ({"types": "'; drop table x --"}, "no such type"),
        ({"most": "1000000"}, "sizes are 60"),
        ({"way": "-1"}, "a number from 1"),
        ({"case": "../../etc"}, "no such case"),
        ({"expanded": "nobody"}, "No entity of that id"),
        ({"hidden": "x" * 5000}, "no id is that long"),
        ({"node": "<img src=x onerror=alert(1)>"}, "No entity of that id"),
        ({"expanded": "rest:sits_on:out:nobody"}, "No entity of that id"),
        ({"at": "e8ea3b.1e9.0"}, "places are written by the page itself"),
        ({"year": "20255"}, "years are 1970 to 2100"),
    ],
)
def test_a_bad_value_is_set_aside_and_said(
    case_data: Path, query: dict[str, str], message: str
) -> None:
    app = opened(**query)
    assert message in said(app)
    assert len(links(app)) == 124


@pytest.mark.parametrize("entity", ["uei:NOBODY' or 1=1", "<b>x</b>", "\u202e\x00", " "])
def test_an_unknown_entity_leaves_a_page_that_says_what_to_do(case_data: Path, entity: str) -> None:
    app = opened(entity=entity)
    assert links(app) == []
    assert "Type a name above, or begin with a firm of many links" in said(app)


def test_an_entity_is_added_by_name_and_left_out_again(case_data: Path) -> None:
    app = opened(entity=SPACEX, hops="1")
    before = links(app)
    app.text_input(key="pick-add").set_value("palantir technologies").run()
    app.button(key=f"pick-add-{PALANTIR}").click().run()
    assert address(app)["entity"] == [SPACEX, PALANTIR]
    assert len(links(app)) > len(before)
    app.button(key=f"out-{PALANTIR}").click().run()
    assert links(app) == before


def test_a_name_that_is_not_loaded_is_said(case_data: Path) -> None:
    app = opened(entity="")
    app.text_input(key="pick-add").set_value("zzzzqqqq").run()
    assert "Nothing by that name is loaded" in said(app)


def test_a_chosen_node_is_opened_hidden_and_focused(case_data: Path) -> None:
    before = links(opened(entity=SPACEX))
    fund = entity_id(case_data, "Founders Fund")
    app = opened(entity=SPACEX, node=fund)
    assert "Founders Fund" in said(app) and links(app) == before
    pressed(app, "Open")
    grown = links(app)
    assert set(before) < set(grown)
    assert address(app)["expanded"] == [fund]
    pressed(app, "Hide")
    assert not [row for row in links(app) if "Founders Fund" in row]
    assert "1 node hidden" in said(app)
    pressed(app, "Show all again")
    assert links(app) == grown
    focused = pressed(opened(entity=SPACEX, node=fund), "Focus")
    assert address(focused)["entity"] == [fund]


def test_a_firm_begins_with_its_people_fund_recipients_and_agencies(case_data: Path) -> None:
    rows = links(opened(entity=SPACEX))
    kinds = {link for _, link, _ in rows}
    assert {"founder of", "connected organization", "contributed to", "received award"} <= kinds
    given = [end for start, link, end in rows if link == "contributed to" and "PAC" in start]
    assert 0 < len(given) <= 10
    # two links away from the firm, and nobody's but the fund's
    assert "AMERICA PAC" not in {end for _, _, end in rows}


def test_a_drawn_link_opens_to_its_records_and_its_caveat(case_data: Path) -> None:
    app = opened(edge=link_id(case_data, "Elon Musk", "AMERICA PAC"))
    assert "published total, not our sum" in said(app)
    assert "What speaks against reading more into it" in said(app)
    assert "is not drawn" not in said(app)


def test_a_link_that_is_not_drawn_is_said_and_still_told(case_data: Path) -> None:
    edge = link_id(case_data, "Elon Musk", "AMERICA PAC")
    app = opened(entity=PALANTIR, hops="1", edge=edge)
    assert "is not drawn in this view" in said(app)
    assert "published total, not our sum" in said(app)
    assert "is not in the database" in said(opened(edge="nothing"))


def test_paths_are_listed_with_their_weakest_link_and_drawn(case_data: Path) -> None:
    app = opened(from_=SPACEX, to=PALANTIR)
    assert "A path is no finding" in said(app)
    assert "Weakest link" in said(app)
    every = links(app)
    assert every
    pressed(app, "Draw only this")
    assert 0 < len(links(app)) < len(every)
    pressed(app, "Records of the weakest link")
    assert "All records of this link" in said(app)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"from_": SPACEX, "to": ""}, "Type two names and press Enter"),
        ({"from_": SPACEX, "to": SPACEX}, "both names are the same one"),
        ({"from_": SPACEX, "to": PALANTIR, "types": "none"}, "No path of up to 6 links"),
        ({"loops": ""}, "Choose a contractor"),
        ({"loops": PALANTIR, "since": "2099-01-01"}, "No loop of"),
    ],
)
def test_a_question_without_an_answer_is_said(
    case_data: Path, query: dict[str, str], message: str
) -> None:
    assert message in said(opened(**query))


def test_loops_are_listed_with_what_speaks_against_them(case_data: Path) -> None:
    app = opened(loops=SPACEX)
    assert "A loop is no finding" in said(app)
    assert "say nothing by themselves" in said(app)
    assert "authorized by" in {row[1] for row in links(app)}


def test_the_kind_of_view_is_changed_about_the_same_entities(case_data: Path) -> None:
    app = opened(entity=[SPACEX, PALANTIR], usd="5")
    app.get("button_group")[0].set_value("paths").run()
    assert not app.exception
    found = address(app)
    assert (found["from"], found["to"], found["usd"]) == ([SPACEX], [PALANTIR], ["5"])
    assert "entity" not in found


def test_a_view_that_is_cut_says_so(case_data: Path) -> None:
    app = opened(entity=SPACEX, hops="4", most="60")
    assert "Only 60 entities are drawn" in said(app)
