"""Whom a flag rests on: givers, receivers, members, seats and dollars, and its records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboards.base import queries
from dashboards.base.grid import Table, show
from dashboards.base.places import Action, entity_place, records_place
from dashboards.base.sections import Section, sections
from dashboards.base.texts import is_missing
from dashboards.entity.records import evidence_table
from etl.common.queries import read_query, with_pieces

# Indicators that rest on members' seats.
SEATED = ("TL-T03", "TL-T06")


def flag_parties(flag: Mapping[str, Any]) -> None:
    """The sections of an open flag; what it does not rest on is left out."""
    flag_id = str(flag["_flag_id"])
    values = {"flag_id": flag_id}
    chosen = read_query("flag/gifts")
    total = queries.one(with_pieces(read_query("gift/total"), chosen=chosen), values)
    ways = Table(read_query("flag/ways"), values, actions=_way_actions)
    listed = with_pieces(read_query("gift/between"), chosen=chosen)
    gifts = Table(listed, values, title="Gifts among its records", actions=_gift_actions)
    records = evidence_table("Records of this flag", "record/of_flag", values)
    parts = [
        Section("ways", "Who gave, who received, where they sat", lambda: show(ways, "ways")),
        Section("gifts", "Gifts among its records", lambda: show(gifts, "gifts"),
                total["record_count"] if total else 0),
        Section("records", "All its records", lambda: show(records, f"flag-{flag_id}"),
                flag["records"]),
    ]  # fmt: skip
    used = {"ways": str(flag["_code"]) in SEATED, "gifts": total is not None, "records": True}
    sections([part for part in parts if used[part.key]])


def _way_actions(row: dict[str, Any]) -> list[Action]:
    return [
        Action("Gifts behind it", records_place(link=str(row["_link_id"])), "USD"),
        Action("Records of the seat", records_place(link=str(row["_seat_link_id"])), "sat on"),
        *(
            Action(f"Open {column}", entity_place(str(row[f"_{side}_id"]), kind), column)
            for column, side, kind in (
                ("giver", "giver", str(row["_giver_kind"])),
                ("received by", "committee", "committee"),
                ("campaign of", "member", "person"),
            )
        ),
    ]


def _gift_actions(row: dict[str, Any]) -> list[Action]:
    """The two sides of a gift, where the record names them."""
    sides = (
        ("giver", row["_giver_id"], row["_giver_kind"]),
        ("received by", row["_recipient_id"], "committee"),
    )
    return [
        Action(f"Open {column}", entity_place(str(entity_id), str(kind)), column)
        for column, entity_id, kind in sides
        if not is_missing(entity_id)
    ]
