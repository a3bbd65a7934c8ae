"""What a card says is the database's; what it said before is held against it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from etl.common.database import open_database
from etl.common.queries import read_query, with_pieces
from etl.common.settings import Settings, ThroughlineError
from etl.stories.notebook.article import article
from etl.stories.notebook.asked import MOST_ROWS, ask, notation, order_of, query_of
from etl.stories.notebook.cards import Card, Story
from etl.stories.notebook.keeping import case_story
from etl.stories.notebook.taking import CHANGED, GONE, SAME, UNASKED, recheck, renew, take
from tests.dashboards.opening import SPACEX, asked

OBLIGATED = Card(
    "number",
    "SpaceX",
    asked="contractor/obligated",
    values={"organization_id": SPACEX},
    says="{obligated, net USD} in {actions} actions.",
)
CLAIM = Card("claim", asked="claim:golden_dome/quarter_billion")


@pytest.fixture
def database(case_settings: Settings, tmp_path: Path) -> Path:
    """A copy of the case that a test may change."""
    path = tmp_path / "throughline.duckdb"
    shutil.copyfile(case_settings.database, path)
    return path


def changed(path: Path, sql: str) -> None:
    with duckdb.connect(str(path)) as engine:
        engine.execute(sql)


def test_a_number_is_what_the_records_sum_to_and_says_when_they_change(database: Path) -> None:
    total = asked(
        database,
        f"select sum(obligated_usd) from marts.award_action where organization_id = '{SPACEX}'",
    )
    with open_database(database) as engine:
        card = take(engine, OBLIGATED)
        assert card.taken and card.taken.sentence == f"${float(total):,.0f} in 28 actions."
        assert recheck(engine, card).state == SAME
    changed(
        database,
        "update marts.award_action set obligated_usd = obligated_usd + 1 where record_id = "
        f"(select min(record_id) from marts.award_action where organization_id = '{SPACEX}')",
    )
    with open_database(database) as engine:
        found = recheck(engine, card)
        assert found.state == CHANGED
        assert "obligated, net USD: $1,241,839,006 then, $1,241,839,007 now." in found.told
        (entry,) = article(engine, Story("s", (card,))).entries
        assert "it has changed" in entry.warning and entry.taken == card.taken
        assert recheck(engine, renew(engine, card)).state == SAME
    changed(database, "delete from marts.award_action")
    with open_database(database) as engine:
        assert recheck(engine, card).state == GONE


def test_a_claim_and_a_link_come_with_their_records(database: Path) -> None:
    link_id = asked(database, "select min(link_id) from marts.edge where record_count > 1")
    wanted = asked(database, f"select len(evidence) from marts.edge where link_id = '{link_id}'")
    link = Card("link", asked="link/link", values={"link_id": link_id}, cited="record/of_link")
    with open_database(database) as engine:
        taken = take(engine, link).taken
        assert taken and str(taken.record_count) == wanted and taken.records[0].title
        claim = take(engine, CLAIM)
        assert claim.taken and claim.title.startswith("One founder gave more than a quarter")
        assert "partly" in claim.taken.sentence and len(claim.taken.rows) == 3
    changed(database, "update marts.published_total set total_usd = 1 where cycle = 2024")
    with open_database(database) as engine:
        found = recheck(engine, claim)
        assert found.state == CHANGED and any("does not hold" in line for line in found.told)


def test_a_table_keeps_its_first_rows_and_counts_all(database: Path) -> None:
    card = Card("table", asked="case/entities", values={"case_id": "golden_dome"}, order='"name"')
    with open_database(database) as engine:
        taken = take(engine, card).taken
        assert taken and len(taken.rows) == MOST_ROWS < taken.row_count
        names = [row[taken.columns.index("name")] for row in taken.rows]
        assert names == sorted(names, key=str) and not any(c.startswith("_") for c in taken.columns)


def test_the_story_of_the_case_can_be_told_whole(case_settings: Settings) -> None:
    with open_database(case_settings.database) as engine:
        entries = article(engine, case_story("golden_dome")).entries
        assert [entry.stands.told for entry in entries if entry.stands.told] == []
        assert all(entry.taken.day == "2026-06-30" for entry in entries if entry.number)
        (graph,) = (entry for entry in entries if entry.card.kind == "graph")
        assert graph.card.picture.startswith("<svg") and graph.taken.row_count > 100


def test_a_query_is_named_as_it_is_put_together() -> None:
    first = with_pieces(read_query("record/first"), cited=read_query("record/of_link"))
    query = with_pieces(read_query("record/evidence"), cited=first)
    name = "record/evidence(cited=record/first(cited=record/of_link))"
    assert notation(query) == name and query_of(name).sql == query.sql
    assert notation(with_pieces(read_query("record/evidence"), cited="some_table")) == ""


@pytest.mark.parametrize(
    "text",
    [
        "", "../seeds/notice", "record/nothing", "select 1", "link/link)", "link/link; drop",
        "record/evidence(cited=record/of_link", "record/evidence(other=record/of_link)",
        "record/evidence(cited=)", "claim:../x/y", "/etc/passwd",
    ],
)  # fmt: skip
def test_what_names_no_query_is_refused(case_settings: Settings, text: str) -> None:
    with open_database(case_settings.database) as engine:
        with pytest.raises(ThroughlineError):
            ask(engine, text, {"link_id": "x"})
        with pytest.raises(ThroughlineError):
            take(engine, Card("claim", asked="claim:../../x/y"))
        card = take(engine, CLAIM)
        assert recheck(engine, replace(card, asked=text or "x/y")).state == UNASKED


@pytest.mark.parametrize(
    ("order", "is_kept"),
    [
        ('"kind", name desc nulls last', True),
        ("(select 1)", False),
        ("name; drop", False),
        ('"a" , 1+1', False),
        ("all", True),
    ],
)
def test_an_order_names_columns_and_nothing_else(order: str, is_kept: bool) -> None:
    assert (order_of(order) == order) is is_kept
