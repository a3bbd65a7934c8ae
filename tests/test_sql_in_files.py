"""SQL stands in .sql files: no query of ours is a string in Python."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.common.settings import ROOT

LAYERS = "lake|seeds|staging|entities|links|measures|marks|indicators|marts|built|old|new"
QUERY = re.compile(
    rf"^\s*(with\s+\w+\s+as\b|select\b)|\(select\b|\b(from|join)\s+({LAYERS}|\{{\}})\.\w"
)
# what makes tables of queries, or moves rows between files, and says nothing of them
GLUE = re.compile(r"^\s*(create|insert into|copy|attach|comment on|use|set|describe)\b")
# where SQL is made of names that are not known before: columns, tables and files
MADE = {
    "etl/build/check.py": "keys and rows of every model",
    "etl/build/fingerprint.py": "the record of the build, read before there are models",
    "etl/build/models.py": "the union of a folder whose files all return the same columns",
    "etl/build/run.py": "a model that is named on the command line",
    "etl/common/database.py": "whether an attached file is a database of this program",
    "etl/common/queries.py": "queries put around queries",
    "etl/dossier/rows.py": "rows of the tables that a dossier holds",
    "etl/dossier/shipped/checks.py": "stands alone beside a dossier and reads what it holds",
    "etl/dossier/shipped/derived.py": "stands alone beside a dossier and reads what it holds",
    "etl/dossier/shipped/tables.py": "stands alone beside a dossier and reads what it holds",
    "etl/dossier/statements.py": "a query in the order that its header states",
    "etl/exports/formats/tables.py": "the columns of each table that leaves",
    "etl/exports/formats/xlsx.py": "the first rows of a query, and how many there are",
    "etl/fetch/answers.py": "published columns",
    "etl/lake/answers.py": "published columns",
    "etl/lake/convert.py": "published columns",
    "etl/lake/damage.py": "the footer of a file",
    "etl/lake/load.py": "published columns",
    "etl/lake/rejects.py": "lines that DuckDB could not split, by its own tables",
    "etl/lake/workspace.py": "first and last day of a file",
    "dashboards/base/grid.py": "a table's query, filtered and ordered",
}
MODULES = sorted(path for top in ("etl", "dashboards") for path in (ROOT / top).rglob("*.py"))


def find_queries(source: str) -> list[str]:
    """The string constants of a module that are queries, the holes of an f-string as {}."""
    return [
        text for text in _texts(ast.parse(source)) if QUERY.search(text) and not GLUE.match(text)
    ]


def _texts(tree: ast.AST) -> Iterator[str]:
    """Every string of a module but its docstrings; an f-string once."""
    inner: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            inner.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            inner |= {id(part) for part in node.values}
            yield "".join(
                str(p.value) if isinstance(p, ast.Constant) else "{}" for p in node.values
            )
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner:
            yield node.value


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_query_stands_in_python(path: Path) -> None:
    if path.relative_to(ROOT).as_posix() not in MADE:
        assert find_queries(path.read_text(encoding="utf-8")) == []


def test_every_exception_is_still_one() -> None:
    idle = [name for name in MADE if not find_queries((ROOT / name).read_text(encoding="utf-8"))]
    assert idle == []


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ('run("select a from marts.award")', 1),
        ('run("with one as (select 1) select * from one")', 1),
        ('run(f"select {names} from marts.{table}")', 1),
        ('run("exists (select 1 from x)")', 1),
        ('run("a left join marts.edge")', 1),
        ('run("create table x as " + query)', 0),
        ('run("insert into x select unnest(?)")', 0),
        ('say("Select a row with a name from the list")', 0),
        ('say("It grows with the money and points from who gives")', 0),
        ('"""select a from marts.award"""', 0),
    ],
)
def test_a_query_is_told_from_a_sentence(source: str, count: int) -> None:
    assert len(find_queries(source)) == count
