"""What pages share: the graph canvas, the search box, texts made safe, and the footer."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from math import isnan, log10
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import streamlit as st

from dashboards import queries
from etl.graph import positions

ASSETS = Path(__file__).parent / "assets"
KINDS = {
    "person": ("Person", "ellipse", "#2563a8"),
    "organization": ("Organization", "round-rectangle", "#8a5a00"),
    "committee": ("Political committee", "hexagon", "#a3324a"),
    "agency": ("Agency", "diamond", "#2f6b3a"),
    "seat": ("Seat in Congress", "triangle", "#5b4a9e"),
    "congress_committee": ("Committee of Congress", "star", "#3f6f7a"),
}
LABEL_LENGTH = 40


def plain(text: object, length: int = 200) -> str:
    """A hostile text as one short line: no control or direction characters, no markup."""
    kept = "".join(c for c in str(text) if unicodedata.category(c)[0] != "C" or c == " ")
    return kept if len(kept) <= length else kept[: length - 1] + "…"


def markdown(text: object, length: int = 200) -> str:
    """A plain text in which Markdown sees no markup."""
    return re.sub(r"([\\`*_{}\[\]()<>#+.!|~$:^=&@])", r"\\\1", plain(text, length))


def dollars(amount: object) -> str:
    """An exact amount in USD; null is unknown, zero is zero."""
    if amount is None or (isinstance(amount, float) and isnan(amount)):
        return "amount not stated"
    value = Decimal(str(amount))
    text = f"{abs(value):,.2f}".removesuffix(".00")
    return f"{'−' if value < 0 else ''}${text}"


def short_dollars(amount: object) -> str:
    """An amount for an edge: $238.5M."""
    value = Decimal(str(amount))
    size, sign = abs(value), "−" if value < 0 else ""
    for bound, unit in ((10**9, "B"), (10**6, "M"), (10**3, "K")):
        if size >= bound:
            return f"{sign}${size / bound:.1f}{unit}"
    return f"{sign}${size:.0f}"


def edge_label(edge: dict[str, Any]) -> str:
    """What stands on an edge: money, or the role."""
    if edge["amount_usd"] is None:
        return plain(edge["label"] or "", LABEL_LENGTH)
    mark = " published total" if edge["amount_basis"] == "published_total" else ""
    return short_dollars(edge["amount_usd"]) + mark


def canvas_elements(graph: nx.MultiDiGraph, chosen: str | None) -> list[dict[str, Any]]:
    """Nodes and edges for the canvas; every label is text."""
    placed = positions(graph)
    elements: list[dict[str, Any]] = []
    for node, data in graph.nodes(data=True):
        _, shape, colour = KINDS[data["kind"]]
        x, y = placed[node]
        fields = {
            "id": node,
            "label": plain(data["name"], LABEL_LENGTH),
            "shape": shape,
            "colour": colour,
            "chosen": "yes" if node == chosen else "no",
        }
        elements.append({"group": "nodes", "data": fields, "position": {"x": x, "y": y}})
    for origin, target, data in graph.edges(data=True):
        amount = abs(float(data["amount_usd"] or 0))
        fields = {
            "id": data["link_id"],
            "source": origin,
            "target": target,
            "label": edge_label(data),
            "width": 1.5 + (log10(amount) if amount >= 1 else 0) * 0.7,
            "line": _line(data),
            "chosen": "yes" if data["link_id"] == chosen else "no",
        }
        elements.append({"group": "edges", "data": fields})
    return elements


def _line(edge: dict[str, Any]) -> str:
    """Dashed for someone else's total, dotted where only the names agree."""
    if edge["amount_basis"] == "published_total":
        return "dashed"
    return "dotted" if edge["basis"] in ("exact_name", "similar_name") else "solid"


@st.cache_resource
def _canvas() -> Any:
    """The canvas component: Cytoscape.js and our glue, both shipped with the project."""
    library = (ASSETS / "cytoscape.min.js").read_text(encoding="utf-8")
    glue = (ASSETS / "graph.js").read_text(encoding="utf-8")
    return st.components.v2.component(
        "throughline_graph",
        html='<div class="throughline-graph" role="img" aria-label="Relationship graph; the same '
        'links stand in the table below"></div>',
        css=".throughline-graph{width:100%;height:620px;border:1px solid #8884;border-radius:8px}",
        js=library + "\n" + glue,
        isolate_styles=False,
    )


def graph_canvas(graph: nx.MultiDiGraph, chosen: str | None, key: str) -> None:
    """Draw the graph; a click on a node or an edge is remembered in the page's address."""
    _canvas()(
        data={"elements": canvas_elements(graph, chosen)},
        key=key,
        on_picked_change=lambda: _remember(key),
    )


def _remember(key: str) -> None:
    """Put what was clicked into the address, so that the address reopens this view."""
    picked = st.session_state[key]["picked"]
    if picked and picked["kind"] == "edge":
        st.query_params["edge"] = picked["id"]
    elif picked:
        st.query_params.pop("case", None)
        st.query_params.pop("edge", None)
        st.query_params["entity"] = picked["id"]


_MARKS = {
    "ellipse": "●",
    "round-rectangle": "■",
    "hexagon": "⬢",
    "diamond": "◆",
    "triangle": "▲",
    "star": "★",
}


def legend() -> None:
    """Kinds by shape and colour, lines by how they are known."""
    items = [
        f'<span><span style="color:{colour};font-size:1.1rem">{_MARKS[shape]}</span> {title}</span>'
        for title, shape, colour in KINDS.values()
    ]
    st.html('<div style="display:flex;flex-wrap:wrap;gap:1.2rem">' + "".join(items) + "</div>")
    st.caption(
        "Solid line: our sum of records, or a stated role. Dashed: a total that someone else "
        "published. Dotted: the names agree and nothing more is known. Width grows with money."
    )


