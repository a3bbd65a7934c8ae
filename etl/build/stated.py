"""Lines that people add to seeds: read by the models themselves, before they are written and after.

What a build would refuse is refused by name: file, line, column, value, and what to write.
"""

from __future__ import annotations

import csv
import errno
import io
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from etl.build.check import check_model
from etl.build.models import Model, read_model, seed_paths
from etl.build.seeds import load_seeds, seed_columns
from etl.common.csv_file import parse_csv
from etl.common.database import query_rows
from etl.common.queries import Query, read_query, with_pieces
from etl.common.running.locks import hold_file
from etl.common.settings import ROOT, SQL, ThroughlineError
from etl.common.vocabularies import verdicts

Cells = tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """A seed that people add to: what a line of it is, and the model that reads it.

    `problems` of that model are places in `columns`, and its `stated` are the cells as written.
    """

    seed: str
    line: str
    model: str
    columns: Cells
    dates: frozenset[str]

    def message(self, column: str, value: str) -> str:
        """What is wrong with a value that the model cannot read, and what to write."""
        if not value.strip():
            return f"{self.line} needs {column}"
        if column in self.dates:
            return f"{column} {value!r} is no date: write 2026-06-30"
        if column in ("verdict", "judgement"):
            known = ", ".join(verdicts(self.seed))
            return f"{column} {value!r} is none of {known}: write one of them"
        if column == "source_url":
            return f"{column} is no https address ({value!r}): write one or leave it blank"
        if column == "file_number":
            return f"{column} {value!r} is no number: write digits alone or leave it blank"
        return f"{column} {value!r} is the other side again: name two that may differ"


FORMS = {
    form.seed: form
    for form in (
        Form(
            "judgement", "a judgement", "judgement",
            ("left", "right", "verdict", "reason", "by", "date"), frozenset({"date"}),
        ),
        Form(
            "expenditure_judgement", "a judgement", "judgement",
            ("spender_id", "file_number", "judgement", "reason", "judged_by", "judged_date"),
            frozenset({"judged_date"}),
        ),
        Form(
            "answer", "an answer", "answer",
            (
                "entity_id", "asked_date", "question", "answered_date", "answer", "answered_by",
                "source_url",
            ),
            frozenset({"asked_date", "answered_date"}),
        ),
    )
}  # fmt: skip


@cache
def _model_of(form: Form) -> Model:
    """The model that reads a seed."""
    return read_model(SQL / "entities" / "stated" / f"{form.model}.sql", "entities")


def check_stated(engine: duckdb.DuckDBPyConnection) -> None:
    """Raise ThroughlineError for the first line of the seeds loaded that cannot be read."""
    for seed, form in FORMS.items():
        if problems := _find_problems(engine, form):
            path = seed_paths()[seed]
            lines = _lines_of(form, path.read_bytes(), path)
            # As a person in the project's folder calls it.
            shown = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
            raise ThroughlineError(_told(form, problems, lines, str(shown)))


