"""The imitated publishers are as awkward as the real ones: a naive client fails against them."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from tests.fixtures.publishers import Publishers

KEY = "CONT_AWD_ACME0001_9700_-NONE-_-NONE-"
PERIOD = {"two_year_transaction_period": 2024, "per_page": 100}
ASCENDING = PERIOD | {"sort": "contribution_receipt_date"}
DATE = "last_contribution_receipt_date"
HEADERS = {"X-Api-Key": "SECRET-KEY"}


@pytest.fixture
def publishers() -> Iterator[Publishers]:
    with Publishers() as found:
        yield found


def receipts(publishers: Publishers, query: dict[str, Any]) -> requests.Response:
    url = f"{publishers.fec_url}/schedules/schedule_a/"
    return requests.get(url, params=query, headers=HEADERS, timeout=5)


def walk(publishers: Publishers, query: dict[str, Any], drop_old: bool = True) -> list[str]:
    """Every sub_id of a keyset walk, at most 20 pages; `drop_old` forgets the page's keys."""
    ids, keys = [], {}
    for _ in range(20):
        page = receipts(publishers, query | keys).json()
        if not page["results"]:
            return ids
        ids += [row["sub_id"] for row in page["results"]]
        keys = ({} if drop_old else keys) | page["pagination"]["last_indexes"]
    return ids


# --- FEC API -------------------------------------------------------------------------------------


def test_the_default_order_loses_rows_without_a_date(publishers: Publishers) -> None:
    publishers.fec.add_receipts(645, undated=19, tied_dates=120)
    assert receipts(publishers, PERIOD).json()["pagination"]["count"] == 645
    assert len(set(walk(publishers, PERIOD))) == 626
    assert sorted(walk(publishers, ASCENDING)) == sorted(set(walk(publishers, ASCENDING)))
    assert len(walk(publishers, ASCENDING)) == 645


def test_the_last_date_kept_beside_the_null_block_loops_for_ever(publishers: Publishers) -> None:
    publishers.fec.add_receipts(420, undated=150)
    walked = walk(publishers, ASCENDING, drop_old=False)
    assert len(walked) == 2000 and len(set(walked)) < 420


def test_an_order_by_date_ends_in_a_block_of_nulls(publishers: Publishers) -> None:
    publishers.fec.add_receipts(60, undated=30)
    page = receipts(publishers, ASCENDING | {"per_page": 40}).json()
    last = page["pagination"]["last_indexes"]
    assert last == {"last_index": page["results"][-1]["sub_id"], "sort_null_only": True}
    alone = receipts(publishers, ASCENDING | {"last_index": last["last_index"]})
    assert alone.status_code == 422
    end = receipts(publishers, ASCENDING | {"per_page": 60} | {"sort_null_only": True})
    assert len(end.json()["results"]) == 30


def test_a_page_counter_gets_the_first_page_for_ever(publishers: Publishers) -> None:
    publishers.fec.add_receipts(250)
    pages = [receipts(publishers, PERIOD | {"page": page}).json() for page in (1, 2, 99)]
    assert pages[0]["results"] == pages[1]["results"] == pages[2]["results"]
    assert [request.query["page"] for request in publishers.requests] == [["1"], ["2"], ["99"]]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"per_page": 100}, 400),
        ({"two_year_transaction_period": [2022, 2024]}, 400),
        (PERIOD | {"per_page": 101}, 422),
        (PERIOD | {"per_page": 0}, 422),
        (PERIOD | {"sort": "sub_id"}, 422),
        (PERIOD | {"min_date": "soon"}, 422),
        (PERIOD | {"contributor_name": "AB"}, 422),
        ({"committee_id": [f"C009000{number:02d}" for number in range(11)]}, 422),
        ({"committee_id": "C99999999"}, 200),
        (PERIOD | {DATE: "2024-01-01", "last_index": "x"}, 422),
    ],
)
def test_the_fec_refuses_in_its_shape(
    publishers: Publishers, query: dict[str, Any], status: int
) -> None:
    answer = receipts(publishers, query)
    assert answer.status_code == status
    assert answer.json()["results"] == [] if status == 200 else answer.json()["status"] == status


