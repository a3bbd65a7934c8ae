"""Names by judgement: proposed from the records, judged in a file, kept as lines of a seed."""

from __future__ import annotations

import csv
import getpass
import io
from collections.abc import Iterable
from pathlib import Path

import duckdb
import pyarrow as pa

from etl.build.check import read_checks, run_check
from etl.build.models import read_model, seed_paths
from etl.build.seeds import KINDS, read_seed, seed_columns
from etl.common.csv_file import Line, read_csv_file
from etl.common.csvtext import csv_text
from etl.common.database import query_rows, write_whole
from etl.common.formulas import unquote_formula
from etl.common.queries import read_query
from etl.common.running.locks import hold_file
from etl.common.settings import SQL, ThroughlineError, this_day

ALIASES = SQL / "seeds" / "names" / "firm_alias.csv"
CHECK = "firm_alias_is_clear"
COLUMNS = seed_columns()["firm_alias"]
HEADER = [column.name for column in COLUMNS]
EVIDENCE = ["record_count", "first_date", "last_date", "verdict"]
VERDICTS = ("same", "different", "unsure")
Cells = tuple[str, ...]


def propose_aliases(
    engine: duckdb.DuckDBPyConnection, largest: int, path: Path = ALIASES
) -> list[dict[str, object]]:
    """The names that records give the largest firms, without those that the file holds already."""
    kept = {_pair(line.cells["alias"], line.cells["firm_name"]) for line in _kept(path)}
    rows = query_rows(engine, read_query("names/proposed_alias"), {"largest": largest})
    return [row for row in rows if _pair(str(row["alias"]), str(row["firm_name"])) not in kept]


def write_proposals(path: Path, rows: Iterable[dict[str, object]]) -> None:
    """Write proposals in the seed's layout, the evidence and an empty verdict behind.

    Raises ThroughlineError where the file is there already: it may hold verdicts.
    """
    if path.exists():
        raise ThroughlineError(f"{path} is there already: write to another file")
    header = [*HEADER, *EVIDENCE]
    lines = [[{"preference": 1, **row}.get(name) for name in header] for row in rows]
    try:
        write_whole(path, csv_text(header, lines))
    except OSError as error:
        raise ThroughlineError(f"cannot write {path}: {error.strerror}") from error


def read_accepted(path: Path, judged_by: str | None = None) -> list[Cells]:
    """The lines whose verdict is `same`, as lines of the seed.

    `judged_by` is the login unless told. Raises ThroughlineError for a verdict that is none, and
    for an accepted line with a cell that the seed cannot hold.
    """
    said = {"judged_by": judged_by or getpass.getuser(), "judged_date": this_day().isoformat()}
    accepted = []
    for line in read_csv_file(path, [*HEADER, *EVIDENCE]):
        verdict = line.cells["verdict"].strip().lower()
        if verdict not in ("", *VERDICTS):
            raise ThroughlineError(
                f"{path}, line {line.number}: verdict {verdict!r} is none of "
                f"{', '.join(VERDICTS)}: write one of them or leave it blank"
            )
        if verdict == "same":
            accepted.append(_seed_line(line, path, said))
    return accepted


def add_aliases(lines: Iterable[Cells], path: Path = ALIASES) -> int:
    """Add the lines that a file does not hold yet, in their place; gives how many.

    Whole or not at all: raises ThroughlineError where a name would mean two firms on one day, or
    the file cannot be read or written.
    """
    try:
        with path.open("r+b") as file:
            hold_file(file, f"another program holds {path}: try again", is_waiting=True)
            kept = [tuple(line.cells.values()) for line in _kept(path)]
            told = {cells[:6] for cells in kept}
            new = [cells for cells in dict.fromkeys(lines) if cells[:6] not in told]
            if new:
                ordered = sorted([*kept, *new], key=_place)
                if unclear := find_unclear(ordered):
                    raise ThroughlineError(f"nothing is added to {path}: {unclear}")
                write_whole(path, _text([tuple(HEADER), *ordered]))
    except OSError as error:
        raise ThroughlineError(f"cannot write {path}: {error.strerror}") from error
    return len(new)


def find_unclear(lines: Iterable[Cells]) -> str | None:
    """What the check of the seed would say of these lines; None where they are clear."""
    seeds = {
        "firm_alias": [
            dict(zip(HEADER, (cell or None for cell in cells), strict=True)) for cells in lines
        ],
        "non_employer": read_seed(seed_paths()["non_employer"], seed_columns()["non_employer"]),
    }
    (check,) = [check for check in read_checks() if check.name == CHECK]
    with duckdb.connect() as engine:
        engine.execute("create schema seeds; create schema entities")
        for name, rows in seeds.items():
            columns = [(column.name, pa.string()) for column in seed_columns()[name]]
            engine.register("rows", pa.Table.from_pylist(rows, schema=pa.schema(columns)))
            engine.execute(f"create table seeds.{name} as from rows")
        engine.execute("create table entities.organization_name (name varchar)")
        engine.execute("create table entities.name_reading (reading varchar)")
        key = read_model(SQL / "entities" / "names" / "name_key.sql", "entities")
        engine.execute(f"create table {key.table} as {key.sql}")
        failures = run_check(engine, check)
    return failures[0].message if failures else None


def _kept(path: Path) -> list[Line]:
    """The lines of a file in the seed's layout."""
    return read_csv_file(path, HEADER)


def _text(lines: Iterable[Cells]) -> str:
    """Lines of the seed as CSV: no quote before a formula, which would be part of the name."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(lines)
    return text.getvalue()


def _seed_line(line: Line, path: Path, said: dict[str, str]) -> Cells:
    """An accepted line as the seed holds it; raises ThroughlineError for a cell that it cannot."""
    cells = []
    for column in COLUMNS:
        value = unquote_formula(line.cells[column.name]).strip()
        value = value or said.get(column.name, "")
        if not value and not column.may_be_blank:
            raise ThroughlineError(f"{path}, line {line.number}: {column.name} is blank")
        if value and not KINDS[column.kind](value):
            raise ThroughlineError(
                f"{path}, line {line.number}: {column.name} {value!r} is no {column.kind}"
            )
        cells.append(value)
    return tuple(cells)


def _pair(alias: str, firm_name: str) -> Cells:
    """What a line is about, however it is spaced and written."""
    return tuple(" ".join(name.upper().split()) for name in (alias, firm_name))


def _place(cells: Cells) -> tuple[str, int, str, str]:
    """Where a line stands: by alias, preference, day and firm."""
    alias, firm_name, _, preference, from_date, *_ = cells
    return alias, int(preference), from_date, firm_name
