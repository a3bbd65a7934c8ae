"""The canvas of the graph page beside others: drawn, panned and clicked in headless Chromium.

`python -m tests.bench.bench_canvas [PYTHON]`: 50, 500 and 2,000 nodes with three links each, places
given. PYTHON is an interpreter with Streamlit and the packages to compare (st-link-analysis,
streamlit-cytoscape, streamlit-agraph, pyvis); those that it lacks are left out. It prints figures
and asserts none. Drawn: from the start of the navigation until the picture no longer changes.
Frame: the median and the longest time between two frames while the wheel zooms. Answer:
from a click on a node until Python's word for it stands on the page.
"""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as PageTimeoutError

APP = Path(__file__).with_name("canvas_app.py")
PACKAGES = {
    "ours": "dashboards.graph.canvas",
    "st-link-analysis": "st_link_analysis",
    "streamlit-cytoscape": "streamlit_cytoscape",
    "streamlit-agraph": "streamlit_agraph",
    "pyvis": "pyvis",
}
SIZES = (50, 500, 2000)
PATIENCE = 60
SEEN = {"x": 0, "y": 100, "width": 1400, "height": 680}  # without Streamlit's own signs of running
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
FRAMES = """() => {
  window.frames_ = [];
  let last = performance.now();
  const next = (now) => {
    window.frames_.push(now - last);
    last = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}"""
OURS = """() => {
  const box = document.querySelector('.throughline-graph');
  if (!box) return null;
  const at = box.throughlineGraph.getElementById('n0').renderedPosition();
  const place = box.getBoundingClientRect();
  return [at.x + place.left, at.y + place.top];
}"""


@contextmanager
def app(python: str) -> Iterator[str]:
    """The page with the canvases, served by an interpreter."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [python, "-m", "streamlit", "run", str(APP), "--server.port", str(port)]
    words += ["--server.address", "127.0.0.1", "--server.headless", "true"]
    words += ["--browser.gatherUsageStats", "false"]
    server = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2)
                break
            except OSError:
                time.sleep(0.25)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def settled(page: Page, start: float) -> tuple[float, bytes]:
    """Seconds until the picture last changed, and that picture."""
    last, since, seen = b"", time.perf_counter(), time.perf_counter()
    while seen - start < PATIENCE:
        picture = page.screenshot(clip=SEEN)
        seen = time.perf_counter()
        if picture != last:
            last, since = picture, seen
        elif seen - since > 1.5 and colours(picture) > 40:
            return since - start, picture
        time.sleep(0.05)
    raise PageTimeoutError("the picture never came to rest")


def colours(picture: bytes) -> int:
    """How many colours a picture has, of every twelfth pixel."""
    return len(np.unique(pixels(picture)[::4, ::3].reshape(-1, 3), axis=0))


def pixels(picture: bytes) -> np.ndarray:
    """Rows of columns of red, green and blue."""
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"))


def probe(page: Page, picture: bytes) -> tuple[float, float]:
    """Where the first node stands: asked of our canvas, looked for by its colour in others."""
    found = page.evaluate(OURS)
    if found:
        return found[0], found[1]
    red, green, blue = np.moveaxis(pixels(picture), 2, 0)
    rows, columns = np.nonzero((red > 225) & (green < 60) & (blue > 225))
    if not len(rows):
        raise PageTimeoutError("the first node is not seen")
    return float(np.median(columns)), float(np.median(rows)) + SEEN["y"]


def zoomed(page: Page) -> list[float]:
    """Milliseconds between frames, in the frame of the canvas, while the wheel zooms in and out."""
    box = page.locator(".throughline-graph, iframe").first.bounding_box()
    inner = page.frames[-1]
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    inner.evaluate(FRAMES)
    for step in range(40):
        page.mouse.wheel(0, 50 if step % 20 < 10 else -50)
        page.wait_for_timeout(15)
    page.wait_for_timeout(500)
    return inner.evaluate("() => window.frames_.slice(1)")


def answer(page: Page, at: tuple[float, float]) -> float:
    """Seconds from a click on a node to Python's answer."""
    page.mouse.move(*at)
    start = time.perf_counter()
    page.mouse.click(*at)
    page.get_by_text("answered node").wait_for(timeout=20_000)
    return time.perf_counter() - start


def measured(browser: Browser, address: str, name: str, nodes: int) -> str:
    """One line of figures."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page, hosts = context.new_page(), set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname or ""))
    figures = []
    try:
        start = time.perf_counter()
        page.goto(f"{address}/?canvas={name}&nodes={nodes}")
        seconds, picture = settled(page, start)
        figures.append(f"drawn {seconds:5.1f} s")
        at = probe(page, picture)
        if name == "pyvis":
            figures.append("answer    none")
        else:
            figures.append(f"answer {answer(page, at):5.2f} s")
        frames = zoomed(page)
        figures.append(f"frame {median(frames):5.0f} ms, longest {max(frames):5.0f} ms")
    except PageTimeoutError as error:
        figures.append(f"stopped: {str(error).splitlines()[0]}")
    others = sorted(host for host in hosts if host and host != "127.0.0.1")
    context.close()
    return f"{name:20} {nodes:5} nodes  " + "  ".join(figures) + f"  {' '.join(others)}"


def installed(python: str, name: str) -> bool:
    """Whether an interpreter finds the package."""
    code = f"import importlib.util as u, sys; sys.exit(u.find_spec({PACKAGES[name]!r}) is None)"
    return subprocess.run([python, "-c", code], check=False).returncode == 0


def main(python: str) -> None:
    """Every canvas at every size; the first visit of each is not counted."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with app(python) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=FLAGS)
        for name in (name for name in PACKAGES if installed(python, name)):
            for nodes in SIZES:
                measured(browser, address, name, nodes)
                print(measured(browser, address, name, nodes), flush=True)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:2] or [sys.executable])
