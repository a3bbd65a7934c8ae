"""What follows from the rows of a dossier: its CSV, its numbers, its report and its manifest."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from pathlib import Path

import duckdb

from etl.dossier.shipped.checks import (
    FAULTS,
    Checked,
    check_graph,
    first_line,
    manifest_text,
)
from etl.dossier.shipped.document import HEAD, Report, Statement, answers_text
from etl.dossier.shipped.members import (
    ANSWERS,
    GRAPH,
    MANIFEST,
    NUMBERS,
    REPORT,
    SCRIPT,
    STORIES,
    Copy,
)
from etl.dossier.shipped.reader import Cells, running_parts, strange_parts
from etl.dossier.shipped.report import page
from etl.dossier.shipped.tables import (
    beside,
    csv_parts,
    first_difference,
    load_table,
    open_engine,
    published_rows,
    read_parts,
    uncited_files,
)
from etl.dossier.shipped.values import derive, show_value

MORE = 1000
LONGEST = 900.0  # seconds that a statement may take; ours take one


def load_rows(
    members: Mapping[str, Copy], work: Path, checked: Checked
) -> tuple[duckdb.DuckDBPyConnection, dict[str, int]]:
    """Every table, its CSV held against it; gives the database and how many rows each file has."""
    pairs = list(beside(members))
    engine = open_engine([members[parquet].path for _, parquet in pairs], work)
    counts: dict[str, int] = {}
    for text, parquet in pairs:
        try:
            table = load_table(engine, parquet, members[parquet].path)
            ((count,),) = engine.execute(f"select count(*) from {table}").fetchall()
            place = None
            if text in members:
                place = first_difference(csv_parts(engine, table), read_parts(members[text].path))
        except FAULTS as error:
            checked.fails(f"{parquet} cannot be read: {first_line(error)}")
            continue
        finally:
            # From here on no statement can read it as a file either.
            members[parquet].path.unlink()
        counts[text] = counts[parquet] = count
        if place:
            checked.fails(f"{text} and {parquet} differ in line {place}")
        else:
            name = text.removesuffix(".csv")
            checked.holds(f"{name}: {count:,} rows, the same in CSV and Parquet")
    for text in sorted(name for name in members if name.endswith(".csv") and "/" in name):
        if text not in [pair[0] for pair in pairs]:
            checked.fails(f"{text} has no Parquet beside it")
    return engine, counts


def check_statement(engine: duckdb.DuckDBPyConnection, stated: Statement, checked: Checked) -> None:
    """A statement's values as derived now, and as numbers.json has them."""
    name = f"{stated.statement_id} {stated.heading}"
    try:
        columns, rows = _run(engine, stated)
    except FAULTS as error:
        checked.fails(f"{name}: cannot be derived: {first_line(error)}")
        return
    faults = _differences(columns, rows, stated)
    for fault in faults[:5]:
        checked.fails(f"{name}: {fault}")
    if len(faults) > 5:
        checked.fails(f"{name}: and {len(faults) - 5} more")
    if not faults:
        values = sum(len(row) for row in rows)
        checked.holds(f"{name}: {len(rows):,} rows, {values:,} values")


def _run(
    engine: duckdb.DuckDBPyConnection, stated: Statement
) -> tuple[list[tuple[str, str]], list[list[str | None]]]:
    """What one query gives that changes nothing and comes to an end."""
    parsed = engine.extract_statements(stated.sql)
    if len(parsed) != 1 or parsed[0].type != duckdb.StatementType.SELECT:
        raise ValueError("it is not one query")
    # A `with` may hold an insert.
    engine.execute("begin transaction read only")
    watch = threading.Timer(LONGEST, engine.interrupt)
    watch.daemon = True
    watch.start()
    try:
        # Some more than there should be tell as much as a billion.
        return derive(engine, stated.sql, len(stated.rows) + MORE)
    finally:
        watch.cancel()
        engine.execute("rollback")


def _differences(
    columns: list[tuple[str, str]], rows: list[list[str | None]], stated: Statement
) -> list[str]:
    """Where numbers.json says something else than the rows."""
    if columns != stated.columns:
        return ["numbers.json has other columns or units than the records give"]
    if len(rows) != len(stated.rows):
        given = len(rows) if len(rows) < len(stated.rows) + MORE else "many more"
        return [f"numbers.json has {len(stated.rows)} rows, the records give {given}"]
    return [
        f"row {number + 1}, {column}: numbers.json has {old}, the records give {new}"
        for number, (now, before) in enumerate(zip(rows, stated.rows, strict=True))
        for (column, _), new, old in zip(columns, now, before, strict=True)
        if new != old
    ]


