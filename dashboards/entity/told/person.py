"""What the records say of a person: who it is, stated ties, gifts, and how sure the joining is."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboards.base import queries
from dashboards.base.grid import Table, show
from dashboards.base.places import Place, entity_place, link, records_place
from dashboards.base.texts import count_of, is_missing, markdown, period, plain
from dashboards.entity.told import pictures
from dashboards.entity.told.sentences import known, listed, number_of, span, sum_of, tell
from etl.common.queries import read_query, with_pieces

KINDS = (
    "campaigns", "parties", "PACs", "super PACs", "other filers",
    "receivers of a kind not stated",
)  # fmt: skip
# What a name, an employer, an occupation and a place are called in the first sentence.
WORDS = {
    "name": "written",
    "place": "of",
    "employer": "employer as written:",
    "occupation": "occupation as written:",
}
SURE = 0.995


def of_gifts(query: str, person_id: str) -> list[dict[str, Any]]:
    """The rows of a query on the gifts in a name."""
    wanted = with_pieces(read_query(query), chosen=read_query("gift/of_giver"))
    return queries.rows(wanted, {"entity_id": person_id, "cycle": None})


def person_words(person_id: str, name: str) -> None:
    """Who the record says it is; ties, gifts and published totals; how sure the joining is."""
    tell([_identity(person_id), *_ties(person_id)])
    tell([*_gifts(person_id, name), *published_words(person_id)])
    tell(_joining(person_id, name))


def _identity(person_id: str) -> str:
    """Names, places, employers and occupations as they were written, the commonest first."""
    said: dict[str, list[str]] = {}
    for row in of_gifts("gift/said", person_id):
        word = f"**{markdown(row['as written'], 80)}**"
        said.setdefault(str(row["what"]), []).append(word)
    parts = [f"{words} {listed(said[what])}" for what, words in WORDS.items() if what in said]
    return f"Who gave in this name: {'; '.join(parts)}." if parts else ""


def _ties(person_id: str) -> list[str]:
    """What named sources and awards state of the person, and named employers, each a link."""
    said = []
    for row in queries.rows(read_query("person/ties"), {"entity_id": person_id})[:4]:
        place = records_place(link=str(row["_link_id"]))
        firm = link(row["organization"], entity_place(row["_other_id"], row["_other_kind"]))
        as_what = "" if is_missing(row["as"]) else f", {markdown(row['as'], 120)}"
        said.append(f"{link(str(row['says']), place)} {firm}{as_what}{_since(row)}")
    employers = [
        link(row["organization"], records_place(link=str(row["_link_id"])))
        for row in queries.rows(read_query("person/employers"), {"entity_id": person_id})
    ]
    sentences = [f"A named source states: {'; '.join(said)}."] if said else []
    if employers:
        sentences.append(f"Firms in these records that the employer was matched to: "
                         f"{listed(employers)}.")  # fmt: skip
    return sentences


def _since(row: dict[str, Any]) -> str:
    """The days of a tie: since 2002, or both ends."""
    if is_missing(row["last"]) and not is_missing(row["first"]):
        return f", since {markdown(period(row['first'], None))}"
    return span(row["first"], row["last"])


def _gifts(person_id: str, name: str) -> list[str]:
    """What was given in this name in the records loaded, or that nothing is."""
    place = records_place(giver=person_id)
    found = next(iter(of_gifts("gift/total", person_id)), None)
    said = []
    if found and known(found["counted_count"]):
        receivers = count_of(found["recipient_count"], "committee")
        said.append(
            f"In the records loaded this name gave {sum_of(found['amount_usd'], place)}, less "
            f"refunds, in {number_of(found['counted_count'], 'record', place)} to "
            f"{receivers}{span(found['first_date'], found['last_date'])}."
        )
    if found and known(found["memo_usd"]):
        memo = sum_of(found["memo_usd"], place)
        what = "such as shares of a gift to a joint fundraiser"
        said.append(
            f"{memo} more stands in memo rows, {what}, and is in no sum."
            if said
            else f"Of this name only memo rows are loaded: {memo}, {what}, which are in no sum."
        )
    if not found:
        said.append("No single gift in this name is in the records loaded.")
    return [*said, not_loaded(name)]


def not_loaded(name: str) -> str:
    """Of which cycles contributions are loaded, and how others are brought in."""
    found = queries.one(read_query("gift/loaded"), {})
    cycles = [str(cycle) for cycle in (found["cycles"] if found else None) or []]
    search = link("look for more at the publishers", Place("views/search.py", {"q": name}))
    if not cycles:
        return f"No contributions are loaded: {search}."
    return (
        f"Contributions are loaded of the cycles {listed(cycles, 8)} only, and not all of each: "
        f"{search}."
    )


def published_words(entity_id: str) -> list[str]:
    """Totals that others published, each with its cycle, source and record."""
    rows = queries.rows(read_query("entity/published"), {"entity_id": entity_id})
    # The sum over all committees says most; parts of it stand in the table.
    rows.sort(key=lambda row: row["_is_part"])
    said = []
    for row in rows[:2]:
        place = records_place(published=str(row["_record_id"]))
        how = "" if is_missing(row["summed how"]) else f" ({markdown(row['summed how'], 200)})"
        said.append(
            f"{sum_of(row['total USD'], place)} of {markdown(row['contributor'], 80)} to "
            f"{markdown(row['to'], 120)} in the cycle "
            f"{row['cycle']}{how}, as of {markdown(period(row['as of'], None))}"
        )
    if not said:
        return []
    more = f"; {count_of(len(rows) - 2, 'more total')} below" if len(rows) > 2 else ""
    return [f"**Totals that others published, apart from our sum:** {'; '.join(said)}{more}."]


def _joining(person_id: str, name: str) -> list[str]:
    """How the record was put together, and who else bears the name."""
    found = queries.one(read_query("person/joining"), {"entity_id": person_id})
    others = queries.rows(read_query("person/namesakes"), {"entity_id": person_id})
    said = [_joined(found)] if found else []
    if others:
        shown = [
            link(f"{row['who']}, {row['place'] or 'place not stated'}",
                 entity_place(row["_entity_id"], "person"))
            for row in others
        ]  # fmt: skip
        said.append(f"Others of the same name, kept apart: {listed(shown, 4)}.")
    similar = link("everyone who is called much like this", Place("views/search.py", {"q": name}))
    return [*said, f"See {similar}."]


def _joined(found: dict[str, Any]) -> str:
    count, least = found["appearance_count"], found["least_probability"]
    if found["is_judged"]:
        said = "A case or a judgement states who this is"
    elif count == 1:
        return "It rests on one way of writing name, place and employer, joined with no other."
    else:
        said = f"It was put together from {count:,} ways of writing name, place and employer"
    if not is_missing(least):
        sure = "0.99 or more" if least >= SURE else f"{least:.2f}"
        said += f"; the least sure of these joins has a probability of {sure}"
    return f"{said}."


def person_picture(person_id: str, name: str) -> None:
    """Gifts by year and kind of receiver; nothing where none is dated."""
    rows = pictures.frame_of(of_gifts("gift/years", person_id), "year", "to")
    if rows.empty:
        return
    title = pictures.heading(
        f"Gifts in the name {plain(name, 60)}, by year",
        "Gifts less refunds, by kind of receiver. Only the records loaded: a year without a bar "
        "may be a year that is not loaded.",
    )
    pictures.bars(rows, title, KINDS, "person-years")


def identity_table(person_id: str) -> None:
    """Every wording, for those who compare."""
    wanted = with_pieces(read_query("gift/said"), chosen=read_query("gift/of_giver"))
    show(Table(wanted, {"entity_id": person_id, "cycle": None}), "said")
    st.caption("City and state only: street addresses never leave the published files.")
