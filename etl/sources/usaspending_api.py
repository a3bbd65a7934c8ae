"""USAspending's API: award searches, vehicles' orders, details, actions and sub-awards."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import quote

from etl.common.published import Chain, Column, Endpoint, Table, Walk, columns_from, post_request
from etl.fetch.http import Request

EARLIEST = "2007-10-01"
AWARD_GROUPS = {
    "contracts": ("A", "B", "C", "D"),
    "idvs": ("IDV_A", "IDV_B", "IDV_B_A", "IDV_B_B", "IDV_B_C", "IDV_C", "IDV_D", "IDV_E"),
}
_SEARCH = (
    Column(("generated_internal_id",), "award_key"),
    Column(("Award ID",), "piid"),
    Column(("Recipient Name",), "recipient_name"),
    Column(("Recipient UEI",), "recipient_uei"),
    Column(("Award Amount",), "award_obligated_usd", "money"),
    Column(("Awarding Agency",), "agency_name"),
    Column(("Awarding Sub Agency",), "sub_agency_name"),
    Column(("Description",), "description"),
    Column(("Last Modified Date",), "last_modified_at", "timestamp"),
)
_DETAIL = (
    "generated_unique_award_id=award_key piid category=category type=award_type_code "
    "type_description=award_type description total_obligation=award_obligated_usd:money "
    "base_exercised_options=exercised_value_usd:money base_and_all_options=ceiling_usd:money "
    "subaward_count:integer total_subaward_amount=subaward_total_usd:money "
    "date_signed=base_action_date:date "
    "parent_award.generated_unique_award_id=vehicle_key parent_award.piid=parent_piid "
    "awarding_agency.toptier_agency.code=agency_code "
    "awarding_agency.toptier_agency.name=agency_name "
    "awarding_agency.subtier_agency.code=sub_agency_code "
    "awarding_agency.subtier_agency.name=sub_agency_name "
    "funding_agency.toptier_agency.code=funding_agency_code "
    "period_of_performance.start_date=start_date:date "
    "period_of_performance.end_date=end_date:date "
    "period_of_performance.potential_end_date=potential_end_date:date "
    "period_of_performance.last_modified_date=last_modified_at:timestamp "
    "recipient.recipient_name=recipient_name recipient.recipient_uei=recipient_uei "
    "recipient.parent_recipient_name=parent_name recipient.parent_recipient_uei=parent_uei "
    "recipient.location.city_name=recipient_city_name "
    "recipient.location.state_code=recipient_state_code "
    "latest_transaction_contract_data.extent_competed_description=extent_competed "
    "latest_transaction_contract_data.number_of_offers_received=offer_count:integer "
    "latest_transaction_contract_data.solicitation_identifier=solicitation_id "
    "latest_transaction_contract_data.product_or_service_code=product_or_service_code "
    "latest_transaction_contract_data.naics=naics_code"
)


def _table(
    name: str, columns: tuple[Column, ...], key: tuple[str, ...], rows_path: tuple[str, ...]
) -> Table:
    names = [column.name for column in columns]
    dated = next((n for n in ("action_date", "base_action_date") if n in names), None)
    return Table(f"usaspending_api_{name}", "json", columns, key, dated, rows_path=rows_path)


TABLES = (
    _table("award", _SEARCH, ("award_key",), ("results",)),
    _table("award_detail", columns_from(_DETAIL), ("award_key",), ()),
    _table(
        "officer",
        columns_from("@award_key=award_key name=officer_name amount=compensation_usd:money"),
        ("award_key", "officer_name"),
        ("executive_details", "officers"),
    ),
    _table(
        "transaction",
        columns_from(
            "id=transaction_key @award_key=award_key action_date:date modification_number "
            "federal_action_obligation=obligated_usd:money action_type=action_type_code "
            "action_type_description=action_type type=award_type_code description"
        ),
        ("transaction_key",),
        ("results",),
    ),
    _table(
        "subaward",
        columns_from(
            "id=subaward_id @award_key=prime_award_key subaward_number amount=amount_usd:money "
            "action_date:date recipient_name description"
        ),
        ("subaward_id",),
        ("results",),
    ),
    _table(
        "order",
        columns_from(
            "generated_unique_award_id=award_key @vehicle_key=vehicle_key piid award_type "
            "obligated_amount=award_obligated_usd:money awarding_agency=agency_name description"
        ),
        ("award_key", "vehicle_key"),
        ("results",),
    ),
)


def _results(answer: Any) -> list[dict[str, Any]]:
    return list(answer["results"])


def _itself(answer: Any) -> list[dict[str, Any]]:
    return [answer]


def _with(request: Request, **values: Any) -> Request:
    """The request with these keys of its body changed."""
    return replace(
        request, body=json.dumps(json.loads(request.body or "{}") | values, sort_keys=True)
    )


def _next_by_last_record(request: Request, answer: Any) -> Request | None:
    """The search-after pair from page one on: page numbers end silently at 10,000 rows."""
    last = answer["page_metadata"]
    asked = json.loads(request.body or "{}")
    if len(answer["results"]) < asked["limit"] or last.get("last_record_unique_id") is None:
        return None
    return _with(
        request,
        last_record_unique_id=last["last_record_unique_id"],
        last_record_sort_value=last["last_record_sort_value"],
    )


def _next_page(request: Request, answer: Any) -> Request | None:
    if not answer["page_metadata"]["hasNext"]:
        return None
    return _with(request, page=json.loads(request.body or "{}")["page"] + 1)


def _no_more(request: Request, answer: Any) -> Request | None:
    return None


def _endpoint(
    name: str,
    tables: tuple[str, ...],
    key: str,
    following: Callable[[Request, Any], Request | None],
    count_of: Callable[[Any], int | None] = lambda answer: None,
) -> Endpoint:
    rows = _itself if name == "award" else _results
    names = tuple(f"usaspending_api_{table}" for table in tables)
    return Endpoint("usaspending", name, names, key, rows, following, count_of=count_of)


def _count_in_group(group: str, answer: Any) -> int | None:
    return int(answer["results"][group])


SEARCH = {
    group: _endpoint(
        f"award_search_{group}",
        ("award",),
        "generated_internal_id",
        _next_by_last_record,
        partial(_count_in_group, group),
    )
    for group in AWARD_GROUPS
}
ORDERS = _endpoint("order", ("order",), "generated_unique_award_id", _next_page)
DETAIL = _endpoint("award", ("award_detail", "officer"), "generated_unique_award_id", _no_more)
ACTIONS = _endpoint(
    "transaction",
    ("transaction",),
    "id",
    _next_page,
    lambda answer: int(answer["transactions"]),
)
SUBAWARDS = _endpoint("subaward", ("subaward",), "id", _next_page)


def search_walks(
    text: str, keep: tuple[str, str], agency: str | None, since: str | None, until: str
) -> list[Walk]:
    """Awards whose recipient matches a text: contracts and IDVs are two queries.

    The publisher's search is full text and returns strangers: `keep` is the column and pattern
    that a wanted row has. `since` and `until` bound the dates of actions.
    """
    filters: dict[str, Any] = {"recipient_search_text": [text]}
    if agency:
        filters["agencies"] = [{"type": "awarding", "tier": "toptier", "name": agency}]
    if since:
        start = max(since, EARLIEST)
        filters["time_period"] = [{"start_date": start, "end_date": until}]
    return [
        Walk(
            SEARCH[group],
            f"{group} of {text}",
            (search_chain(filters | {"award_type_codes": list(codes)}),),
            (keep,),
            partial(_since_change, until),
        )
        for group, codes in AWARD_GROUPS.items()
    ]


def search_chain(filters: dict[str, Any]) -> Chain:
    """A search with these filters, sorted by award id: the publisher's pages break on a null."""
    fields = [column.published[0] for column in _SEARCH[1:]]
    body = {"filters": filters, "fields": fields, "limit": 100, "page": 1, "subawards": False}
    count = post_request("search/spending_by_award_count/", {"filters": _any_group(filters)})
    request = post_request("search/spending_by_award/", body | {"sort": "Award ID", "order": "asc"})
    return Chain(request, count=count)


