"""The notebook: anything is pinned where it stands, put in order, written about and checked."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboards.notebook.made import table_pin
from dashboards.tables.case import entity_table
from etl.common.settings import Settings
from etl.stories.notebook.cards import Card, Story
from etl.stories.notebook.keeping import (
    change_story,
    new_story,
    open_story,
    story_path,
)
from tests.dashboards.opening import MUSK, SPACEX, asked, opened, texts

HOSTILE = "<img src=x onerror=alert(1)> [a](javascript:alert(2)) ![b](https://evil.example/p.png)"


def bodies(app: AppTest) -> str:
    """What the page writes as HTML, but for its own styles and script."""
    written = [str(html.proto.body) for html in app.get("html")]
    return " ".join(body for body in written if not body.startswith(("<style", "<script")))


def press(app: AppTest, label: str) -> AppTest:
    """Press the first button of a label."""
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def pin(app: AppTest, key: str, note: str = "") -> AppTest:
    """Open a pin's popover, write a note, and keep it in the first story."""
    app.session_state[f"pin-{key}"] = True
    app.run()
    next(box for box in app.text_area if box.key == f"pin-note-{key}").set_value(note)
    next(box for box in app.button if box.key == f"pin-keep-{key}").click().run()
    assert not app.exception and not app.error
    return app


@pytest.fixture
def story(served: Path) -> str:
    """An empty story beside a copy of the case."""
    return new_story(Settings(), "Who gave?")


def cards(name: str) -> tuple[Card, ...]:
    return open_story(Settings(), name).cards


def test_a_number_is_pinned_told_and_checked_against_the_next_build(
    served: Path, story: str
) -> None:
    app = pin(opened("views/contractor.py", id=SPACEX), "entity", "to be asked")
    assert "Pinned" in app.success[0].value
    (card,) = cards(story)
    assert card.address == "/contractor?id=uei%3AC6M7C2FLKER5" and card.note == "to be asked"
    page = opened("views/notebook.py", story=story)
    assert "Space Exploration Technologies Corp. (SpaceX)" in bodies(page)
    assert "to be asked" in bodies(page) and "it has changed" not in bodies(page)
    # As a build does: a new file takes the old one's place.
    new = served.with_name("new.duckdb")
    shutil.copy(served, new)
    with duckdb.connect(str(new)) as engine:
        engine.execute(f"update marts.entity set link_count = 0 where entity_id = '{SPACEX}'")
    new.replace(served)
    page = opened("views/notebook.py", story=story)
    assert "it has changed. link_count: 11 then, 0 now." in bodies(page)
    press(page, "Take it as it is now")
    assert "it has changed" not in bodies(page)


def test_what_stands_on_pages_is_pinned_with_its_query_and_its_records(
    served: Path, story: str
) -> None:
    link_id = asked(served, "select min(link_id) from marts.edge where record_count > 1")
    flag_id = asked(served, "select min(flag_id) from marts.flag where state = 'flagged'")
    pin(opened("views/records.py", link=link_id), f"link-{link_id}")
    pin(opened("views/records.py", flag=flag_id), f"flag-{flag_id}")
    case = opened("views/case.py")
    pin(pin(case, "claim-quarter_billion"), "table-events")
    graph = opened("views/graph.py", entity=SPACEX)
    pin(graph, "graph")
    kinds = [card.kind for card in cards(story)]
    assert kinds == ["link", "flag", "claim", "table", "graph"]
    link, flag, claim, table, drawn = cards(story)
    assert all(card.taken and card.taken.day and card.asked for card in cards(story))
    assert link.taken.record_count > 1 and "What speaks against" in link.taken.sentence
    assert flag.taken.records and "Innocent explanations: " in flag.taken.sentence
    assert "partly" in claim.taken.sentence and claim.taken.records
    assert table.asked == "case/events" and table.taken.row_count == 13
    assert drawn.address.startswith("/graph?entity=uei") and drawn.picture.startswith("<svg")
    assert drawn.taken.row_count == len(drawn.values["links"])
    page = opened("views/notebook.py", story=story)
    assert not page.exception and bodies(page).count('class="story-card"') == 5
    assert "data:image/svg+xml;base64," in bodies(page)