def check_report(members: Mapping[str, Copy], report: Report, checked: Checked) -> None:
    """The page as it is written from the numbers, and as it is: every byte."""
    held = members[REPORT].read()
    graph = members[GRAPH].read().decode("utf-8") if GRAPH in members else ""
    drawn = page(report, graph, members[NUMBERS].sha256).encode("utf-8")
    faults = []
    if members[NUMBERS].sha256.encode("ascii") not in held:
        faults.append(f"{NUMBERS} is not the one whose SHA-256 {REPORT} prints")
    faults += [f"{REPORT} holds {part}" for part in strange_parts(held.decode("utf-8", "replace"))]
    if held != drawn:
        line = first_difference(iter([drawn]), iter([held])) or 0
        faults += _misprints(held, report)
        faults += [f"{REPORT} is not what the numbers give, from line {line} on"]
    for fault in faults[:20]:
        checked.fails(fault)
    if not faults:
        lines = held.count(b"\n")
        checked.holds(f"{REPORT}: {lines:,} lines, every byte as the numbers and words give it")


def _misprints(held: bytes, report: Report) -> list[str]:
    """Where the report prints another value than it should, or lacks one, or has one too many."""
    cells = Cells()
    cells.feed(held.decode("utf-8", "replace"))
    faults = [f"{REPORT} prints {name} twice, and not alike" for name in sorted(set(cells.twice))]
    known = {statement.statement_id for statement in report.statements}
    faults += [
        f"{REPORT} prints {name}, which no statement gives"
        for name in sorted(cells.found)
        if name.split(":")[0] not in known
    ]
    # The head is drawn in words, and not as cells.
    drawn = [s for s in report.statements if s not in report.part(HEAD)]
    return faults + [fault for s in drawn for fault in _misprinted(s, cells)][:10]


def _misprinted(stated: Statement, cells: Cells) -> list[str]:
    """The same of one statement."""
    faults = []
    for number, row in enumerate(stated.rows[: stated.printed]):
        for place, ((column, unit), value) in enumerate(zip(stated.columns, row, strict=True)):
            printed = cells.found.get(f"{stated.statement_id}:{number}:{place}")
            wanted = (value, show_value(value, unit))
            if unit != "hidden" and printed != wanted:
                said = "nothing" if printed is None else printed[1]
                where = f"{stated.statement_id} {stated.heading}: row {number + 1}, {column}"
                faults.append(f"{where}: prints {said}, not {wanted[1]}")
    return faults


def check_rest(
    engine: duckdb.DuckDBPyConnection,
    members: Mapping[str, Copy],
    report: Report,
    checked: Checked,
    counts: Mapping[str, int],
) -> None:
    """The graph, the questions, the published files, and the manifest byte for byte."""
    faults = check_graph(members, engine) if GRAPH in members else []
    questions, asked = answers_text(report)
    if ANSWERS in members and members[ANSWERS].read() != questions.encode("utf-8"):
        faults.append(f"{ANSWERS} is not what the questions of the report give")
    faults += [
        f"the published file {sha256}: a record cites it and no row names it, or none cites it"
        for sha256 in uncited_files(engine)
    ]
    published = published_rows(engine)
    faults += [
        f"{MANIFEST}: {row[5]} is no SHA-256 of a published file"
        for row in published
        if not re.fullmatch("[0-9a-f]{64}", str(row[5]))
    ]
    told = len(report.statements)
    counted = {**counts, REPORT: told, NUMBERS: told, ANSWERS: asked, SCRIPT: 1, GRAPH: 1}
    counted |= dict.fromkeys(STORIES, 1)
    for name in sorted(set(STORIES) & set(members)):
        parts = running_parts(members[name].read().decode("utf-8", "replace"))
        # Of Markdown only readers make a page, each in its own way.
        faults += [f"{name} holds {part}" for part in parts if name.endswith(".html")]
        checked.holds(f"{name} is as it was written: its author's own, not derived from the rows")
    wanted = manifest_text(published, members, counted).encode("utf-8")
    line = first_difference(iter([wanted]), iter([members[MANIFEST].read()]))
    if line:
        faults.append(f"{MANIFEST}, line {line}: not what the rows and the files give")
    for fault in faults[:20]:
        checked.fails(fault)
    if not faults:
        checked.holds(f"{MANIFEST}: every published file is cited, every line follows")