def test_names_are_searched_by_words_and_misspelt_filters_ignored(publishers: Publishers) -> None:
    for name in ("EXAMPLE, ADA", "EXAMPLES, ADAM", "ROE, RICHARD"):
        publishers.fec.add_receipt(contributor_name=name)
    found = receipts(publishers, {"contributor_name": "EXAMPLE, ADA"}).json()["results"]
    assert {row["contributor_name"] for row in found} == {"EXAMPLE, ADA", "EXAMPLES, ADAM"}
    unfiltered = receipts(publishers, PERIOD | {"contributer_name": "EXAMPLE, ADA"})
    assert unfiltered.json()["pagination"]["count"] == 3


def test_rows_have_ids_of_text_and_numbers_that_floats_break(publishers: Publishers) -> None:
    publishers.fec.add_committee(committee_id="C00900001", name="ACME ROCKETS PAC")
    added = publishers.fec.add_receipt(contribution_receipt_amount=250.75)
    row = receipts(publishers, PERIOD).json()["results"][0]
    assert row["sub_id"] == added["sub_id"] and int(float(row["sub_id"])) != int(row["sub_id"])
    assert row["link_id"] > 2**53 and row["contribution_receipt_amount"] == 250.75
    assert row["committee"]["name"] == row["committee_name"] == "ACME ROCKETS PAC"


def test_counts_may_be_wrong_and_rows_missing(publishers: Publishers) -> None:
    rows = publishers.fec.add_receipts(30)
    publishers.fec.lose = {rows[3]["sub_id"]}
    publishers.fec.drop_field = "contributor_name"
    page = receipts(publishers, PERIOD).json()
    assert page["pagination"]["count"] == 30 and len(page["results"]) == 29
    assert not any("contributor_name" in row for row in page["results"])
    publishers.fec.is_count_exact = False
    pagination = receipts(publishers, PERIOD).json()["pagination"]
    assert pagination["is_count_exact"] is False and pagination["count"] != 30


def test_the_other_schedules_page_by_their_own_dates(publishers: Publishers) -> None:
    for day in ("2024-01-02", "2024-01-03", None):
        publishers.fec.add_disbursement(disbursement_date=day)
        publishers.fec.add_expenditure(expenditure_date=day)
    for letter, name in (("b", "disbursement_date"), ("e", "expenditure_date")):
        url = f"{publishers.fec_url}/schedules/schedule_{letter}/"
        query = PERIOD | {"sort": name, "per_page": 1, "candidate_id": ["H4VA00001"]}
        page = requests.get(url, params=query, headers=HEADERS, timeout=5).json()
        assert page["pagination"]["last_indexes"][f"last_{name}"] == "2024-01-02"
        assert page["pagination"]["count"] == 3


def test_the_gateway_asks_for_a_key_and_limits(publishers: Publishers) -> None:
    url = f"{publishers.fec_url}/committees/"
    for headers, code in (({}, "API_KEY_MISSING"), ({"X-Api-Key": "no"}, "API_KEY_INVALID")):
        answer = requests.get(url, headers=headers, timeout=5)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, code)
    publishers.fec.hourly_limit, publishers.fec.retry_after = 2, "0"
    answers = [requests.get(url, headers=HEADERS, timeout=5) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer.headers["X-RateLimit-Remaining"] for answer in answers] == ["1", "0", "0"]
    assert answers[2].json()["error"]["code"] == "OVER_RATE_LIMIT"
    assert answers[2].headers["Retry-After"] == "0"
    assert requests.get(url, headers=HEADERS, timeout=5).status_code == 200


