"""How fast a contribution file loads and builds, against plain DuckDB reading the same file.

Run: `python -m tests.bench.bench_load [ROWS]` (10,000,000 rows unless told; about 200 bytes of
temporary disk per row, in TMPDIR). It prints figures and asserts none.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import duckdb

from etl.build import build
from etl.load import Options, load_file
from etl.progress import Progress
from etl.settings import Settings
from etl.source import tables

ROWS = 10_000_000
MEMORY = "1200MB"
BUILD_MEMORY = "4GB"

_FIELDS = (
    "'C' || lpad((i % 4999)::varchar, 8, '0')",
    "(['N', 'A', 'T'])[1 + i % 3]",
    "(['M3', 'Q1', 'YE', 'MY'])[1 + i % 4]",
    "(['P2024', 'G2024', ''])[1 + i % 3]",
    "(202301010000000000 + i)::varchar",
    "(['15', '15E', '24T', '22Y'])[1 + h % 4]",
    "'IND'",
    "'SAMPLE, PERSON ' || (h % 900001)",
    "'TOWN ' || (h % 3001)",
    "(['WA', 'TX', 'VA', 'CA', 'OH'])[1 + h % 5]",
    "lpad((h % 99999)::varchar, 5, '0')",
    "(['ACME ROCKETS', 'RETIRED', 'SELF', '', 'OLD \"\"MILL WORKS'])[1 + h % 5]",
    "(['ENGINEER', 'RETIRED', 'OWNER', ''])[1 + h % 4]",
    "strftime(date '2023-01-01' + (h % 700)::integer, '%m%d%Y')",
    "(h % 3300)::varchar",
    "''",
    "'SA11AI.' || i",
    "(1700000 + i % 70000)::varchar",
    "(['', '', '', 'X'])[1 + h % 4]",
    "(['', '', 'EARMARKED FOR SAMPLE COMMITTEE'])[1 + h % 3]",
    "(4010120230000000000 + i)::varchar",
)


def _write_sample(path: Path, rows: int) -> None:
    """A pipe file of invented contributions, the same for the same count."""
    line = " || '|' || ".join(_FIELDS)
    with duckdb.connect() as engine:
        engine.execute(f"set memory_limit = '{MEMORY}'")
        engine.execute(
            f"copy (select {line} from (select i, (hash(i) % 1000003)::integer as h "
            f"from range({rows}) as r(i))) to '{path}' "
            "(format csv, header false, delimiter E'\\x01', quote '', escape '')"
        )


def _plain(source: Path, data: Path) -> None:
    """Plain DuckDB: the same file to the same typed Parquet, and nothing else."""
    table = tables()["fec_itcont"]
    columns = ", ".join(f"'{column.name}': 'varchar'" for column in table.columns)
    value = {
        "fec_date": "try_strptime({0}, '%m%d%Y')::date as {0}",
        "money": "try_cast({0} as decimal(18, 2)) as {0}",
        "text": "{0}",
    }
    values = ", ".join(value[column.kind].format(column.name) for column in table.columns)
    with duckdb.connect() as engine:
        engine.execute(f"set memory_limit = '{MEMORY}'; set temp_directory = '{data}'")
        engine.execute(
            f"copy (select {values} from read_csv('{source}', delim='|', quote='', escape='', "
            f"header=false, auto_detect=false, columns={{{columns}}})) "
            f"to '{data / 'plain.parquet'}' (format parquet, compression zstd)"
        )


def _loaded(source: Path, data: Path) -> None:
    """The loader of this program."""
    options = Options(table="fec_itcont", cycle=2024)
    load_file(source, Settings(data=data, memory_limit=MEMORY), options, Progress(False))


def _built(source: Path, data: Path) -> None:
    """The research database from the loaded file, checks included."""
    build(Settings(data=data, memory_limit=BUILD_MEMORY), Progress(False))


def _measured(way: str, source: Path) -> dict[str, float]:
    """Seconds and peak memory of one way in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.bench_load", "--measure", way, str(source)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(answer.stdout))


def _measure(way: str, source: Path) -> None:
    """Run one way and print its figures as JSON."""
    with tempfile.TemporaryDirectory(prefix="bench-data-", dir=source.parent) as data:
        if way == "build":
            _loaded(source, Path(data))
        start = time.perf_counter()
        {"plain": _plain, "load": _loaded, "build": _built}[way](source, Path(data))
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak}))


def _zipped(source: Path) -> Path:
    """The same file as published: deflated in a zip."""
    target = source.with_suffix(".zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.write(source, source.name)
    return target


def main(rows: int) -> None:
    """Write the sample, measure the four ways, print them."""
    folder = Path(tempfile.mkdtemp(prefix="bench-load-"))
    try:
        text = folder / "itcont.txt"
        _write_sample(text, rows)
        print(f"{rows:,} rows, {text.stat().st_size / 1e6:,.0f} MB", flush=True)
        plain = _measured("plain", text)
        _print("plain duckdb", rows, plain, plain)
        _print("load", rows, _measured("load", text), plain)
        _print("load from zip", rows, _measured("load", _zipped(text)), plain)
        _print("build", rows, _measured("build", text), plain)
    finally:
        shutil.rmtree(folder)


def _print(title: str, rows: int, figures: dict[str, float], plain: dict[str, float]) -> None:
    print(
        f"{title:14} {figures['seconds']:7.1f} s {rows / figures['seconds']:12,.0f} rows/s "
        f"{figures['peak_mb']:7,.0f} MB  time x{figures['seconds'] / plain['seconds']:.2f} "
        f"memory x{figures['peak_mb'] / plain['peak_mb']:.2f}",
        flush=True,
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        _measure(sys.argv[2], Path(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
