"""The graph page by names, by hand, and where filters leave nothing, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dashboards.graph.test_graph_page import (
    PALANTIR,
    SPACEX,
    address,
    entity_id,
    links,
    opened,
    pressed,
    said,
)
from tests.dashboards.opening import links as hrefs


def test_what_is_done_by_hand_stands_in_the_address_and_is_kept(case_data: Path) -> None:
    app = opened(entity=SPACEX, group="kind:agency", year="2018", caption="<b>Who gave</b> *here*")
    assert app.text_area(key="caption").value == "<b>Who gave</b> *here*"
    before = links(opened(entity=SPACEX))
    assert links(app) == before
    app.text_area(key="caption").set_value("In my words").run()
    assert address(app)["caption"] == ["In my words"]
    assert (address(app)["group"], address(app)["year"]) == (["kind:agency"], ["2018"])
    pressed(app, "Unfold all")
    assert "group" not in address(app)


@pytest.mark.parametrize(
    ("start", "end"),
    [("Thiel", "Stefanik"), ("Peter Thiel", "Elise Stefanik"), ("peter thiel", "H4NY21079")],
)
def test_two_names_and_enter_give_the_paths(case_data: Path, start: str, end: str) -> None:
    app = opened(from_="")
    app.text_input(key="end-from").set_value(start)
    app.text_input(key="end-to").set_value(end)
    pressed(app, "Show the paths")
    assert "Stephen Cohen" in said(app) and "ELISE FOR CONGRESS" in said(app)
    assert [row for row in links(app) if row[:2] == ("Stephen Cohen", "contributed to")]
    # each step of the best path opens to its records
    best = next(str(text.value) for text in app.markdown if "ELISE FOR CONGRESS" in text.value)
    assert best.count("](/records?link=") == 4


def test_a_name_of_several_is_asked_for_by_links_and_the_other_end_stays(case_data: Path) -> None:
    app = opened(from_name="Palantir", to_name="Stefanik")
    assert "is the name of 3 entities" in said(app)
    offered = [href for href in hrefs(app) if href.startswith("/graph?")]
    assert len(offered) == 3 and all("to_name=Stefanik" in href for href in offered)
    assert f"from={PALANTIR.replace(':', '%3A')}" in " ".join(offered)
    assert links(app) == []
    assert "Nobody called" not in said(app) and "Nothing called" not in said(app)
    assert "Nothing" not in said(opened(from_name="Palantir USG", to_name="Stefanik"))
    assert "Nobody called “zzqqzz” is loaded" in said(opened(from_name="zzqqzz", to_name="Thiel"))


def test_nothing_is_said_to_be_missing_that_a_filter_keeps_out(case_data: Path) -> None:
    app = opened(entity=SPACEX, types="trust_of", since="1990-01-01")
    assert "No links are loaded" not in said(app)
    assert "11 links in the records loaded, and none passes the filters" in said(app)
    assert "without “only trust of”, 11 links would" in said(app)
    assert "without “since" not in said(app)
    pressed(app, "Take the filters off")
    assert links(app)
    alone = opened(entity=entity_id(case_data, "House seat NJ-01"), hidden=SPACEX)
    assert links(alone)