def test_committees_and_candidates_page_by_number(publishers: Publishers) -> None:
    for number in range(3):
        publishers.fec.add_committee(committee_id=f"C0090000{number}")
        publishers.fec.add_candidate(candidate_id=f"H4VA0000{number}")
    for path, name in (("committees", "committee_id"), ("candidates", "candidate_id")):
        url = f"{publishers.fec_url}/{path}/"
        query = {"per_page": 2, "page": 2}
        page = requests.get(url, params=query, headers=HEADERS, timeout=5).json()
        assert (page["pagination"]["pages"], len(page["results"])) == (2, 1)
        chosen = {name: [page["results"][0][name], "C99999999"]}
        page = requests.get(url, params=chosen, headers=HEADERS, timeout=5).json()
        assert page["pagination"]["count"] == 1
    one = requests.get(f"{publishers.fec_url}/committee/C99/", headers=HEADERS, timeout=5)
    assert (one.status_code, one.json()["results"]) == (200, [])
    unknown = requests.get(f"{publishers.fec_url}/nothing/", headers=HEADERS, timeout=5)
    assert unknown.status_code == 404 and unknown.text.startswith("<!doctype html>")


# --- files and faults ----------------------------------------------------------------------------


def test_files_are_served_in_parts_while_they_are_the_same(publishers: Publishers) -> None:
    publishers.bulk.add(2024, "indiv24.zip", bytes(range(200)) * 50)
    url = f"{publishers.fec_bulk_url}/2024/indiv24.zip"
    head = requests.head(url, timeout=5)
    assert (head.headers["Content-Length"], head.headers["ETag"]) == ("10000", '"abc"')
    part = {"Range": "bytes=9990-", "If-Range": '"abc"'}
    answer = requests.get(url, headers=part, timeout=5)
    assert (answer.status_code, len(answer.content)) == (206, 10)
    assert answer.headers["Content-Range"] == "bytes 9990-9999/10000"
    for same in ({"If-None-Match": '"abc"'}, {"If-Modified-Since": head.headers["Last-Modified"]}):
        assert requests.get(url, headers=same, timeout=5).status_code == 304
    assert requests.get(url, headers={"Range": "bytes=10000-"}, timeout=5).status_code == 416
    publishers.bulk.replace(2024, "indiv24.zip", b"new")
    assert requests.get(url, headers=part, timeout=5).content == b"new"
    publishers.ranges = False
    assert requests.get(url, headers={"Range": "bytes=1-"}, timeout=5).status_code == 200
    missing = requests.get(f"{publishers.fec_bulk_url}/2024/none.zip", timeout=5)
    assert missing.status_code == 404 and "html" in missing.headers["Content-Type"]


def test_a_download_is_cut_and_a_naive_client_has_half_of_it(publishers: Publishers) -> None:
    publishers.bulk.add(2024, "cm24.zip", b"x" * 5000)
    publishers.cut("cm24", after=1000)
    url = f"{publishers.fec_bulk_url}/2024/cm24.zip"
    with pytest.raises(requests.exceptions.ChunkedEncodingError, match="1000 bytes read"):
        requests.get(url, timeout=5)
    assert len(requests.get(url, timeout=5).content) == 5000


def test_requests_fail_stall_and_move_as_told(publishers: Publishers) -> None:
    publishers.usaspending.add_award(KEY)
    url = f"{publishers.usaspending_url}/awards/{KEY}/"
    publishers.fail("awards/CONT", status=503, times=2, headers={"Retry-After": "0"}, skip=1)
    assert [requests.get(url, timeout=5).status_code for _ in range(4)] == [200, 503, 503, 200]
    assert [request.status for request in publishers.requests] == [200, 503, 503, 200]
    publishers.stall("awards/CONT")
    with pytest.raises(requests.Timeout):
        requests.get(url, timeout=0.1)
    publishers.heal()
    publishers.redirect("awards/CONT", f"{publishers.usaspending_url}/nowhere/")
    moved = requests.get(url, timeout=5)
    assert moved.status_code == 404 and moved.history[0].status_code == 302
    publishers.requests.clear()
    assert publishers.requests == []


def test_four_clients_at_once_get_the_same_pages(publishers: Publishers) -> None:
    publishers.fec.add_receipts(20_000)
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(walk, publishers, ASCENDING) for _ in range(4)]
        walks = [one.result() for one in asked]
    assert all(one == walks[0] for one in walks) and len(set(walks[0])) == 2000
