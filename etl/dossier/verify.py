"""Check a dossier: every number of its report is derived again from the rows beside it.

Needs Python 3.10 or newer and the package duckdb (`pip install duckdb`), nothing else:

    python verify.py              checks the folder in which this file lies
    python verify.py x.zip        checks a dossier that is still packed

Exit 0 when everything holds, 1 when something does not, 2 when nothing could be checked.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import html.parser
import json
import sys
import tempfile
import unicodedata
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

NUMBERS, REPORT, MANIFEST, ROWS = "numbers.json", "report.html", "manifest.csv", "rows"
NOT_STATED = "not stated"


def canonical(value: Any) -> str | None:
    """A value of DuckDB as numbers.json holds it: text, or None for unknown."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, (list, tuple)):
        return " ".join(str(part) for part in value)
    return str(value)


def show_value(value: str | None, unit: str) -> str:
    """The canonical value as the report prints it: USD, count, share (of one), text."""
    if value is None:
        return NOT_STATED
    if unit == "USD":
        amount = Decimal(value)
        text = f"{abs(amount):,.2f}"
        return f"{'−' if amount < 0 else ''}${text[:-3] if text.endswith('.00') else text}"
    if unit == "count":
        return f"{Decimal(value):,}"
    if unit == "share":
        return f"{Decimal(value) * 100:.1f} %"
    kept = (c for c in value if unicodedata.category(c)[0] != "C" or c.isspace())
    return " ".join("".join(kept).split())


class Cells(html.parser.HTMLParser):
    """The cells of the report: id → (value, text)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, tuple[str | None, str]] = {}
        self.twice: list[str] = []
        self._open: list[tuple[str, str, str | None, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A cell begins where an element has data-cell."""
        stated = dict(attrs)
        if stated.get("data-cell"):
            self._open.append((tag, str(stated["data-cell"]), stated.get("data-value"), []))

    def handle_data(self, data: str) -> None:
        """Text belongs to every cell that is open."""
        for _, _, _, texts in self._open:
            texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        """A cell ends with its element."""
        if self._open and self._open[-1][0] == tag:
            _, name, value, texts = self._open.pop()
            cell = (value, " ".join("".join(texts).split()))
            if self.found.setdefault(name, cell) != cell:
                self.twice.append(name)


class Checked:
    """What held and what did not."""

    def __init__(self) -> None:
        self.faults = 0

    def holds(self, what: str) -> None:
        """Say that something holds."""
        print(f"holds           {what}")

    def fails(self, what: str) -> None:
        """Say that something does not hold."""
        self.faults += 1
        print(f"DOES NOT HOLD   {what}")


def check_files(folder: Path, checked: Checked) -> None:
    """Every file of the manifest is there with its SHA-256, and no other."""
    with (folder / MANIFEST).open(encoding="utf-8", newline="") as text:
        stated = {
            r["file_name"]: r["sha256"] for r in csv.DictReader(text) if r["part"] == "written"
        }
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    missing = sorted(set(stated) - there)
    changed = [
        name
        for name in sorted(set(stated) & there)
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != stated[name]
    ]
    for name in missing:
        checked.fails(f"{name} is missing")
    for name in changed:
        checked.fails(f"{name} is not the file that the manifest names")
    for name in sorted(there - set(stated) - {MANIFEST}):
        checked.fails(f"{name} is not in the manifest")
    if stated and not missing and not changed:
        checked.holds(f"{len(stated)} files are those of the manifest")


def load_rows(engine: Any, folder: Path, document: dict[str, Any], checked: Checked) -> None:
    """Each Parquet file becomes the table of its name; its CSV must hold the same rows.

    rows/marts.award.parquet is the table marts.award, so that the statements run as they stand.
    """
    engine.execute("create schema csv_text")
    for path in sorted((folder / ROWS).glob("*.parquet")):
        schema, _, table = path.stem.rpartition(".")
        name, beside = f'"{schema or "main"}"."{table}"', path.with_suffix(".csv")
        try:
            engine.execute(f'create schema if not exists "{schema or "main"}"')
            engine.execute(f"create table {name} as from read_parquet(?)", [str(path)])
        except Exception as error:  # noqa: BLE001 - a damaged file is a finding, whatever its fault
            checked.fails(f"{ROWS}/{path.name} cannot be read: {str(error).splitlines()[0]}")
            continue
        if beside.exists():
            same_rows(engine, name, (beside, document["csv"]), checked)


def same_rows(engine: Any, name: str, held: tuple[Path, dict[str, str]], checked: Checked) -> None:
    """Hold a CSV, written by the rule that numbers.json states, against its table, cell by cell."""
    path, rule = held
    columns = engine.execute(f"describe {name}").fetchall()
    cells = ", ".join(text_cell(column[0], column[1], rule) for column in columns)
    texts = ", ".join(f'coalesce("{column[0]}", \'\') as "{column[0]}"' for column in columns)
    text = f'csv_text."{path.stem}"'
    try:
        engine.execute(
            f"create table {text} as select {texts} from read_csv(?, header=true, "
            "all_varchar=true, delim=',', quote='\"', escape='\"', auto_detect=false, "
            f"max_line_size=10000000, columns={spec(columns)})",
            [str(path)],
        )
        sides = f"select {cells} from {name}", f"from {text}"
        differing = sum(
            engine.execute(f"select count(*) from ({one} except all {other})").fetchone()[0]
            for one, other in (sides, sides[::-1])
        )
        (count,) = engine.execute(f"select count(*) from {name}").fetchone()
    except Exception as error:  # noqa: BLE001 - a damaged file is a finding, whatever its fault
        checked.fails(f"{ROWS}/{path.name} cannot be read: {str(error).splitlines()[0]}")
        return
    both = f"{ROWS}/{path.name} and {ROWS}/{path.stem}.parquet"
    if differing:
        checked.fails(f"{both} differ in {differing} rows")
    else:
        checked.holds(f"{ROWS}/{path.stem}: {count:,} rows, the same in CSV and Parquet")


