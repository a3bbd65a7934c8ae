"""People's lists as they come from spreadsheets: read whole, or refused by name."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from etl.common.settings import ThroughlineError
from etl.names.lists import ListColumns, NameList, count_unread_dates, names_of, read_list


def book(*rows: list[object], second: list[object] | None = None) -> bytes:
    """A workbook with these rows on its first sheet."""
    made, content = Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(row)
    if second:
        made.create_sheet().append(second)
    made.save(content)
    return content.getvalue()


WRITTEN = book(
    ["vendor", "state", "day", "amount", "zip"],
    ["ACME ROCKETS, LLC", "VA", date(2024, 6, 30), 12.0, 2138],
    [],
    ["=1+1", None, datetime(2024, 7, 1, 12, 30), 0.5, "221500001"],
    second=["not", "read"],
)


def test_a_workbook_is_read_as_its_csv_would_be() -> None:
    given = read_list("list.xlsx", WRITTEN)
    assert given.header == ["vendor", "state", "day", "amount", "zip"]
    assert given.rows[0] == ["ACME ROCKETS, LLC", "VA", "2024-06-30", "12", "2138"]
    asked = names_of(given, ListColumns("vendor", date="day", state="state", zip="zip"))
    assert asked[0].text == "ACME ROCKETS, LLC" and asked[0].date == date(2024, 6, 30)
    assert (asked[0].state_code, asked[0].zip5_code) == ("VA", "02138")
    assert (asked[1].state_code, asked[1].zip5_code) == (None, "22150")


def test_what_is_in_a_file_tells_its_kind_and_not_its_name() -> None:
    assert read_list("list.csv", WRITTEN).rows == read_list("list.xlsx", WRITTEN).rows
    assert read_list("list.xlsx", b"a,b\n1,2\n").rows == [["1", "2"]]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"a,b\n1\n", "line 2: 1 cells, the header has 2"),
        (b'a\n"open\n', "line 2: unexpected end of data"),
        (b"a\0b\n", "no CSV text"),
        ("a,b\n".encode("utf-16"), "no CSV text"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "no CSV text"),
        (WRITTEN[: len(WRITTEN) // 2], "no workbook that can be read"),
        (book(), "is empty"),
        (book(["a", "b"], [1, 2, 3]), "row 2: has a cell to the right"),
        (b"entity_id,b\n1,2\n", "has columns entity_id already"),
        (b"PK\x03\x04" + bytes(60), "no workbook that can be read"),
    ],
)
def test_what_is_no_list_is_refused_by_name(content: bytes, said: str) -> None:
    with pytest.raises(ThroughlineError, match=said) as refused:
        read_list("list.csv", content)
    assert "\n" not in str(refused.value) and "list" in str(refused.value)


def zipped(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return content.getvalue()


def test_a_workbook_that_unpacks_without_end_is_not_unpacked() -> None:
    with pytest.raises(ThroughlineError, match="too large a workbook"):
        read_list("bomb.xlsx", zipped(sheet=bytes(201 << 20)))
    with pytest.raises(ThroughlineError, match="no workbook that can be read"):
        read_list("other.zip", zipped(readme=b"text"))


def test_entities_within_entities_are_no_way_in() -> None:
    laughs = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
    )
    with zipfile.ZipFile(io.BytesIO(WRITTEN)) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    body = sheet[sheet.index("<worksheet") :].replace("ACME", "&m;")
    parts["xl/worksheets/sheet1.xml"] = f"{laughs}]>{body}".encode()
    with pytest.raises(ThroughlineError, match="no workbook that can be read"):
        read_list("laughs.xlsx", zipped(**parts))


def test_the_column_of_names_is_guessed_and_days_that_are_none_are_counted() -> None:
    given = NameList("x", ["id", "Vendor Name", "day"], [["1", "ACME", "30 June"], ["2", "B", ""]])
    assert given.header[given.likely_column()] == "Vendor Name"
    assert NameList("x", ["id", "what"], []).likely_column() == 0
    asked = names_of(given, ListColumns("Vendor Name", date="day"))
    assert count_unread_dates(given, asked, "day") == 1
    with pytest.raises(ThroughlineError, match="has no column 'state': its columns are id"):
        names_of(given, ListColumns("Vendor Name", state="state"))
