"""What pages pin: an entity's sentence, a link, a flag, a claim, a table, paths and graphs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from dashboards.base.grid import Table
from dashboards.base.places import entity_place, records_place
from dashboards.base.texts import plain
from dashboards.notebook.pin import Pin, pin_button
from etl.common.queries import read_query, with_pieces
from etl.graph.paths import Path
from etl.stories.claims import Claim
from etl.stories.notebook.asked import notation
from etl.stories.notebook.cards import CLAIM, Card
from etl.stories.notebook.taking import claim_sentence

FLAG = (
    "{title}, {about}: {state}. {reason} How ordinary it is: {how ordinary}. Innocent "
    "explanations: {innocent explanations}"
)
LINK = (
    "{from_name} {sentence} {to_name}. Amount: {amount_usd}; first: {first_date}; last: "
    "{last_date}; records: {record_count}; known by: {known_by}. What speaks against reading more "
    "into it: {innocent}"
)


def entity_pin(found: Mapping[str, object]) -> Pin:
    """Who an entity is, in its own sentence."""
    entity_id, kind = str(found["entity_id"]), str(found["entity_kind"])
    return Pin(
        Card(
            "number",
            plain(found["name"], 200),
            address=entity_place(entity_id, kind).address,
            asked="entity/entity",
            values={"entity_id": entity_id},
            says="{name}: {summary}." if found["summary"] else "{name}.",
        )
    )


def sum_pin(
    title: str,
    asked: str,
    values: Mapping[str, object],
    column: str = "amount_usd",
    cited: str = "",
) -> Pin:
    """A number by the query and the column that it is read from, with its records."""
    says = f"{{{column}}}"
    card = Card("number", plain(title, 300), asked=asked, values=dict(values), says=says)
    return Pin(replace(card, cited=cited))


def link_pin(link: Mapping[str, object]) -> Pin:
    """A link, what speaks against reading more into it, and its records."""
    link_id = str(link["link_id"])
    return Pin(
        Card(
            "link",
            plain(f"{link['from_name']} {link['sentence']} {link['to_name']}", 300),
            address=records_place(link=link_id).address,
            asked="link/link",
            values={"link_id": link_id},
            says=LINK,
            cited="record/of_link",
        )
    )


def flag_pin(flag: Mapping[str, object]) -> Pin:
    """A flag with how ordinary it is, its innocent explanations and its records."""
    flag_id = str(flag["_flag_id"])
    wanted = with_pieces(read_query("flag/cards"), wanted=read_query("flag/by_id"))
    return Pin(
        Card(
            "flag",
            plain(flag["title"], 200),
            address=records_place(flag=flag_id).address,
            asked=notation(wanted),
            values={"flag_id": flag_id, "most": 1},
            says=FLAG,
            cited="record/of_flag",
        )
    )


def claim_pin(case_id: str, claim: Claim) -> Pin:
    """A claim of a case with its state, its parts and its records."""
    card = Card("claim", plain(claim.sentence, 300), asked=f"{CLAIM}{case_id}/{claim.name}")
    return Pin(card, claim_sentence(claim))


def table_pin(table: Table, sorting: str = "") -> Pin:
    """A table as it is ordered, its first rows their count; `sorting` is the address's."""
    name = sorting.removeprefix("-")
    column = f'"{name}" {"desc" if sorting[:1] == "-" else "asc"} nulls last' if name else ""
    own = table.sorting if table.sorting not in (table.query.order, "all") else ""
    order = ", ".join(part for part in (column, own or (column and table.query.order)) if part)
    title, asked = plain(table.heading, 200), notation(table.query)
    return Pin(Card("table", title, asked=asked, values=dict(table.values), order=order))


def pin_table(table: Table, key: str) -> None:
    """What every table offers beside its downloads."""
    pin_button(table_pin(table, st.query_params.get(f"sort-{key}", "")), f"table-{key}")


def path_pin(path: Path, number: int, sentences: Mapping[str, str]) -> Pin:
    """A path in words, with the links that it consists of and their records."""
    links = [step[0].link_id for step in path.steps]
    title = plain(f"{path.entities[0].name} to {path.entities[-1].name}: path {number}", 300)
    words = [path.entities[0].name]
    for step, entity in zip(path.steps, path.entities[1:], strict=True):
        says = sentences.get(step[0].link_type, step[0].link_type)
        # Paths are walked in either direction; the arrow says which way the link points.
        is_onward = step[0].to_id == entity.entity_id
        words += [f"— {says} →" if is_onward else f"← {says} —", entity.name]
    said = f"{' '.join(words)}. A path is no finding: nearly any two entities are joined by some."
    return Pin(_drawn("path", title, links), said)


def _drawn(kind: str, title: str, links: Sequence[str]) -> Card:
    """A card that rests on links, with their records."""
    values = {"links": sorted(links)}
    return Card(kind, title, asked="graph/drawn", values=values, cited="notebook/of_links")


def graph_pin(title: str, links: Sequence[str], picture: Callable[[], bytes]) -> Pin:
    """A graph as it stands: its address holds what is hidden and opened, the picture the places."""
    return Pin(_drawn("graph", plain(title, 300), links), picture=picture)
