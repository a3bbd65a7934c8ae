"""The count of rows is right for any bytes, and no cell is lost on the way to the lake."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from etl.common.settings import ThroughlineError
from etl.lake import text
from etl.lake.text import BOM, scan
from tests.fixtures import lake_rows, loaded, write_text

CASE = ["case_id", "event_date", "event", "source_note", "source_url"]
_bytes = st.lists(
    st.sampled_from([b"\n", b"\r\n", b"\r", b"|", b"\0", b"a", b" ", b"\xe9", b"\xc3\xa9", BOM])
    | st.binary(max_size=5),
    max_size=60,
).map(b"".join)
_cell = st.text(
    st.sampled_from('",\r\n |\té\u2028𝄞')
    | st.characters(exclude_categories=["Cs"], min_codepoint=1),
    max_size=12,
)
_pipe_cell = st.text(
    st.sampled_from("\"',\\ \té\u2028")
    | st.characters(exclude_categories=["Cs"], exclude_characters="|\n\r", min_codepoint=1),
    max_size=12,
)


def _slow_pipe(data: bytes) -> tuple[int, int, list[int], list[bytes]]:
    """Rows, old-encoding lines, numbers of NUL lines, and the clean lines, the obvious way."""
    rows, latin1, nul, clean = 0, 0, [], []
    for number, line in enumerate(data.removeprefix(BOM).split(b"\n"), 1):
        if b"\0" in line:
            nul.append(number)
            rows += 1
            continue
        line = line.rstrip(b"\r") if number <= data.count(b"\n") or line.strip(b"\r") else b""
        line = line.replace(b"\r", b" ")
        try:
            line.decode()
        except UnicodeDecodeError:
            latin1 += 1
            line = line.decode("cp1252", "replace").encode()
        rows += bool(line)
        clean.append(line)
    return rows, latin1, nul, [line for line in clean if line]


@given(_bytes, st.integers(1, 80))
@example(b"\n\na|b\n\n", 3)
@example(b"a|b\r\n\r\nc|d", 4)
@example(b"\0\n\0", 2)
def test_any_bytes_of_a_pipe_file_are_counted(data: bytes, chunk: int) -> None:
    copy = io.BytesIO()
    with mock.patch.object(text, "CHUNK", chunk):
        found = scan(io.BytesIO(data), False, copy)
    rows, latin1, nul, clean = _slow_pipe(data)
    assert (found.rows, found.latin1_lines) == (rows, latin1)
    assert [number for number, _, _ in found.rejects] == nul
    assert [line for line in copy.getvalue().split(b"\n") if line] == clean
    if not found.is_changed:
        assert copy.getvalue() == data + (b"\n" if data and data[-1:] != b"\n" else b"")


@given(
    st.lists(st.tuples(st.lists(_cell, min_size=2, max_size=4), st.integers(0, 2)), max_size=8),
    st.integers(1, 80),
)
@example([(["a\n\nb", ""], 2), (["\r\n", '"'], 0)], 2)
@example([(["a", "b"], 2), (["c", "d"], 1)], 80)
def test_any_cells_of_a_csv_are_counted(rows: list[tuple[list[str], int]], chunk: int) -> None:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for row, blank_lines in rows:
        writer.writerow(row)
        written.write("\n" * blank_lines)
    data, copy = written.getvalue().encode(), io.BytesIO()
    with mock.patch.object(text, "CHUNK", chunk):
        found = scan(io.BytesIO(data), True, copy)
    assert found.rows == len(rows)
    assert copy.getvalue() == data


@given(
    st.lists(st.tuples(_cell, _cell), max_size=8),
    st.sampled_from([("\n", csv.QUOTE_ALL), ("\r\n", csv.QUOTE_ALL), ("\r\n", csv.QUOTE_MINIMAL)]),
)
@settings(max_examples=60)
def test_any_cells_reach_the_lake(rows: list[tuple[str, str]], form: tuple[str, int]) -> None:
    line_end, quoting = form
    written = io.StringIO()
    writer = csv.writer(written, lineterminator=line_end, quoting=quoting)
    writer.writerow(CASE)
    writer.writerows([["ACME", "2024-01-05", event, note, "u"] for event, note in rows])
    with tempfile.TemporaryDirectory() as folder:
        path = write_text(Path(folder) / "event.csv", written.getvalue())
        load = loaded(path, Path(folder) / "data")
        (table,) = load.tables
        assert table.rows_read == table.rows_loaded == len(rows)
        found = lake_rows(Path(folder) / "data", "case_event")
    assert sorted((row["event"] or "", row["source_note"] or "") for row in found) == sorted(rows)


@given(st.lists(_pipe_cell, max_size=8))
@settings(max_examples=60)
def test_any_pipe_fields_reach_the_lake(names: list[str]) -> None:
    lines = [
        f"H{number}|2024|2024|C00000001|{name}|P|{number}\n" for number, name in enumerate(names)
    ]
    lines.append("H|2024|2024|C00000001|H|P|last\n")
    with tempfile.TemporaryDirectory() as folder:
        path = write_text(Path(folder) / "ccl24.txt", "".join(lines))
        (table,) = loaded(path, Path(folder) / "data").tables
        assert table.rows_read == table.rows_loaded == len(lines)
        found = lake_rows(Path(folder) / "data", "fec_ccl")
    kept = {row["linkage_id"]: row["committee_type_code"] or "" for row in found}
    assert [kept[str(number)] for number in range(len(names))] == names


def test_a_line_that_never_ends_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MAX_LINE", 1000)
    monkeypatch.setattr(text, "CHUNK", 100)
    with pytest.raises(ThroughlineError, match="a line is longer"):
        scan(io.BytesIO(b"x" * 5000), False)
