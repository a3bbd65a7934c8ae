"""Graph files and workbooks: opened by other programs' readers, with equal counts and values."""

from __future__ import annotations

import csv
import re
import shutil
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import networkx as nx
import openpyxl
import pytest

from etl.common.settings import Settings, ThroughlineError
from etl.exports import networks as graph_export
from etl.exports.export import Selection, export
from etl.exports.formats import xlsx

HOSTILE = '=HYPERLINK("http://x","y")<img src=x>\u202egnp\x07&amp;"'
SPACEX = "uei:C6M7C2FLKER5"


@pytest.fixture
def rich(case_settings: Settings, tmp_path: Path) -> Settings:
    """The case with a hostile name and label."""
    shutil.copyfile(case_settings.database, tmp_path / "throughline.duckdb")
    with duckdb.connect(str(tmp_path / "throughline.duckdb")) as engine:
        engine.execute("update marts.entity set name = ? where entity_id = ?", [HOSTILE, SPACEX])
        engine.execute("update marts.edge set label = ? where from_id = ?", [HOSTILE, SPACEX])
    return Settings(data=tmp_path)


def counted(settings: Settings, sql: str) -> int:
    """A count over the database."""
    with duckdb.connect(str(settings.database), read_only=True) as engine:
        return int(engine.execute(f"select count(*) from marts.{sql}").fetchall()[0][0])


def read(folder: Path, name: str) -> nx.MultiDiGraph:
    """A graph file as networkx reads it."""
    if name == "gexf":
        return nx.read_gexf(folder / "graph.gexf")
    return nx.read_graphml(folder / "graph.graphml", force_multigraph=True)


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_networkx_reads_every_entity_and_link(rich: Settings, tmp_path: Path, name: str) -> None:
    graph = read(export(rich, tmp_path / "out", name), name)
    assert len(graph) == counted(rich, "entity")
    assert graph.number_of_edges() == counted(rich, "edge")
    with duckdb.connect(str(rich.database), read_only=True) as engine:
        links = engine.execute("select link_id, from_id, to_id, amount_usd from marts.edge")
        wanted = {row[0]: row[1:] for row in links.fetchall()}
    for start, end, key, data in graph.edges(keys=True, data=True):
        from_id, to_id, amount = wanted[data.get("id", key)]
        assert (start, end) == (from_id, to_id)
        assert data.get("amount_usd") == (None if amount is None else float(amount))
    assert graph.nodes[SPACEX]["name"].startswith('=HYPERLINK("http://x","y")<img src=x>gnp')


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_the_file_is_xml_that_carries_the_notice(rich: Settings, tmp_path: Path, name: str) -> None:
    path = export(rich, tmp_path / "out", name) / f"graph.{name}"
    root = ElementTree.parse(path).getroot()
    tags = Counter(element.tag.rpartition("}")[2] for element in root.iter())
    assert tags["node"] == counted(rich, "entity")
    assert tags["edge"] == counted(rich, "edge")
    assert "30111(a)(4)" in "".join(root.itertext())


def test_a_part_is_a_smaller_graph(case_settings: Settings, tmp_path: Path) -> None:
    part = Selection((SPACEX,), hops=0)
    graph = read(export(case_settings, tmp_path / "out", "graphml", part), "graphml")
    assert list(graph) == [SPACEX]


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_too_large_a_graph_is_refused_with_advice(
    case_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(graph_export, "MOST_LINKS", 10)
    with pytest.raises(ThroughlineError, match=r"too many for a graph file .* --around"):
        export(case_settings, tmp_path / "out", name)
    assert not (tmp_path / "out").exists()


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV."""
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_neo4j_files_follow_the_import_manual(rich: Settings, tmp_path: Path) -> None:
    folder = export(rich, tmp_path / "out", "neo4j")
    nodes, links = rows(folder / "entities.csv"), rows(folder / "links.csv")
    assert len(nodes) == counted(rich, "entity")
    assert len(links) == counted(rich, "edge")
    ids = [node["entityId:ID"] for node in nodes]
    assert len(set(ids)) == len(ids)
    assert {link[":START_ID"] for link in links} | {link[":END_ID"] for link in links} <= set(ids)
    assert {node[":LABEL"].split("|")[0] for node in nodes} == {"Entity"}
    assert all(link[":TYPE"].replace("_", "").isalpha() for link in links)
    assert {link["isCase:boolean"] for link in nodes} <= {"true", "false"}
    (firm,) = [node for node in nodes if node["entityId:ID"] == SPACEX]
    assert firm["name"] == "'" + HOSTILE
    with duckdb.connect() as engine:
        evidence = engine.execute(
            "select sum(len(string_split(\"evidence:string[]\", '|'))) from read_csv(?)",
            [str(folder / "links.csv")],
        ).fetchall()
    with duckdb.connect(str(rich.database), read_only=True) as engine:
        assert evidence == engine.execute("select sum(len(evidence)) from marts.edge").fetchall()
    script = (folder / "import.sh").read_text()
    assert "--nodes=entities.csv --relationships=links.csv" in script
    assert "30111(a)(4)" in script


def test_openpyxl_reads_every_leaf(rich: Settings, tmp_path: Path) -> None:
    folder = export(rich, tmp_path / "out", "xlsx")
    book = openpyxl.load_workbook(folder / "throughline.xlsx")
    assert book.sheetnames == ["Notice", *xlsx.LEAVES, "columns"]
    assert book["entities"].max_row == counted(rich, "entity") + 1
    assert book["links"].max_row == counted(rich, "edge") + 1
    assert book["awards"].max_row == counted(rich, "award") + 1
    assert "30111(a)(4)" in str([cell.value for cell in book["Notice"]["A"]])
    kinds = {cell.data_type for leaf in book for row in leaf.iter_rows() for cell in row}
    assert "f" not in kinds
    header = [cell.value for cell in book["awards"][1]]
    ceilings = {row[header.index("ceiling_usd")] for row in book["awards"].values}
    assert 11847160594 in ceilings
    days = [row[header.index("first_action_date")] for row in book["awards"].values][1:]
    assert any(hasattr(day, "year") for day in days)
    names = {cell.value for cell in book["entities"]["C"]}
    assert HOSTILE.replace("\x07", "") in names
    assert "innocent" in [cell.value for cell in book["flags"][1]]


def test_a_workbook_holds_no_clock(case_settings: Settings, tmp_path: Path) -> None:
    folder = export(case_settings, tmp_path / "out", "xlsx", Selection((SPACEX,), hops=0))
    with zipfile.ZipFile(folder / "throughline.xlsx") as whole:
        core = whole.read("docProps/core.xml").decode()
        assert {entry.date_time[0] for entry in whole.infolist()} == {1980}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[^<]*", core)) == {"1980-01-01T00:00:00Z"}


def test_a_leaf_that_is_cut_says_so(
    case_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    folder = export(case_settings, tmp_path / "out", "xlsx")
    book = openpyxl.load_workbook(folder / "throughline.xlsx")
    assert book["links"].max_row == 4
    front = {row[0]: row for row in book["Notice"].values}
    assert front["links"][1] == counted(case_settings, "edge")
    assert "the first 3 rows only" in front["links"][2]
