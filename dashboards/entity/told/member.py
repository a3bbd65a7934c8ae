"""What the records say of a member of Congress: seats, gifts by role, agencies overseen."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from dashboards.base import queries
from dashboards.base.places import Place, link, records_place
from dashboards.base.texts import count_of, is_missing, markdown, plain
from dashboards.entity.told import pictures
from dashboards.entity.told.person import not_loaded
from dashboards.entity.told.sentences import listed, number_of, span, sum_of, tell
from etl.common.queries import read_query

CAVEAT = (
    "Many contractors' people give to many members, and members oversee agencies by the seats they "
    "hold. Nothing here says that a gift and an award have to do with each other."
)
# Bodies that fit on a phone; the others stand in the table.
LANES = 12


def seats_of(person_id: str) -> list[dict[str, Any]]:
    """Seats and committees of Congress with their days."""
    return queries.rows(read_query("member/seats"), {"person_id": person_id})


def member_words(person_id: str, name: str) -> None:
    """Seats, what came by role, and what was overseen then; then the caveat."""
    tell([_seats(person_id)])
    tell([*_received(person_id), _overseen(person_id), not_loaded(name)])
    st.caption(CAVEAT)


def _seats(person_id: str) -> str:
    """The seats, and of how many committees of Congress it is known that the member sat there."""
    rows = seats_of(person_id)
    tab = Place("views/member.py", {"id": person_id, "tab": "seats"})
    chambers: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if not row["_is_committee"]:
            chambers.setdefault(str(row["body"]), []).append(row)
    said = [
        f"{link(body, tab)}{span(_first(held), _last(held))}" for body, held in chambers.items()
    ]
    bodies = len({row["_other_id"] for row in rows if row["_is_committee"]})
    committees = number_of(bodies, "committee or subcommittee of Congress", tab,
                           "committees and subcommittees of Congress")  # fmt: skip
    sentences = [f"Held: {listed(said)}."] if said else []
    if bodies:
        sentences.append(f"Known to have sat on {committees}.")
    else:
        sentences.append("No seat on a committee of Congress is in the records loaded.")
    return " ".join(sentences)


def _first(rows: list[dict[str, Any]]) -> object:
    return min((row["first"] for row in rows if not is_missing(row["first"])), default=None)


def _last(rows: list[dict[str, Any]]) -> object:
    return max((row["last"] for row in rows if not is_missing(row["last"])), default=None)


def _received(person_id: str) -> list[str]:
    """By role of the givers, never added up."""
    rows = queries.rows(read_query("member/roles"), {"person_id": person_id})
    said = [_role(person_id, row) for row in rows]
    if not said:
        return [
            "No gift of a contractor's people or fund to the member's own committees is in the "
            "records loaded."
        ]
    return [f"The member's own committees received {'; '.join(said)}."]


def _role(person_id: str, row: dict[str, Any]) -> str:
    place = records_place(member=person_id, role=str(row["_role"]))
    words = markdown(str(row["role"])[0].lower() + str(row["role"])[1:])
    firms = count_of(int(row["contractors"]), "firm")
    givers = count_of(int(row["givers"]), "giver")
    return (
        f"{sum_of(row['less refunds USD'], place)} of {givers} tied to {firms} as "
        f"*{words}*{span(row['first'], row['last'])}"
    )


def _overseen(person_id: str) -> str:
    """How many agencies the member oversaw on days of such gifts."""
    found = queries.one(read_query("member/overseen_count"), {"person_id": person_id})
    if not found or not found["agency_count"]:
        return "None of it is known to have come while the member oversaw the firm's agency."
    tab = Place("views/member.py", {"id": person_id, "tab": "overseen"})
    agencies = number_of(found["agency_count"], "agency", tab, "agencies")
    bodies = count_of(int(found["body_count"]), "committee of Congress", "committees of Congress")
    return (
        f"Some of it came on days on which the member sat on {bodies} with oversight of {agencies} "
        "that had awards to those firms."
    )


def member_picture(person_id: str, name: str) -> None:
    """Seats over the years with the gifts of tied firms below, on one scale of years."""
    seats = _bars(seats_of(person_id))
    wanted = queries.rows(read_query("member/years"), {"person_id": person_id})
    gifts = pictures.frame_of(wanted, "year", "role")
    if seats.empty:
        return
    shown = seats["body"].drop_duplicates()
    more = f" Of {len(shown)} bodies the first {LANES}." if len(shown) > LANES else ""
    seats = seats[seats["body"].isin(shown.head(LANES))]
    title = pictures.heading(
        f"{plain(name, 50)}: seats held",
        f"The days on which each seat is known to have been held.{more}",
    )
    years = [int(seats["from"].min()), int(seats["until"].max()), *gifts.get("year", [])]
    pictures.draw_spans(seats, title, years, "member-seats")
    if not gifts.empty:
        title = pictures.heading(
            "Received from people and funds tied to contractors, by year",
            "Gifts less refunds to the member's own committees, in the records loaded, by role of "
            "the givers. Roles are never added up to a sum of a firm.",
        )
        pictures.bars(gifts, title, sorted(set(gifts["kind"])), "member-years", years)


def _bars(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Each seat with known days as a bar in parts of years; chambers first."""
    return pd.DataFrame(
        {
            "body": plain(row["body"], 60),
            "from": row["first"].year + (row["first"].timetuple().tm_yday - 1) / 366,
            "until": row["last"].year + row["last"].timetuple().tm_yday / 366,
            "what": "committee of Congress" if row["_is_committee"] else "seat in Congress",
            "days": f"{row['first']:%d %B %Y} to {row['last']:%d %B %Y}",
        }
        for row in rows
        if not is_missing(row["first"]) and not is_missing(row["last"])
    )
