"""How fast a zip of contract actions loads, against plain DuckDB on the unpacked texts.

Run: `python -m tests.bench.bench_contracts [ROWS]` (1,000,000 rows of all 297 columns unless told;
about 4 kB of temporary disk per row, in TMPDIR). It prints figures and asserts none.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

from etl.common.progress import Progress
from etl.common.published import Column
from etl.common.settings import Settings
from etl.lake.load import Options, group_option, load_file
from etl.lake.text import BOM
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

MODULE = "tests.bench.bench_contracts"
TABLE = "usaspending_prime_transaction"
ROWS = 1_000_000
MEMBERS = 4
MEMORY = "1200MB"

_WORDS = "(['LAUNCH SERVICES', 'ROCKET ''\"A\"'' MOTORS', 'ENGINEERING, SUPPORT', 'REPAIR'])"
# One description in nine has a line break; one in fifty is near the publisher's longest.
_DESCRIPTION = (
    f"{_WORDS}[1 + h % 4] || ' NO. ' || h || case when h % 9 = 0 then chr(10) || 'SECOND LINE' "
    "else '' end || case when h % 50 = 0 then repeat(' INVENTED WORDS', 250) else '' end"
)
_BY_NAME = {
    "contract_transaction_unique_key": "'9700_-NONE-_ACME' || i || '_P00001_-NONE-_0'",
    "contract_award_unique_key": "'CONT_AWD_ACME' || i // 4 || '_9700_-NONE-_-NONE-'",
    "award_id_piid": "'ACME' || i // 4",
    "recipient_uei": "'ACME' || lpad((h % 90001)::varchar, 8, '0')",
    "recipient_name": "'ACME ROCKETS ' || (h % 90001) || ', INC.'",
    "transaction_description": _DESCRIPTION,
    "prime_award_base_transaction_description": _DESCRIPTION,
    "usaspending_permalink": "'https://www.usaspending.gov/award/CONT_AWD_ACME' || i // 4 || '/'",
}
_BY_KIND = {
    "money": "((h * {n}) % 90000001 / 100)::decimal(18, 2)::varchar",
    "integer": "((h + {n}) % 12)::varchar",
    "date": "(date '2023-10-01' + ((h * {n}) % 365)::integer)::varchar",
    "timestamp": "(timestamp '2024-01-05 08:00:00' + to_seconds(h % 90000))::varchar",
}
FLAGS_FROM = "alaskan_native_corporation_owned_firm"


def _published() -> list[Column]:
    """The columns that every file has, in order."""
    return [column for column in tables()[TABLE].columns if not column.is_optional]


def _values() -> list[str]:
    """Invented values: as many flags, blanks, codes and words as the real files have."""
    columns = _published()
    names = [column.published[0] for column in columns]
    flags_from = names.index(FLAGS_FROM)
    return [
        f'({_value(column, number, number >= flags_from)}) as "{column.published[0]}"'
        for number, column in enumerate(columns)
    ]


def _value(column: Column, number: int, is_flag: bool) -> str:
    name = column.published[0]
    if name in _BY_NAME:
        return _BY_NAME[name]
    if name.startswith("highly_compensated") or number % 5 == 4 and not is_flag:
        return "''"
    if column.kind in _BY_KIND:
        return _BY_KIND[column.kind].format(n=2 * number + 1)
    if is_flag:
        return f"(['f', 'f', 'f', 't'])[1 + (h + {number}) % 4]"
    if name.endswith(("_code", "_uei", "_duns", "_number")):
        return f"(['X', 'NONE', '{number}'])[1 + (h + {number}) % 3]"
    return f"(['DEPT OF INVENTED AFFAIRS', '{name[:24]}', '', ''])[1 + (h // {number + 1}) % 4]"


def _write_members(folder: Path, rows: int) -> list[Path]:
    """Published CSVs (without the byte-order mark), the same for the same count."""
    paths = []
    for number in range(MEMBERS):
        path = folder / f"FY2024_All_Contracts_Full_20250106_{number + 1}.csv"
        first, last = rows * number // MEMBERS, rows * (number + 1) // MEMBERS
        with duckdb.connect() as engine:
            engine.execute(f"set memory_limit = '{MEMORY}'; set temp_directory = '{folder}'")
            engine.execute(
                f"copy (select {', '.join(_values())} from (select i, (hash(i) % 1000003)::bigint "
                f"as h from range({first}, {last}) as r(i))) to '{path}' (format csv, header)"
            )
        paths.append(path)
    return paths


def _plain(data: Path, folder: str) -> None:
    """Plain DuckDB: the same texts to the same typed Parquet, and nothing else.

    Its row groups are ours: with DuckDB's own the memory is too small and both take minutes.
    """
    sql_type = {"money": "decimal(18, 2)", "integer": "bigint", "timestamp": "timestamp"}
    columns, values = [], []
    for column in _published():
        name = column.published[0]
        columns.append(f"'{name}': 'varchar'")
        kind = sql_type.get(column.kind, column.kind)
        typed = f'"{name}"' if column.kind == "text" else f'try_cast("{name}" as {kind})'
        values.append(f'{typed} as "{column.name}"')
    with duckdb.connect() as engine:
        engine.execute(f"set memory_limit = '{MEMORY}'; set temp_directory = '{data}'")
        engine.execute(
            f"copy (select {', '.join(values)} from read_csv('{folder}/*.csv', delim=',', "
            f"quote='\"', escape='\"', header=true, auto_detect=false, "
            f"columns={{{', '.join(columns)}}})) to '{data / 'plain.parquet'}' "
            f"(format parquet, compression zstd{group_option(tables()[TABLE])})"
        )


def _loaded(data: Path, source: str) -> Figures:
    """The loader of this program."""
    settings = Settings(data=data, memory_limit=MEMORY)
    load_file(Path(source), settings, Options(), Progress(False))
    return {"lake_bytes": bytes_under(settings.lake)}


def main(rows: int) -> None:
    """Write the zip, measure both ways, print them."""
    with bench_folder("contracts") as folder:
        paths = _write_members(folder, rows)
        archive = zipped(folder / "FY2024_All_Contracts_Full_20250106.zip", paths, BOM)
        sizes = [archive.stat().st_size / 1e6, sum(path.stat().st_size for path in paths) / 1e6]
        print(f"contracts: {rows:,} rows, zip {sizes[0]:,.0f} MB, {sizes[1]:,.0f} MB of CSV")
        baseline = measured(MODULE, "plain", folder, folder)
        said("plain duckdb, unpacked", rows, baseline, baseline)
        said("load from zip", rows, measured(MODULE, "load", folder, archive), baseline)


if __name__ == "__main__":
    if sys.argv[1:2] == [FLAG]:
        answer({"plain": _plain, "load": _loaded}, sys.argv[2:])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
