"""Compare: two to four firms, agencies or members side by side, same rows, same years."""

from html import escape

import streamlit as st

from dashboards.base import shell
from dashboards.base.places import here, link
from dashboards.base.sections import Section, sections
from dashboards.base.texts import brief, is_missing, markdown
from dashboards.compare.chosen import (
    KINDS,
    LEAST,
    Candidates,
    ask_names,
    compare_place,
    read_choice,
)
from dashboards.compare.picture import draw_lanes, draw_years
from dashboards.compare.side import ComparedSide

YEARS = {
    "firm": ("Obligated by fiscal year, actions loaded", "fiscal year"),
    "agency": ("Obligated by fiscal year, actions loaded", "fiscal year"),
    "member": ("Taken in by the member's own committees, by cycle", "cycle"),
}
# The rows of which a sentence is made.
SAID = {
    "firm": ("Obligated, actions loaded", "Actions loaded of", "Its fund gave"),
    "agency": ("Obligated, actions loaded", "Reported by its awards", "Actions loaded of"),
    "member": ("Received from contractors' funds",),
}
CAVEAT = (
    "What is loaded is not the same for all: a smaller number may be a smaller part of the "
    "records. Ceilings are in no sum. Gifts are their givers' own and are never added up over "
    "roles; large firms have many employees who give, for many reasons."
)


def table(heads: list[str], rows: list[list[str]]) -> None:
    """A table whose cells are links."""
    lines = [heads, ["---"] * len(heads), *rows]
    st.markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))


def page(choice: Candidates) -> None:
    """Sentences, pictures, and the same rows for each."""
    sides = [KINDS[choice.kind][1](found) for found in choice.entities]
    lines = []
    for side in sides:
        others = [one for one in choice.ids if one != side.entity_id]
        away = link("take away", compare_place(others))
        said = "; ".join(f"{title.lower()} {side.cells[title]}" for title in SAID[choice.kind])
        lines.append(f"- **{side.link}**: {said} · {away}")
    st.markdown("\n".join(lines))
    title, year_word = YEARS[choice.kind]
    is_own = st.query_params.get("scale") == "own"
    draw_years(sides, title, is_own)
    draw_lanes(sides, "Gifts by calendar year and role, less refunds", is_own)
    other = here(scale=None if is_own else "own")
    words = "the same scale for all" if is_own else "each its own scale"
    st.html(
        f'<nav class="tl-links" aria-label="Scale"><a href="{escape(other)}" data-same>'
        f"Draw {words}</a></nav>"
    )
    years = sorted({year for side in sides for year in side.years}, reverse=True)
    sections(
        [
            Section("rows", "Side by side", lambda: rows_table(sides)),
            Section(
                "years", f"By {year_word}", lambda: year_table(sides, years, choice), len(years)
            ),
        ]
    )


def rows_table(sides: list[ComparedSide]) -> None:
    """The same rows for each."""
    st.caption(CAVEAT)
    titles = list(dict.fromkeys(title for side in sides for title in side.cells))
    table(
        ["", *(side.link for side in sides)],
        [[markdown(title), *(side.cells[title] for side in sides)] for title in titles],
    )


def year_table(sides: list[ComparedSide], years: list[int], choice: Candidates) -> None:
    """The same years for each."""
    title, year_word = YEARS[choice.kind]
    st.caption(markdown(title))
    table(
        [year_word, *(side.link for side in sides)],
        [[str(year), *(year_cell(side, year) for side in sides)] for year in years],
    )


def year_cell(side: ComparedSide, year: int) -> str:
    """One sum of one year as a link to its records; what is not loaded is said."""
    amount = side.years.get(year)
    if year not in side.years or is_missing(amount):
        return side.unknown
    place = side.year_places.get(year)
    said = brief(amount)
    return link(said, place) if place else markdown(said)


shell.head("Compare")
chosen = read_choice(st.query_params.get_all("id"))
ask_names(chosen)
for sentence in chosen.left_out:
    st.warning(markdown(sentence, 300))
if len(chosen.ids) >= LEAST:
    page(chosen)
elif chosen.ids:
    st.info(f"{markdown(chosen.entities[0]['name'])} is chosen. Type a second name above.")
else:
    shell.empty(
        "Nothing is chosen yet: two to four firms, agencies or members of Congress.",
        "Type two names above, with ; between them, and press Enter.",
    )
shell.foot()
