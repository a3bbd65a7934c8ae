"""A dossier's folder, packed: report, rows, numbers with their SQL, manifest and verify.py."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
import tomllib
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from etl.common.about import read_day, read_notices
from etl.common.database import query_rows
from etl.common.formulas import FORMULA, QUOTE
from etl.common.queries import read_query
from etl.common.settings import ROOT, ThroughlineError
from etl.dossier import verify
from etl.dossier.pictures import graph_picture, timeline_picture
from etl.dossier.report import Chapter, Report, page
from etl.dossier.rows import gather_rows, write_rows
from etl.dossier.sections import (
    Section,
    end_sections,
    record_section,
    sections_of,
    shared_sections,
)
from etl.dossier.statements import Statement, derive_statement
from etl.exports.package import Head, Held, WrittenColumn, describe
from etl.exports.sheets import EARLIEST, csv_value
from etl.stories.answers import HEADER

MOST_SUBJECTS = 12
SUBJECT_PARAMS = ("entity_id", "organization_id", "agency_id", "committee_id", "person_id")
HOWTO = (
    "Open report.html in any browser; it needs no network. `python verify.py` (Python 3.10 or "
    "newer, and `pip install duckdb`) derives every number of the report again from the rows and "
    "says which hold. numbers.json holds each number with its exact SQL. Whoever prints asks "
    "those named first: the questions stand in the report and in answers.csv, which takes the "
    "answers (`python -m etl answer answers.csv` keeps them with the project)."
)
Said = Callable[[str], None]


@dataclass(frozen=True)
class _Bench:
    """What a dossier is made from: the research database, the dossier's tables, the subjects."""

    source: duckdb.DuckDBPyConnection
    workshop: duckdb.DuckDBPyConnection
    ids: list[str]


def dossier_bytes(
    source: duckdb.DuckDBPyConnection, entity_ids: Sequence[str], said: Said = lambda what: None
) -> bytes:
    """The dossier of one or more entities as a zip: the same database, the same bytes.

    `source` is a connection on the research database, which may be read-only and locked; `said`
    is told each step. Raises ThroughlineError for an id that is not there, for none, and for more
    than twelve.
    """
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        write_dossier(source, entity_ids, folder, said)
        said("packing")
        return pack(folder)


def write_dossier(
    source: duckdb.DuckDBPyConnection, entity_ids: Sequence[str], folder: Path, said: Said
) -> None:
    """The files of a dossier into an empty folder."""
    # Sorted: the same subjects give the same bytes, in whatever order they are named.
    ids = sorted(set(entity_ids))
    if not ids or len(ids) > MOST_SUBJECTS:
        raise ThroughlineError(f"a dossier is about 1 to {MOST_SUBJECTS} entities, not {len(ids)}")
    said("reading rows and records")
    bench = _Bench(source, gather_rows(source, ids), ids)
    subjects = {row["entity_id"]: row for row in _subjects(bench)}
    missing = [entity_id for entity_id in ids if entity_id not in subjects]
    if missing:
        raise ThroughlineError(f"no entity has the id {missing[0]!r}: search for its name")
    said("writing rows")
    files = write_rows(source, bench.workshop, folder)
    said("deriving the numbers")
    report = _make_report(bench, subjects)
    said("writing the report")
    (folder / verify.REPORT).write_text(page(report), encoding="utf-8")
    _write_numbers(folder / verify.NUMBERS, report)
    questions = _write_answers(folder / "answers.csv", report)
    # The checker is the very file that this program runs: both write and read values by one rule.
    shutil.copyfile(str(verify.__file__), folder / "verify.py")
    files += [
        Held(verify.REPORT, len(report.statements), "the report, one record per statement"),
        Held(verify.NUMBERS, len(report.statements), "every number with its exact SQL"),
        Held("answers.csv", questions, "questions, with room for the answers", _answer_columns()),
        Held("verify.py", 1, "derives every number again and says which hold"),
    ]
    describe(source, folder, Head(report.title, HOWTO, _files_used(bench)), files)


def _files_used(bench: _Bench) -> frozenset[str]:
    """The SHA-256 of each published file behind a cited record."""
    rows = query_rows(bench.workshop, read_query("dossier/files"))
    return frozenset(row["SHA-256"] for row in rows)


def _subjects(bench: _Bench) -> list[dict[str, Any]]:
    """Those of the subjects that are there."""
    return query_rows(bench.workshop, read_query("dossier/subject"), {"ids": bench.ids})