def _any_group(filters: dict[str, Any]) -> dict[str, Any]:
    """The filters of the count, which answers for every group of award types at once."""
    return {name: value for name, value in filters.items() if name != "award_type_codes"}


def _since_change(until: str, chain: Chain, day: str) -> Chain:
    """The same search for awards that were modified since a day."""
    filters = json.loads(chain.request.body or "{}")["filters"]
    period = {"start_date": day, "end_date": until, "date_type": "last_modified_date"}
    return search_chain(filters | {"time_period": [period]})


PAGED = {"page": 1, "limit": 100, "order": "asc"}


def order_walk(vehicle_keys: list[str]) -> Walk:
    """Orders and vehicles under each vehicle (IDV)."""
    chains = [
        Chain(
            post_request("idvs/awards/", PAGED | {"award_id": key, "type": kind, "sort": "piid"}),
            (("vehicle_key", key),),
        )
        for key in vehicle_keys
        for kind in ("child_awards", "child_idvs")
    ]
    return Walk(ORDERS, f"orders under {len(vehicle_keys)} vehicles", tuple(chains))


def detail_walk(award_keys: list[str]) -> Walk:
    """Each award's own page, with its five best-paid officers."""
    chains = [
        Chain(Request(f"awards/{quote(key, safe='')}/"), (("award_key", key),), expected=1)
        for key in award_keys
    ]
    return Walk(DETAIL, f"details of {len(award_keys)} awards", tuple(chains))


def action_walk(award_keys: list[str]) -> Walk:
    """Every action on each award, in the largest page: smaller ones are unstable."""
    chains = []
    for key in award_keys:
        body = {"award_id": key, "limit": 5000, "page": 1, "sort": "action_date", "order": "asc"}
        count = Request(f"awards/count/transaction/{quote(key, safe='')}/")
        chains.append(
            Chain(post_request("transactions/", body), (("award_key", key),), count=count)
        )
    return Walk(ACTIONS, f"actions on {len(award_keys)} awards", tuple(chains))


def subaward_walk(counts: dict[str, int]) -> Walk:
    """Sub-awards of the awards that have some; the award's page says how many."""
    chains = [
        Chain(
            post_request("subawards/", PAGED | {"award_id": key, "sort": "id"}),
            (("award_key", key),),
            expected=count,
        )
        for key, count in sorted(counts.items())
        if count
    ]
    return Walk(SUBAWARDS, f"sub-awards of {len(chains)} awards", tuple(chains))
