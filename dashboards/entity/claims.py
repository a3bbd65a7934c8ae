"""The claims of a case, held against the database that is open."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from dashboards.base import queries
from dashboards.base.grid import Table, show
from dashboards.base.texts import is_web, markdown
from dashboards.notebook.made import claim_pin
from dashboards.notebook.pin import pin_button
from etl.common.queries import read_query, with_pieces
from etl.stories.claims import Claim, Part, hold_claims

MARKS = {"supported": "✓", "partly": "◐", "contradicted": "✗", "not in the records loaded": "?"}
PART_MARKS = {True: "✓", False: "✗", None: "?"}


def hold(case_id: str) -> list[Claim]:
    """Every claim with its state, checked now."""
    return hold_claims(case_id, queries.connection())


def tally(claims: list[Claim]) -> str:
    """How many claims stand how, e.g. ✓ supported: 14 · ◐ partly: 6."""
    counts = Counter(claim.state for claim in claims)
    return " · ".join(f"{mark} {state}: {counts[state]}" for state, mark in MARKS.items()
                      if counts[state])  # fmt: skip


def card(case_id: str, claim: Claim) -> None:
    """A claim: its state, who said it, its parts, its coverage, its query and its records."""
    with st.container(border=True):
        st.markdown(f"**{markdown(claim.sentence, 600)}**")
        st.markdown(f"{MARKS[claim.state]} **{markdown(claim.state)}**")
        said = markdown(f"Said by {claim.speaker}, {claim.said_on}. {claim.source}.", 900)
        if is_web(claim.source_url):
            said += f" [Source]({claim.source_url})"
        st.caption(said)
        for part in claim.parts:
            st.markdown(f"- {_part(part)}")
        st.caption(
            markdown(f"Expected: {claim.expects}. Tolerance: {claim.tolerance}. ", 1200)
            + markdown(f"{claim.coverage.sentence}. ", 900)
            + markdown(f"Left out: {claim.excludes}.", 1200)
        )
        pin_button(claim_pin(case_id, claim), f"claim-{claim.name}")
        with st.expander("The query"):
            st.code(claim.sql, language="sql", wrap_lines=True)
        if claim.evidence:
            with st.expander(f"Its records ({len(claim.evidence):,})"):
                show(evidence(claim), f"claim-{claim.name}")


def _part(part: Part) -> str:
    """A part: whether it holds, what the records say, and what was wanted."""
    said = f"{PART_MARKS[part.holds]} {markdown(part.part, 300)}: {markdown(part.found, 900)}"
    if part.expected is not None and not (part.expected == 1 and part.test in ("=", ">=")):
        number = f"{part.expected:,.2f}".removesuffix(".00")
        said += markdown(f" (wanted: {part.test} {number})")
    return said


def evidence(claim: Claim) -> Table:
    """The records behind a claim."""
    query = with_pieces(read_query("record/evidence"), cited=read_query("record/listed"))
    return Table(query, {"record_ids": claim.evidence})
