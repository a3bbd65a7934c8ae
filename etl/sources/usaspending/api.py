"""USAspending's API: its tables, and how each endpoint pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from etl.common.asking import Endpoint, Request
from etl.common.published import PublishedTable, columns_from_csv
from etl.sources.usaspending.files import COLUMNS
from etl.sources.usaspending.groups import AWARD_GROUPS


def _table(
    name: str, key: tuple[str, ...], rows_path: tuple[str, ...] = ("results",)
) -> PublishedTable:
    """A table of an endpoint's rows, dated where the rows are."""
    columns = columns_from_csv(COLUMNS, f"usaspending_api_{name}")
    names = [column.name for column in columns]
    dated = next((n for n in ("action_date", "base_action_date") if n in names), None)
    return PublishedTable(
        f"usaspending_api_{name}", "json", columns, key, dated, rows_path=rows_path
    )


TABLES = (
    _table("award", ("award_key",)),
    # The answer is the row.
    _table("award_detail", ("award_key",), ()),
    _table("officer", ("award_key", "officer_name"), ("executive_details", "officers")),
    _table("transaction", ("transaction_key",)),
    _table("subaward", ("subaward_id",)),
    _table("order", ("award_key", "vehicle_key")),
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
    # Not `hasNext`, which turns false at 10,000 rows.
    if len(answer["results"]) < asked["limit"] or last.get("last_record_unique_id") is None:
        return None
    return _with(
        request,
        # Both or none: one of the two alone is answered with a 500.
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
    # Ties make paging repeat and lose rows: only this count tells.
    lambda answer: int(answer["transactions"]),
)
SUBAWARDS = _endpoint("subaward", ("subaward",), "id", _next_page)
