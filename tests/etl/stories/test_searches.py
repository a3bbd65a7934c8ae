"""Saved searches are plain files that come back as they were, and a bad one is named."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from etl.common.settings import ThroughlineError
from etl.stories.searches import (
    SavedSearch,
    delete_search,
    load_searches,
    save_search,
    search_folder,
)

SOLE = SavedSearch(
    "ICE, sole source", "views/triage.py", {"agency": "agency:7012", "over": "1m"}, "2026-06-30"
)


def test_a_search_comes_back_as_it_was_and_is_readable_in_git(tmp_path: Path) -> None:
    path = save_search(SOLE, tmp_path)
    assert path == tmp_path / "searches" / "ice-sole-source.json"
    text = path.read_text(encoding="utf-8")
    assert json.loads(text)["query"] == SOLE.query
    assert text.endswith("}\n") and len(text.splitlines()) > 5
    assert load_searches(tmp_path) == ([SOLE], [])
    assert save_search(replace(SOLE, saved="2027-01-01"), tmp_path) == path
    assert path.read_text(encoding="utf-8") == text
    assert [one.name for one in search_folder(tmp_path).iterdir()] == [path.name]
    delete_search(SOLE, tmp_path)
    delete_search(SOLE, tmp_path)
    assert load_searches(tmp_path) == ([], [])


def test_a_name_is_never_given_to_another_question(tmp_path: Path) -> None:
    save_search(SOLE, tmp_path)
    with pytest.raises(ThroughlineError, match="another question has the name 'ICE, sole source'"):
        save_search(replace(SOLE, name="ice sole source", query={"over": "1bn"}), tmp_path)
    assert load_searches(tmp_path)[0] == [SOLE]


@pytest.mark.parametrize("name", ["", "  ", "../..", "…", "x" * 81, "a\nb"])
def test_a_name_that_can_be_no_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ThroughlineError, match="a search needs a name"):
        save_search(replace(SOLE, name=name), tmp_path)
    assert not search_folder(tmp_path).exists()


def test_a_file_that_is_no_search_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    save_search(SOLE, tmp_path)
    bad = {"cut.json": '{"name": "x"', "list.json": "[]", "less.json": '{"name": "x"}'}
    bad["odd.json"] = '{"name": "x", "page": "y", "saved": "z", "query": {"a": 1}}'
    for name, text in bad.items():
        (search_folder(tmp_path) / name).write_text(text, encoding="utf-8")
    found, problems = load_searches(tmp_path)
    assert found == [SOLE]
    assert [Path(problem.split(":")[0]).name for problem in problems] == sorted(bad)
