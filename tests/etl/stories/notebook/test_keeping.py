"""Stories as files: any text survives, nobody's card is lost, a damaged file stays as it is."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.common.settings import CASES, Settings, ThroughlineError
from etl.stories.claims import claim_files
from etl.stories.notebook.asked import given as bound
from etl.stories.notebook.cards import Card, Story, with_card, with_change, with_move, without_card
from etl.stories.notebook.keeping import (
    case_story,
    change_story,
    named,
    new_story,
    open_story,
    read_story,
    remove_story,
    story_path,
    story_text,
)
from tests.etl.stories.notebook.stories import HOSTILE, pinned

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@pytest.fixture
def kept(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data")


@settings(max_examples=25)
@given(title=ANY, note=ANY, cell=ANY)
def test_any_text_survives_the_file(
    tmp_path_factory: pytest.TempPathFactory, title: str, note: str, cell: str
) -> None:
    path = tmp_path_factory.mktemp("story") / "s.json"
    card = pinned(title=title, note=note)
    assert card.taken
    story = Story(title, (Card("text", note=note, card_id="a"), replace(
        card, card_id="b", taken=replace(card.taken, rows=[[cell, None, 1.5], [True, 7, [cell]]])
    )))  # fmt: skip
    path.write_bytes(story_text(story).encode())
    assert read_story(path) == story
    assert story_text(read_story(path)) == story_text(story)


def test_a_line_of_text_is_a_line_of_the_file_and_a_row_too() -> None:
    text = story_text(Story("s", (pinned(note="one\ntwo", card_id="a"),)))
    assert '    "one", "two"' in text or '"note": ["one", "two"]' in text
    assert '["Acme Orbital", "5.00", "https://www.usaspending.gov/award/1"]' in text


def test_values_of_a_query_come_back_as_what_they_were() -> None:
    values = {"day": date(2024, 2, 29), "usd": Decimal("1.50"), "ids": ["a", "b"], "none": None}
    document = json.loads(story_text(Story("s", (pinned(values=values, card_id="a"),))))
    held = document["cards"][0]["values"]
    assert {name: bound(value) for name, value in held.items()} == values


def test_two_who_pin_at_once_lose_nothing(kept: Settings) -> None:
    name = new_story(kept, "Two writers")
    titles = [f"card {number}" for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        adding = [
            pool.submit(change_story, kept, name, lambda s, t=t: with_card(s, pinned(title=t)))
            for t in titles
        ]
        for one in adding:
            one.result()
    story = open_story(kept, name)
    assert sorted(card.title for card in story.cards) == sorted(titles)
    assert len({card.card_id for card in story.cards}) == 24
    assert [path.name for path in story_path(kept, name).parent.iterdir() if path.suffix] == [
        "two_writers.json"
    ]


def test_a_change_of_what_another_has_changed_is_refused(kept: Settings) -> None:
    name = new_story(kept, "s")
    (card,) = change_story(kept, name, lambda s: with_card(s, Card("text", note="first"))).cards
    change_story(kept, name, lambda s: with_change(s, card, replace(card, note="theirs")))
    with pytest.raises(ThroughlineError, match="changed meanwhile"):
        change_story(kept, name, lambda s: with_change(s, card, replace(card, note="mine")))
    assert open_story(kept, name).cards[0].note == "theirs"


def test_cards_move_go_and_stand_once() -> None:
    story = Story("s")
    for title in "abc":
        story = with_card(story, pinned(title=title))
    assert with_card(story, pinned(title="b")) == story
    first, _, last = (card.card_id for card in story.cards)
    story = with_move(story, last, -1)
    assert [card.title for card in story.cards] == ["a", "c", "b"]
    assert [c.title for c in with_move(with_move(story, last, 9), last, 9).cards] == ["a", "b", "c"]
    story = with_card(without_card(story, first), Card("text", note="between"), after=last)
    assert [card.title or card.note for card in story.cards] == ["c", "between", "b"]
    with pytest.raises(ThroughlineError, match="not in the story any more"):
        without_card(story, first)


@pytest.mark.parametrize(
    ("damaged", "said"),
    [
        ("", "line 1: is no JSON"),
        ('{"throughline_notebook": 1, "title": "s", "cards": [', "line 1: is no JSON"),
        ("[]", "no notebook of this version"),
        ('{"throughline_notebook": 2, "title": "s", "cards": []}', "no notebook of this version"),
        ('{"throughline_notebook": 1, "title": "s", "cards": [], "more": 1}', "more"),
        ('{"throughline_notebook": 1, "title": 5, "cards": []}', "title"),
        ('{"throughline_notebook": 1, "title": "s", "cards": [{"kind": "text"}]}', "list of lines"),
        (story_text(Story("s", (pinned(card_id="a"), pinned(card_id="a")))), "one id"),
        (story_text(Story("s", (pinned(card_id="a"),))).replace('"table"', '"spell"'), "spell"),
        (story_text(Story("s", (pinned(card_id="a"),))).replace("/contractor", "//evil"), "evil"),
        ("\ufeff{}", "byte-order mark"),
    ],
)
def test_a_damaged_file_is_named_and_never_written_over(
    kept: Settings, damaged: str, said: str
) -> None:
    name = new_story(kept, "s")
    path = story_path(kept, name)
    path.write_text(damaged, encoding="utf-8")
    for attempt in (
        lambda: change_story(kept, name, lambda story: with_card(story, pinned())),
        lambda: remove_story(kept, name),
        lambda: open_story(kept, name),
    ):
        with pytest.raises(ThroughlineError) as raised:
            attempt()
        assert said in str(raised.value) and str(path) in str(raised.value)
    with pytest.raises(ThroughlineError, match="of that name is kept"):
        new_story(kept, "s")
    assert path.read_text(encoding="utf-8") == damaged


def test_a_name_is_a_file_of_the_folder_whatever_the_title(kept: Settings) -> None:
    for title in ("../../etc/passwd", HOSTILE, "Ω и 日本", "a" * 200):
        path = story_path(kept, new_story(kept, title))
        assert path.parent == kept.data / "notebooks" and path.is_file()
        assert open_story(kept, named(title)).title == title
    for name in ("../x", "", "A", ".lock", "x/y"):
        with pytest.raises(ThroughlineError, match="no story"):
            open_story(kept, name)


def test_the_case_is_a_story_of_all_its_claims_and_no_typed_number() -> None:
    story = case_story("golden_dome")
    claims = [f"claim:golden_dome/{path.stem}" for path in claim_files("golden_dome")]
    assert sorted(c.asked for c in story.cards if c.kind == "claim") == claims
    assert all(card.taken is None for card in story.cards)
    path = CASES / "golden_dome" / "notebook.json"
    assert path.read_text(encoding="utf-8") == story_text(story)
