"""Files of the graph: whole, opened by others' programs, and with nothing in them that runs."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import networkx as nx
import pytest

from dashboards.base.kinds import KINDS
from dashboards.graph.canvas import canvas_data
from dashboards.graph.drawing import Drawing
from dashboards.graph.files import graphml_bytes
from etl.graph.dragged import MOST_DRAGGED, dragged, encoded, is_encoded, short_key
from etl.graph.layout import positions
from etl.graph.opening import Rest
from etl.graph.picture import Folding, in_year, pictured
from etl.graph.signs import DASHES, edge_label, edge_line, legend_words, node_label
from etl.graph.svg import Lettering, svg_bytes

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    '=HYPERLINK("http://evil")',
    "\u202egnp.exe\x00\ud800\x0b]]><script>alert(1)</script>",
    "A" * 10_000,
    "",
]
NOTICE = "Built as of 2026-06-30. 52 U.S.C. 30111(a)(4) & <more>"
SVG = "{http://www.w3.org/2000/svg}"


def link(link_id: str, origin: str, target: str, **stated: object) -> dict[str, object]:
    """A link as the graph holds it."""
    given = {"first_date": None, "last_date": None, "amount_usd": None, "amount_basis": None}
    given |= {
        "record_count": 1,
        "basis": "identifier",
        "score": 1.0,
        "label": None,
        "strength": "identifier",
        "certainty": 1.0,
    }
    ends = {"link_id": link_id, "link_type": "contributed_to", "from_id": origin, "to_id": target}
    return given | ends | stated


@pytest.fixture
def drawn() -> Drawing:
    """Six nodes of six kinds with hostile names; two links side by side, one to itself."""
    graph = nx.MultiDiGraph()
    for kind, name in zip(KINDS, HOSTILE, strict=True):
        graph.add_node(kind, kind=kind, name=name, place=None, link_count=3)
    money = {"amount_usd": Decimal("1234.56"), "first_date": date(2024, 1, 31)}
    rows = [
        link("l1", "person", "committee", **money, label=HOSTILE[0]),
        link("l2", "committee", "person", amount_basis="published_total", amount_usd=Decimal(0)),
        link(
            "l3",
            "person",
            "person",
            basis="exact_name",
            score=0.93,
            strength="equal_names",
            label=HOSTILE[3],
        ),
        link("l4", "seat", "agency", strength="similar_names", amount_basis="published_total"),
    ]
    for row in rows:
        graph.add_edge(row["from_id"], row["to_id"], key=row["link_id"], **row)
    return Drawing(graph, positions(graph), None, ())


def test_graphml_is_opened_by_networkx_with_all_that_is_known(drawn: Drawing) -> None:
    found = nx.read_graphml(io.BytesIO(graphml_bytes(drawn, NOTICE)), force_multigraph=True)
    assert found.graph["notice"] == NOTICE
    assert set(found) == set(KINDS)
    assert found.nodes["person"]["name"] == HOSTILE[0]
    assert "\u202e" not in found.nodes["agency"]["name"]
    edges = {key: data for _, _, key, data in found.edges(keys=True, data=True)}
    assert set(edges) == {"l1", "l2", "l3", "l4"}
    assert edges["l1"]["amount_usd"] == 1234.56
    assert edges["l1"]["first_date"] == "2024-01-31"
    assert (edges["l3"]["score"], edges["l1"]["link_type"]) == (0.93, "contributed_to")
    # zero is zero, and what is not stated has no value
    assert edges["l2"]["amount_usd"] == 0
    assert "amount_usd" not in edges["l3"]


def test_svg_is_xml_that_holds_texts_and_runs_nothing(drawn: Drawing) -> None:
    words = Lettering(f"Graph of {HOSTILE[0]}", NOTICE, f"My words {HOSTILE[3]}")
    root = ElementTree.fromstring(svg_bytes(pictured(drawn.graph, drawn.places), words))
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {
        "svg",
        "title",
        "desc",
        "rect",
        "g",
        "path",
        "polygon",
        "circle",
        "text",
        "tspan",
    }
    assert not [
        name
        for element in root.iter()
        for name in element.attrib
        if name.startswith(("on", "href"))
    ]
    assert root.find(f"{SVG}title").text == f"Graph of {HOSTILE[0]}"
    assert NOTICE in root.find(f"{SVG}desc").text
    texts = "".join(root.itertext())
    # title, caption, legend and notice are part of what is seen
    seen = "".join(text.text or "" for text in root.iter(f"{SVG}text"))
    assert f"Graph of {HOSTILE[0]}" in seen and "My words" in seen and "● Person" in seen
    assert "Blue lines, dark to light" in seen
    assert "2026-06-30" in texts.replace(root.find(f"{SVG}desc").text, "")
    assert "$1.2K" in texts and len(texts) < 10_000
    dashes = {path.get("stroke-dasharray") for path in root.iter(f"{SVG}path")}
    assert dashes == {None, *(" ".join(map(str, d)) for d in DASHES.values() if d)}


def test_an_empty_graph_makes_files_too() -> None:
    nothing = Drawing(nx.MultiDiGraph(), {}, None, ())
    ElementTree.fromstring(svg_bytes(pictured(nothing.graph, {}), Lettering("Graph", NOTICE)))
    assert len(nx.read_graphml(io.BytesIO(graphml_bytes(nothing, NOTICE)))) == 0


@pytest.mark.parametrize(
    ("stated", "line"),
    [
        ({}, "solid"),
        ({"strength": "stated"}, "solid"),
        ({"strength": "as_written"}, "solid"),
        ({"strength": "equal_names", "score": 0.9999}, "dashed"),
        ({"strength": "similar_names"}, "dashed"),
        ({"amount_basis": "published_total"}, "dotted"),
        ({"amount_basis": "published_total", "strength": "similar_names"}, "dashdot"),
    ],
)
def test_a_line_says_how_it_is_known(stated: dict[str, object], line: str) -> None:
    assert edge_line(link("l", "a", "b", **stated)) == line
    assert line in legend_words() and line in DASHES


def test_unknown_money_and_no_money_differ() -> None:
    assert edge_label(link("l", "a", "b", amount_usd=Decimal(0))) == "recipient $0"
    assert edge_label(link("l", "a", "b")) == "recipient"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_label_is_two_short_lines(name: str) -> None:
    lines = node_label(name).split("\n")
    assert len(lines) <= 2 and all(len(line) <= 18 for line in lines)
    assert not {"\u202e", "\x00"} & set(node_label(name))


def test_the_canvas_gets_short_texts_only(drawn: Drawing) -> None:
    found = canvas_data(pictured(drawn.graph, drawn.places))
    assert [row[0] for row in found["nodes"]] == list(KINDS)
    assert [row[:3] for row in found["edges"]][0] == ["l1", "person", "committee"]
    texts = [cell for row in found["nodes"] + found["edges"] for cell in row if type(cell) is str]
    assert max(map(len, texts)) <= 120
    assert not [text for text in texts if {"\u202e", "\x00"} & set(text)]


def test_what_many_share_is_a_count_until_it_is_opened(drawn: Drawing) -> None:
    drawn.graph.nodes["agency"]["link_count"] = 143
    drawn.graph.nodes["person"]["link_count"] = 41
    rest = Rest("person", "reported_employer", True, 1200)
    places = drawn.places | {rest.rest_id: (0.0, 0.0)}
    looks = {
        spot.node_id: (spot.look, spot.label)
        for spot in pictured(drawn.graph, places, Folding([rest], {"person"})).spots
    }
    assert looks["agency"] == ("hub", looks["agency"][1]) and "143 links" in looks["agency"][1]
    assert looks["agency"][1].startswith("◆")
    assert looks["person"][0] == "node"
    assert looks[rest.rest_id] == ("rest", "+ 1,200\nemployers")
    assert Rest.of(rest.rest_id) == Rest("person", "reported_employer", True)
    assert Rest.of("rest:x:up:a") is Rest.of("uei:A") is None
    opened = pictured(drawn.graph, places, Folding([], {"agency"})).spots
    assert {spot.node_id for spot in opened if spot.look == "hub"} == {
        "person",
        "congress_committee",
    }


def test_nodes_fold_into_one_with_their_links_counted(drawn: Drawing) -> None:
    for number in range(3):
        row = link(f"m{number}", "seat", ["person", "committee", "agency"][number])
        drawn.graph.add_edge(row["from_id"], row["to_id"], key=row["link_id"], **row)
    found = pictured(drawn.graph, drawn.places, Folding(groups=["person|committee", "seat|agency"]))
    spots = {spot.node_id: spot for spot in found.spots}
    assert {"group:0", "group:1"} < set(spots) and not {"person", "seat"} & set(spots)
    lines = {(line.from_id, line.to_id): line for line in found.lines}
    # what is inside a group is not drawn, and two links of one type are one line that says so
    assert set(lines) == {("group:1", "group:0")}
    assert lines["group:1", "group:0"].label == "2 × recipient"
    # one alone, or a kind of which one is there, stays what it is
    alone = pictured(drawn.graph, drawn.places, Folding(groups=["person", "kind:agency", "x|y"]))
    assert {spot.look for spot in alone.spots} == {"node"}


def test_a_year_keeps_what_may_hold_and_what_has_no_day(drawn: Drawing) -> None:
    whole = pictured(drawn.graph, drawn.places)
    assert {line.link_id for line in in_year(whole, 2023).lines} == {"l2", "l3", "l4"}
    assert {line.link_id for line in in_year(whole, 2024).lines} == {"l1", "l2", "l3", "l4"}
    assert in_year(whole, None) is whole


def test_the_colour_of_a_gift_is_its_givers_role() -> None:
    graph = nx.MultiDiGraph()
    for name, kind in (("boss", "person"), ("firm", "organization"), ("pac", "committee")):
        graph.add_node(name, kind=kind, name=name, place=None, link_count=2)
    rows = [
        link("role", "boss", "firm", link_type="officer_of"),
        link("also", "boss", "firm", link_type="reported_employer"),
        link("gift", "boss", "pac"),
        link("fund", "pac", "firm", link_type="connected_organization"),
    ]
    for row in rows:
        graph.add_edge(row["from_id"], row["to_id"], key=row["link_id"], **row)
    tones = {line.link_id: line.tone for line in pictured(graph, positions(graph)).lines}
    assert tones == {"role": "officer", "also": "employee", "gift": "officer", "fund": "pac"}


def test_dragged_places_are_short_and_come_back() -> None:
    text = encoded({"a": (12.6, -7.2), "b": (0, 99_999)})
    assert is_encoded(text) and text.startswith(f"{short_key('a')}.13.-7_")
    assert dragged(text, ["a", "b", "c"]) == {"a": (13.0, -7.0), "b": (0.0, 20_000.0)}
    assert dragged("nonsense", ["a"]) == dragged(text, ["c"]) == {}
    many = encoded({f"n{number}": (1, 1) for number in range(200)})
    assert is_encoded(many) and many.count("_") == MOST_DRAGGED - 1
    assert not is_encoded(f"{many}_{many}")
