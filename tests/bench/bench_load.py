"""How fast a contribution file loads and builds, against plain DuckDB reading the same file.

Run: `python -m tests.bench.bench_load [ROWS]` (10,000,000 rows unless told; about 200 bytes of
temporary disk per row, in TMPDIR). It prints figures and asserts none.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import duckdb

from etl.build.run import build
from etl.common.progress import Progress
from etl.common.settings import Settings
from etl.lake.load import Options, load_file
from etl.sources import tables
from tests.bench.measure import (
    FLAG,
    Figures,
    answer,
    bench_folder,
    bytes_under,
    measured,
    said,
    zipped,
)

MODULE = "tests.bench.bench_load"
ROWS = 10_000_000
MEMORY = "1200MB"
BUILD_MEMORY = "3GB"

_FIELDS = (
    "'C' || lpad((i % 4999)::varchar, 8, '0')",
    "(['N', 'A', 'T'])[1 + i % 3]",
    "(['M3', 'Q1', 'YE', 'MY'])[1 + i % 4]",
    "(['P2024', 'G2024', ''])[1 + i % 3]",
    "(202301010000000000 + i)::varchar",
    "(['15', '15E', '24T', '22Y'])[1 + h % 4]",
    "'IND'",
    "'X' || translate((h % 900001)::varchar, '0123456789', 'BCDFGHKLMN') || ', PERSON'",
    "'TOWN ' || (h % 3001)",
    "(['WA', 'TX', 'VA', 'CA', 'OH'])[1 + h % 5]",
    "lpad((h % 99999)::varchar, 5, '0')",
    "(['ACME ROCKETS', 'RETIRED', 'SELF', '', 'OLD \"\"MILL WORKS'])[1 + h % 5]",
    "(['ENGINEER', 'RETIRED', 'OWNER', ''])[1 + h % 4]",
    "strftime(date '2023-01-01' + (h % 700)::integer, '%m%d%Y')",
    "(h % 3300)::varchar",
    # a recipient's earmarked row names the conduit, a conduit's row the recipient
    "case h % 4 when 1 then 'C00401224' when 2 then 'C' || lpad((h % 4999)::varchar, 8, '0') "
    "else '' end",
    "'SA11AI.' || i",
    "(1700000 + i % 70000)::varchar",
    "(['', '', '', 'X'])[1 + h % 4]",
    "(['', '', 'EARMARKED FOR SAMPLE COMMITTEE'])[1 + h % 3]",
    "(4010120230000000000 + i)::varchar",
)


def write_sample(path: Path, first: int, rows: int) -> None:
    """A pipe file of invented contributions, the same for the same numbers."""
    line = " || '|' || ".join(_FIELDS)
    with duckdb.connect() as engine:
        engine.execute(f"set memory_limit = '{MEMORY}'")
        engine.execute(
            f"copy (select {line} from (select i, (hash(i) % 1000003)::integer as h "
            f"from range({first}, {first + rows}) as r(i))) to '{path}' "
            "(format csv, header false, delimiter E'\\x01', quote '', escape '')"
        )


def plain(data: Path, source: str) -> None:
    """Plain DuckDB: the same file to the same typed Parquet, and nothing else."""
    table = tables()["fec_itcont"]
    columns = ", ".join(f"'{column.name}': 'varchar'" for column in table.columns)
    value = {
        "month_day_year": "try_strptime({0}, '%m%d%Y')::date as {0}",
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


def loaded(data: Path, source: str) -> Figures:
    """The loader of this program."""
    settings = Settings(data=data, memory_limit=MEMORY)
    load_file(Path(source), settings, Options(table="fec_itcont", cycle=2024), Progress(False))
    return {"lake_bytes": bytes_under(settings.lake)}


def _built(data: Path, source: str) -> Figures:
    """The research database from the loaded file, checks included; only the build is timed."""
    loaded(data, source)
    settings = Settings(data=data, memory_limit=BUILD_MEMORY)
    start = time.perf_counter()
    build(settings, Progress(False))
    return {"seconds": time.perf_counter() - start}


def main(rows: int) -> None:
    """Write the sample, measure the four ways, print them."""
    with bench_folder("load") as folder:
        text = folder / "itcont.txt"
        write_sample(text, 0, rows)
        print(f"contributions: {rows:,} rows, {text.stat().st_size / 1e6:,.0f} MB", flush=True)
        baseline = measured(MODULE, "plain", folder, text)
        said("plain duckdb", rows, baseline, baseline)
        said("load", rows, measured(MODULE, "load", folder, text), baseline)
        archive = zipped(text.with_suffix(".zip"), [text])
        said("load from zip", rows, measured(MODULE, "load", folder, archive), baseline)
        said("build", rows, measured(MODULE, "build", folder, text), baseline)


if __name__ == "__main__":
    if sys.argv[1:2] == [FLAG]:
        answer({"plain": plain, "load": loaded, "build": _built}, sys.argv[2:])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
