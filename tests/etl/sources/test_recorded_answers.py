"""Answers that the publisher gave, recorded by others: the shape that a fetch relies on."""

from __future__ import annotations

import json
from typing import Any

import pytest

from etl.common.asking import Request, Walk
from etl.common.settings import ROOT
from etl.fetch.walk import check_rows
from etl.sources.usaspending.searches import action_walk, detail_walk, order_walk, search_walks

ANSWERS = ROOT.parent / "shared" / "data" / "usaspending" / "api_responses"
pytestmark = pytest.mark.skipif(
    not ANSWERS.exists(), reason=f"the recorded answers are not at {ANSWERS}"
)
SEARCH = search_walks("X", ("Recipient UEI", "X"), None, None, "2026-12-31")[0]
RECORDED = [
    ("bidbuster/03-award-detail-sample.json", detail_walk(["X"]), 1),
    ("bidbuster/04-transactions-sample.json", action_walk(["X"]), 10),
    ("planetary/awards/contract.json", detail_walk(["X"]), 1),
    ("planetary/awards/idv.json", detail_walk(["X"]), 1),
    ("planetary/awards/idv_awards.json", order_walk(["X"]), 10),
    ("planetary/awards/transactions.json", action_walk(["X"]), 3),
    ("planetary/awards/search_results_contracts.json", SEARCH, 5),
    ("planetary/awards/search_results_idvs.json", SEARCH, 3),
]


def recorded(name: str) -> Any:
    return json.loads((ANSWERS / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(("name", "walk", "rows"), RECORDED, ids=[name for name, _, _ in RECORDED])
def test_every_field_that_is_relied_on_is_there(name: str, walk: Walk, rows: int) -> None:
    assert len(check_rows(walk, recorded(name), Request(walk.endpoint.name))) == rows


def test_the_search_goes_on_by_the_last_record() -> None:
    answer = recorded("planetary/awards/search_results_idvs.json")
    request = Request("search/", body=json.dumps({"limit": len(answer["results"]), "page": 1}))
    after = SEARCH.endpoint.following(request, answer)
    assert after is not None
    body = json.loads(after.body or "{}")
    assert body["last_record_unique_id"] == answer["page_metadata"]["last_record_unique_id"]
    assert body["last_record_sort_value"] == answer["page_metadata"]["last_record_sort_value"]


def test_actions_are_named_as_in_the_bulk_files() -> None:
    for row in recorded("bidbuster/04-transactions-sample.json")["results"]:
        assert row["id"].startswith("CONT_TX_")
