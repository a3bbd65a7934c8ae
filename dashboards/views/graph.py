"""Who is tied to whom: a graph whose address reopens it and whose every link opens to records."""

from typing import Any

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.grid import Table, show
from dashboards.base.places import Action, Place
from dashboards.base.texts import markdown
from dashboards.entity import records
from dashboards.graph import canvas
from dashboards.graph import files as graph_files
from dashboards.graph import panel as graph_panel
from dashboards.graph import tools as graph_tools
from dashboards.graph import ways as graph_ways
from dashboards.graph.drawing import ADDED, Drawing, drawing
from dashboards.graph.view import DEFAULT_CASE, View, read_view, without_strangers
from etl.common.queries import read_query
from etl.common.settings import ThroughlineError
from etl.graph.slices import entities_of

CASES = {
    DEFAULT_CASE: "The case of the Golden Dome missile shield: who founded, funded, gave, sits."
}
ADVICE = {
    "case": "Put more layers on, or take the filters off.",
    "entities": "Add an entity by name above, put more layers on, or take the filters off.",
    "paths": "Choose where the paths begin and end above.",
    "loops": "Choose a contractor above.",
}


def read_address() -> tuple[View, dict[str, str], dict[str, str]]:
    """The view of the address, link types' titles and sentences; what is set aside is said."""
    types = queries.rows(read_query("about/link_type"))
    titles = {row["link_type"]: row["title"] for row in types}
    named = queries.rows(read_query("stories/case_entity"), {"case": None})
    # `get` would give the last of several entities only.
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    view, problems = read_view(query, set(titles), {row["case_id"] for row in named})
    view, strange = without_strangers(view, entities_of(queries.connection(), view.ids))
    for problem in (*problems, *strange):
        st.warning(problem)
    return view, titles, {row["link_type"]: row["sentence"] for row in types}


def names_of(view: View) -> dict[str, str]:
    """The names of the entities that the view is about."""
    found = entities_of(queries.connection(), view.ids)
    return {entity_id: entity.name for entity_id, entity in found.items()}


def title_of(view: View, names: dict[str, str]) -> str:
    """What is drawn, for a file's title."""
    about = [i for i in (*view.entities, view.from_id, view.to_id, view.contractor_id) if i]
    subject = ", ".join(names[i] for i in about) or CASES.get(view.case_id, view.case_id)
    return f"Throughline: {graph_tools.SHOWN[view.kind]}: {subject}"


def say_notes(view: View, drawn: Drawing, names: dict[str, str]) -> None:
    """What is left out of the drawing."""
    for note in drawn.notes:
        if note == "cut":
            st.warning(
                f"Only {view.most} entities are drawn, those with the largest sums first. "
                "“Nodes at most”, under Filters, draws more; fewer links away draw less."
            )
        else:
            st.caption(f"{markdown(names[note], 80)}: {ADDED} neighbours are added, it has more.")


def draw(view: View, drawn: Drawing, title: str) -> None:
    """Canvas, list of nodes, chosen node, and files."""
    notice = shell.notice()
    told = {"view": repr(view.question), "notice": notice}
    chosen = {i for i in (view.edge, view.node, *view.entities, view.from_id, view.to_id) if i}
    canvas.graph_canvas(drawn, chosen, told, graph_panel.pick)
    canvas.legend()
    graph_panel.hidden(view)
    graph_panel.chooser(view, drawn)
    graph_panel.node_panel(view, drawn)
    with st.container(horizontal=True):
        files = {
            "SVG": (lambda: graph_files.svg_bytes(drawn, title, notice), "image/svg+xml"),
            "GraphML": (lambda: graph_files.graphml_bytes(drawn, notice), "application/xml"),
        }
        for kind, (made, mime) in files.items():
            name = f"throughline_graph.{kind.lower()}"
            st.download_button(
                f"Download {kind}", made, name, mime, key=f"file-{kind}", on_click="ignore"
            )


def show_link(view: View, drawn: Drawing) -> None:
    """The chosen link's records, drawn or not."""
    if not view.edge:
        st.caption("Click a line, or choose a row below, to see what it says and its records.")
        return
    if view.edge not in {key for _, _, key in drawn.graph.edges(keys=True)}:
        st.warning("The chosen link is not drawn in this view; what it says stands here.")
    records.link_details(view.edge)


def links_table(drawn: Drawing) -> Table:
    """The same links as rows, in the order of the alphabet; each can become the chosen link."""
    links = [key for _, _, key in drawn.graph.edges(keys=True)]
    return Table(read_query("graph/drawn"), {"links": links}, actions=_link_places)


def _link_places(row: dict[str, Any]) -> list[Action]:
    """The row's places, and this view with the link chosen."""
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    chosen = Place("views/graph.py", {**query, "edge": str(row["_link_id"])})
    return [*records.link_actions(row), Action("Choose", chosen)]


def body() -> None:
    """The whole page below its title."""
    view, titles, sentences = read_address()
    names = names_of(view)
    if view.kind == "case":
        st.caption(CASES.get(view.case_id, f"The case {markdown(view.case_id)}."))
    graph_tools.subject(view, names)
    graph_tools.filters(view, titles)
    try:
        with st.spinner("Drawing the graph …"):
            drawn = drawing(view)
    except ThroughlineError as error:
        shell.empty(f"{error}.", ADVICE[view.kind])
        return
    say_notes(view, drawn, names)
    if drawn.graph.number_of_edges() == 0:
        shell.empty("No links are loaded here.", ADVICE[view.kind])
        graph_panel.hidden(view)
        if view.edge:
            show_link(view, drawn)
    else:
        draw(view, drawn, title_of(view, names))
        show_link(view, drawn)
    graph_ways.ways(view, drawn.ways, sentences)
    if drawn.graph.number_of_edges():
        show(links_table(drawn), "links")


shell.head("Relationship graph")
body()
shell.foot()
