"""The controls of the graph page; each reads the view and writes the address, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import streamlit as st

from dashboards.base import search
from dashboards.base.kinds import KINDS
from dashboards.base.texts import dollars, is_missing, markdown, plain
from dashboards.graph.address import change, start
from dashboards.graph.ends import ends
from dashboards.graph.view import (
    DEFAULT_CASE,
    FILTERS,
    FIRST_YEAR,
    LARGEST_USD,
    LAST_YEAR,
    NO_TYPE,
    SIZES,
    View,
)
from etl.common.vocabularies import link_types

SHOWN = {
    "case": "The case",
    "entities": "Around one or more",
    "paths": "Paths between two",
    "loops": "Loops of a contractor",
}


def tools(view: View, names: Mapping[str, str], titles: Mapping[str, str], has_case: bool) -> None:
    """What the graph is about, a box for a name, and the filters, in one row above the picture."""
    # A row that wraps: columns would cut what is chosen on a small screen.
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _subject(view, has_case)
        if view.kind == "entities":
            text = _name_box("Add an entity by name", "add")
        elif view.kind == "loops":
            text = _name_box("Choose a contractor by name", "loops")
        else:
            text = ""
        with st.popover("Filters", icon=":material/filter_alt:"):
            _filters(view, titles)
    if view.kind == "entities":
        _offered(text, "add", lambda chosen: _add(view, chosen))
    elif view.kind == "loops":
        _offered(text, "loops", lambda chosen: start(loops=chosen))
    if view.kind == "entities" and view.entities:
        _entities(view, names)
    elif view.kind == "paths":
        ends(view, names)
    elif view.kind == "loops" and view.contractor_id:
        st.markdown(f"**Contractor:** {markdown(names[view.contractor_id], 80)}")
    on = set_filters(view)
    if on:
        st.caption(f"Filters: {markdown('; '.join(on), 400)}")


def _add(view: View, chosen: str) -> None:
    change(entity=[*dict.fromkeys((*view.entities, chosen))])


def _subject(view: View, has_case: bool) -> None:
    """The case, entities, two ends, or a contractor."""
    # Set before the control is drawn; afterwards Streamlit refuses it.
    st.session_state["shown"] = view.kind
    st.segmented_control(
        "Show",
        [kind for kind in SHOWN if has_case or kind != "case"],
        format_func=SHOWN.get,
        key="shown",
        on_change=_change_subject,
        args=[view],
    )


def _change_subject(view: View) -> None:
    """Another kind of view, about the same entities as far as it can be."""
    kind = st.session_state["shown"]
    about = [i for i in (view.node, *view.entities, view.from_id, view.contractor_id) if i]
    about = list(dict.fromkeys(about))
    if kind == "case":
        start(case=DEFAULT_CASE)
    elif kind == "entities":
        start(entity=about or "")
    elif kind == "paths":
        # Empty where nobody is known yet: the page then asks for the other end.
        start(from_=[*about, ""][0], to=[*about, "", ""][1])
    elif kind == "loops":
        # Loops are a contractor's, and `uei:` begins a contractor's id.
        start(loops=next((i for i in about if i.startswith("uei:")), ""))


def _entities(view: View, names: Mapping[str, str]) -> None:
    """The entities of the view, each with a button to leave it out, and a box to add others."""
    with st.container(horizontal=True):
        for entity_id in view.entities:
            others = [i for i in view.entities if i != entity_id]
            st.button(
                markdown(f"{plain(names[entity_id], 40)} ✕"),
                key=f"out-{entity_id}",
                help="Leave it out of this view",
                on_click=change,
                # Empty and not None: without the name the page would show the case again.
                kwargs={"entity": others or "", "edge": None},
            )


def _name_box(label: str, key: str) -> str:
    """A box for a name; gives what is typed."""
    return str(
        st.text_input(
            label, key=f"pick-{key}", max_chars=200, placeholder="a name, then Enter", width=380
        )
    ).strip()


def _offered(text: str, key: str, choose: Callable[[str], None]) -> None:
    """Buttons for what a name finds."""
    box = f"pick-{key}"
    if not text:
        return
    # Twice as many as are shown, since awards, which no graph has, fall out.
    found = search.find(text, 16)
    found = found[found["kind"] != "award"].head(8)
    if found.empty:
        st.caption("Nothing by that name is loaded. Try fewer letters or another spelling.")

    def chosen(entity_id: str) -> None:
        # In a callback, the only time when a box that is drawn may be emptied.
        st.session_state[box] = ""
        choose(entity_id)

    for row in found.itertuples():
        where = "" if is_missing(row.place) or not row.place else f", {row.place}"
        title = f"{plain(row.name, 80)} ({KINDS[row.kind].title}{where})"
        st.button(
            markdown(title, 160),
            key=f"{box}-{row.id}",
            type="tertiary",
            icon=":material/add:",
            on_click=chosen,
            args=[row.id],
        )


def _filters(view: View, titles: Mapping[str, str]) -> None:
    """Layers, single types, days, amount, score and size."""
    _layers(view, titles)
    _single_types(view, titles)
    left, right = st.columns(2)
    with left:
        _day("since", "Since (links that ended before are left out)", view.since)
        _amount(view)
        _size(view)
    with right:
        _day("until", "Until (links that began later are left out)", view.until)
        _set("score", 0.0 if view.score is None else view.score)
        st.slider("Least score", 0.0, 1.0, step=0.01, key="score", on_change=_change_score)
        _hops(view)
    st.caption("What a link does not state (a date, an amount, a score) keeps nothing out.")
    st.button("Take all filters off", on_click=_take_filters_off)


def set_filters(view: View) -> list[str]:
    """The filters that are set, each in words."""
    types = [] if NO_TYPE in view.types else [word.replace("_", " ") for word in view.types]
    said = {
        "no type of link": NO_TYPE in view.types,
        f"only {', '.join(types)}": types,
        f"since {view.since}": view.since,
        f"until {view.until}": view.until,
        f"at least {dollars(view.usd)}": view.usd is not None,
        f"score of at least {view.score}": view.score is not None,
    }
    return [words for words, is_set in said.items() if is_set]


def _set(key: str, value: object) -> None:
    """The address decides what a control shows."""
    st.session_state[key] = value


def layers_of(titles: Mapping[str, str]) -> dict[str, list[str]]:
    """Layers and those of their types that are loaded, both in the order of seeds.link_type."""
    layers: dict[str, list[str]] = {}
    for line in link_types():
        if line["link_type"] in titles:
            layers.setdefault(line["layer"], []).append(line["link_type"])
    return layers


def _types_on(view: View, titles: Mapping[str, str]) -> set[str]:
    # Types that the database does not have cannot be shown by a control.
    return set(view.types or titles) & set(titles)


def _keep_types(types: set[str], titles: Mapping[str, str]) -> None:
    """Put types into the address; all of them need no word there, none of them does."""
    # No value means all types, so none of them needs a word of its own.
    named = ",".join(sorted(types)) or NO_TYPE
    change(types=None if types == set(titles) else named)


def _layers(view: View, titles: Mapping[str, str]) -> None:
    layers, on = layers_of(titles), _types_on(view, titles)
    whole = [layer for layer, kinds in layers.items() if on & set(kinds)]

    def keep_change() -> None:
        wanted, types = set(st.session_state["layers"]), set(on)
        for layer, kinds in layers.items():
            # Only layers that were clicked: the others keep the single types chosen in them.
            if (layer in wanted) != (layer in whole):
                types = types | set(kinds) if layer in wanted else types - set(kinds)
        _keep_types(types, titles)

    _set("layers", whole)
    st.pills("Layers of links", list(layers), selection_mode="multi", key="layers",
             on_change=keep_change)  # fmt: skip


def _single_types(view: View, titles: Mapping[str, str]) -> None:
    def keep_change() -> None:
        _keep_types(set(st.session_state["types"]), titles)

    _set("types", sorted(_types_on(view, titles)))
    st.multiselect(
        "Types of links", sorted(titles), format_func=titles.get, key="types", on_change=keep_change
    )


def _day(name: str, label: str, value: date | None) -> None:
    def keep_change() -> None:
        chosen = st.session_state[name]
        change(**{name: chosen.isoformat() if chosen else None})

    _set(name, value)
    bounds = {"min_value": date(FIRST_YEAR, 1, 1), "max_value": date(LAST_YEAR, 12, 31)}
    st.date_input(label, key=name, format="YYYY-MM-DD", on_change=keep_change, **bounds)


def _amount(view: View) -> None:
    def keep_change() -> None:
        chosen = st.session_state["usd"]
        change(usd=f"{chosen:.2f}".removesuffix(".00") if chosen else None)

    # A control knows floats only; the filter itself stays a Decimal.
    _set("usd", None if view.usd is None else float(view.usd))
    st.number_input(
        "Least amount in USD",
        0.0,
        float(LARGEST_USD),
        step=1000.0,
        key="usd",
        on_change=keep_change,
    )


def _change_score() -> None:
    chosen = st.session_state["score"]
    change(score=f"{chosen:.2f}" if chosen else None)


def _size(view: View) -> None:
    _set("most", view.most)
    st.selectbox(
        "Nodes at most",
        SIZES,
        key="most",
        on_change=lambda: change(most=str(st.session_state["most"])),
    )


def _hops(view: View) -> None:
    if view.kind == "entities":
        _set("hops", view.hops)
        st.slider(
            "Links away", 1, 4, key="hops",
            on_change=lambda: change(hops=str(st.session_state["hops"])),
        )  # fmt: skip


def _take_filters_off() -> None:
    change(**dict.fromkeys(FILTERS, None))
