"""What is checked of a dossier before its rows are: its files, its sentences, its drawing."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from html import escape

import duckdb

from etl.common.csvtext import csv_text
from etl.common.harmless import plain, printable
from etl.common.kinds import KINDS
from etl.dossier.shipped.document import (
    BETWEEN,
    END,
    HEAD,
    RECORDS,
    Report,
    Statement,
    section_hash,
)
from etl.dossier.shipped.members import GRAPH, MANIFEST, NUMBERS, REPORT, Copy, Told
from etl.dossier.shipped.reader import DRAWN, drawn_names, strange_parts

COLUMNS = ("part", "table_name", "file_name", "source_url", "retrieved_at", "published_date",
           "sha256", "rows_loaded")  # fmt: skip
# What others wrote can be wrong in any of these ways; each becomes a line that says what is wrong.
FAULTS = (
    duckdb.Error, csv.Error, ValueError, LookupError, ArithmeticError, TypeError, AssertionError,
    AttributeError, RuntimeError, MemoryError, ImportError, OSError,
)  # fmt: skip
Known = Mapping[str, Sequence[str]]


class Checked:
    """What held and what did not."""

    def __init__(self, said: Told) -> None:
        self.faults = 0
        self._said = said

    def holds(self, what: str) -> None:
        """Say that something holds."""
        self._said(f"holds           {one_line(what)}")

    def fails(self, what: str) -> None:
        """Say that something does not hold."""
        self.faults += 1
        self._said(f"DOES NOT HOLD   {one_line(what)}")


def one_line(text: object) -> str:
    """A text of a dossier as one short line that steers no terminal."""
    return printable(str(text)[:300])


def first_line(error: BaseException) -> str:
    """What an error says, without what it shows of where."""
    return one_line((str(error) or type(error).__name__).splitlines()[0])


def read_manifest(content: bytes) -> dict[str, str]:
    """The SHA-256 of each written file; raises ValueError for what is no manifest."""
    text = io.StringIO(content.decode("utf-8"), newline="")
    lines = list(csv.reader(text, strict=True))
    if not lines or tuple(lines[0]) != COLUMNS:
        raise ValueError("it does not begin with its columns")
    if any(len(line) != len(COLUMNS) for line in lines):
        raise ValueError("a line has not its columns")
    return {line[2]: line[6] for line in lines if line[0] == "written"}


def check_files(members: Mapping[str, Copy], foreign: Sequence[str], checked: Checked) -> None:
    """Every file of the manifest is there with its SHA-256, and no other."""
    stated = read_manifest(members[MANIFEST].read())
    missing = sorted(set(stated) - set(members) - set(foreign))
    both = sorted(set(stated) & set(members))
    changed = [name for name in both if members[name].sha256 != stated[name]]
    for name in missing:
        checked.fails(f"{name} is missing")
    for name in changed:
        checked.fails(f"{name} is not the file that the manifest names")
    for name in sorted({*members, *foreign} - set(stated) - {MANIFEST}):
        checked.fails(f"{name} is not in the manifest")
    for name in sorted(set(foreign) & set(stated)):
        checked.fails(f"{name} is no file that a dossier has")
    if stated and not missing and not changed:
        checked.holds(f"{len(stated)} files are those of the manifest")


def check_pins(members: Mapping[str, Copy], report: Report, fails: Told) -> None:
    """numbers.json says a second time what each file is; the report prints its own hash."""
    there = {
        name: member.sha256
        for name, member in members.items()
        if name not in (MANIFEST, NUMBERS, REPORT)
    }
    for name in sorted({*there, *report.files}):
        if there.get(name) != report.files.get(name):
            fails(f"{name} is not the file that numbers.json names")


def check_sections(report: Report, known: Known, checked: Checked) -> list[Statement]:
    """Every heading, sentence and statement is this program's, and none is left out.

    Gives the statements that are: no other is ever run.
    """
    expected = _expected(report, known)
    ours = []
    for statement in report.statements:
        name = statement.statement_id
        if name not in expected:
            checked.fails(f"{name}: a section that this verify.py does not know")
        elif _hash_of(report, statement) != expected[name]:
            checked.fails(
                f"{name}: its words or SQL in {NUMBERS} are not those of this verify.py, "
                "and it is not derived"
            )
        else:
            ours.append(statement)
    stated = [statement.statement_id for statement in report.statements]
    for name in sorted(set(expected) - set(stated)):
        checked.fails(f"{name}: a section is left out")
    if stated != list(expected):
        checked.fails("the sections do not stand in their order, each once")
    elif len(ours) == len(stated):
        checked.holds(f"{len(stated)} sections have the words and the SQL of this verify.py")
    return ours


def _hash_of(report: Report, statement: Statement) -> str:
    """The hash of a section, whoever its subject is."""
    ids = [str(subject["entity_id"]) for subject in report.subjects]
    own = {f"s{place}": entity_id for place, entity_id in enumerate(ids)}
    return section_hash(statement, ids, own.get(statement.statement_id.split("-")[0], ""))


def _expected(report: Report, known: Known) -> dict[str, str]:
    """The hash of each section that a report about these subjects has, in order."""
    parts = [(HEAD, HEAD)]
    parts += [(BETWEEN, BETWEEN)] if len(report.subjects) > 1 else []
    parts += [(f"s{n}", str(who["entity_kind"])) for n, who in enumerate(report.subjects)]
    numbered = {
        f"{name}-{number:02d}": told
        for name, kind in [*parts, (END, END)]
        for number, told in enumerate(known.get(kind, ()), 1)
    }
    return numbered | {RECORDS: known[RECORDS][0]}


def check_graph(members: Mapping[str, Copy], engine: duckdb.DuckDBPyConnection) -> list[str]:
    """What is wrong with the graph: it may draw shapes and words, and those of the rows alone."""
    graph = members[GRAPH].read().decode("utf-8")
    faults = [f"{GRAPH} holds {part}" for part in strange_parts(graph, DRAWN)]
    rows = engine.execute("select name, entity_kind from marts.entity").fetchall()
    named = {
        f"{escape(plain(name, 400))}, {KINDS[kind].title}" for name, kind in rows if kind in KINDS
    }
    faults += [
        f"{GRAPH} draws {one_line(name)}, whom no row names"
        for name in drawn_names(graph)
        if name not in named
    ]
    return faults


def manifest_text(
    published: Sequence[Sequence[object]], members: Mapping[str, Copy], counts: Mapping[str, int]
) -> str:
    """The manifest that follows from the rows and the files."""
    written = [
        ("written", None, name, None, None, None, members[name].sha256, counts.get(name))
        for name in sorted(members, key=lambda name: name.split("/"))
        if name != MANIFEST
    ]
    return csv_text(COLUMNS, [*(("published", *row) for row in published), *written])