def test_a_path_is_pinned_with_its_links(served: Path, story: str) -> None:
    musk = asked(served, f"select entity_id from marts.entity where name = '{MUSK}'")
    pin(opened("views/graph.py", **{"from": musk, "to": SPACEX}), "path-1")
    (card,) = cards(story)
    assert card.kind == "path" and card.taken.sentence.startswith(MUSK)
    assert card.taken.row_count == len(card.values["links"]) and card.taken.records
    assert "A path is no finding" in card.taken.sentence


def test_a_table_is_pinned_as_it_is_sorted() -> None:
    card = table_pin(entity_table("golden_dome"), "-links").card
    assert card.order == '"links" desc nulls last, "kind", name, _entity_id'


def test_cards_are_put_in_order_written_between_and_taken_out(served: Path, story: str) -> None:
    for note in ("first", "second"):
        page = opened("views/notebook.py", story=story)
        page.text_area[-1].set_value(f"{note} {HOSTILE}")
        press(page, "Put it here")
    assert [card.note[:6] for card in cards(story)] == ["first ", "second"]
    page = opened("views/notebook.py", story=story)
    shown = bodies(page)
    assert "<img" not in shown and "javascript:alert(2)" in shown and 'href="j' not in shown
    key = cards(story)[1].card_id
    page.button(key=f"Up-{key}").click().run()
    assert [card.note[:6] for card in cards(story)] == ["second", "first "]
    page.session_state[f"change-{key}"] = True
    page.run()
    page.text_area(key=f"note-{key}").set_value("changed")
    page.button(key=f"keep-{key}").click().run()
    assert [card.note[:7] for card in cards(story)] == ["changed", "first <"]
    page.button(key=f"out-{key}").click().run()
    assert len(cards(story)) == 1 and not page.exception


def test_what_another_browser_changed_is_not_written_over(served: Path, story: str) -> None:
    change_story(Settings(), story, lambda s: replace(s, cards=(Card("text", card_id="a"),)))
    page = opened("views/notebook.py", story=story)
    page.session_state["change-a"] = True
    page.run()
    theirs = Story("Who gave?", (Card("text", note="theirs", card_id="a"),))
    change_story(Settings(), story, lambda s: theirs)
    page.text_area(key="note-a").set_value("mine")
    page.button(key="keep-a").click().run()
    assert cards(story)[0].note == "theirs" and "changed meanwhile" in page.error[0].value
    assert page.text_area(key="note-a").value == "mine"


def test_a_damaged_file_is_said_and_the_others_open(served: Path, story: str) -> None:
    path = story_path(Settings(), new_story(Settings(), "Broken"))
    path.write_text('{"throughline_notebook": 1,', encoding="utf-8")
    shelf = opened("views/notebook.py")
    assert "is no JSON" in shelf.error[0].value and "Who gave" in texts(shelf)
    page = opened("views/notebook.py", story="broken")
    assert not page.exception and "is no JSON" in page.error[0].value
    assert path.read_text(encoding="utf-8") == '{"throughline_notebook": 1,'
    for name in ("nobody", "../x", HOSTILE):
        assert not opened("views/notebook.py", story=name).exception


def test_the_case_is_read_and_copied_to_be_edited(served: Path) -> None:
    page = opened("views/notebook.py", case="golden_dome")
    labels = {button.label for button in page.button}
    assert "Copy to edit" in labels and not labels & {"Up", "Take out", "Put it here"}
    press(page, "Copy to edit")
    name = page.query_params["story"]
    name = name[0] if isinstance(name, list) else name
    held: Any = json.loads(story_path(Settings(), name).read_text(encoding="utf-8"))
    assert all(card["taken"] for card in held["cards"] if card["kind"] != "text")
    assert "Take out" in {button.label for button in page.button}
