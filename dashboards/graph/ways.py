"""Paths and loops in words: every step, the weakest link, and what they do not say."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboards.base.places import link, records_place
from dashboards.base.texts import count_of, dollars, markdown, period, plain
from dashboards.graph.address import change
from dashboards.graph.view import View
from dashboards.notebook.made import path_pin
from dashboards.notebook.pin import pin_button
from etl.common.vocabularies import strength_title
from etl.graph.loops import Loop, Loops, given_sums, giver_words
from etl.graph.paths import Path, RankedPaths
from etl.graph.slices import Link

LISTED = 20
PATH_CAUTION = (
    "A path is no finding. Nearly any two entities are joined by some path; its links need not "
    "have held at the same time, and none of them says that anyone knew of the others. Paths of "
    "few, well-established links past small entities come first."
)
CUT = "The search was cut short: paths that belong among these may have been left out."


def ways(view: View, found: RankedPaths | Loops | None, sentences: Mapping[str, str]) -> None:
    """The list of what was found."""
    if isinstance(found, RankedPaths):
        paths(view, found, sentences)
    elif isinstance(found, Loops):
        loops(view, found, sentences)


def best(view: View, found: RankedPaths | Loops | None, sentences: Mapping[str, str]) -> None:
    """The most telling path, above the picture: the answer stands first."""
    if isinstance(found, RankedPaths) and found.paths:
        path = found.paths[(view.way or 1) - 1 if (view.way or 1) <= len(found.paths) else 0]
        st.markdown(f"{_steps(path, sentences)}")
        st.caption(
            f"{count_of(len(found.paths), 'path')} in all, listed below with what speaks against "
            "reading more into them. Each step opens to its records."
        )


def paths(view: View, found: RankedPaths, sentences: Mapping[str, str]) -> None:
    """Ranked paths, each with its weakest link."""
    if not found.paths:
        st.info("No path of up to 6 links passes the filters. Take filters off, or choose others.")
        return
    st.header(f"{count_of(len(found.paths), 'path')}, the most telling first")
    st.warning(PATH_CAUTION)
    if found.is_cut:
        st.caption(CUT)
    for number, path in enumerate(found.paths, start=1):
        title = f"**{number}.** {count_of(path.length, 'link')}: "
        st.markdown(title + _steps(path, sentences))
        _weakest(view, number, path.weakest, {e.entity_id: e.name for e in path.entities})
        pin_button(path_pin(path, number, sentences), f"path-{number}")


def _steps(path: Path, sentences: Mapping[str, str]) -> str:
    """A path as a line: names in bold, links with their direction."""
    words = [f"**{markdown(path.entities[0].name, 80)}**"]
    for step, entity in zip(path.steps, path.entities[1:], strict=True):
        best, more = step[0], len(step) - 1
        says = sentences.get(best.link_type, best.link_type) + (f" (and {more} more)" * bool(more))
        # Paths are walked in either direction; the arrow says which way the link points.
        is_onward = best.to_id == entity.entity_id
        place = records_place(link=best.link_id)
        words.append(f"— {link(says, place)} →" if is_onward else f"← {link(says, place)} —")
        words.append(f"**{markdown(entity.name, 80)}**")
    return " ".join(words)


def _weakest(view: View, number: int, weak: Link, names: Mapping[str, str]) -> None:
    """The weakest link in words, and buttons to its records and to draw this way alone."""
    ends = [plain(names.get(i, i), 60) for i in (weak.from_id, weak.to_id)]
    known = strength_title(weak.strength)
    score = "not measured" if weak.score is None else f"{weak.score:.2f}"
    kind = weak.link_type.replace("_", " ")
    facts = [f"{ends[0]} → {ends[1]}", kind, known, f"score {score}"]
    facts += [days for days in [period(weak.first_date, weak.last_date)] if days]
    st.caption("Weakest link: " + markdown(", ".join(facts), 400))
    with st.container(horizontal=True):
        st.button(
            "Records of the weakest link",
            key=f"weakest-{number}",
            on_click=change,
            kwargs={"edge": weak.link_id},
        )
        alone = view.way == number
        st.button(
            "Draw the others too" if alone else "Draw only this",
            key=f"way-{number}",
            on_click=change,
            kwargs={"way": None if alone else str(number)},
        )


def loops(view: View, found: Loops, sentences: Mapping[str, str]) -> None:
    """The loops of a contractor, with what speaks against reading more into them."""
    name = markdown(found.contractor.name, 80)
    if not found.loops:
        st.info(f"No loop of {name} that time allows is in the records loaded. {found.seat_days}")
        return
    st.header(f"{count_of(len(found.loops), 'loop')} of {name} that time allows")
    st.warning(f"A loop is no finding. {found.caution}")
    st.caption(found.seat_days)
    for number, loop in enumerate(found.loops[:LISTED], start=1):
        st.markdown(f"**{number}.** {markdown(_loop(loop), 900)}")
        ends = (loop.committee, loop.member, loop.body, loop.agency, found.contractor)
        names = {end.entity_id: end.name for end in (*ends, *loop.named_givers)}
        _weakest(view, number, loop.weakest, names)
    if len(found.loops) > LISTED:
        st.caption(f"{len(found.loops) - LISTED:,} more: `python -m etl loops` lists them all.")


def _loop(loop: Loop) -> str:
    """One loop as a sentence: who gave by role, to which committee, and how it comes round."""
    given = " and ".join(f"{dollars(usd)} of {whose}" for whose, usd in given_sums(loop))
    days = period(loop.first_gift_date, loop.last_gift_date)
    undated = f" Not fully dated: {', '.join(loop.undated_steps)}." if loop.undated_steps else ""
    return (
        f"{_givers(loop)} gave to {plain(loop.committee.name, 80)} ({given}"
        f", {days}), the committee of {plain(loop.member.name, 80)}, who sits or sat on "
        f"{plain(loop.body.name, 120)}, charged with oversight of {plain(loop.agency.name, 80)}, "
        f"which made awards to the contractor.{undated}"
    )


def _givers(loop: Loop) -> str:
    """Who gave, by role: counted, and named where a role or a PAC is public."""
    named = ", ".join(plain(giver.name, 60) for giver in loop.named_givers[:5])
    more = len(loop.named_givers) - 5
    names = f" ({named}{f' and {more} more' if more > 0 else ''})" if named else ""
    people = f"{count_of(loop.people_count, 'person', 'people')}: " if loop.people_count else ""
    return people + giver_words(loop.giver_counts, "{count:,} who {words}") + names
