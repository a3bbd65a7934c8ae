"""Twenty readers who click at once: how soon pages are whole, and what the server then holds.

Run: `python -m tests.bench.bench_crowd [DATA [READERS [CLICKS]]]`. Each reader keeps one session,
as a page of a browser does, asks for one address after the other, all kinds of pages in an order
of its own, and rests between two clicks: first two seconds on the mean, then not at all. A bare
page of Streamlit, a title and a table of fifty rows, is asked the same way beside it. Times are
from the click to the last message of the page, without the browser's drawing. It prints figures
and asserts none.
"""

from __future__ import annotations

import hashlib
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection

from tests.bench.bench_pages import PAGES, addresses, resident_mb
from tests.bench.full.cast import Sizes
from tests.bench.full.size import main as make_full_size
from tests.bench.measure import bench_folder
from tests.fixtures.serving import Serving, Ways, serving

READERS, CLICKS = 20, 12
PATIENCE = 120
RESTS = (2.0, 0.0)
BARE = """import pandas as pd
import streamlit as st

st.title("A bare page")
st.dataframe(pd.DataFrame({"number": range(50), "text": ["a text of some length"] * 50}))
"""


@dataclass(frozen=True)
class Click:
    """One page that was asked for: seconds until it was whole; `problem` where it was not."""

    address: str
    seconds: float
    problem: str = ""


def clicked(link: ClientConnection, address: str) -> Click:
    """Ask for a page in an open session and wait for the end of its run."""
    url = urlsplit(address)
    asked = BackMsg()
    asked.rerun_script.page_name = url.path.strip("/")
    asked.rerun_script.query_string = url.query
    begun, problem = time.perf_counter(), ""
    link.send(asked.SerializeToString())
    while True:
        message = ForwardMsg()
        message.ParseFromString(link.recv(timeout=PATIENCE))
        if message.delta.new_element.WhichOneof("type") == "exception":
            problem = message.delta.new_element.exception.message[:200]
        if message.WhichOneof("type") == "script_finished":
            return Click(address, time.perf_counter() - begun, problem)


def _drawn(reader: int, turn: int) -> int:
    """A number that looks random and is the same at every run."""
    return int.from_bytes(hashlib.blake2b(f"{reader}-{turn}".encode(), digest_size=6).digest())


def read(server: Serving, reader: int, places: list[str], clicks: int, rest: float) -> list[Click]:
    """One reader's clicks; the first, which opens the session, is not told."""
    found = []
    with server.session() as link:
        for turn in range(clicks + 1):
            drawn = _drawn(reader, turn)
            # between nothing and twice the mean, or everybody would click in step
            time.sleep(rest * (drawn % 1000) / 500)
            found.append(clicked(link, places[drawn // 1000 % len(places)]))
    return found[1:]


def crowd(server: Serving, places: list[str], readers: int, clicks: int, rest: float) -> None:
    """All readers at once, and what they saw."""
    with ThreadPoolExecutor(readers) as pool:
        asked = [pool.submit(read, server, n, places, clicks, rest) for n in range(readers)]
        found = [click for reader in asked for click in reader.result()]
    times = sorted(click.seconds for click in found)
    within = sum(seconds <= 1 for seconds in times) / len(times)
    late = times[max(0, round(0.95 * len(times)) - 1)]
    print(
        f"  {readers} readers, resting {rest:.0f} s: {len(times)} pages, median "
        f"{times[len(times) // 2]:.2f} s, 95th {late:.2f}, longest {times[-1]:.2f}; "
        f"within a second {within:.0%}; server {resident_mb(server.pid):,.0f} MB",
        flush=True,
    )
    kinds: dict[str, list[float]] = {}
    for click in found:
        kinds.setdefault(click.address.split("=")[0], []).append(click.seconds)
    for kind, seconds in sorted(kinds.items(), key=lambda item: -max(item[1]))[:6]:
        print(f"    {kind:24} {len(seconds)} pages, longest {max(seconds):.2f} s", flush=True)
    for click in found:
        if click.problem:
            print(f"    {click.address}: {click.problem}", flush=True)


def main(arguments: list[str]) -> None:
    """Measure the data that is given, or generate some of full size."""
    if arguments:
        numbers = [int(text) for text in arguments[1:3]]
        readers, clicks = (*numbers, *(READERS, CLICKS)[len(numbers) :])
        measure(Path(arguments[0]), readers, clicks)
        return
    with bench_folder("crowd-data") as folder:
        make_full_size(folder, Sizes())
        measure(folder, READERS, CLICKS)


def measure(data: Path, readers: int, clicks: int) -> None:
    """The dashboard, then the bare page, each with and without rests."""
    places = [address for start in PAGES for address in addresses(data, start)]
    with bench_folder("crowd") as folder:
        app = folder / "bare.py"
        app.write_text(BARE, encoding="utf-8")
        for title, ways, asked in (
            ("the dashboard", Ways(), places),
            ("a bare page", Ways(app=app), ["/"]),
        ):
            print(title, flush=True)
            with serving(data, folder / "log", ways) as server:
                for place in dict.fromkeys(place.split("=")[0] for place in asked):
                    with server.session() as link:
                        clicked(link, next(one for one in asked if one.startswith(place)))
                for rest in RESTS:
                    crowd(server, asked, readers, clicks, rest)


if __name__ == "__main__":
    main(sys.argv[1:])
