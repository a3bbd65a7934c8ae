"""The graph page in a real browser: clicked, expanded, reopened, taken away; names are inert."""

from __future__ import annotations

import json
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb
import networkx as nx
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PATIENCE, Visited
from tests.fixtures.serving import served

pytestmark = pytest.mark.browser

SPACEX, PALANTIR = "uei:C6M7C2FLKER5", "uei:FSY4LVSBGWB7"
HOSTILE = {
    "Founders Fund": "<img src=x onerror=alert(1)>",
    "Peter Thiel": "javascript:alert(1)",
    "Gwynne Shotwell": '=HYPERLINK("http://evil")',
    "Palmer Luckey": "\u202egnp.exe <script>alert(1)</script> ![x](http://evil/x.png)",
    "Brian Schimpf": "A" * 10_000,
}
READY = "document.querySelector('.throughline-graph')?.throughlineGraph?.nodes().length > 0"
PLACES = """() => Object.fromEntries(document.querySelector('.throughline-graph').throughlineGraph
  .nodes().map((n) => [n.id(), [n.position().x, n.position().y]]))"""
CHOSEN = """() => document.querySelector('.throughline-graph').throughlineGraph
  .elements('[chosen = "yes"]').map((e) => e.id()).sort()"""
POINT = """(id) => {
  const box = document.querySelector('.throughline-graph');
  const found = box.throughlineGraph.getElementById(id), place = box.getBoundingClientRect();
  const at = found.isNode() ? found.renderedPosition() : found.renderedMidpoint();
  return [at.x + place.left, at.y + place.top];
}"""
COUNT = "document.querySelector('.throughline-graph')?.throughlineGraph?.nodes().length"
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
VIEW = """() => { const cy = document.querySelector('.throughline-graph').throughlineGraph;
  return [cy.pan().x, cy.pan().y, cy.zoom()]; }"""


