"""Who is tied to whom: a graph whose address reopens it and whose every link opens to records."""

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboards.base import queries, shell
from dashboards.base.grid import Table, show
from dashboards.base.places import Action, Place
from dashboards.base.texts import count_of, markdown
from dashboards.entity import records
from dashboards.graph import canvas, panel
from dashboards.graph import ends as graph_ends
from dashboards.graph import files as graph_files
from dashboards.graph import tools as graph_tools
from dashboards.graph import ways as graph_ways
from dashboards.graph.address import changed, query, stand_for
from dashboards.graph.drawing import Drawing, drawing
from dashboards.graph.nothing import nothing_drawn
from dashboards.graph.reading import read_view, without_strangers
from dashboards.graph.view import DEFAULT_CASE, View
from dashboards.notebook.made import graph_pin
from dashboards.notebook.pin import pin_button
from etl.common.queries import read_query
from etl.common.settings import ThroughlineError
from etl.graph.picture import Folding, Picture, in_year, pictured
from etl.graph.slices import entities_of
from etl.graph.svg import Lettering, svg_bytes

CASES = {
    DEFAULT_CASE: "The case of the Golden Dome missile shield: who founded, funded, gave, sits."
}
ADVICE = {"paths": "Give another name above.", "loops": "Choose a contractor above."}


def read_address() -> tuple[View, dict[str, str], dict[str, str], bool]:
    """The view of the address, link types' titles and sentences, and whether a case is loaded.

    What is set aside is said.
    """
    types = queries.rows(read_query("about/link_type"))
    titles = {row["link_type"]: row["title"] for row in types}
    named = queries.rows(read_query("stories/case_entity"), {"case": None})
    cases = {row["case_id"] for row in named}
    view, problems = read_view(query(), set(titles), cases)
    if view.kind == "case" and view.case_id not in cases:
        # Where no case is loaded the page asks whom to begin with.
        view = replace(view, kind="entities")
    view, strange = without_strangers(view, entities_of(queries.connection(), view.ids))
    for problem in (*problems, *strange):
        st.warning(problem)
    sentences = {row["link_type"]: row["sentence"] for row in types}
    return view, titles, sentences, DEFAULT_CASE in cases


def names_of(view: View) -> dict[str, str]:
    """The names of the entities that the view is about."""
    found = entities_of(queries.connection(), view.ids)
    return {entity_id: entity.name for entity_id, entity in found.items()}


def words_of(view: View, names: dict[str, str]) -> Lettering:
    """What stands around a picture: what is drawn, in which year, the caption and the notice."""
    subject = ", ".join(names[i] for i in view.subjects) or CASES.get(view.case_id, view.case_id)
    year = f", {view.dressing.year}" if view.dressing.year else ""
    title = f"Throughline: {graph_tools.SHOWN[view.kind]}: {subject}{year}"
    return Lettering(title, shell.notice(), view.dressing.caption)


def draw(view: View, drawn: Drawing, words: Lettering) -> None:
    """The canvas with its inspector beside it, and the files below."""
    folding = Folding(drawn.rests, drawn.opened, view.dressing.groups)
    picture = pictured(drawn.graph, drawn.places, folding)
    left, right = st.columns([3, 1])
    with left:
        if "cut" in drawn.notes:
            st.warning(
                f"Only {view.most} entities are drawn, those with the largest sums first. "
                "“Nodes at most”, under Filters, draws more; fewer links away draw less."
            )
        canvas.graph_canvas(view, drawn, picture, words)
        downloads(view, drawn, picture, words)
    with right:
        panel.inspector(view, drawn)


def downloads(view: View, drawn: Drawing, picture: Picture, words: Lettering) -> None:
    """The picture and the graph to take away."""
    of_year = in_year(picture, view.dressing.year)
    files = {
        "SVG": (lambda: svg_bytes(of_year, words), "image/svg+xml"),
        "GraphML": (lambda: graph_files.graphml_bytes(drawn, words.notice), "application/xml"),
    }
    with st.container(horizontal=True):
        for kind, (made, mime) in files.items():
            name = f"throughline_graph.{kind.lower()}"
            st.download_button(
                f"Download {kind}", made, name, mime, key=f"file-{kind}", on_click="ignore"
            )
        links = [key for _, _, key in drawn.graph.edges(keys=True)]
        pin_button(graph_pin(words.title, links, files["SVG"][0]), "graph")


def links_table(drawn: Drawing) -> Table:
    """The same links as rows, in the order of the alphabet; each can become the chosen link."""
    links = [key for _, _, key in drawn.graph.edges(keys=True)]
    return Table(read_query("graph/drawn"), {"links": links}, actions=_link_places)


def _link_places(row: dict[str, Any]) -> list[Action]:
    """The row's places, and this view with the link chosen."""
    chosen = Place("views/graph.py", changed(edge=str(row["_link_id"])))
    return [*records.link_actions(row), Action("Choose", chosen)]


def of_view(view: View, names: dict[str, str], sentences: dict[str, str]) -> None:
    """What a view draws, or why it draws nothing."""
    try:
        with st.spinner("Drawing the graph …"):
            drawn = drawing(view)
    except ThroughlineError as error:
        shell.empty(f"{error}.", ADVICE.get(view.kind, ""))
        return
    graph_ways.best(view, drawn.ways, sentences)
    if drawn.graph.number_of_edges() or drawn.rests:
        draw(view, drawn, words_of(view, names))
    else:
        nothing_drawn(view, drawn, names)
        panel.hidden(view)
        if view.edge:
            panel.inspector(view, drawn)
    graph_ways.ways(view, drawn.ways, sentences)
    if drawn.graph.number_of_edges():
        count = count_of(drawn.graph.number_of_edges(), "link")
        # Open where the address sorts or unfolds it.
        is_open = any(name.endswith("-links") for name in st.query_params)
        with st.expander(f"The picture as a table: {count}", expanded=is_open):
            show(links_table(drawn), "links")


def body() -> None:
    """The whole page below its title."""
    view, titles, sentences, has_case = read_address()
    open_ends = {}
    if view.kind == "paths" and any(view.names):
        view, open_ends = graph_ends.settled(view)
        said = graph_ends.address_of(view, open_ends)
        if said != query():
            stand_for(said)
    names = names_of(view)
    if view.kind == "case":
        st.caption(CASES.get(view.case_id, f"The case {markdown(view.case_id)}."))
    graph_tools.tools(view, names, titles, has_case)
    if open_ends:
        graph_ends.ask_which(open_ends)
        return
    if view.kind == "paths" and not (view.from_id and view.to_id):
        st.info("Type two names and press Enter: the paths between them are ranked and drawn.")
        return
    if view.kind == "loops" and not view.contractor_id:
        shell.empty("Loops are a contractor's.", ADVICE["loops"])
        return
    of_view(view, names, sentences)


shell.head("Relationship graph")
body()
shell.foot()