def search_box(key: str) -> None:
    """One box over contractors, people, committees and agencies; results open the graph."""
    text = st.text_input(
        "Search contractors, people, committees and agencies",
        key=f"search-{key}",
        placeholder="e.g. SpaceX, America PAC, Norcross",
        max_chars=200,
    )
    if text.strip():
        search_results(text, key)


def search_results(text: str, key: str) -> None:
    """The entities that a text finds, each with kind and place."""
    found = queries.search(text)
    if found.empty:
        st.info("Nothing by that name is loaded. Try fewer letters, or load more files.")
    for row in found.itertuples():
        kind = KINDS[row.kind][0]
        where = f", {plain(row.place)}" if isinstance(row.place, str) and row.place else ""
        title = f"{markdown(row.name, 80)} — {kind}{markdown(where)} ({row.links} links)"
        if st.button(title, key=f"{key}-{row.entity_id}", type="tertiary"):
            st.switch_page("views/graph.py", query_params={"entity": row.entity_id})


def link_details(link_id: str) -> None:
    """What a link says, how sure it is, what speaks against more, and its records."""
    link = queries.edge(link_id)
    if link is None:
        st.warning("This link is not in the database that is loaded now.")
        return
    names = markdown(link["from_name"], 80), markdown(link["to_name"], 80)
    st.markdown(f"#### {names[0]} {link['sentence']} {names[1]}")
    st.markdown(" · ".join(markdown(fact, 400) for fact in _facts(link)))
    st.caption(
        f"{link['description']} **What speaks against reading more into it:** {link['innocent']}"
    )
    records = queries.evidence(link_id)
    st.dataframe(
        records,
        hide_index=True,
        column_config={
            "date": st.column_config.DateColumn("Date"),
            "title": st.column_config.TextColumn("Record", width="large"),
            "amount_usd": st.column_config.NumberColumn("USD", format="dollar"),
            "note": st.column_config.TextColumn("Note", width="medium"),
            "link": st.column_config.LinkColumn("Open the record", display_text="open"),
            "source_file": "Published file",
            "record_id": "Record id",
            "source_sha256": "SHA-256 of the file",
            "published_date": st.column_config.DateColumn("Published"),
        },
        key=f"records-{link_id}",
    )
    for row in records.head(10).itertuples():
        url = row.link if isinstance(row.link, str) else None
        text = markdown(row.title, 120)
        st.markdown(f"- [{text}]({url})" if url and _is_web(url) else f"- {text} (link wanted)")


def _is_web(url: str) -> bool:
    """Whether a link may be offered: an https page with no character that ends Markdown's link."""
    return re.fullmatch(r"https://[^\s()<>\"']+", url) is not None


def _facts(link: dict[str, object]) -> list[str]:
    """Amount, dates, basis and score in words."""
    facts = []
    if link["amount_usd"] is not None:
        own = link["amount_basis"] == "itemized"
        facts.append(
            f"{dollars(link['amount_usd'])}, "
            f"{'our sum of the records' if own else 'published total, not our sum'}"
        )
    if link["label"]:
        facts.append(str(link["label"]))
    dates = [str(day) for day in (link["first_date"], link["last_date"]) if day is not None]
    if dates:
        facts.append(" to ".join(dict.fromkeys(dates)))
    facts.append(f"{link['record_count']} records")
    basis = {
        "identifier": "by public identifier",
        "exact_name": "by exact name only",
        "human": "stated by a person, with a source",
    }
    facts.append(basis.get(str(link["basis"]), str(link["basis"])))
    facts.append("score " + ("not measured" if link["score"] is None else f"{link['score']:.2f}"))
    return facts


def footer() -> None:
    """The use notice, the as-of date and the way to a correction, on every page."""
    st.divider()
    built = queries.one("select as_of_date from marts.build")
    notices = queries.frame("select text from marts.notice order by notice_id desc")
    st.caption(
        f"Built as of {built['as_of_date'] if built else 'unknown'}. " + " ".join(notices["text"])
    )


def page(title: str) -> bool:
    """Title and search box; false, with what to run, when there is no database to read."""
    st.title(title)
    try:
        queries.connection()
    except queries.NoDatabaseError as error:
        st.error(
            f"{markdown(error, 400)} Run `make build` (or `python -m etl run --case "
            "golden_dome`), then reload this page."
        )
        return False
    return True


def plain_texts(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with every text made plain."""
    texts = rows.select_dtypes(include=["object", "str"]).columns
    return rows.assign(
        **{
            name: rows[name].map(
                lambda value: plain(value, 400) if isinstance(value, str) else value
            )
            for name in texts
        }
    )


def money_table(edges: list[dict[str, Any]], names: dict[str, str]) -> pd.DataFrame:
    """The graph's edges as a table."""
    return pd.DataFrame(
        [
            {
                "from": plain(names[edge["from_id"]], 80),
                "link": edge["link_type"].replace("_", " "),
                "to": plain(names[edge["to_id"]], 80),
                "USD": None if edge["amount_usd"] is None else float(edge["amount_usd"]),
                "amount is": edge["amount_basis"],
                "first": edge["first_date"],
                "last": edge["last_date"],
                "records": edge["record_count"],
                "known by": edge["basis"],
                "says": plain(edge["label"] or "", 120),
            }
            for edge in edges
        ]
    )
