"""Watch: what is pinned there, what changed for it between the last two builds, and the feed."""

from __future__ import annotations

import shutil
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import duckdb
import pytest
from starlette.requests import Request
from typer.testing import CliRunner

from dashboards.base.places import Place
from dashboards.notebook.feed import answer_feed
from etl.__main__ import app as commands
from etl.changes.news import search_changes
from etl.changes.watchlist import (
    WatchedEntity,
    WatchedSearch,
    change_watched,
    read_watched,
    watch_path,
)
from etl.common.settings import Settings, ThroughlineError
from tests.dashboards.notebook.test_notebook_page import bodies, press
from tests.dashboards.opening import SPACEX, links, opened, texts

SEARCH = WatchedSearch(
    "SpaceX by agency", "/contractor?id=x", "contractor/awards", {"organization_id": SPACEX}
)


@pytest.fixture
def two_builds(served: Path) -> tuple[Path, Path]:
    """The case, and a build before it in which an award said something else and a link lacked."""
    old = served.parent / "history" / "2026-05-31-00000001-0badcafe.duckdb"
    old.parent.mkdir()
    shutil.copy(served, old)
    with duckdb.connect(str(old)) as engine:
        engine.execute("update marts.build set as_of_date = date '2026-05-31'")
        engine.execute(
            "update marts.award set reported_obligated_usd = 1, published_obligated_usd = 1 "
            "where award_key = 'CONT_IDV_NNK14MA74C_8000'"
        )
        engine.execute(
            f"delete from marts.edge where link_id = (select min(link_id) from marts.edge "
            f"where '{SPACEX}' in (from_id, to_id) and link_type = 'invested_in')"
        )
    return old, served


def test_nothing_watched_says_what_to_do(served: Path) -> None:
    page = opened("views/watch.py")
    assert not page.exception and "Press Watch on the page" in texts(page)
    press(opened("views/contractor.py", id=SPACEX), "Watch")
    page = opened("views/watch.py")
    assert "There is no earlier build" in texts(page) and "Technologies" in texts(page)


def test_what_changed_is_told_for_who_is_watched_alone(two_builds: tuple[Path, Path]) -> None:
    page = press(opened("views/contractor.py", id=SPACEX), "Watch")
    assert read_watched(Settings()).ids == (SPACEX,)
    assert "Stop watching" in {button.label for button in page.button}
    boeing = WatchedEntity("uei:VH1ZJJ9CW9B4", "Boeing Company, The", "organization")
    change_watched(Settings(), lambda there: there.with_entity(boeing))
    page = opened("views/watch.py")
    while "being compared" in texts(page):
        page.run()
    said = texts(page)
    assert "2026-05-31" in said and "1 award changed, 1 link new" in said
    assert "Boeing Company, The](/contractor?id=uei%3AVH1ZJJ9CW9B4) · nothing changed" in said
    assert "reported obligated: $1 → $1,241,839,006" in bodies(page)
    assert "Founders Fund invested in" in bodies(page) and "Claims of a case" not in said
    assert Place("views/award.py", {"id": "CONT_IDV_NNK14MA74C_8000"}).address in links(page)
    page.button(key=f"stop-{SPACEX}").click().run()
    assert read_watched(Settings()).ids == (boeing.entity_id,)
    everything = opened("views/watch.py", tab="all")
    while "being compared" in texts(everything):
        everything.run()
    assert "Claims of a case" in texts(everything)


def test_the_feed_and_the_command_tell_the_same(two_builds: tuple[Path, Path]) -> None:
    request = Request({"type": "http"})
    entity = WatchedEntity(SPACEX, "SpaceX <b>", "organization")
    change_watched(Settings(), lambda there: there.with_entity(entity).with_search(SEARCH))
    answer = answer_feed(request)
    assert answer.headers["content-type"] == "application/atom+xml"
    feed = ElementTree.fromstring(bytes(answer.body))
    titles = [one.text or "" for one in feed.iter() if one.tag.endswith("title")]
    assert any(title.startswith("Awards: changed: NNK14MA74C") for title in titles)
    assert any(
        title.startswith("Searches that are watched: changed: SpaceX by") for title in titles
    )
    written = CliRunner().invoke(commands, ["watch", "--watched", "--format", "atom"])
    assert written.exit_code == 0 and written.stdout == bytes(answer.body).decode()
    watch_path(Settings()).write_text("{", encoding="utf-8")
    refused = answer_feed(request)
    assert refused.status_code == 404 and "is no JSON" in bytes(refused.body).decode()
    assert "is no JSON" in opened("views/watch.py").error[0].value
    with pytest.raises(ThroughlineError):
        change_watched(Settings(), lambda there: there.with_entity(entity))
    assert watch_path(Settings()).read_text(encoding="utf-8") == "{"


def test_a_search_tells_rows_that_came_went_or_changed(two_builds: tuple[Path, Path]) -> None:
    old, new = two_builds
    (change,) = search_changes((old, new), SEARCH)
    assert (change.what, change.key) == ("changed", "CONT_IDV_NNK14MA74C_8000")
    assert change.fields == [("obligated USD", "$1", "$1,241,839,006")]
    with duckdb.connect(str(new)) as engine:
        engine.execute(f"delete from marts.award where award_key = '{change.key}'")
    assert [one.what for one in search_changes((old, new), SEARCH)] == ["gone"]
    assert [one.what for one in search_changes((new, old), SEARCH)] == ["new"]
    with pytest.raises(ThroughlineError, match="names no query"):
        search_changes((old, new), WatchedSearch("x", "/x", "../x", {}))
