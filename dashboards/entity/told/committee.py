"""What the records say of a committee: what it is, what came, from whom, and what it gave."""

from __future__ import annotations

from typing import Any

from dashboards.base import queries
from dashboards.base.places import Place, entity_place, link, records_place
from dashboards.base.texts import count_of, dollars, is_missing, markdown, plain
from dashboards.entity.told import pictures
from dashboards.entity.told.person import not_loaded, published_words
from dashboards.entity.told.sentences import known, listed, number_of, span, sum_of, tell
from etl.common.queries import read_query, with_pieces

KINDS = ("people", "committees", "firms and other organizations", "givers not named")
EVERY = {"cycle": None, "kind": None, "name": None}


def of_receiver(query: str, committee_id: str) -> list[dict[str, Any]]:
    """The rows of a query on the gifts to a committee."""
    wanted = with_pieces(read_query(query), chosen=read_query("gift/of_receiver"))
    return queries.rows(wanted, {"committee_id": committee_id, **EVERY})


def committee_words(committee_id: str, name: str) -> None:
    """What it is; what came; whose people are among the givers; what it gave."""
    tell([_registration(committee_id)])
    tell([*_received(committee_id), *_summaries(committee_id), *published_words(committee_id)])
    tell([_firms(committee_id), *_gave(committee_id), not_loaded(name)])


def _registration(committee_id: str) -> str:
    """What its newest register says of it."""
    found = queries.one(read_query("committee/committee"), {"committee_id": committee_id})
    if found is None:
        return ""
    facts = [
        markdown(found[name], 120)
        for name in ("type", "designation", "party")
        if not is_missing(found[name])
    ]
    said = " · ".join(facts)
    if not is_missing(found["connected_organization"]):
        said += f" · sponsor as stated: {markdown(found['connected_organization'], 120)}"
    if not is_missing(found["person_id"]):
        person = entity_place(str(found["person_id"]), "person")
        said += f" · campaign of {link(found['person_name'], person)}"
    return said


def _received(committee_id: str) -> list[str]:
    """The gifts loaded, each dollar once; memo rows apart."""
    found = next(iter(of_receiver("gift/total", committee_id)), None)
    if found is None:
        return ["No single gift to it is in the records loaded."]
    place = records_place(receiver=committee_id)
    kinds = {row["_kind"]: row for row in _by_kind(committee_id)}
    givers = [
        number_of(kinds[kind]["givers"], one, records_place(receiver=committee_id, kind=kind), many)
        for kind, one, many in (
            ("person", "person", "people"),
            ("committee", "committee", None),
            ("organization", "organization", None),
        )
        if kind in kinds
    ]
    said = []
    if known(found["counted_count"]):
        said.append(
            f"In the records loaded it received {sum_of(found['amount_usd'], place)}, less "
            f"refunds, in {number_of(found['counted_count'], 'record', place)} of "
            f"{listed(givers)}{span(found['first_date'], found['last_date'])}."
        )
    if known(found["memo_usd"]):
        said.append(
            f"{sum_of(found['memo_usd'], place)} more stands in memo rows, such as its share of a "
            "joint fundraiser's gifts, and is in no sum."
        )
    return said


def _by_kind(committee_id: str) -> list[dict[str, Any]]:
    """Givers by kind over all cycles."""
    wanted = with_pieces(read_query("gift/givers"), chosen=read_query("gift/of_receiver"))
    return queries.rows(wanted, {"committee_id": committee_id, **EVERY})


def _summaries(committee_id: str) -> list[str]:
    """What the committee itself reports of its newest cycle, and how much of it is loaded."""
    cycles = queries.rows(read_query("committee/received"), {"committee_id": committee_id})
    stated = [row for row in cycles if not is_missing(row["its own summary USD"])]
    if not stated:
        return []
    row = stated[-1]
    tab = Place("views/committee.py", {"id": committee_id, "tab": "received"})
    said = (
        f"For the cycle {row['cycle']} its own summary reports "
        f"{link(dollars(row['its own summary USD']), tab)} of gifts"
    )
    if row["_state"] != "published":
        return [f"{said}; the rows loaded do not agree with it, so that no total stands."]
    share = "" if is_missing(row["coverage %"]) else f" ({row['coverage %']:.0%} of it)"
    return [f"{said}; {markdown(dollars(row['itemized USD']))}{share} stands in rows loaded."]


def _firms(committee_id: str) -> str:
    """How many firms' people and funds are among the givers; the names are one click away."""
    rows = queries.rows(read_query("committee/tied"), {"committee_ids": [committee_id]})
    firms = {str(row["_organization_id"]): row["contractor"] for row in rows}
    if not firms:
        return "No gift of a contractor's people or fund to it is in the records loaded."
    names = [
        link(name, entity_place(firm, "organization"))
        for firm, name in sorted(firms.items(), key=lambda item: str(item[1]))
    ]
    tab = Place("views/committee.py", {"id": committee_id, "tab": "firms"})
    number = number_of(
        len(firms), "firm with federal contracts", tab, "firms with federal contracts"
    )
    return f"People or funds of {number} are among the givers: {listed(names)}."


def _gave(committee_id: str) -> list[str]:
    """What it gave in its own name."""
    wanted = with_pieces(read_query("gift/total"), chosen=read_query("gift/of_giver"))
    found = queries.one(wanted, {"entity_id": committee_id, "cycle": None})
    if found is None or not known(found["counted_count"]):
        return []
    place = records_place(giver=committee_id)
    receivers = count_of(found["recipient_count"], "committee")
    if found["amount_usd"] <= 0:
        return [
            f"Of its gifts only what came back is loaded: {sum_of(found['amount_usd'], place)}, of "
            f"{receivers}{span(found['first_date'], found['last_date'])}."
        ]
    return [
        f"It gave {sum_of(found['amount_usd'], place)}, less what came back, to "
        f"{receivers}{span(found['first_date'], found['last_date'])}."
    ]


def committee_picture(committee_id: str, name: str) -> None:
    """Receipts by kind of giver and cycle; nothing where none is loaded."""
    rows = pictures.frame_of(of_receiver("gift/kinds", committee_id), "cycle", "giver is")
    if rows.empty:
        return
    title = pictures.heading(
        f"Gifts to {plain(name, 60)}, by cycle",
        "Gifts less refunds in the records loaded, by kind of giver. A cycle is two years, named "
        "by the second. Gifts that need not be reported one by one are in no row.",
    )
    pictures.bars(rows, title, KINDS, "committee-cycles")
