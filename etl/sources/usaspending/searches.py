"""USAspending's searches: awards of a firm, then vehicles' orders, details, actions, sub-awards."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote

from etl.common.asking import Asker, Chain, Request, Walk, post_request
from etl.common.patterns import words_pattern
from etl.common.publisher import Found, Targets
from etl.common.settings import this_day
from etl.sources.usaspending.api import ACTIONS, DETAIL, ORDERS, SEARCH, SUBAWARDS, TABLES
from etl.sources.usaspending.files import agency_named
from etl.sources.usaspending.groups import AWARD_GROUPS

# The award search refuses an earlier start.
EARLIEST = "2007-10-01"


def find_searches(targets: Targets, askers: Mapping[str, Asker]) -> list[Walk]:
    """Award searches: one pair (contracts, vehicles) for each firm."""
    agency = None
    for code in targets.said("agency"):
        agency = agency_named(code, askers["usaspending"])[1]
    until = f"{this_day().year}-12-31"
    asked = [(uei, ("Recipient UEI", uei)) for uei in targets.said("ueis")]
    asked += [
        (name, ("Recipient Name", words_pattern(name))) for name in targets.said("recipients")
    ]
    return [
        walk
        for text, keep in asked
        for walk in search_walks(text, keep, agency, targets.since, until)
    ]


def follow_searches(
    targets: Targets, searches: Sequence[Walk], walk: Callable[[Walk], Found]
) -> None:
    """Awards, the orders under vehicles, then each award's page, actions and sub-awards."""
    awards: set[str] = set()
    vehicles: set[str] = set()
    for found in [walk(search) for search in searches]:
        # Of the rows that were kept: a search for TESLA returns RTX among others.
        keys = {key for (key,) in found.values("award_key")}
        awards |= keys
        if found.walk.endpoint.name.endswith("idvs"):
            vehicles |= keys
    if vehicles:
        orders = walk(order_walk(sorted(vehicles)))
        awards |= {key for (key,) in orders.values("award_key")}
    if not awards:
        return
    details = walk(detail_walk(sorted(awards)))
    walk(action_walk(sorted(awards)))
    counts = details.values("award_key", "subaward_count")
    # Most awards have none: each would cost a call that brings nothing.
    subawards = subaward_walk({key: int(count or 0) for key, count in counts})
    if subawards.chains:
        walk(subawards)


def search_walks(
    text: str, keep: tuple[str, str], agency: str | None, since: str | None, until: str
) -> list[Walk]:
    """Awards whose recipient matches a text: contracts and IDVs are two queries.

    The publisher's search is full text and returns strangers: `keep` is the column and pattern
    that a wanted row has. `since` and `until` bound the dates of actions.
    """
    # An unknown filter is not applied, and hardly said: names are the publisher's to the letter.
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
    # The first column is the key, which every row has without asking.
    fields = [column.published[0] for column in TABLES[0].columns[1:]]
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
        # Ids are case-sensitive and must be encoded; an unknown one is a 404.
        Chain(Request(f"awards/{quote(key, safe='')}/"), (("award_key", key),), expected=1)
        for key in award_keys
    ]
    return Walk(DETAIL, f"details of {len(award_keys)} awards", tuple(chains))


def action_walk(award_keys: list[str]) -> Walk:
    """Every action on each award, in the largest page: smaller ones are unstable."""
    chains = []
    for key in award_keys:
        # Past one page ties of the day lose rows (130 rows walked, 117 of them unique).
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
