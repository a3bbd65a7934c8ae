"""What a report is made of, and numbers.json, which holds it: the one says what the other says."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from etl.common.csvtext import csv_text
from etl.common.units import COUNT, HIDDEN, SHARE, TEXT, URL, USD
from etl.dossier.shipped.values import literal

HEAD, BETWEEN, END, RECORDS = "head", "between", "end", "records"
# the columns of sql/seeds/answer.csv
ANSWER = (
    "entity_id",
    "asked_date",
    "question",
    "answered_date",
    "answer",
    "answered_by",
    "source_url",
)
# the words of a statement, and how numbers.json calls them
WORDS = {
    "statement_id": "id", "name": "name", "form": "form", "heading": "title", "caption": "note",
    "empty": "empty", "sql": "sql",
}  # fmt: skip
PROGRAM = ("Throughline", "report: DuckDB")
_VERSION = re.compile(r"[0-9A-Za-z.+-]{1,40}")
UNITS = (USD, COUNT, SHARE, URL, HIDDEN, TEXT)


@dataclass(frozen=True)
class Statement:
    """A section derived for a subject: `rows` are canonical texts, None where unknown.

    `columns` are name and unit: USD, share, count, url, text, or hidden where not printed. `form`
    is table, facts, cards, questions, records, timeline or head; at most `most` rows are printed.
    """

    statement_id: str
    name: str
    form: str
    heading: str
    caption: str
    empty: str
    most: int
    sql: str
    columns: list[tuple[str, str]]
    rows: list[list[str | None]]

    @property
    def printed(self) -> int:
        """How many rows the report prints."""
        return min(len(self.rows), self.most)

    def place(self, name: str) -> int:
        """Where a column stands; raises ValueError for one that is not there."""
        return [column for column, _ in self.columns].index(name)

    def value(self, row: int, name: str) -> str | None:
        """A value by its column's name."""
        return self.rows[row][self.place(name)]


@dataclass(frozen=True)
class Chapter:
    """One subject: who it is, and its statements in order."""

    entity_id: str
    kind: str
    name: str
    facts: list[str]
    record_url: str | None
    statements: list[Statement]


@dataclass(frozen=True)
class Report:
    """All that the page says but its graph: every statement in order, and of what it is made.

    `program` are the versions of this program and of DuckDB, `files` the SHA-256 of each other
    file of the dossier by its name.
    """

    program: tuple[str, str]
    files: dict[str, str]
    statements: list[Statement]

    def part(self, name: str) -> list[Statement]:
        """The statements of a part: head, between, s0 (the first subject) and so on, end."""
        return [s for s in self.statements if s.statement_id.split("-")[0] == name]

    @property
    def subjects(self) -> list[dict[str, str | None]]:
        """Whom the dossier is about."""
        head = self.part(HEAD)[0]
        names = [name for name, _ in head.columns]
        return [dict(zip(names, row, strict=True)) for row in head.rows]

    @property
    def title(self) -> str:
        """What stands above all."""
        return "Dossier: " + ", ".join(str(subject["name"]) for subject in self.subjects)

    @property
    def notices(self) -> list[str]:
        """The texts that stand on everything that leaves."""
        return [str(row[0]) for row in self.part(HEAD)[1].rows]

    @property
    def as_of(self) -> str:
        """The day of the build."""
        build = self.part(HEAD)[2]
        return str(build.value(0, "as_of_date")) if build.rows else "unknown"

    @property
    def versions(self) -> list[tuple[str, str]]:
        """What the report was made with."""
        build = self.part(HEAD)[2]
        names = [f"database: {name.replace('_', ' ')}" for name, _ in build.columns]
        built = [pair for row in build.rows for pair in zip(names, map(str, row), strict=True)]
        return [(PROGRAM[0], self.program[0]), *built, (PROGRAM[1], self.program[1])]

    @property
    def chapters(self) -> list[Chapter]:
        """The subjects, each with its statements."""
        return [self._chapter(place, said) for place, said in enumerate(self.subjects)]

    def _chapter(self, place: int, said: dict[str, str | None]) -> Chapter:
        return Chapter(
            str(said["entity_id"]),
            str(said["entity_kind"]),
            str(said["name"]),
            [fact for fact in (said["place"], said["summary"]) if fact],
            said["record_url"],
            self.part(f"s{place}"),
        )


