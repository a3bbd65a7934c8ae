"""How long the command line takes to say something: `--help`, and `status` of an empty folder.

Run: `python -m tests.bench.bench_start [TIMES]`. The baseline is Python with the engine alone, by
the same means; medians, as a first run reads files from the disk.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from etl.common.settings import ROOT
from tests.bench.measure import bench_folder

TIMES = 10


def median_seconds(words: list[str], times: int) -> float:
    """The median time of a Python process with these words."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run([sys.executable, *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main(times: int) -> None:
    """One line for each command, and for the baseline."""
    with bench_folder("start") as folder:
        ways = {
            "python, import duckdb": ["-c", "import duckdb"],
            "--help": ["-m", "etl", "--help"],
            "status": ["-m", "etl", "status", "--data", str(Path(folder) / "data")],
        }
        for title, words in ways.items():
            print(f"{title:22} {median_seconds(words, times):7.2f} s", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else TIMES)