@contextmanager
def read_stated(seed: str, path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory whose `entities` hold the seed as a build would read the file.

    Raises ThroughlineError for a file that cannot be read, and for a line that a build refuses.
    """
    with _engine_of(FORMS[seed], _read(path), path) as engine:
        yield engine


def check_lines(seed: str, lines: Sequence[tuple[int, Cells]], path: Path) -> None:
    """Raise ThroughlineError for the first of some lines of a file that a build would refuse."""
    form = FORMS[seed]
    content = _text([form.columns, *(cells for _, cells in lines)], "\n").encode()
    with _loaded(form, content, path) as engine:
        if problems := _find_problems(engine, form):
            raise ThroughlineError(_told(form, problems, lines, str(path)))


def add_lines(seed: str, path: Path, lines: Iterable[Cells]) -> int:
    """Add the lines that a file does not hold yet, whole or not at all; gives how many.

    The file as it would be is read first as a build reads it. Two writers wait for each other.
    Raises ThroughlineError when it cannot be read or written, and nothing is written then.
    """
    form = FORMS[seed]
    try:
        # Not "a": what is read and what is written must be one under one lock.
        with path.open("r+b", buffering=0) as file:
            hold_file(file, f"another program holds {path}: try again", is_waiting=True)
            content = file.read()
            kept = {_trimmed(cells) for _, cells in _lines_of(form, content, path)}
            new = [cells for cells in dict.fromkeys(map(_trimmed, lines)) if cells not in kept]
            if new:
                added = _ending(content) + _text(new, _line_end(content)).encode()
                with _engine_of(form, content + added, path):
                    _append(file, len(content), added)
    except OSError as error:
        raise ThroughlineError(f"cannot write {path}: {error.strerror}") from error
    return len(new)


def _append(file: io.FileIO, place: int, added: bytes) -> None:
    """Write at the end in one go; what a full disk has let through in part is taken off again."""
    file.seek(place)
    try:
        if file.write(added) != len(added):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    except OSError:
        file.truncate(place)
        raise


def _ending(content: bytes) -> bytes:
    """The end that the last line lacks: an editor may have left it out."""
    return b"" if content.endswith((b"\n", b"\r")) else _line_end(content).encode()


def _line_end(content: bytes) -> str:
    """How the lines of a file end: a file of both kinds cannot be read."""
    return "\r\n" if content.partition(b"\n")[0].endswith(b"\r") else "\n"


def _text(lines: Iterable[Sequence[str]], end: str) -> str:
    """Lines as CSV."""
    text = io.StringIO(newline="")
    plain = csv.writer(text, lineterminator=end)
    # A return alone is not quoted by itself, and would end the line for a reader.
    quoted = csv.writer(text, lineterminator=end, quoting=csv.QUOTE_ALL)
    for cells in lines:
        (quoted if any("\r" in cell for cell in cells) else plain).writerow(cells)
    return text.getvalue()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ThroughlineError(f"cannot read {path}: {error.strerror}") from error


def _lines_of(form: Form, content: bytes, path: Path) -> list[tuple[int, Cells]]:
    """The lines of a file, each with the number of its first line of text.

    Raises ThroughlineError for what is no such file.
    """
    lines = parse_csv(content, path, form.columns)
    return [(line.number, tuple(line.cells.values())) for line in lines]


@contextmanager
def _engine_of(form: Form, content: bytes, path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory with the seed's model over this content, every check held."""
    lines = _lines_of(form, content, path)
    with _loaded(form, content, path) as engine:
        if problems := _find_problems(engine, form):
            raise ThroughlineError(_told(form, problems, lines, str(path)))
        model = _model_of(form)
        engine.execute(f"create table {model.table} as {model.sql}")
        for failure in check_model(engine, model):
            raise ThroughlineError(f"{path}: {failure.message}")
        yield engine


@contextmanager
def _loaded(form: Form, content: bytes, path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory with the seeds that the form's model reads, loaded as a build does."""
    with tempfile.TemporaryDirectory() as work, duckdb.connect() as engine:
        folder = Path(work) / "seeds"
        folder.mkdir()
        for table in sorted(_model_of(form).reads):
            name = table.removeprefix("seeds.")
            written = content if name == form.seed else _beside(name)
            (folder / f"{name}.csv").write_bytes(written)
        engine.execute("create schema seeds; create schema entities")
        try:
            load_seeds(engine, folder)
        except (duckdb.Error, ThroughlineError) as error:
            # It names the copy, of which nobody knows.
            said = str(error).replace(str(folder / f"{form.seed}.csv"), str(path))
            raise ThroughlineError(f"{path} cannot be read: {' '.join(said.split())}") from error
        yield engine


def _beside(name: str) -> bytes:
    """Another seed that the model reads: of those that people write the header alone."""
    if name in FORMS:
        return _text([[column.name for column in seed_columns()[name]]], "\n").encode()
    return seed_paths()[name].read_bytes()


def _find_problems(engine: duckdb.DuckDBPyConnection, form: Form) -> dict[Cells, list[int]]:
    """The lines that the model cannot read, with the places of what is wrong."""
    model = _model_of(form)
    query = with_pieces(read_query("stated/problem"), reading=Query(model.table, model.sql))
    rows = query_rows(engine, query, {"seed": form.seed})
    return {_trimmed(row["stated"]): row["problems"] for row in rows}


def _trimmed(cells: Iterable[str | None]) -> Cells:
    """Cells as the models read them: blanks about a value say nothing."""
    return tuple((cell or "").strip() for cell in cells)


def _told(
    form: Form,
    problems: dict[Cells, list[int]],
    lines: Iterable[tuple[int, Cells]],
    path: str,
) -> str:
    """The first line that cannot be read, and how many more there are."""
    found = [(number, cells) for number, cells in lines if _trimmed(cells) in problems]
    # Without a number only where the two readers of CSV do not agree on a line.
    number, cells = found[0] if found else (0, next(iter(problems)))
    place = problems[_trimmed(cells)][0] - 1
    said = form.message(form.columns[place], cells[place])
    more = f"; so are {len(found) - 1} more" if len(found) > 1 else ""
    return f"{path}, line {number or '?'}: {said}{more}"