def numbers_bytes(report: Report) -> bytes:
    """numbers.json: each statement with its SQL, columns and rows as canonical texts."""
    document = {
        "title": report.title,
        "notice": report.notices,
        "as_of": report.as_of,
        "versions": dict(report.versions),
        "files": report.files,
        "statements": [
            {
                "id": statement.statement_id,
                "name": statement.name,
                "title": statement.heading,
                "note": statement.caption,
                "empty": statement.empty,
                "form": statement.form,
                "sql": statement.sql,
                "columns": [{"name": name, "unit": unit} for name, unit in statement.columns],
                "most": statement.most,
                "printed": statement.printed,
                "rows": statement.rows,
            }
            for statement in report.statements
        ],
    }
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def read_numbers(content: bytes) -> Report:
    """The report of a numbers.json; raises ValueError for one that this program does not write."""
    try:
        document = json.loads(content.decode("utf-8"))
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    _hold(isinstance(document, dict), "it is no object")
    versions, files, listed = (document.get(n) for n in ("versions", "files", "statements"))
    _hold(isinstance(versions, dict) and _are_texts(versions.values()), "versions are no texts")
    _hold(isinstance(files, dict) and _are_texts(files.values()), "files have no hashes")
    _hold(isinstance(listed, list) and len(listed) < 2000, "it lists no statements")
    _hold(all(_VERSION.fullmatch(str(versions.get(n))) for n in PROGRAM), "it has no versions")
    program = (str(versions[PROGRAM[0]]), str(versions[PROGRAM[1]]))
    report = Report(program, files, [_statement(stated) for stated in listed])
    heads = [statement.name for statement in report.part(HEAD)]
    _hold(heads == ["subjects", "notices", "build"], "it says neither whom nor what it is about")
    _hold(all(len(part.columns) > 0 for part in report.part(HEAD)), "its head has no columns")
    # What is said twice must be said alike, and nothing may stand between the lines.
    _hold(numbers_bytes(report) == content, "it is not written as this program writes it")
    return report


def _statement(stated: Any) -> Statement:
    """A statement as it is read."""
    _hold(isinstance(stated, dict), "a statement is no object")
    words = {field: stated.get(name) for field, name in WORDS.items()}
    _hold(_are_texts(words.values()), "a statement lacks its words")
    most, columns, rows = stated.get("most"), stated.get("columns"), stated.get("rows")
    _hold(type(most) is int and most >= 0, "a statement does not say how much is printed")
    _hold(isinstance(columns, list) and isinstance(rows, list), "a statement has no rows")
    names = [_column(column) for column in columns]
    for row in rows:
        _hold(isinstance(row, list) and len(row) == len(names), "a row has not its columns")
        _hold(all(value is None or isinstance(value, str) for value in row), "a value is no text")
    return Statement(**words, most=most, columns=names, rows=rows)


def _column(stated: Any) -> tuple[str, str]:
    """A column's name and unit."""
    _hold(isinstance(stated, dict), "a column is no object")
    name, unit = stated.get("name"), stated.get("unit")
    _hold(isinstance(name, str) and unit in UNITS, "a column has no name or no unit")
    return name, unit


def _are_texts(values: Any) -> bool:
    return all(isinstance(value, str) for value in values)


def _hold(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise ValueError(otherwise)


def section_hash(statement: Statement, ids: Sequence[str], entity_id: str) -> str:
    """A hash of a statement's words and SQL, whoever the subjects are; `entity_id` "" for none."""
    sql = statement.sql.replace(literal(list(ids)), "$ids")
    if entity_id:
        sql = sql.replace(literal(entity_id), "$entity_id")
    words = replace(statement, statement_id="", sql=sql, columns=[], rows=[])
    return hashlib.sha256(json.dumps(list(vars(words).values())).encode("ascii")).hexdigest()[:32]


def answers_text(report: Report) -> tuple[str, int]:
    """answers.csv, the questions of the report in the columns of the answers, and how many."""
    # A set: two subjects may have the same question to the same party.
    asked = {
        (str(row[statement.place("_asked_id")]), str(row[statement.place("question")]))
        for chapter in report.chapters
        for statement in chapter.statements
        if statement.name == "questions"
        for row in statement.rows[: statement.printed]
    }
    # Sorted by id and question: the order of a set differs between runs.
    lines = [[entity_id, "", question, "", "", "", ""] for entity_id, question in sorted(asked)]
    return csv_text(ANSWER, lines), len(asked)
