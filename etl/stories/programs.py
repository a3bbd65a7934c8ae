"""Programs that span vehicles: a CSV of award keys or contract numbers, of a case or by hand.

Those of a case lie in `etl/cases/<case>/programs`, those of a reader in `programs` of the data
folder; both are read by the same rules, and a file that breaks one is refused with its line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from etl.common.csv_file import Line, read_csv_file
from etl.common.harmless import is_web
from etl.common.settings import CASES, ThroughlineError

COLUMNS = (
    "part", "award_key", "piid", "name", "holder", "ceiling_usd", "note", "source_note",
    "source_url",
)  # fmt: skip
PARTS = ("program", "vehicle", "order")
MOST_LINES = 20_000
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}", re.ASCII)
_KEY = re.compile(r"CONT_(AWD|IDV)_[A-Z0-9_.\-]{1,150}", re.ASCII)
_NUMBER = re.compile(r"[^A-Z0-9]")


@dataclass(frozen=True)
class ProgramLine:
    """A line of a program: an award, by key or number, or one that is only known by name."""

    number: int
    part: str
    award_key: str
    piid: str
    name: str
    holder: str
    ceiling_usd: Decimal | None
    note: str
    source_note: str
    source_url: str

    @property
    def piid_key(self) -> str:
        """The contract number as awards are searched by: letters and digits in capitals."""
        return _NUMBER.sub("", self.piid.upper())


@dataclass(frozen=True)
class Program:
    """A program: what it is, where that is stated, and its lines."""

    program_id: str
    title: str
    note: str
    source_note: str
    source_url: str
    case_id: str | None
    path: Path
    lines: tuple[ProgramLine, ...]


def program_folder(data: Path) -> Path:
    """Where a reader's own programs lie."""
    return data / "programs"


def program_files(data: Path) -> dict[str, tuple[Path, str | None]]:
    """Every program's file by its id, with its case; a reader's goes before a case's."""
    found: dict[str, tuple[Path, str | None]] = {}
    for path in sorted(CASES.glob("*/programs/*.csv")):
        found[path.stem] = (path, path.parts[-3])
    for path in sorted(program_folder(data).glob("*.csv")):
        found[path.stem] = (path, None)
    return dict(sorted(found.items()))


def read_program(program_id: str, data: Path) -> Program | None:
    """A program by its id; None where there is none. Raises ThroughlineError for a bad file."""
    found = program_files(data).get(program_id)
    return read_program_file(*found) if found else None


def read_program_file(path: Path, case_id: str | None = None) -> Program:
    """The program of a file.

    Raises ThroughlineError that names file and line: an encoding, a quote or a width that is
    wrong, a column that is not known, no award at all, a value that is none, a line given twice.
    """
    if not _ID.fullmatch(path.stem):
        raise ThroughlineError(f"{path}: name it by small letters, digits, - and _ only")
    lines = read_csv_file(path)
    _check_columns(path, lines)
    listed = [_listed(path, line) for line in lines]
    heads = [line for line in listed if line.part == "program"]
    awards = tuple(line for line in listed if line.part != "program")
    if len(heads) > 1:
        raise ThroughlineError(f"{path}, line {heads[1].number}: a second line of part program")
    _check_twice(path, awards)
    head = heads[0] if heads else None
    return Program(
        path.stem,
        (head.name if head else "") or path.stem.replace("_", " ").replace("-", " "),
        head.note if head else "",
        head.source_note if head else "",
        head.source_url if head else "",
        case_id,
        path,
        awards,
    )


def _check_columns(path: Path, lines: list[Line]) -> None:
    """Raise ThroughlineError for a file without awards, with a foreign column, or too long."""
    if not lines:
        raise ThroughlineError(f"{path}: holds no line below the names of the columns")
    names = list(lines[0].cells)
    foreign = [name for name in names if name not in COLUMNS]
    if foreign or not {"award_key", "piid"} & set(names):
        raise ThroughlineError(
            f"{path}, line 1: the columns are {', '.join(names)}; known are {', '.join(COLUMNS)}, "
            "and award_key or piid must be one of them"
        )
    if len(lines) > MOST_LINES:
        raise ThroughlineError(f"{path}: {len(lines):,} lines; at most {MOST_LINES:,} are read")


def _listed(path: Path, line: Line) -> ProgramLine:
    """A line with its values tested."""
    cells = {name: line.cells.get(name, "").strip() for name in COLUMNS}
    where = f"{path}, line {line.number}"
    part = cells["part"] or ("order" if cells["award_key"].startswith("CONT_AWD") else "vehicle")
    if part not in PARTS:
        raise ThroughlineError(f"{where}: part {part!r} is none of {', '.join(PARTS)}")
    if cells["award_key"] and not _KEY.fullmatch(cells["award_key"]):
        raise ThroughlineError(
            f"{where}: award_key {cells['award_key']!r} is none: it begins CONT_AWD_ or CONT_IDV_, "
            "as in the address of its public page"
        )
    if not (cells["award_key"] or cells["piid"] or cells["name"]):
        raise ThroughlineError(f"{where}: needs an award_key, a piid or a name")
    if cells["piid"] and len(_NUMBER.sub("", cells["piid"].upper())) < 4:
        raise ThroughlineError(f"{where}: piid {cells['piid']!r} is too short for a number")
    if cells["source_url"] and not is_web(cells["source_url"]):
        raise ThroughlineError(f"{where}: source_url {cells['source_url']!r} is no web address")
    ceiling = _amount(where, cells)
    texts = {name: cells[name] for name in COLUMNS if name not in ("part", "ceiling_usd")}
    return ProgramLine(number=line.number, part=part, ceiling_usd=ceiling, **texts)


def _amount(where: str, cells: Mapping[str, str]) -> Decimal | None:
    """The ceiling that a line states; None where it states none."""
    text = cells["ceiling_usd"]
    if not text:
        return None
    try:
        amount = Decimal(text)
    except InvalidOperation as error:
        raise ThroughlineError(f"{where}: ceiling_usd {text!r} is no amount") from error
    if not amount.is_finite() or not 0 <= amount < Decimal(10) ** 15:
        raise ThroughlineError(f"{where}: ceiling_usd {text!r} is no amount of dollars")
    return amount


def _check_twice(path: Path, lines: tuple[ProgramLine, ...]) -> None:
    """Raise ThroughlineError for an award that stands on two lines: it would count twice."""
    seen: dict[str, int] = {}
    for line in lines:
        key = line.award_key or line.piid_key
        if key and key in seen:
            raise ThroughlineError(f"{path}, line {line.number}: {key} stands on line {seen[key]}")
        seen[key] = line.number
