"""Seeds: closed vocabularies and judgements kept as CSV → tables, every cell of its kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

import duckdb
import pyarrow as pa

from etl.build.models import CARD, indicator_cards, seed_paths
from etl.common.csv_file import read_csv_file
from etl.common.settings import SQL, ThroughlineError

# what every column of a seed holds
COLUMNS = SQL / "seed_columns.csv"
_INTEGER = re.compile(r"-?\d{1,18}")


def _is_date(text: str) -> bool:
    try:
        # Longer and shorter ISO forms are no dates to the SQL that reads them.
        return len(text) == len("2026-06-30") and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is_day(text: str) -> bool:
    """A date, or a month or a year where no more is known."""
    return _is_date(text + "-01-01"[len(text) - 4 :] if len(text) in (4, 7) else text)


def _is_decimal(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


KINDS: dict[str, Callable[[str], bool]] = {
    "text": lambda text: True,
    "date": _is_date,
    "day": _is_day,
    "integer": lambda text: bool(_INTEGER.fullmatch(text)),
    "decimal": _is_decimal,
    "boolean": lambda text: text in ("true", "false"),
}


@dataclass(frozen=True)
class SeedColumn:
    """A column of a seed: what its cells are, and whether one may say nothing."""

    name: str
    kind: str
    may_be_blank: bool


def seed_columns(path: Path = COLUMNS) -> dict[str, list[SeedColumn]]:
    """The columns of every seed, by its name, in their order."""
    found: dict[str, list[SeedColumn]] = {}
    for line in read_csv_file(path, ("seed", "column_name", "kind", "may_be_blank")):
        cells = line.cells
        if cells["kind"] not in KINDS or not KINDS["boolean"](cells["may_be_blank"]):
            raise ThroughlineError(
                f"{path}, line {line.number}: kind is one of {', '.join(KINDS)}, may_be_blank "
                "true or false"
            )
        column = SeedColumn(cells["column_name"], cells["kind"], cells["may_be_blank"] == "true")
        found.setdefault(cells["seed"], []).append(column)
    return found


def read_seed(path: Path, columns: list[SeedColumn]) -> list[dict[str, str | None]]:
    """The rows of a seed, what is blank as None.

    Raises ThroughlineError that names file, line and cell for what is not as `columns` say.
    """
    rows: list[dict[str, str | None]] = []
    # A text that may be blank is never wrong; and what a cell held before was looked at then.
    held = [(c, set[str]()) for c in columns if c.kind != "text" or not c.may_be_blank]
    for line in read_csv_file(path, [column.name for column in columns]):
        for column, known in held:
            if (cell := line.cells[column.name]) not in known:
                _check_cell(cell.strip(), column, f"{path}, line {line.number}")
                known.add(cell)
        rows.append({name: value or None for name, value in line.cells.items()})
    return rows


def _check_cell(text: str, column: SeedColumn, where: str) -> None:
    if not text:
        if not column.may_be_blank:
            raise ThroughlineError(f"{where}: {column.name} is blank")
    elif not KINDS[column.kind](text):
        raise ThroughlineError(f"{where}: {column.name} {text[:80]!r} is no {column.kind}")


def load_seeds(engine: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Each seed CSV as a table of text columns, and the headers of the indicators as one more.

    Raises ThroughlineError that names file and line for a seed that cannot be read as it should.
    """
    known = seed_columns()
    for name, path in seed_paths(folder.parent).items():
        if name not in known:
            raise ThroughlineError(f"{path}: say in {COLUMNS} what its columns hold")
        # As text, all of it: `097` is a code and not a number.
        _create(engine, name, [column.name for column in known[name]], read_seed(path, known[name]))
    cards: list[dict[str, str | None]] = [{**card} for card in indicator_cards(folder.parent)]
    _create(engine, "indicator", [*CARD, "name"], cards)


def _create(
    engine: duckdb.DuckDBPyConnection,
    name: str,
    columns: list[str],
    rows: list[dict[str, str | None]],
) -> None:
    """A table of texts; through Arrow, so that no cell becomes a part of SQL."""
    schema = pa.schema([(column, pa.string()) for column in columns])
    engine.register("seed_rows", pa.Table.from_pylist(rows, schema))
    engine.execute(f"create table seeds.{name} as from seed_rows")
    engine.unregister("seed_rows")
