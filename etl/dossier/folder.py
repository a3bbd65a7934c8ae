"""A dossier's folder, packed: report, rows, numbers with their SQL, manifest and verify.py."""

from __future__ import annotations

import hashlib
import io
import tempfile
import tomllib
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from etl.common.database import query_rows
from etl.common.files import hash_file
from etl.common.queries import read_query
from etl.common.settings import ROOT, ThroughlineError
from etl.dossier.graph import graph_picture
from etl.dossier.join import script
from etl.dossier.rows import gather_rows, write_rows
from etl.dossier.sections import (
    DossierSection,
    end_sections,
    head_sections,
    record_section,
    sections_of,
    shared_sections,
)
from etl.dossier.shipped.document import (
    ANSWER,
    BETWEEN,
    END,
    HEAD,
    RECORDS,
    Report,
    Statement,
    answers_text,
    numbers_bytes,
)
from etl.dossier.shipped.members import ANSWERS, GRAPH, NUMBERS, REPORT, SCRIPT
from etl.dossier.shipped.report import page
from etl.dossier.statements import derive_statement, state_section
from etl.exports.package import Head, Held, WrittenColumn, write_about, write_manifest
from etl.exports.sheets import EARLIEST

MOST_SUBJECTS = 12
HOWTO = (
    "Open report.html in any browser; it needs no network. `python -I verify.py` (Python 3.11 or "
    "newer, and `pip install duckdb`) derives every number again from the rows, writes the report "
    "again from them, and says what is not the same; with -I, and not by `python -m`, no file of "
    "this folder can be taken for a part of Python. numbers.json holds each number with its exact "
    "SQL, and the SHA-256 of every other file. Whoever prints asks those named first: the "
    "questions stand in the report and in answers.csv, which takes the answers (`python -m etl "
    "answer answers.csv` keeps them with the project).\n\n"
    "The fingerprint that verify.py prints is the SHA-256 of manifest.csv, which names every other "
    "file with its own; it is the same for the zip and for this folder. Hold it against the one "
    "that whoever wrote the dossier tells you, on another way than the dossier came: `python -I "
    "verify.py --fingerprint HEX`. If it is the same, every file here is the one that they wrote, "
    "to the last byte. It does not prove that what they wrote is right, nor who they are. Without "
    "a fingerprint, verify.py proves that the dossier agrees with itself; whoever writes all of it "
    "anew, verify.py too, can write one that does. So take verify.py from the program itself and "
    "not from a dossier that you do not trust: `python -m etl dossier --verify DOSSIER` checks "
    "with the program's own, prints its SHA-256, and says where that of the dossier differs."
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
    statements = [statement for part in _parts(bench, subjects) for statement in part]
    said("writing the report")
    _write_report(bench, folder, statements, files)


def _write_report(
    bench: _Bench, folder: Path, statements: list[Statement], files: list[Held]
) -> None:
    """Everything beside the rows; each file is written after those whose hash it holds."""
    report = Report(_program(), {}, statements)
    notice = report.notices[-1]
    graph = graph_picture(bench.source, bench.ids, notice)
    questions, asked = answers_text(report)
    contents = {GRAPH: graph, ANSWERS: questions.encode("utf-8"), SCRIPT: script()}
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    told = len(statements)
    files = [
        *files,
        Held(REPORT, told, "the report, one record per statement"),
        Held(NUMBERS, told, "every number with its exact SQL, and the SHA-256 of every other file"),
        Held(GRAPH, 1, "who stands next to whom, as a picture"),
        Held(ANSWERS, asked, "questions, with room for the answers", _answer_columns()),
        Held(SCRIPT, 1, "derives every number again and says what is not the same"),
    ]
    head = Head(report.title, HOWTO, _files_used(bench))
    write_about(bench.source, folder, head, files)
    numbers = numbers_bytes(replace(report, files=_hashes(folder)))
    (folder / NUMBERS).write_bytes(numbers)
    drawn = page(report, graph.decode("utf-8"), hashlib.sha256(numbers).hexdigest())
    (folder / REPORT).write_bytes(drawn.encode("utf-8"))
    write_manifest(bench.source, folder, head.used, files)


def _hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file that is written so far."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): hash_file(path) for path in paths}


def _files_used(bench: _Bench) -> frozenset[str]:
    """The SHA-256 of each published file behind a cited record."""
    rows = query_rows(bench.workshop, read_query("dossier/files"))
    return frozenset(row["SHA-256"] for row in rows)


def _subjects(bench: _Bench) -> list[dict[str, Any]]:
    """Those of the subjects that are there."""
    return query_rows(bench.workshop, read_query("dossier/subject"), {"ids": bench.ids})


def _parts(bench: _Bench, subjects: dict[str, dict[str, Any]]) -> Iterator[list[Statement]]:
    """Every part of the report derived, in its order."""
    yield _derive_all(bench, head_sections(), HEAD)
    if len(bench.ids) > 1:
        yield _derive_all(bench, shared_sections(), BETWEEN)
    for place, entity_id in enumerate(bench.ids):
        sections = sections_of(subjects[entity_id]["entity_kind"])
        yield _derive_all(bench, sections, f"s{place}", entity_id)
    yield _derive_all(bench, end_sections(), END)
    stated = state_section(record_section(), RECORDS, bench.ids)
    yield [derive_statement(bench.workshop, stated)]


def _derive_all(
    bench: _Bench, wanted: Iterable[DossierSection], name: str, entity_id: str = ""
) -> list[Statement]:
    """Sections as statements, numbered; each query takes the subject's id by the name it gives."""
    return [
        derive_statement(
            bench.workshop, state_section(section, f"{name}-{number:02d}", bench.ids, entity_id)
        )
        for number, section in enumerate(wanted, 1)
    ]


def _program() -> tuple[str, str]:
    """The versions of this program and of DuckDB: the same of these and the same files, the same
    bytes.
    """
    program = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(program["version"]), duckdb.__version__


def _answer_columns() -> list[WrittenColumn]:
    """The columns of answers.csv, which are those of sql/seeds/answer.csv."""
    said = (
        "whom the question is about", "the day it was asked, 2026-06-30", "the question",
        "the day of the answer, 2026-06-30; blank until then", "the answer in their words",
        "who answered, and for whom", "where the answer can be read, if anywhere",
    )  # fmt: skip
    return [WrittenColumn(name, "varchar", text) for name, text in zip(ANSWER, said, strict=True)]


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