@pytest.fixture(scope="module")
def data(case_settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled case in which some bear hostile names."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copy(case_settings.data / "throughline.duckdb", folder)
    with duckdb.connect(str(folder / "throughline.duckdb")) as engine:
        for name, hostile in HOSTILE.items():
            for place in ("entity.name", "edge.from_name", "edge.to_name"):
                table, column = place.split(".")
                engine.execute(
                    f"update marts.{table} set {column} = ? where {column} = ?", [hostile, name]
                )
    return folder


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    """A dashboard that serves it."""
    with served(data) as found:
        yield found


@pytest.fixture(autouse=True)
def nothing_leaves(visited: Visited) -> Iterator[None]:
    """In no test does the page open a dialog or ask another machine."""
    yield
    assert visited.hosts <= {"127.0.0.1"}
    assert not visited.dialogs


def one(data: Path, sql: str, *parameters: object) -> Any:
    """The first cell of a query."""
    with duckdb.connect(str(data / "throughline.duckdb"), read_only=True) as engine:
        return engine.execute(sql, list(parameters)).fetchone()[0]


def named(data: Path, name: str) -> str:
    """An entity's id."""
    return one(data, "select entity_id from marts.entity where name = ?", name)


def opened(page: Page, address: str, query: str = "") -> dict[str, list[float]]:
    """Open the graph page; gives where each node stands."""
    page.goto(f"{address}/graph?{query}")
    page.wait_for_function(READY, timeout=PATIENCE)
    page.locator(IDLE).wait_for()
    return page.evaluate(PLACES)


def click(page: Page, element_id: str) -> None:
    """Click a node or the middle of an edge, once; it is chosen then."""
    page.locator(".throughline-graph").scroll_into_view_if_needed()
    page.mouse.click(*page.evaluate(POINT, element_id), delay=30)
    chosen = f"({CHOSEN})().includes({json.dumps(element_id)})"
    page.wait_for_function(chosen, timeout=PATIENCE)


def history(page: Page) -> int:
    """How many entries the browser's history has."""
    return page.evaluate("history.length")


def test_clicking_an_edge_shows_its_records_and_its_address_restores_all(
    address: str, page: Page, data: Path
) -> None:
    places = opened(page, address)
    edge = one(
        data,
        "select link_id from marts.edge where from_name = 'Elon Musk' and to_name = 'AMERICA PAC'",
    )
    page.get_by_role("button", name="Zoom in").click()
    seen, entries = page.evaluate(VIEW), history(page)
    click(page, edge)
    page.get_by_role("heading", name="Elon Musk contributed to AMERICA PAC").wait_for(
        timeout=PATIENCE
    )
    link = page.get_by_role("link", name="MUSK, ELON / AMERICA PAC (cycle 2024)")
    link.wait_for(timeout=PATIENCE)
    assert link.get_attribute("href").startswith("https://www.fec.gov/data/receipts/")
    assert page.evaluate(CHOSEN) == [edge]
    assert (page.evaluate(PLACES), page.evaluate(VIEW)) == (places, seen)
    assert history(page) == entries
    assert opened(page, address, page.evaluate("location.search.slice(1)")) == places
    page.get_by_role("heading", name="Elon Musk contributed to AMERICA PAC").wait_for(
        timeout=PATIENCE
    )
    assert page.evaluate(CHOSEN) == [edge]


def test_each_step_is_one_entry_that_back_undoes_and_nothing_else_moves(
    address: str, page: Page, data: Path
) -> None:
    before = opened(page, address, f"entity={SPACEX}")
    musk, entries = named(data, "Elon Musk"), history(page)
    click(page, musk)
    # chosen and dragged: the same place still
    x, y = page.evaluate(POINT, musk)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 30, y + 20, steps=3)
    page.mouse.up()
    page.wait_for_function("location.search.includes('at=')", timeout=PATIENCE)
    moved = page.evaluate(PLACES)
    assert moved[musk] != before[musk] and moved | {musk: 0} == before | {musk: 0}
    assert history(page) == entries
    page.get_by_role("button", name="Open", exact=True).last.click()
    page.wait_for_function(f"{COUNT} > {len(before)}", timeout=PATIENCE)
    after = page.evaluate(PLACES)
    assert {node: after[node] for node in before} == moved
    assert history(page) == entries + 1
    # what is pressed while the page still grows may be lost
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.get_by_role("button", name="Hide", exact=True).last.click()
    page.get_by_text("1 node hidden").wait_for(timeout=PATIENCE)
    assert page.evaluate(PLACES) == {n: place for n, place in after.items() if n != musk}
    page.go_back()
    page.wait_for_function(f"{COUNT} == {len(after)}", timeout=PATIENCE)
    page.go_back()
    page.wait_for_function(f"{COUNT} == {len(before)}", timeout=PATIENCE)
    page.go_forward()
    page.wait_for_function(f"{COUNT} == {len(after)}", timeout=PATIENCE)
    assert page.evaluate(PLACES) == after and musk in page.evaluate(CHOSEN)
    assert history(page) == entries + 2
    assert opened(page, address, page.evaluate("location.search.slice(1)")) == after
    page.get_by_role("button", name="Reset places").click()
    page.wait_for_function("!location.search.includes('at=')", timeout=PATIENCE)
    agency = page.evaluate(
        "() => " + COUNT.replace("nodes().length", "nodes('[look = \"hub\"]')[0].id()")
    )
    page.locator(".throughline-graph").scroll_into_view_if_needed()
    page.mouse.click(*page.evaluate(POINT, agency), delay=30)
    page.wait_for_function(f"{COUNT} > {len(after)}", timeout=PATIENCE)


