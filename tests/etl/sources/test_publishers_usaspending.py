"""The imitated USAspending is as awkward as the real one: a naive client fails against it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.fixtures.publishers import Publishers

UEI = "ACMEROCKET01"
KEY = "CONT_AWD_ACME0001_9700_-NONE-_-NONE-"
VEHICLE = "CONT_IDV_ACMEIDV1_9700"
ORDER = "CONT_AWD_ACME0002_9700_ACMEIDV1_9700"


@pytest.fixture
def publishers() -> Iterator[Publishers]:
    with Publishers() as found:
        yield found


def post(publishers: Publishers, path: str, body: Any) -> requests.Response:
    return requests.post(f"{publishers.usaspending_url}/{path}/", json=body, timeout=5)


def search(publishers: Publishers, **body: Any) -> requests.Response:
    filters = {"award_type_codes": ["A", "B", "C", "D"], "recipient_search_text": [UEI]}
    whole = {"filters": filters, "fields": ["Award ID", "Recipient UEI"], "limit": 100}
    return post(publishers, "search/spending_by_award", whole | body)


def test_pages_by_number_end_at_ten_thousand(publishers: Publishers) -> None:
    publishers.usaspending.add_awards(10_150, uei=UEI)
    assert search(publishers, page=99).json()["page_metadata"]["hasNext"] is True
    assert search(publishers, page=100).json()["page_metadata"]["hasNext"] is False
    keys: dict[str, Any] = {}
    found: set[str] = set()
    while keys.get("last_record_sort_value") != "None":
        page = search(publishers, **keys).json()
        found |= {row["generated_internal_id"] for row in page["results"]}
        keys = {name: page["page_metadata"][name] for name in page["page_metadata"] if "_" in name}
    assert len(found) == 10_150
    counted = post(
        publishers, "search/spending_by_award_count", {"filters": {"recipient_search_text": [UEI]}}
    )
    assert counted.json()["results"]["contracts"] == 10_150


@pytest.mark.parametrize(
    ("body", "status", "is_json"),
    [
        ({"page": 0}, 500, False),
        ({"order": "up"}, 500, False),
        ({"last_record_unique_id": 1}, 500, False),
        ({"last_record_sort_value": "a"}, 500, False),
        ({"limit": 101}, 422, True),
        ({"sort": "Award Amount"}, 400, True),
        ({"fields": []}, 422, True),
        ({"filters": {"recipient_search_text": [UEI]}}, 422, True),
        ({"filters": {"award_type_codes": ["A", "IDV_A"]}}, 400, True),
    ],
)
def test_usaspending_refuses_in_three_shapes(
    publishers: Publishers, body: dict[str, Any], status: int, is_json: bool
) -> None:
    answer = search(publishers, **body)
    assert answer.status_code == status
    if is_json:
        assert set(answer.json()) in ({"detail"}, {"message", "award_type_groups"})
    else:
        assert answer.text.startswith("<!doctype html>")
        with pytest.raises(requests.JSONDecodeError):
            answer.json()


def test_unknown_filters_are_not_applied_and_searches_find_strangers(
    publishers: Publishers,
) -> None:
    publishers.usaspending.add_award(KEY, uei=UEI)
    publishers.usaspending.add_award(
        "CONT_AWD_OTHER1_9700_-NONE-_-NONE-", "OTHERFIRM001", f"HEIRS OF {UEI} INC"
    )
    rows = search(publishers).json()["results"]
    assert {row["Recipient UEI"] for row in rows} == {UEI, "OTHERFIRM001"}
    filters = {"award_type_codes": ["D"], "recipient_uei": UEI}
    answer = search(publishers, filters=filters).json()
    assert len(answer["results"]) == 2 and "recipient_uei" in " ".join(answer["messages"])
    changed = {"start_date": "2030-01-01", "end_date": "2030-12-31"}
    period = [changed | {"date_type": "last_modified_date"}]
    filters = {"award_type_codes": ["D"], "time_period": period}
    assert search(publishers, filters=filters).json()["results"] == []


def test_small_pages_of_transactions_repeat_and_lose_rows(publishers: Publishers) -> None:
    publishers.usaspending.add_award(KEY, uei=UEI, actions=130)
    ids, page = [], 1
    while page:
        body = {"award_id": KEY, "limit": 10, "page": page}
        answer = post(publishers, "transactions", body).json()
        ids += [row["id"] for row in answer["results"]]
        page = answer["page_metadata"]["next"]
    whole = post(publishers, "transactions", {"award_id": KEY, "limit": 5000}).json()["results"]
    assert len(ids) == 130 > len(set(ids))
    assert len({row["id"] for row in whole}) == 130
    assert post(publishers, "transactions", {"award_id": KEY, "limit": 5001}).status_code == 422
    publishers.usaspending.lose_transactions = {ids[0]}
    served = post(publishers, "transactions", {"award_id": KEY, "limit": 5000}).json()["results"]
    url = f"{publishers.usaspending_url}/awards/count/transaction/{KEY}/"
    assert (len(served), requests.get(url, timeout=5).json()) == (129, {"transactions": 130})


def test_an_award_is_found_by_its_exact_encoded_key(publishers: Publishers) -> None:
    key = "CONT_AWD_ACME/0003 A_9700_-NONE-_-NONE-"
    publishers.usaspending.add_award(key, uei=UEI, officers=2, number_of_offers_received=None)
    url = f"{publishers.usaspending_url}/awards/"
    assert requests.get(f"{url}{key}/", timeout=5).status_code == 404
    encoded = requests.utils.quote(key, safe="")
    assert requests.get(f"{url}{encoded.lower()}/", timeout=5).status_code == 404
    found = requests.get(f"{url}{encoded}/", timeout=5).json()
    assert found["generated_unique_award_id"] == key and found["recipient"]["recipient_uei"] == UEI
    officers = found["executive_details"]["officers"]
    assert [officer["amount"] for officer in officers] == [500000.0, 490000.0, None, None, None]
    assert found["latest_transaction_contract_data"]["number_of_offers_received"] is None


def test_a_vehicle_lists_its_orders_and_a_prime_its_subawards(publishers: Publishers) -> None:
    publishers.usaspending.add_award(VEHICLE, uei=UEI, orders=[ORDER])
    publishers.usaspending.add_award(KEY, uei=UEI, subawards=120)
    orders = post(publishers, "idvs/awards", {"award_id": VEHICLE, "type": "child_awards"})
    assert [row["generated_unique_award_id"] for row in orders.json()["results"]] == [ORDER]
    assert post(publishers, "idvs/awards", {"award_id": VEHICLE}).json()["results"] == []
    url = f"{publishers.usaspending_url}/awards/{ORDER}/"
    parent = requests.get(url, timeout=5).json()["parent_award"]
    assert parent["generated_unique_award_id"] == VEHICLE
    body = {"award_id": KEY, "limit": 100, "page": 2}
    rows = post(publishers, "subawards", body).json()["results"]
    assert len(rows) == 20 and not any("uei" in name for name in rows[0])
    assert post(publishers, "subawards", body | {"limit": 101}).status_code == 422
    publishers.usaspending.lose_awards = {KEY}
    names = [row["generated_internal_id"] for row in search(publishers).json()["results"]]
    assert names == [ORDER]


def test_a_requested_download_is_missing_until_it_is_finished(publishers: Publishers) -> None:
    filters = {
        "prime_award_types": ["A"],
        "date_type": "action_date",
        "date_range": {"start_date": "2024-01-01", "end_date": "2024-06-30"},
        "agencies": [{"type": "awarding", "tier": "toptier", "name": "Ministry of Invention"}],
    }
    job = post(publishers, "bulk_download/awards", {"filters": filters}).json()
    states = []
    while "finished" not in states:
        assert requests.get(job["file_url"], timeout=5).status_code == 404
        states.append(requests.get(job["status_url"], timeout=5).json()["status"])
    assert states == ["ready", "queued", "running", "finished"]
    with zipfile.ZipFile(io.BytesIO(requests.get(job["file_url"], timeout=5).content)) as archive:
        text = archive.read(archive.namelist()[0]).decode()
    assert text.count("\n") == 1 and len(text.split(",")) == 297
    filters["date_range"]["end_date"] = "2025-06-30"
    late = post(publishers, "bulk_download/awards", {"filters": filters})
    assert late.status_code == 400


def test_the_archive_is_listed_by_the_agencys_number(publishers: Publishers) -> None:
    usa = publishers.usaspending
    full, delta = "FY2024_097_Contracts_Full_20250106.zip", "FY(All)_097_Contracts_Delta_1.zip"
    usa.add_archive(full, b"full", 2024, 126, "2025-01-06")
    usa.add_archive(delta, b"delta", None, 126, "2025-01-06")
    ask = {"agency": 126, "fiscal_year": 2024, "type": "contracts"}
    files = post(publishers, "bulk_download/list_monthly_files", ask).json()["monthly_files"]
    assert {file["file_name"]: file["fiscal_year"] for file in files} == {full: 2024, delta: None}
    assert {requests.get(file["url"], timeout=5).content for file in files} == {b"full", b"delta"}
    wrong = [ask | {"agency": 97}, {"agency": 126, "fiscal_year": 2024}]
    answers = [post(publishers, "bulk_download/list_monthly_files", body) for body in wrong]
    assert [answer.status_code for answer in answers] == [400, 400]
    usa.remove_archive(full)
    urls = {file["file_name"]: file["url"] for file in files}
    assert requests.get(urls[full], timeout=5).status_code == 404
    agencies = post(publishers, "bulk_download/list_agencies", {"type": "award_agencies"}).json()
    assert agencies["agencies"]["cfo_agencies"][0]["toptier_agency_id"] == 126
    assert [row["toptier_code"] for row in agencies["agencies"]["other_agencies"]] == ["999"]
