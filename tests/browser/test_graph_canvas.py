"""The graph page in a real browser: clicked, expanded, reopened, taken away; names are inert."""

from __future__ import annotations

import contextlib
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
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

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
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    return page.evaluate(PLACES)


def click(page: Page, element_id: str) -> None:
    """Click a node or the middle of an edge until it is chosen.

    While the page still grows, the canvas can move between the look and the click.
    """
    chosen = f"({CHOSEN})().includes({json.dumps(element_id)})"
    for patience in (5_000, 15_000, PATIENCE):
        page.locator(".throughline-graph").scroll_into_view_if_needed()
        x, y = page.evaluate(POINT, element_id)
        page.mouse.move(x, y)
        page.mouse.click(x, y, delay=30)
        with contextlib.suppress(PlaywrightTimeoutError):
            page.wait_for_function(chosen, timeout=patience)
            return
    pytest.fail(f"{element_id} was clicked and not chosen")


def test_clicking_an_edge_shows_its_records_and_its_address_restores_all(
    address: str, page: Page, data: Path
) -> None:
    places = opened(page, address)
    edge = one(
        data,
        "select link_id from marts.edge where from_name = 'Elon Musk' and to_name = 'AMERICA PAC'",
    )
    page.get_by_role("button", name="Zoom in").click()
    seen = page.evaluate(VIEW)
    click(page, edge)
    page.get_by_text("Elon Musk contributed to AMERICA PAC").wait_for(timeout=PATIENCE)
    link = page.get_by_role("link", name="MUSK, ELON / AMERICA PAC (cycle 2024)")
    link.wait_for(timeout=PATIENCE)
    assert link.get_attribute("href").startswith("https://www.fec.gov/data/receipts/")
    assert page.evaluate(CHOSEN) == [edge]
    assert (page.evaluate(PLACES), page.evaluate(VIEW)) == (places, seen)
    assert opened(page, address, page.evaluate("location.search.slice(1)")) == places
    page.get_by_text("Elon Musk contributed to AMERICA PAC").wait_for(timeout=PATIENCE)
    assert page.evaluate(CHOSEN) == [edge]


def test_a_clicked_node_is_expanded_and_nothing_else_moves(
    address: str, page: Page, data: Path
) -> None:
    before = opened(page, address, f"entity={SPACEX}&hops=1")
    musk = named(data, "Elon Musk")
    click(page, musk)
    page.get_by_role("button", name="Expand").click()
    page.wait_for_function(
        "(count) => document.querySelector('.throughline-graph').throughlineGraph"
        ".nodes().length > count",
        arg=len(before),
    )
    after = page.evaluate(PLACES)
    assert {node: after[node] for node in before} == before
    assert musk in page.evaluate(CHOSEN)
    assert opened(page, address, page.evaluate("location.search.slice(1)")) == after

    page.get_by_role("button", name="Hide", exact=True).click()
    page.get_by_text("1 node hidden").wait_for()
    hidden = page.evaluate(PLACES)
    assert hidden == {node: place for node, place in after.items() if node != musk}


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
    grid = page.get_by_test_id("stDataFrame").last
    grid.scroll_into_view_if_needed()
    page.wait_for_timeout(800)  # the grid measures itself after it comes into view
    grid.hover(position={"x": 120, "y": 55})
    grid.click(position={"x": 120, "y": 55}, delay=80)
    page.wait_for_function("location.search.includes('edge=')", timeout=PATIENCE)
    page.get_by_text("What speaks against reading more into it").wait_for()
    assert len(page.evaluate(CHOSEN)) == 2


def test_hostile_names_stay_text(address: str, page: Page, data: Path, tmp_path: Path) -> None:
    nodes = {name: named(data, name) for name in HOSTILE.values()}
    opened(page, address, "hops=1&" + "&".join(f"entity={node}" for node in nodes.values()))
    tip = page.locator(".throughline-tip")
    for name, node in nodes.items():
        page.mouse.move(*page.evaluate(POINT, node))
        tip.wait_for()
        assert tip.text_content().startswith(name.replace("\u202e", "")[:60])
        assert tip.locator("*").count() == 0
        click(page, node)
        panel = page.get_by_role("heading", level=4)
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
