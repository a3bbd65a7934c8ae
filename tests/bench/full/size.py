"""A generated database as large as the real one: 10 million contributions, a million awards.

Run: `python -m tests.bench.full.size DATA [CONTRIBUTIONS] [AWARDS] [CONTRACTORS]` (10,000,000,
1,000,000 and 100,000 unless told). It writes a lake of invented rows under DATA, the same for the
same numbers, in two to three minutes, and builds DATA/throughline.duckdb from it with 4 GB of
memory. Its tails are as heavy as the real ones: one contractor has a fiftieth of the awards, one
committee a tenth of the contributions, one agency more than a quarter of the awards. It wants 20 GB
of disk, of which 10 GB remain.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.build.run import build
from etl.common.files import hash_file
from etl.common.progress import Progress
from etl.common.settings import Settings
from etl.lake.load import group_option
from etl.lake.readers import reader_of
from etl.lake.records import LakeFile as WrittenFile
from etl.lake.records import Load, LoadedTable, record_path, write_load
from etl.lake.workspace import measure_file
from etl.sources import tables
from tests.bench.full import cast as full_cast
from tests.bench.full import contracts as full_contracts
from tests.bench.full import gifts as full_gifts
from tests.bench.full.cast import Sizes
from tests.bench.full.gifts import CYCLES, Rows

MEMORY = "4GB"
PUBLISHED = "2025-10-06"


@dataclass(frozen=True)
class LakeFile:
    """One published file: its name, the table it becomes and the rows it holds."""

    name: str
    table: str
    rows: Rows
    cycle: int | None = None


def lake_files(sizes: Sizes) -> Iterator[LakeFile]:
    """Every file of the lake."""
    yield LakeFile("legislators-current.yaml", "congress_legislator", full_gifts.legislator())
    committees, seats = full_gifts.congress_committee(), full_gifts.seat()
    yield LakeFile("committees-current.yaml", "congress_committee", committees)
    yield LakeFile("committee-membership-current.yaml", "congress_committee_seat", seats)
    for cycle in CYCLES:
        two = str(cycle)[2:]
        yield LakeFile(f"cm{two}.zip", "fec_cm", full_gifts.cm(), cycle)
        yield LakeFile(f"cn{two}.zip", "fec_cn", full_gifts.cn(), cycle)
        yield LakeFile(f"ccl{two}.zip", "fec_ccl", full_gifts.ccl(), cycle)
        yield LakeFile(f"pas2{two}.zip", "fec_itpas2", full_gifts.itpas2(sizes, cycle), cycle)
        yield LakeFile(f"indiv{two}.zip", "fec_itcont", full_gifts.itcont(sizes, cycle), cycle)
    for year in full_contracts.YEARS:
        name, table = f"FY{year}_All_Contracts_Full_20251006.zip", "usaspending_prime_transaction"
        yield LakeFile(name, table, full_contracts.transactions(year))
    summaries, subawards = full_contracts.summaries(), full_contracts.subawards(sizes)
    yield LakeFile("PrimeAwardSummaries.zip", "usaspending_prime_award_summary", summaries)
    yield LakeFile("Contracts_Subawards.zip", "usaspending_subaward", subawards)


@contextmanager
def _engine(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database of its own for the invented people and firms, removed afterwards."""
    settings.temporary.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as engine:
        engine.execute(f"set memory_limit = '{MEMORY}'")
        engine.execute(f"set temp_directory = '{settings.temporary / 'spill'}'")
        yield engine


def write_lake(settings: Settings, sizes: Sizes, progress: Progress) -> None:
    """Write every file as typed Parquet, and the record that says that it is whole."""
    settings.loads.mkdir(parents=True, exist_ok=True)
    with _engine(settings) as engine:
        full_cast.fill(engine, sizes)
        full_contracts.fill(engine, sizes)
        files = list(lake_files(sizes))
        with progress.steps("lake", len(files)) as step:
            for file in files:
                _write(engine, settings, file)
                step(file.name)


def _write(engine: duckdb.DuckDBPyConnection, settings: Settings, file: LakeFile) -> None:
    """One file's Parquet; columns that are not given are null."""
    table, (columns, rows) = tables()[file.table], file.rows
    sha256 = hashlib.sha256(f"full size {file.name}".encode()).hexdigest()
    fixed = {"file_sha256": f"'{sha256}'", "problems": "[]", "cycle": str(file.cycle)}
    given = columns | fixed
    unknown = set(columns) - set(table.lake_columns())
    if unknown:
        raise ValueError(f"{file.table} has no columns {sorted(unknown)}")
    values = ", ".join(
        f'({given.get(name) or "null"})::{kind} as "{name}"'
        for name, kind in table.lake_columns().items()
    )
    target = settings.lake / file.table / f"{sha256}.parquet"
    target.parent.mkdir(parents=True, exist_ok=True)
    engine.execute(
        f"copy (select {values} from ({rows})) to '{target}' "
        f"(format parquet, compression zstd{group_option(table)})"
    )
    counted, first, last = measure_file(engine, table, target)
    loaded = LoadedTable(
        file.table,
        [file.name],
        file.cycle,
        counted,
        counted,
        0,
        first,
        last,
        0,
        reader=reader_of(table),
        file=WrittenFile(target.stat().st_size, hash_file(target)),
    )
    load = Load(file.name, sha256, target.stat().st_size, PUBLISHED, [loaded], [])
    write_load(load, record_path(sha256, settings))


def main(data: Path, sizes: Sizes) -> None:
    """Write the lake, build the database, say how long each took."""
    settings = Settings(data=data, memory_limit=MEMORY)
    start = time.perf_counter()
    write_lake(settings, sizes, Progress(True))
    wrote = time.perf_counter() - start
    print(f"lake of {sizes.contributions:,} contributions in {wrote:.0f} s", flush=True)
    start = time.perf_counter()
    build(settings, Progress(True))
    size = settings.database.stat().st_size / 1e9
    print(f"built in {time.perf_counter() - start:.0f} s, {size:.1f} GB", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Sizes(*[int(number) for number in sys.argv[2:5]]))
