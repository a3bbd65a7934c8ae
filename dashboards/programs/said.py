"""A program in sentences: who holds what, and what is not loaded."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboards.base import queries
from dashboards.base.places import award_place, entity_place, link
from dashboards.base.texts import brief, count_of, is_missing, is_web, markdown
from dashboards.programs.listed import Resolved
from etl.common.queries import read_query

MOST_HOLDERS = 6
FETCH = (
    "Fetch an award that is missing with `python -m etl fetch` (its number as the search), load it "
    "and build again; add a line to the list where one is wanting."
)


def say_program(resolved: Resolved) -> None:
    """What it is, who holds what, and what is not loaded."""
    program = resolved.program
    if program.note:
        st.markdown(f"{markdown(program.note, 1500)}.{_source(program)}")
    rows = queries.rows(read_query("program/lines"), resolved.values)
    count = len(program.lines)
    loaded = count - resolved.missing_count
    st.markdown(
        f"**{count_of(count, 'vehicle or order', 'vehicles and orders')}** are listed; "
        f"{loaded:,} of them in the records loaded."
    )
    lines = [_holder_line(rows, firm) for firm in _holders(rows)[:MOST_HOLDERS]]
    lines += _missing_lines(rows)
    st.markdown("\n".join(lines))
    if resolved.missing_count:
        st.caption(FETCH)


def _source(program: Any) -> str:
    if not program.source_note:
        return ""
    said = markdown(program.source_note, 200)
    is_open = is_web(program.source_url)
    return f" Source: [{said}]({program.source_url})." if is_open else f" Source: {said}."


def _holders(rows: list[dict[str, Any]]) -> list[str]:
    """The firms that hold a listed award, those with the most first."""
    firms = [
        str(row["_organization_id"]) for row in rows if not is_missing(row["_organization_id"])
    ]
    return sorted(set(firms), key=lambda firm: (-firms.count(firm), firm))


def _holder_line(rows: list[dict[str, Any]], firm: str) -> str:
    """A holder with the ceilings of its vehicles, each by itself, and what is obligated."""
    own = [row for row in rows if row["_organization_id"] == firm]
    name = link(own[0]["holder"], entity_place(firm, "organization"))
    ceilings = [
        link(brief(row["ceiling, not spending USD"]), award_place(str(row["_award_key"])))
        for row in own
        if not is_missing(row["ceiling, not spending USD"])
    ]
    said = f"- {name}: {count_of(len(own), 'listed award')}"
    if ceilings:
        word = "ceiling" if len(ceilings) == 1 else "ceilings, each by itself:"
        said += f", {word} {', '.join(ceilings)} (limits, not spending)"
    return f"{said}; {_obligated(own)}; {_orders(own)}."


def _obligated(own: list[dict[str, Any]]) -> str:
    known = [row["obligated on itself USD"] for row in own]
    known = [amount for amount in known if not is_missing(amount)]
    if not known:
        return "obligated on them: not loaded"
    of = "" if len(known) == len(own) else f" (of {len(known)} of {len(own)})"
    return f"obligated on them {markdown(brief(sum(known)))}{of}"


def _orders(own: list[dict[str, Any]]) -> str:
    counts = [row["orders loaded"] for row in own if not is_missing(row["orders loaded"])]
    if not counts:
        return "no vehicle among them"
    if not sum(counts):
        return "orders under them: none loaded"
    sums = [row["obligated on these orders USD"] for row in own]
    known = [amount for amount in sums if not is_missing(amount)]
    total = markdown(brief(sum(known))) if known else "amounts not loaded"
    return f"{count_of(sum(counts), 'order')} loaded under them, {total}"


def _missing_lines(rows: list[dict[str, Any]]) -> list[str]:
    """Each line whose award is not loaded, with what the list itself states."""
    lines = []
    for row in rows:
        if row["record"] != "not loaded":
            continue
        said = f"- {markdown(row['vehicle or order'], 120)}: **not loaded**"
        if not is_missing(row["ceiling, not spending USD"]):
            ceiling = markdown(brief(row["ceiling, not spending USD"]))
            said += f"; ceiling {ceiling} as the list states (a limit, not spending)"
        if not is_missing(row["holder"]):
            said += f"; {markdown(row['holder'], 200)}"
        if not is_missing(row["what is listed"]):
            said += f"; {markdown(row['what is listed'], 300)}"
        lines.append(said)
    return lines
