"""Questions to begin with: each a link to its answer in the records that are loaded."""

from __future__ import annotations

import streamlit as st

from dashboards.base import queries
from dashboards.base.places import Place, award_place, entity_place, link
from dashboards.base.texts import plain
from dashboards.front.findings import chosen, claim_place
from etl.common.queries import read_query

MOST = 5


def show_examples(case: str | None) -> None:
    """As many questions as the records can answer, in a line."""
    found = [*_of_case(case), *_of_records()][:MOST]
    if found:
        links = " · ".join(link(question, place) for question, place in found)
        st.markdown(f"Or begin with a question: {links}")


def _of_case(case: str | None) -> list[tuple[str, Place]]:
    """Whether the first claim of the case holds."""
    claims = chosen(case)[:1] if case else []
    return [(f"Is it so? {claim.sentence}", claim_place(str(case), claim.name)) for claim in claims]


def _of_records() -> list[tuple[str, Place]]:
    """Questions about the best known of what is loaded."""
    questions = {
        "employees": ("Who at {} gave to whom?", "organization"),
        "firm": ("Which agencies obligated what to {}?", "organization"),
        "agency": ("Who holds the awards of {}?", "agency"),
        "committee": ("Who gave to {}?", "committee"),
        "fund": ("Whom did the fund of {} give to?", "organization"),
        "award": ("What is award {}?", "award"),
    }
    rows = {row["example"]: row for row in queries.rows(read_query("overview/examples"))}
    found: dict[str, tuple[str, Place]] = {}
    for example, (words, kind) in questions.items():
        if example in rows:
            key, name = rows[example]["id"], plain(rows[example]["name"], 50)
            place = award_place(key) if kind == "award" else entity_place(key, kind)
            # One firm may be the best known in more than one way.
            found.setdefault(place.address, (words.format(name), place))
    return list(found.values())