def _make_report(bench: _Bench, subjects: dict[str, dict[str, Any]]) -> Report:
    """Every statement derived, every picture drawn."""
    chapters = [
        _make_chapter(bench, place, subjects[entity_id])
        for place, entity_id in enumerate(bench.ids)
    ]
    shared = shared_sections() if len(bench.ids) > 1 else ()
    said = read_notices(bench.source)
    graph, _ = graph_picture(bench.source, bench.ids, said[-1])
    return Report(
        title="Dossier: " + ", ".join(chapter.name for chapter in chapters),
        as_of=read_day(bench.source),
        notices=said,
        versions=_versions(bench.source),
        graph=graph,
        shared=_derive_all(bench, shared, "between"),
        chapters=chapters,
        ends=_derive_all(bench, end_sections(), "end"),
        records=derive_statement(bench.workshop, record_section(), "records", {}),
    )


def _derive_all(
    bench: _Bench, wanted: Iterable[Section], name: str, entity_id: str = ""
) -> list[Statement]:
    """Sections as statements, numbered; each query takes the subject's id by the name it gives."""
    # The queries of the pages name their subject by its kind; what a query does not name is left
    # out.
    values = {"ids": bench.ids, **dict.fromkeys(SUBJECT_PARAMS, entity_id)}
    return [
        derive_statement(bench.workshop, section, f"{name}-{number:02d}", values)
        for number, section in enumerate(wanted, 1)
    ]


def _make_chapter(bench: _Bench, place: int, subject: dict[str, Any]) -> Chapter:
    """One subject."""
    sections = sections_of(subject["entity_kind"])
    statements = _derive_all(bench, sections, f"s{place}", subject["entity_id"])
    named = {statement.section.name: statement for statement in statements}
    return Chapter(
        entity_id=subject["entity_id"],
        kind=subject["entity_kind"],
        name=subject["name"],
        facts=[fact for fact in (subject["place"], subject["summary"]) if fact],
        record_url=subject["record_url"],
        statements=statements,
        timeline=timeline_picture(
            named.get("months"), named["events"], f"Time line of {subject['name']}"
        ),
    )


def _versions(source: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """What the report was made with: the same of these and the same files, the same bytes."""
    (row,) = query_rows(source, read_query("dossier/versions"))
    program = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    built = [(f"database: {name.replace('_', ' ')}", str(row[name])) for name in row]
    return [("Throughline", program["version"]), *built, ("report: DuckDB", duckdb.__version__)]


def _write_numbers(path: Path, report: Report) -> None:
    """Each statement with its SQL, columns and rows as canonical texts."""
    document = {
        "title": report.title,
        "notice": report.notices,
        "as_of": report.as_of,
        "versions": dict(report.versions),
        "csv": {"formula": FORMULA, "quote": QUOTE},
        "statements": [
            {
                "id": statement.statement_id,
                "title": statement.heading,
                "sql": statement.sql,
                "columns": [{"name": name, "unit": unit} for name, unit in statement.columns],
                "printed": statement.printed,
                "rows": statement.rows,
            }
            for statement in report.statements
        ],
    }
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _answer_columns() -> list[WrittenColumn]:
    """The columns of answers.csv, which are those of sql/seeds/answer.csv."""
    said = (
        "whom the question is about", "the day it was asked, 2026-06-30", "the question",
        "the day of the answer, 2026-06-30; blank until then", "the answer in their words",
        "who answered, and for whom", "where the answer can be read, if anywhere",
    )  # fmt: skip
    return [WrittenColumn(name, "varchar", text) for name, text in zip(HEADER, said, strict=True)]


def _write_answers(path: Path, report: Report) -> int:
    """The questions of the report in the columns of the answers; gives how many."""
    # A set: two subjects may have the same question to the same party.
    asked = {
        (row[statement.place("_asked_id")], row[statement.place("question")])
        for chapter in report.chapters
        for statement in chapter.statements
        if statement.section.name == "questions"
        for row in statement.rows[: statement.printed]
    }
    # Line ends as written here, whatever the system's are.
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(HEADER)
    # Sorted by id and question: the order of a set differs between runs.
    for entity_id, question in sorted(asked):
        # `csv_value`, since a spreadsheet would run a text that begins like a formula.
        lines.writerow([csv_value(entity_id), "", csv_value(question), "", "", "", ""])
    path.write_text(text.getvalue(), encoding="utf-8")
    return len(asked)


def pack(folder: Path) -> bytes:
    """A folder as a zip whose bytes depend on the names and contents alone."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as whole:
        # A folder lists its files in an order of its own.
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                # No time and no rights of this machine: the same contents, the same bytes.
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), EARLIEST)
                entry.external_attr = 0o644 << 16
                # Parquet is packed already.
                is_packed = path.suffix == ".parquet"
                entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
                whole.writestr(entry, path.read_bytes(), compresslevel=6)
    return content.getvalue()