def spec(columns: list[Any]) -> str:
    """The columns of a CSV, all text, as DuckDB's struct."""
    quote = "'"
    return "{" + ", ".join(f"'{c[0].replace(quote, quote * 2)}': 'VARCHAR'" for c in columns) + "}"


def text_cell(name: str, kind: str, rule: dict[str, str]) -> str:
    """A column as its CSV holds it: lists as words, a quote before what a spreadsheet would run."""
    column = f'"{name}"'
    if kind.endswith("[]"):
        return f"coalesce(array_to_string({column}, ' '), '') as {column}"
    if kind == "VARCHAR":
        formula, quote = (rule[word].replace("'", "''") for word in ("formula", "quote"))
        return (
            f"coalesce(case when regexp_matches({column}, '{formula}') then '{quote}' || {column} "
            f"else {column} end, '') as {column}"
        )
    return f"coalesce({column}::varchar, '') as {column}"


def derive(engine: Any, sql: str) -> list[list[str | None]]:
    """The rows that a statement gives now."""
    return [[canonical(value) for value in row] for row in engine.execute(sql).fetchall()]


def check_statement(engine: Any, stated: dict[str, Any], cells: Cells, checked: Checked) -> None:
    """A statement's values as derived now, as numbers.json has them, as the report prints them."""
    name = f"{stated['id']} {stated['title']}"
    try:
        rows = derive(engine, stated["sql"])
    except Exception as error:  # noqa: BLE001 - a table that is gone is a finding
        checked.fails(f"{name}: cannot be derived: {str(error).splitlines()[0]}")
        return
    faults = [*differences(rows, stated), *misprints(rows, stated, cells)]
    for fault in faults[:5]:
        checked.fails(f"{name}: {fault}")
    if len(faults) > 5:
        checked.fails(f"{name}: and {len(faults) - 5} more")
    if not faults:
        numbers = sum(len(row) for row in rows)
        checked.holds(f"{name}: {len(rows):,} rows, {numbers:,} values")


def differences(rows: list[list[str | None]], stated: dict[str, Any]) -> list[str]:
    """Where numbers.json says something else than the rows."""
    if len(rows) != len(stated["rows"]):
        return [f"numbers.json has {len(stated['rows'])} rows, the records give {len(rows)}"]
    return [
        f"row {number + 1}, {column['name']}: numbers.json has {old}, the records give {new}"
        for number, (now, before) in enumerate(zip(rows, stated["rows"], strict=True))
        for column, new, old in zip(stated["columns"], now, before, strict=True)
        if new != old
    ]


def misprints(rows: list[list[str | None]], stated: dict[str, Any], cells: Cells) -> list[str]:
    """Where the report prints something else than the rows, or lacks a number."""
    faults = []
    for number, row in enumerate(rows[: stated["printed"]]):
        for place, (column, value) in enumerate(zip(stated["columns"], row, strict=True)):
            if column["unit"] == "hidden":
                continue
            printed = cells.found.get(f"{stated['id']}:{number}:{place}")
            wanted = (value, show_value(value, column["unit"]))
            if printed != wanted:
                said = "nothing" if printed is None else printed[1]
                faults.append(f"row {number + 1}, {column['name']}: prints {said}, not {wanted[1]}")
    return faults


def check(folder: Path) -> int:
    """Check an unpacked dossier; gives the exit code."""
    import duckdb

    checked = Checked()
    needed = [name for name in (NUMBERS, REPORT, MANIFEST) if not (folder / name).is_file()]
    for name in needed:
        checked.fails(f"{name} is missing")
    if needed:
        print("Nothing more can be checked.")
        return 1
    check_files(folder, checked)
    engine = duckdb.connect()
    document = json.loads((folder / NUMBERS).read_text(encoding="utf-8"))
    load_rows(engine, folder, document, checked)
    engine.execute("set enable_external_access = false")
    cells = Cells()
    cells.feed((folder / REPORT).read_text(encoding="utf-8"))
    for stated in document["statements"]:
        check_statement(engine, stated, cells, checked)
    for name in sorted(set(cells.twice)):
        checked.fails(f"the report prints {name} twice, and not alike")
    known = {stated["id"] for stated in document["statements"]}
    for name in sorted(cells.found):
        if name.split(":")[0] not in known:
            checked.fails(f"the report prints {name}, which no statement gives")
    print("Everything holds." if not checked.faults else f"{checked.faults} do not hold.")
    return 1 if checked.faults else 0


def main(words: list[str]) -> int:
    """Check the folder or zip that is named, or the folder of this file."""
    path = Path(words[0]) if words else Path(__file__).resolve().parent
    try:
        if path.is_dir():
            return check(path)
        with tempfile.TemporaryDirectory() as work, zipfile.ZipFile(path) as packed:
            packed.extractall(work)
            return check(Path(work))
    except ImportError:
        print("The package duckdb is missing: pip install duckdb")
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        print(f"{path} cannot be checked: {error}")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
