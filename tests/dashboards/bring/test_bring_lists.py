"""Lists of names and published files that are uploaded to the page."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from dashboards.bring import answers
from etl.common.settings import Settings
from etl.jobs.state import JobOrder
from etl.names.lists import NameList
from etl.names.resolve import Name, Resolution
from tests.dashboards.opening import opened, shown, texts

PAGE = "views/bring.py"
pytestmark = pytest.mark.usefixtures("own_machine")


LIST = b'vendor,state,note\nSpaceX,TX,=1+1\n"<img src=x> Rockets",VA,\nRETIRED,,\n'


def test_a_list_is_answered_in_the_page(served: Path) -> None:
    app = opened(PAGE, tab="names")
    app.file_uploader[0].upload("../../list.csv", LIST).run()
    assert not app.error and app.selectbox[0].value == "vendor"
    app.selectbox(key="column-state").select("state")
    app.button(key="answer").click().run()
    assert not app.exception and not app.error
    assert "1 of 3 names answered" in app.header[0].value
    assert "1 probable" in texts(app) and "2 without a likely answer" in texts(app)
    (table,) = [one for one in shown(app) if one.columns]
    assert table.column("Name as written") == ["SpaceX", "<img src=x> Rockets", "RETIRED"]
    assert "/contractor?id=uei%3AC6M7C2FLKER5" in table.links[0]
    assert table.links[1:] == [["/bring?name=%3Cimg+src%3Dx%3E+Rockets&kind=firm"], []]
    assert table.column("Why")[2] == "names no firm: not an employer"
    # Other columns are another question: what answered the first does not stand under it.
    app.selectbox(key="column-state").select("note")
    app.run()
    assert not app.header


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"a,b\n1\n", "a\\.csv, line 2\\: 1 cells, the header has 2"),
        ("a.csv", b"", "a\\.csv is empty"),
        ("a.csv", b"name\n", "no row below it"),
        ("a.xlsx", b"PK\x03\x04xx", "no workbook that can be read"),
        ("a.csv", b"name\n" + b"x\n" * 10_001, "has 10,001 names, and this page answers up to"),
    ],
)
def test_a_bad_list_is_refused_in_a_sentence(
    served: Path, name: str, content: bytes, said: str
) -> None:
    app = opened(PAGE, tab="names")
    app.file_uploader[0].upload(name, content).run()
    assert not app.exception and said in app.error[0].value and not app.button


def test_a_list_leaves_with_notice_and_without_formulas(
    served: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: dict[str, bytes] = {}
    monkeypatch.setattr(
        answers.st, "download_button", lambda label, made, **told: taken.update({label: made()})
    )
    given = NameList("list.csv", ["vendor", "note"], [["@SUM(A1)", "=1+1"]])
    answers._downloads(given, [Resolution(reasons="-none", entity_name="=x")], 0)
    lines = list(csv.reader(io.StringIO(taken["Download CSV"].decode("utf-8-sig"))))
    head = " ".join(cell for line in lines[:3] for cell in line)
    assert "30111(a)(4)" in head and "answers to list.csv" in head
    assert lines[4][:2] == ["'@SUM(A1)", "'=1+1"] and "'-none" in lines[4]
    leaf = openpyxl.load_workbook(io.BytesIO(taken["Download XLSX"]))["Rows"]
    assert {cell.data_type for cell in leaf[2]} <= {"s", "n"} and leaf["B2"].value == "=1+1"


def test_no_id_stands_in_a_row_of_answers() -> None:
    person = Resolution(runner_up="Elon Musk (person:98dd6d4e, 0.02); X (uei:C6M7C2FLKER5, 0.4)")
    row = answers._row(Name("Musk, Elon"), person)
    assert row["Also likely, or nearest"] == "Elon Musk (0.02); X (0.4)"
    assert answers._places(Name("Musk, Elon"), person) == []


def test_an_uploaded_file_is_ordered_under_a_harmless_name(
    served: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordered: list[JobOrder] = []
    monkeypatch.setattr(
        "dashboards.bring.choose.start_job", lambda settings, order: ordered.append(order)
    )
    app = opened(PAGE, tab="file")
    app.file_uploader[0].upload("../../../cm24.txt", b"C00000001|X\n").run()
    app.number_input(key="cycle").set_value(2024)
    app.button(key="load").click().run()
    assert not app.exception
    (order,) = ordered
    assert (order.title, order.cycle, order.steps) == ("cm24.txt", 2024, ("load", "build"))
    kept = (Settings().data / str(order.file)).resolve()
    assert kept.read_bytes() == b"C00000001|X\n"
    assert kept.is_relative_to((Settings().data / "uploads").resolve())
