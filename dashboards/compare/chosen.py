"""Who is compared: the ids of the address, names that are typed, and addresses with other ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboards.base import queries, search
from dashboards.base.places import Place, go, link
from dashboards.base.texts import markdown
from dashboards.compare.agencies import read_agency
from dashboards.compare.firms import read_firm
from dashboards.compare.members import read_member
from dashboards.compare.side import ComparedSide

PAGE = "views/compare.py"
LEAST, MOST = 2, 4
FOUND, OTHERS = 40, 5
# What may be compared with its like: how it is told, its words, and what reads it.
KINDS: dict[str, tuple[str, Callable[[Mapping[str, Any]], ComparedSide]]] = {
    "firm": ("firms", read_firm),
    "agency": ("agencies", read_agency),
    "member": ("members of Congress", read_member),
}
_PARTS = re.compile(r"\s*(?:;|\||\n|\bvs\.?\s|\bversus\s)\s*", re.IGNORECASE)
_LOOSE = re.compile(r"\s*(?:,|\band\b|&)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Candidates:
    """The entities of an address that can be compared, and a sentence for each that cannot."""

    kind: str
    entities: tuple[Mapping[str, Any], ...]
    left_out: tuple[str, ...]

    @property
    def ids(self) -> list[str]:
        """Their ids, in the order of the address."""
        return [str(found["entity_id"]) for found in self.entities]


def compare_place(ids: Sequence[str]) -> Place:
    """The address that compares these."""
    return Place(PAGE, {"id": list(ids)[:MOST]})


def kind_of(entity_id: str, entity_kind: str) -> str | None:
    """Of which kind an entity is compared; None where it is not."""
    if entity_id.startswith("bioguide:"):
        return "member"
    return {"organization": "firm", "agency": "agency"}.get(entity_kind)


def read_choice(ids: Sequence[str]) -> Candidates:
    """The entities of an address: like with like, each once, four at most."""
    kind, kept, left_out = "", {}, []
    for entity_id in dict.fromkeys(ids):
        found = queries.entity(entity_id)
        if found is None:
            left_out.append(f"{entity_id or 'an empty id'} is not in the records loaded.")
            continue
        own = kind_of(str(found["entity_id"]), str(found["entity_kind"]))
        if own is None or (kind and own != kind):
            words = KINDS[kind][0] if kind else "firms, agencies and members of Congress"
            left_out.append(f"{found['name']} is left out: here {words} stand side by side.")
        elif len(kept) == MOST:
            left_out.append(f"{found['name']} is left out: {MOST} at most stand side by side.")
        else:
            kind = own
            kept[str(found["entity_id"])] = found
    return Candidates(kind, tuple(kept.values()), tuple(left_out))


def ask_names(choice: Candidates) -> None:
    """A box for names; each is taken for its likeliest bearer, the others stay one click off."""
    if len(choice.ids) < MOST:
        text = st.text_input(
            "Add by name; several with ; between them",
            key=f"compare-{'-'.join(choice.ids)}",
            placeholder="Boeing; Lockheed Martin",
            max_chars=200,
        )
        if text.strip():
            _take(text, choice)
    for typed, taken, others in st.session_state.get("compare-taken", []):
        if taken in choice.ids and others:
            _offer_others(typed, taken, others, choice)


def _take(text: str, choice: Candidates) -> None:
    """Go to the comparison with the names that were typed."""
    ids, taken, kind = list(choice.ids), [], choice.kind
    for part in split_names(text):
        rows = _bearers(part, kind)
        if not rows:
            st.warning(f"No {_words(kind)} by the name {markdown(part, 80)} in the records loaded.")
            return
        kind = rows[0][0]
        ids.append(rows[0][1])
        taken.append((part, rows[0][1], [row[1:] for row in rows[1 : OTHERS + 1]]))
    st.session_state["compare-taken"] = taken
    wanted = list(dict.fromkeys(ids))
    if wanted == choice.ids:
        st.info("That is chosen already.")
        return
    go(compare_place(wanted))


def split_names(text: str) -> list[str]:
    """The names of a text: between ; | or vs, else commas and `and` where the whole is no name."""
    parts = [part for part in _PARTS.split(text.strip()) if part]
    if len(parts) == 1 and not _bearers(parts[0], ""):
        loose = [part for part in _LOOSE.split(parts[0]) if part]
        return loose if len(loose) > 1 else parts
    return parts


def _bearers(name: str, kind: str) -> list[tuple[str, str, str]]:
    """Who bears a name: kind, id and name, of one kind where one is wanted."""
    rows = []
    for row in search.find(name, FOUND).to_dict("records"):
        own = kind_of(str(row["id"]), str(row["kind"]))
        if own and own == (kind or own):
            rows.append((own, str(row["id"]), str(row["name"])))
            # Like with like, also among the others of the name.
            kind = kind or own
    return rows


def _words(kind: str) -> str:
    return {"firm": "firm", "agency": "agency", "member": "member of Congress"}.get(
        kind, "firm, agency or member of Congress"
    )


def _offer_others(
    typed: str, taken: str, others: list[tuple[str, str]], choice: Candidates
) -> None:
    """Others of a name that was typed, each the same comparison with it in place of the taken."""
    links = [
        link(name, compare_place([other if one == taken else one for one in choice.ids]))
        for other, name in others
        if other not in choice.ids
    ]
    if links:
        st.caption(f"{markdown(typed, 80)} may also be: {' · '.join(links)}")
