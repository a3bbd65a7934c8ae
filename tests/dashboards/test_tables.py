"""Tables: filtered, taken away with the notice, and never run by a spreadsheet."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import duckdb
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.base import grid as tables
from dashboards.base.grid import Table
from etl.common.queries import Query, query_names, read_query
from etl.exports.sheets import Sheet, csv_bytes, xlsx_bytes
from tests.dashboards.opening import SPACEX, opened, texts

HOSTILE = ['=HYPERLINK("http://evil","x")', "+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "\r=1"]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def rows_of(content: bytes) -> list[list[str]]:
    """The lines of a CSV below its notice."""
    lines = content.decode("utf-8-sig").splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith("# "))
    return list(csv.reader(io.StringIO(kept, newline="")))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_spreadsheet_runs_no_text(text: str) -> None:
    sheet = Sheet(["notice"], ["name", "=head"], [[text, 1]])
    header, row = rows_of(csv_bytes(sheet))
    assert header == ["name", "'=head"]
    assert row[0].startswith("'")
    leaf = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(sheet)))["Rows"]
    assert {cell.data_type for cell in leaf["A"]} == {"s"}


def test_numbers_stay_numbers_and_null_stays_empty() -> None:
    sheet = Sheet([], ["usd", "list"], [[-5, ["a", "b"]], [None, None], [0, []]])
    assert rows_of(csv_bytes(sheet))[1:] == [["-5", "a b"], ["", ""], ["0", ""]]
    leaf = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(sheet)))["Rows"]
    assert [cell.value for cell in leaf["A"]][1:] == [-5, None, 0]


def test_a_text_longer_than_a_cell_says_that_it_is_cut() -> None:
    sheet = Sheet([], ["text"], [["A" * 40_000]])
    leaf = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(sheet)))["Rows"]
    assert leaf["A2"].value.endswith("whole in the CSV)")
    assert len(rows_of(csv_bytes(sheet))[1][0]) == 40_000


@given(st.lists(st.lists(TEXT, min_size=2, max_size=2), max_size=5))
def test_any_text_comes_back(rows: list[list[str]]) -> None:
    sheet = Sheet(["notice"], ["a", "b"], rows)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(sheet)))
    assert book["Rows"].max_row == len(rows) + 1
    content = csv_bytes(Sheet([], ["a", "b"], rows)).decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(content, newline="")))) == len(rows) + 1


@pytest.fixture
def many(case_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Table:
    """A table of more rows than are shown, one of which is hostile."""
    path = tmp_path / "throughline.duckdb"
    shutil.copy(case_data / "throughline.duckdb", path)
    with duckdb.connect(str(path)) as engine:
        engine.execute(
            "insert into marts.contractor by name select 'uei:Z' || i as organization_id, "
            "'FIRM ' || i as name, i as obligated_usd, 1 as award_count, 0 as action_count, "
            "1 as agency_count from range(1200) as r(i)"
        )
        engine.execute(
            "update marts.contractor set name = ? where organization_id = 'uei:Z7'", [HOSTILE[0]]
        )
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path))
    words = {"title": "Firms", "order": '"USD" desc', "note": "of the records loaded"}
    sql = (
        'select name as "firm", obligated_usd as "USD", organization_id as _id '
        "from marts.contractor where organization_id like $ids"
    )
    return Table(Query("firms", sql, words), {"ids": "uei:Z%"})


def test_a_download_holds_every_row_with_the_notice(many: Table) -> None:
    content = csv_bytes(tables._sheet(many, ""))
    said = content.decode("utf-8-sig")
    assert "30111(a)(4)" in said.splitlines()[1]
    assert "Built as of" in said and "of the records loaded" in said
    rows = rows_of(content)
    assert rows[0] == ["firm", "USD"]
    assert len(rows) == 1201
    assert rows[-8][0].startswith("'=HYPERLINK")


def test_a_filter_is_text_and_its_download_says_so(many: Table) -> None:
    sheet = tables._sheet(many, "firm 11")
    assert [row[0] for row in sheet.rows][:2] == ["FIRM 1199", "FIRM 1198"]
    assert "Filter: firm 11" in sheet.preamble
    for text in ("' or true --", "%", "_", "\\"):
        assert not list(tables._sheet(many, text).rows)


def test_a_filter_does_not_look_at_what_is_not_shown(many: Table) -> None:
    assert not list(tables._sheet(many, "uei:Z").rows)


def test_no_query_names_what_the_grid_binds() -> None:
    params = {param for name in query_names() for param in read_query(name).params}
    assert not [param for param in params if param.startswith("grid_")]


def test_a_long_list_says_that_it_is_cut_and_filters_all_of_it(many: Table) -> None:
    app = opened("views/contractor.py")
    assert "The first 500 of 1,205 rows" in texts(app).replace("\\", "")
    assert len(app.dataframe[0].value) == 500
    app.text_input(key="filter-contractors").set_value("FIRM 3").run()
    assert not app.exception
    assert len(app.dataframe[0].value) == 111
    app.text_input(key="filter-contractors").set_value("no such firm").run()
    assert "No row has that text" in texts(app)


def test_links_that_are_no_web_pages_are_not_offered(case_data: Path) -> None:
    rows = tables.readable(
        tables.queries.frame(
            Query(
                "links",
                "select unnest(['javascript:alert(1)', 'https://www.fec.gov/x', 'http://a']) "
                "as open",
            )
        )
    )
    assert rows["open"].fillna("").tolist() == ["", "https://www.fec.gov/x", ""]


def test_a_chosen_row_offers_what_stands_behind_it(case_data: Path) -> None:
    app = opened("views/contractor.py", id=SPACEX)
    assert "Choose a cell to open what stands behind its row" in texts(app)
    app.session_state["table-obligations"] = {"selection": {"cells": [[0, "agency"]]}}
    app.run()
    assert not app.exception
    assert "Records of this sum" in [button.label for button in app.button]
