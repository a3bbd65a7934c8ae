"""One way of doing a thing, measured in a process of its own, and the line that says how it did.

A bench module calls `measured` with its own name; in the new process its `__main__` hands the
arguments to `answer`, which runs the way in a temporary folder and prints figures as JSON.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

FLAG = "--measure"
Figures = dict[str, float]
Way = Callable[..., Figures | None]


@contextmanager
def bench_folder(name: str) -> Iterator[Path]:
    """A temporary folder under TMPDIR, removed whatever happens."""
    with tempfile.TemporaryDirectory(prefix=f"bench-{name}-") as folder:
        yield Path(folder)


def measured(module: str, way: str, folder: Path, *arguments: object) -> Figures:
    """Seconds and peak memory (MB) of one way, and what else it reports of itself."""
    command = [sys.executable, "-m", module, FLAG, way, str(folder), *map(str, arguments)]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(answer.stdout))


def answer(ways: dict[str, Way], arguments: list[str]) -> None:
    """Run one way with a data folder of its own. A way that times itself returns `seconds`."""
    way, folder, *rest = arguments
    with tempfile.TemporaryDirectory(prefix="bench-data-", dir=folder) as data:
        start = time.perf_counter()
        found = ways[way](Path(data), *rest)
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak} | (found or {})))


def said(title: str, rows: int, figures: Figures, baseline: Figures) -> None:
    """One line: time, rows per second, memory, and the ratios to the baseline."""
    lake = figures.get("lake_bytes")
    print(
        f"{title:22} {figures['seconds']:7.1f} s {rows / figures['seconds']:11,.0f} rows/s "
        f"{figures['peak_mb']:6,.0f} MB  time x{figures['seconds'] / baseline['seconds']:.2f} "
        f"memory x{figures['peak_mb'] / baseline['peak_mb']:.2f}"
        + (f"  lake {lake / rows:.0f} bytes/row" if lake else ""),
        flush=True,
    )


def bytes_under(folder: Path) -> int:
    """Bytes of every file under a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def zipped(target: Path, members: list[Path], start: bytes = b"") -> Path:
    """The texts as published: deflated members of one zip, each with `start` in front."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in members:
            with archive.open(path.name, "w", force_zip64=True) as member, path.open("rb") as text:
                member.write(start)
                while data := text.read(1 << 22):
                    member.write(data)
    return target
