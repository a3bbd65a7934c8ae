"""A new type of link costs its SQL file, its case and one line of seeds.link_type."""

from __future__ import annotations

import ast
import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.common.settings import ROOT
from etl.common.vocabularies import link_types
from tests.sql.comparing import CASES

TYPES = {line["link_type"] for line in link_types()}
# where a type of link has a meaning of its own, or a word is one of another vocabulary
MEANT = {
    # a loop has these steps, and begins with who has awards
    "etl/commands/loops.py": {"authorized_by", "sits_on", "oversees", "received_award"},
    # gifts and what was given back stand in tables of their own
    "dashboards/tables/link.py": {"contributed_to", "refunded_by"},
    # states of claims
    "etl/stories/claims.py": {"supported"},
    "dashboards/entity/claims.py": {"supported"},
    # columns of the publishers
    "etl/sources/case.py": {"connected_organization"},
    "dashboards/entity/told/committee.py": {"connected_organization"},
    "dashboards/front/lines.py": {"connected_organization"},
    # states of claims, and words of sentences
    "dashboards/front/guide.py": {"supported"},
    "dashboards/entity/summary.py": {"oversees"},
    "dashboards/entity/agency_summary.py": {"oversees"},
    "dashboards/flow/panel.py": {"oversees"},
}
# one line of the seed: a layer of its own, a schema of FollowTheMoney, a tie of gifts
LINE = {
    "link_type": "mentor_of",
    "title": "Mentor of",
    "sentence": "mentored the founders of",
    "description": "A stated role.",
    "innocent": "Mentors advise many.",
    "layer": "Mentoring",
    "section": "ties",
    "is_stated_tie": "true",
    "is_owner": "false",
    "ftm_schema": "Membership",
    "drawn": "role",
    "role_code": "officer",
    "giver_words": "mentored its founders",
    "is_lasting": "true",
    "edge_word": "mentor",
    "from_words": "mentors",
    "to_words": "firms mentored",
}
ASKED = """
import json
from pathlib import Path
import duckdb
from dashboards.graph.tools import layers_of
from etl.graph.loops import AFFILIATION_TYPES, giver_words
from etl.graph.signs import edge_line
from etl.graph.slices import Filters, graph_of
engine = duckdb.connect("data/throughline.duckdb", read_only=True)
ids = [row[0] for row in engine.execute("select entity_id from marts.entity").fetchall()]
titles = dict(engine.execute("select link_type, title from marts.link_type").fetchall())
graph = graph_of(engine, ids, Filters(link_types=("mentor_of",)))
print(json.dumps({
    "layers": layers_of(titles),
    "words": giver_words({"mentor_of": 2}),
    "is_tie": "mentor_of" in AFFILIATION_TYPES,
    "drawn": [edge_line(data) for *_, data in graph.edges(data=True)],
}))
"""


def named_types(path: Path) -> set[str]:
    """Types of links that the texts of a Python file name, docstrings aside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]
    words = {word.strip("'\"`(),.:;={}") for text in texts for word in text.split()}
    return words & TYPES


@pytest.mark.parametrize("room", ["etl", "dashboards"])
def test_python_names_types_of_links_only_where_they_have_a_meaning_of_their_own(
    room: str,
) -> None:
    paths = sorted((ROOT / room).rglob("*.py"))
    named = {path.relative_to(ROOT).as_posix(): named_types(path) for path in paths}
    expected = {path: types for path, types in MEANT.items() if path.startswith(room)}
    assert {path: types for path, types in named.items() if types} == expected


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The program with an invented type of link, and the bundled case built by it."""
    folder = tmp_path_factory.mktemp("program")
    for room in ("etl", "dashboards", "sql"):
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    model = (folder / "sql" / "links" / "founder_of.sql").read_text(encoding="utf-8")
    (folder / "sql" / "links" / "mentor_of.sql").write_text(
        model.replace("founder_of", "mentor_of")
    )
    seed = folder / "sql" / "seeds" / "link_type.csv"
    with seed.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    assert set(columns) == set(LINE), "say in LINE what the new column holds"
    with seed.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns, lineterminator="\n").writerow(LINE)
    program(folder, "-m", "etl", "run", "--case", "golden_dome", "--data", "data")
    yield folder


def program(folder: Path, *words: str) -> str:
    """What a Python process in a folder prints; raises CalledProcessError where it fails."""
    settings = {**os.environ, "THROUGHLINE_AS_OF": "2026-06-30", "PYTHONPATH": str(folder)}
    found = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=settings,
        capture_output=True,
        text=True,
        check=True,
    )
    return found.stdout


def test_a_new_type_is_drawn_has_words_and_is_exported(tree: Path) -> None:
    found = json.loads(program(tree, "-c", ASKED))
    assert found["layers"]["Mentoring"] == ["mentor_of"]
    assert list(found["layers"])[-1] == "Mentoring"
    assert (found["words"], found["is_tie"]) == ("2 mentored its founders", True)
    assert len(found["drawn"]) > 3
    assert set(found["drawn"]) == {"solid"}
    program(tree, "-m", "etl", "export", "--data", "data", "--format", "ftm", "--out", "out")
    lines = (tree / "out" / "entities.ftm.json").read_text(encoding="utf-8").splitlines()
    mentors = [json.loads(line) for line in lines if "Mentor of: " in line]
    assert {line["schema"] for line in mentors} == {"Membership"}
    assert len(mentors) == len(found["drawn"])


def test_every_type_has_its_file_its_case_and_its_line() -> None:
    files = {path.stem for path in (ROOT / "sql" / "links").glob("*.sql")}
    cases = {path.stem for path in (CASES / "links").glob("*.yml")}
    assert files == cases == TYPES
