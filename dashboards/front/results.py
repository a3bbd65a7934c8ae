"""What a text finds, under a heading for each kind, with how many there are."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboards.base import queries, search
from dashboards.base.places import Place, link
from dashboards.base.search import LIKE, PLACED, Asked, Group, Portion
from dashboards.base.texts import markdown
from dashboards.front.lines import lines_of
from dashboards.front.stories import find_stories
from etl.common.queries import read_query

FIRST, MORE = 5, 50
HEADINGS = {
    "number": "By its number",
    search.AWARD: "Awards by number",
    "agency": "Agencies",
    "organization": "Firms and organizations",
    "member": "Members of Congress",
    "candidate": "Candidates",
    "committee": "Political committees",
    "person": "People who gave, or whom a record names",
    "congress_committee": "Committees of Congress",
    "seat": "Seats in Congress",
    PLACED: "People by name and employer, work or place",
    LIKE: "Spelt much like it",
}
# What a word means exactly goes before what it is a part of; a kind's place settles the rest.
_RANKS = {kind: rank for rank, kind in enumerate(HEADINGS)}


@dataclass(frozen=True)
class Searched:
    """What the address asks for: a text, and one kind from some row on, or the first of each."""

    text: str
    kind: str | None = None
    after: int = 0

    def place(self, kind: str | None = None, after: int = 0) -> Place:
        """The address of another part of the same results."""
        query = {"q": self.text}
        query |= {"kind": kind} if kind else {}
        return Place("views/search.py", query | ({"after": str(after)} if after else {}))


def groups_of(asked: Asked, part: Portion) -> list[Group]:
    """All that is found, by kind: the best first, near spellings last; each thing once."""
    found = [
        Group(hits[0].group, len(hits), hits)
        for hits in (search.by_acronym(asked), search.by_identifier(asked))
        if hits
    ]
    awards = search.by_number(asked, MORE)
    found += [Group(search.AWARD, len(awards), awards)] if awards else []
    named = sorted(search.named_and_placed(asked, part), key=_order)
    return _once([*found, *(group for group in named if group.count)])


def _order(group: Group) -> tuple[int, int]:
    """By how well the best of it fits, in hundreds, then by kind."""
    best = group.hits[0].order[0] if group.hits else 0
    return (5 if group.kind == LIKE else best // 100, _RANKS.get(group.kind, len(_RANKS)))


def _once(groups: list[Group]) -> list[Group]:
    """The groups without what an earlier one has: no firm, nobody stands twice."""
    seen: set[str] = set()
    kept = []
    for group in groups:
        hits = [hit for hit in group.hits if hit.id not in seen]
        seen |= {hit.id for hit in hits}
        count = group.count - (len(group.hits) - len(hits))
        if count > 0:
            kept.append(Group(group.kind, count, hits))
    return kept


def show_results(page: Searched) -> None:
    """What was found, each kind with its count, and the way to the rest of it."""
    asked = search.read_text(page.text)
    if page.kind in HEADINGS:
        show_kind(page, asked)
        return
    groups = groups_of(asked, Portion(shown=FIRST)) if asked.words else []
    stories = find_stories(asked)
    missing = [row for row in _acronyms(asked) if not row["is_loaded"]]
    near = [group for group in groups if group.kind == LIKE]
    far = [group for group in groups if group.kind != LIKE]
    if not far and not stories and not missing:
        show_nothing(page.text, bool(near))
    for row in missing:
        _show_missing(row)
    for group in far:
        _show_group(page, group)
    _show_stories(stories)
    for group in near:
        _show_group(page, group)
    if far or stories:
        st.markdown(f"Not what you look for? {_bring(page.text)}.")


def show_kind(page: Searched, asked: Asked) -> None:
    """One kind, so many at once, with the way on and back."""
    part = Portion(page.kind, page.after, MORE)
    groups = [search.by_place(asked, part)] if page.kind == PLACED else []
    groups += search.by_words(asked, part)
    for group in groups:
        if group.kind != page.kind or not group.hits:
            continue
        last = page.after + len(group.hits)
        st.header(HEADINGS[group.kind])
        st.caption(f"{page.after + 1:,} to {last:,} of {group.count:,}, the best connected first.")
        st.markdown("\n".join(f"- {line}" for line in lines_of(group.hits)))
        if last < group.count:
            st.markdown(link(f"The next {min(MORE, group.count - last)}",
                             page.place(page.kind, last)))  # fmt: skip
    st.markdown(link("All kinds", page.place()))


def show_nothing(text: str, is_near: bool) -> None:
    """That nothing has the words, and what to do."""
    st.markdown(
        "**Nothing of that name is in the records loaded.** "
        + ("The nearest spellings stand below. " if is_near else "Try fewer words or letters. ")
        + f"{_bring(text)}."
    )


def _show_group(page: Searched, group: Group) -> None:
    """A heading with the count, the first of them, and the way to all."""
    st.header(f"{HEADINGS[group.kind]} · {group.count:,}", anchor=False)
    lines = lines_of(group.hits[:FIRST])
    st.markdown("\n".join(f"- {line}" for line in lines))
    if group.count > len(lines):
        st.markdown(link(f"Show more of these {group.count:,}", page.place(group.kind)))


def _show_stories(stories: list[tuple[str, str, Place]]) -> None:
    """Cases, their claims and programs whose words fit."""
    if not stories:
        return
    st.header(f"Cases, claims and programs · {len(stories):,}", anchor=False)
    lines = [f"- **{link(title, place)}** — {kind}" for kind, title, place in stories]
    st.markdown("\n".join(lines[:FIRST]))
    if len(lines) > FIRST:
        with st.expander(f"Show more of these {len(lines):,}"):
            st.markdown("\n".join(lines[FIRST:]))


def _acronyms(asked: Asked) -> list[dict[str, object]]:
    """Agencies of an acronym, those too of which nothing is loaded; of one name once."""
    rows = queries.rows(read_query("search/acronym"), {"number": asked.number})
    # A department has a code as a whole and one as its own part.
    return list({str(row["name"]).upper(): row for row in reversed(rows)}.values())


def _show_missing(row: dict[str, object]) -> None:
    """An agency that the acronym means and of which no award is loaded."""
    st.markdown(
        f"**{markdown(row['acronym'])}** is {markdown(row['name'])} ({markdown(row['source'])}): "
        "no award of it by itself is in the records loaded; its parts stand under their own names."
    )


def _bring(text: str) -> str:
    """The way to the publisher's own list of names."""
    place = Place("views/bring.py", {"name": text[: search.MOST_LETTERS]})
    return link("Get it from the publisher", place)
