"""Claims of a case: sentences held against the records, part by part.

A claim is one SQL file of etl/cases/<case>/claims. Its header says `claim` (the sentence),
`speaker`, `date` (of the statement, or `undated`), `source`, `source_url` (or `link wanted`),
`expects`, `tolerance` and `excludes`. Its query over `marts` gives one row per part:

- part: what is held against the records
- found: what they say, in words, with the unit
- test: how value and expected are compared: =, >= or >
- value: the number found; null where no record is loaded. Yes is 1 and no is 0
- expected: the number that the claim needs
- evidence: ids of the records behind it

`tolerance` is one of: none; a number in the unit of the parts (500000); a share of what is
expected (0.5 %). A part holds when its value passes its test within the tolerance. The claim is
`supported` when every part holds, `contradicted` when none does, `not in the records loaded` when
no part has a record, and `partly` otherwise.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

import duckdb

from etl.common.about import read_day
from etl.common.database import query_rows
from etl.common.headers import read_header
from etl.common.queries import read_query
from etl.common.settings import CASES, ThroughlineError

SUPPORTED, CONTRADICTED = "supported", "contradicted"
PARTLY, NOT_LOADED = "partly", "not in the records loaded"
STATES = (SUPPORTED, PARTLY, CONTRADICTED, NOT_LOADED)
WORDS = (
    "claim", "speaker", "date", "source", "source_url", "expects", "tolerance", "excludes",
)  # fmt: skip
COLUMNS = ("part", "found", "test", "value", "expected", "evidence")


@dataclass(frozen=True)
class Part:
    """One thing that a claim says: `holds` is None where no record is loaded."""

    part: str
    found: str
    test: str
    value: Decimal | None
    expected: Decimal | None
    holds: bool | None
    evidence: list[str]


@dataclass(frozen=True)
class Coverage:
    """What stands behind a claim: parts with records, records by kind, the published files.

    `second_hand` counts records that are totals somebody else published.
    """

    parts: int
    parts_with_records: int
    records: int
    second_hand: int
    kinds: dict[str, int] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    as_of: str = ""

    @property
    def sentence(self) -> str:
        """The coverage in words."""
        kinds = ", ".join(f"{kind}: {count}" for kind, count in self.kinds.items())
        said = f"{self.parts_with_records} of {self.parts} parts have records; records: "
        said += f"{self.records:,}" + (f" ({kinds})" if kinds else "")
        if self.second_hand:
            said += f"; of them totals that others published: {self.second_hand:,}"
        return f"{said}; published files: {len(self.files)}; built as of {self.as_of}"


@dataclass(frozen=True)
class Claim:
    """A sentence, who said it and when, what it was held against, and how it stands."""

    name: str
    sentence: str
    speaker: str
    said_on: str
    source: str
    source_url: str
    expects: str
    tolerance: str
    excludes: str
    sql: str
    parts: list[Part]
    coverage: Coverage

    @property
    def state(self) -> str:
        """One of STATES."""
        held = {part.holds for part in self.parts}
        # A claim without any part is not supported either.
        if held <= {None}:
            return NOT_LOADED
        if held == {True}:
            return SUPPORTED
        return CONTRADICTED if held == {False} else PARTLY

    @property
    def found(self) -> str:
        """What the records say, part after part."""
        return "; ".join(f"{part.part}: {part.found}" for part in self.parts) or "no record"

    @property
    def evidence(self) -> list[str]:
        """The ids of all records behind it, in order."""
        return sorted({record for part in self.parts for record in part.evidence})


def claim_files(case: str) -> list[Path]:
    """The claims of a case, by name."""
    return sorted((CASES / case / "claims").glob("*.sql"))


def hold_claims(case: str, engine: duckdb.DuckDBPyConnection) -> list[Claim]:
    """Every claim of a case held against the database of a connection.

    Raises ThroughlineError that names the file for a header that lacks a word, a query that fails
    or gives other columns, and a record that the database cannot open.
    """
    return [hold_claim(path, engine) for path in claim_files(case)]


def hold_claim(path: Path, engine: duckdb.DuckDBPyConnection) -> Claim:
    """One claim held against the database."""
    sql = path.read_text(encoding="utf-8")
    header = _header(sql, path)
    parts = [_part(row, header["tolerance"], path) for row in _rows(sql, engine, path)]
    cited = sorted({record for part in parts for record in part.evidence})
    return Claim(
        name=path.stem,
        sentence=header["claim"],
        speaker=header["speaker"],
        said_on=header["date"],
        source=header["source"],
        source_url=header["source_url"],
        expects=header["expects"],
        tolerance=header["tolerance"],
        excludes=header["excludes"],
        sql=sql,
        parts=parts,
        coverage=_coverage(parts, cited, engine, path),
    )


def _header(sql: str, path: Path) -> dict[str, str]:
    """The words of a claim's header; a comment line that begins none continues the one before."""
    found = read_header(sql, WORDS).words
    missing = [name for name in WORDS if not found.get(name)]
    if missing:
        raise ThroughlineError(f"{path}: the header lacks {', '.join(missing)}")
    if found["date"] != "undated":
        try:
            date.fromisoformat(found["date"])
        except ValueError as error:
            raise ThroughlineError(f"{path}: {found['date']!r} is no date: 2025-04-17") from error
    if found["source_url"] != "link wanted" and not found["source_url"].startswith("https://"):
        raise ThroughlineError(f"{path}: source_url is an https address, or `link wanted`")
    return found