def test_the_keyboard_pans_zooms_and_fits(address: str, page: Page) -> None:
    opened(page, address, f"from={SPACEX}&to={PALANTIR}")
    page.get_by_text("A path is no finding").wait_for()
    page.locator(".throughline-graph").focus()
    x, y, zoom = page.evaluate(VIEW)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(VIEW) == [x - 60, y - 60, zoom]
    page.keyboard.press("+")
    assert page.evaluate(VIEW)[2] > zoom
    page.keyboard.press("0")
    assert page.evaluate(VIEW) == pytest.approx([x, y, zoom])
    nodes = len(page.evaluate(PLACES))
    page.get_by_role("button", name="Draw only this").first.click()
    page.get_by_role("button", name="Draw the others too").wait_for()
    assert len(page.evaluate(PLACES)) < nodes


def test_pictures_and_the_graph_are_taken_away(address: str, page: Page, tmp_path: Path) -> None:
    places = opened(page, address, f"entity={SPACEX}&hops=1")
    files = {}
    for label in ("Picture (PNG)", "Download SVG", "Download GraphML"):
        with page.expect_download() as event:
            page.get_by_role("button", name=label).click()
        files[label] = tmp_path / event.value.suggested_filename
        event.value.save_as(files[label])
    png = files["Picture (PNG)"].read_bytes()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    xs, ys = zip(*places.values(), strict=True)
    assert width > 2 * (max(xs) - min(xs)) and height > 2 * (max(ys) - min(ys))
    svg = ElementTree.parse(files["Download SVG"]).getroot()
    assert not [element for element in svg.iter() if element.tag.endswith(("script", "image"))]
    assert "30111(a)(4)" in "".join(svg.itertext())
    graph = nx.read_graphml(files["Download GraphML"], force_multigraph=True)
    assert set(graph) == set(places)
    assert "30111(a)(4)" in graph.graph["notice"]
    title = "Throughline: Around one or more: Space Exploration Technologies Corp. (SpaceX)"
    assert svg.find("{http://www.w3.org/2000/svg}title").text == title
    page.get_by_text("The picture as a table").click()
    page.get_by_role("link", name="Choose").first.click()
    page.wait_for_function("location.search.includes('edge=')", timeout=PATIENCE)
    page.get_by_text("What speaks against reading more into it").wait_for()
    assert len(page.evaluate(CHOSEN)) == 2


def test_hostile_names_stay_text(address: str, page: Page, data: Path, tmp_path: Path) -> None:
    nodes = {name: named(data, name) for name in HOSTILE.values()}
    opened(page, address, "&".join(f"entity={node}" for node in nodes.values()))
    tip = page.locator(".throughline-tip")
    for name, node in nodes.items():
        page.mouse.move(*page.evaluate(POINT, node))
        tip.wait_for()
        assert tip.text_content().startswith(name.replace("\u202e", "")[:60])
        assert tip.locator("*").count() == 0
        click(page, node)
        panel = page.get_by_role("heading", level=2)
        panel.get_by_text(name.replace("\u202e", "")[:60]).wait_for()
        assert "\u202e" not in page.locator("body").inner_text()
        page.mouse.move(0, 0)
    bad = "img[src='x'], img[src*=evil], a[href*='//evil'], a[href^=javascript]"
    assert page.locator(bad).count() == 0
    for label in ("Download SVG", "Download GraphML"):
        with page.expect_download() as event:
            page.get_by_role("button", name=label).click()
        event.value.save_as(tmp_path / label)
        text = (tmp_path / label).read_text(encoding="utf-8")
        assert "&lt;img src=x onerror=alert(1)&gt;" in text
        assert "\u202e" not in text and "A" * 1000 not in text
        ElementTree.fromstring(text)


def test_on_a_dark_phone_controls_stack_and_names_are_light(address: str, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    opened(page, address, f"entity={SPACEX}&hops=1")
    box = page.locator(".throughline-graph").bounding_box()
    assert box["width"] > 330 and box["height"] <= 0.7 * 844
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    style = page.evaluate(
        "() => { const cy = document.querySelector('.throughline-graph').throughlineGraph;"
        " const style = (name) => cy.nodes()[0].numericStyle(name);"
        " return [style('color'), style('text-background-color')]; }"
    )
    assert sum(style[0]) > 500 > 250 > sum(style[1])
