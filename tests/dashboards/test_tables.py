"""Tables: filtered, taken away with the notice, and never run by a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
import shutil
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.base import drawn
from dashboards.base import grid as tables
from dashboards.base.grid import Table
from etl.common.queries import Query, query_names, read_query
from etl.exports.sheets import Sheet, csv_bytes, xlsx_bytes
from tests.dashboards.opening import SPACEX, Shown, followed, links, opened, shown, texts

HOSTILE = ['=HYPERLINK("http://evil","x")', "+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "\r=1"]
TAGS = {"div", "table", "thead", "tr", "th", "tbody", "td", "details", "summary"}
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
    (more,) = [href for href in links(app) if "rows-contractors" in href]
    assert len(shown(app)[0].rows) == 50
    app = followed(f"/contractor{more}")
    assert len(shown(app)[0].rows) == 500
    assert "The first 500 of 1,205 rows" in " ".join(h.proto.body for h in app.get("html"))
    app.text_input(key="filter-contractors").set_value("FIRM 3").run()
    assert not app.exception
    assert len(shown(app)[0].rows) == 111
    app.text_input(key="filter-contractors").set_value("no such firm").run()
    assert "No row has that text" in texts(app)


def test_a_head_sorts_all_rows_and_a_second_click_turns_them(many: Table) -> None:
    (sums,) = {h for h in links(opened("views/contractor.py")) if h.endswith("=-obligated+USD")}
    app = followed(f"/contractor{sums}")
    assert shown(app)[0].column("obligated USD")[5:7] == ["$1,195.00", "$1,194.00"]
    app = followed("/contractor?sort-contractors=obligated+USD")
    assert shown(app)[0].column("obligated USD")[:2] == ["$0.00", "$1.00"]


@pytest.mark.parametrize(
    "column", ["_organization_id", "-", "nothing", '"; drop table x; --', "-obligated USD' desc"]
)
def test_what_is_no_column_sorts_nothing(many: Table, column: str) -> None:
    app = opened("views/contractor.py", **{"sort-contractors": column})
    assert not app.exception and not app.error
    assert shown(app)[0].rows == shown(opened("views/contractor.py"))[0].rows


def test_links_that_are_no_web_pages_are_not_offered(case_data: Path) -> None:
    rows = [
        {"open": url} for url in ("javascript:alert(1)", "https://www.fec.gov/x", "http://a", None)
    ]
    html = drawn.render_table(
        drawn.Drawn("t", [drawn.ColumnHead("open", False)], rows, [[]] * 4, "?")
    )
    assert Shown(html).links == [[], ["https://www.fec.gov/x"], [], []]


@given(TEXT)
def test_any_text_stays_text(text: str) -> None:
    heads = [drawn.ColumnHead(text, False), drawn.ColumnHead("b", False)]
    table = drawn.Drawn(text, heads, [{text: text, "b": text}], [[]], "?")
    html = drawn.render_table(table)
    assert re.sub(r"<[^>]*>", "", html).count("<") == 0
    assert set(re.findall(r"</?([a-z]+)", html)) <= TAGS


def test_money_stands_whole_with_its_sign_and_unknown_is_said() -> None:
    heads = [
        drawn.ColumnHead("USD", True),
        drawn.ColumnHead("fiscal year", False),
        drawn.ColumnHead("share %", True),
    ]
    rows = [
        {"USD": Decimal("286724541.00"), "fiscal year": 2019, "share %": 0.256},
        {"USD": Decimal("-0.5"), "fiscal year": None, "share %": None},
    ]
    found = Shown(drawn.render_table(drawn.Drawn("t", heads, rows, [[], []], "not loaded")))
    assert found.rows == [
        ["$286,724,541.00", "2019", "25.6%"],
        ["−$0.50", "not loaded", "not loaded"],
    ]


def test_a_row_leads_where_its_number_comes_from(case_data: Path) -> None:
    app = opened("views/contractor.py", id=SPACEX)
    table = next(t for t in shown(app) if t.title == "Obligations by agency and fiscal year")
    app = followed(table.links[0][0])
    assert not app.exception
    assert sum(shown(app)[0].sums("obligated USD")) == table.sums("obligated USD")[0]