def _rows(sql: str, engine: duckdb.DuckDBPyConnection, path: Path) -> list[tuple[object, ...]]:
    """The parts as the query gives them."""
    try:
        result = engine.execute(sql)
        names = tuple(column[0] for column in result.description or [])
        rows = result.fetchall()
    except duckdb.Error as error:
        raise ThroughlineError(f"{path}: {str(error).splitlines()[0]}") from error
    if names != COLUMNS:
        raise ThroughlineError(f"{path}: gives {', '.join(names)}; wanted: {', '.join(COLUMNS)}")
    return rows


def _part(row: tuple[object, ...], tolerance: str, path: Path) -> Part:
    """A part with whether it holds."""
    name, found, test, value, expected, evidence = row
    # Exact, whatever type the query gives.
    numbers = [None if number is None else Decimal(str(number)) for number in (value, expected)]
    ids = sorted({str(record) for record in evidence or []})  # type: ignore[attr-defined]
    holds = None
    if numbers[0] is not None:
        if numbers[1] is None or not ids:
            raise ThroughlineError(f"{path}: {name}: a value needs what is expected, and evidence")
        holds = _passes(str(test), (numbers[0], numbers[1]), _slack(tolerance, numbers[1], path))
    if holds is None and numbers[0] is not None:
        raise ThroughlineError(f"{path}: {name}: the test is =, >= or >, not {test}")
    said = "no record is loaded" if holds is None else str(found)
    return Part(str(name), said, str(test), numbers[0], numbers[1], holds, ids)


def _passes(test: str, numbers: tuple[Decimal, Decimal], slack: Decimal) -> bool | None:
    """Whether a value passes; None for a test that is not known."""
    value, expected = numbers
    return {
        "=": abs(value - expected) <= slack,
        ">=": value >= expected - slack,
        # The tolerance favours the claim in every test.
        ">": value > expected - slack,
    }.get(test)


def _slack(tolerance: str, expected: Decimal, path: Path) -> Decimal:
    """How far a value may be from what is expected, in the unit of the part."""
    if tolerance == "none":
        return Decimal(0)
    try:
        number = Decimal(tolerance.removesuffix("%").strip())
    except InvalidOperation as error:
        raise ThroughlineError(
            f"{path}: tolerance {tolerance!r}: write none, a number, or a share as 0.5 %"
        ) from error
    # Decimal reads NaN and Infinity.
    if not number.is_finite() or number < 0:
        raise ThroughlineError(f"{path}: tolerance {tolerance!r} is not 0 or more")
    return abs(expected) * number / 100 if tolerance.endswith("%") else number


def _coverage(
    parts: list[Part], cited: list[str], engine: duckdb.DuckDBPyConnection, path: Path
) -> Coverage:
    """What stands behind the parts; raises ThroughlineError for a record that does not open."""
    rows = query_rows(engine, read_query("stories/cited"), {"ids": cited})
    missing = sorted(set(cited) - {row["record_id"] for row in rows})
    if missing:
        raise ThroughlineError(f"{path}: the record {missing[0]} does not open")
    kinds = dict(sorted(Counter(row["record_kind"] for row in rows).items()))
    second_hand = sum(kinds.get(kind, 0) for kind in SECOND_HAND)
    return Coverage(
        len(parts),
        sum(part.holds is not None for part in parts),
        len(rows),
        second_hand,
        kinds,
        sorted({row["source_file"] for row in rows if row["source_file"]}),
        read_day(engine),
    )


SECOND_HAND = ("published total", "reported award total", "reported obligations")
