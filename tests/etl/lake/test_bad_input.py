"""What does not serve is refused in one line that names the file, and the lake stays as it was."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from etl.common.settings import ROOT, ThroughlineError
from etl.lake import load as load_module
from tests.etl.lake.bad_files import CASES
from tests.etl.lake.examples import ACTION
from tests.fixtures import (
    csv_text,
    fec_line,
    fec_lines,
    lake_rows,
    listing,
    loaded,
    write_text,
    write_zip,
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that already holds a load."""
    folder = tmp_path / "data"
    loaded(write_text(tmp_path / "cm22.txt", fec_line("fec_cm")), folder)
    return folder


def _refusal(path: Path, data: Path, table: str | None = None) -> str:
    """The message of a load that must fail; nothing under `data` may change."""
    before = listing(data)
    with pytest.raises(ThroughlineError) as refused:
        loaded(path, data, table)
    assert listing(data) == before
    assert list((data / "tmp").glob("*")) == []
    message = str(refused.value)
    assert "\n" not in message
    assert path.name in message
    return message


@pytest.mark.parametrize("case", CASES)
def test_bad_input_is_refused(tmp_path: Path, data: Path, case: str) -> None:
    make, expected = CASES[case]
    folder = tmp_path / "published2024"
    folder.mkdir()
    message = _refusal(make(folder), data)
    assert re.search(expected, message), message


def test_an_unknown_table_is_refused(tmp_path: Path, data: Path) -> None:
    path = write_text(tmp_path / "a.txt", fec_line("fec_itcont"))
    assert "choose one of" in _refusal(path, data, "fec_other")


def test_a_second_table_that_fails_takes_the_first_along(tmp_path: Path, data: Path) -> None:
    members = {"cm.txt": fec_lines("fec_cm", 5), "cn.txt": fec_lines("fec_cn", 5) + "SHORT|\n"}
    _refusal(write_zip(tmp_path / "both24.zip", members), data)


def test_old_encoding_is_read_and_counted(tmp_path: Path, data: Path) -> None:
    lines = [
        fec_line("fec_cn", candidate_id="H1", candidate_name="NUÑEZ, “ANA”").encode("cp1252"),
        fec_line("fec_cn", candidate_id="H2", candidate_name="MUÑOZ, EVA").encode(),
    ]
    load = loaded(write_text(tmp_path / "cn24.txt", b"".join(lines)), data)
    assert (load.tables[0].rows_loaded, load.tables[0].latin1_lines) == (2, 1)
    names = [row["candidate_name"] for row in lake_rows(data, "fec_cn")]
    assert names == ["NUÑEZ, “ANA”", "MUÑOZ, EVA"]


def test_a_nul_byte_in_a_pipe_file_is_a_reject(tmp_path: Path, data: Path) -> None:
    lines = fec_lines("fec_itcont", 2000).splitlines(keepends=True)
    lines.insert(7, fec_line("fec_itcont", name="NUL, \0 NED"))
    load = loaded(write_text(tmp_path / "itcont24.txt", "".join(lines)), data)
    (table,) = load.tables
    assert (table.rows_read, table.rows_loaded, table.rows_rejected) == (2001, 2000, 1)
    (reject,) = lake_rows(data, "rejects")
    assert (reject["line_number"], reject["reason"]) == (8, "NUL byte")
    assert "NUL, \ufffd NED" in reject["text"]


@pytest.mark.parametrize("table", ["fec_cm", ACTION])
def test_a_byte_order_mark_is_not_data(tmp_path: Path, data: Path, table: str) -> None:
    if table == "fec_cm":
        path = write_text(tmp_path / "cm24.txt", "\ufeff" + fec_line(table, committee_id="C1"))
    else:
        path = write_text(tmp_path / "a.csv", "\ufeff" + csv_text(table, [{}]))
    (found,) = loaded(path, data).tables
    assert (found.rows_read, found.rows_loaded) == (1, 1)
    if table == "fec_cm":
        assert "C1" in {row["committee_id"] for row in lake_rows(data, table)}
    else:
        assert lake_rows(data, table)[0]["transaction_key"].startswith("9700_")


def test_a_data_folder_that_cannot_be_written(tmp_path: Path) -> None:
    path = write_text(tmp_path / "cm24.txt", fec_line("fec_cm"))
    blocked = write_text(tmp_path / "blocked", "an ordinary file") / "data"
    with pytest.raises(ThroughlineError) as refused:
        loaded(path, blocked)
    message = str(refused.value)
    assert "\n" not in message
    assert str(path) in message
    assert f"cannot write under {blocked}" in message
    assert "--data DIR" in message


def test_a_forbidden_data_folder_is_not_blamed_on_the_file(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(**_: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(load_module.tempfile, "mkdtemp", forbidden)
    path = write_text(tmp_path / "cm24.txt", fec_line("fec_cm", committee_id="C2"))
    assert f"cannot write under {data}" in _refusal(path, data)


_LIMITED = """
import resource, signal, sys
from pathlib import Path
from etl.common.settings import ThroughlineError
from tests.fixtures import loaded
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    loaded(Path(sys.argv[1]), Path(sys.argv[2]))
except ThroughlineError as error:
    print(error)
"""


@pytest.mark.parametrize("name", ["itcont24.txt", "indiv24.zip", "itcont24.txt.gz"])
@pytest.mark.parametrize("limit", [20_000, 400])
def test_no_room_on_the_disk(tmp_path: Path, data: Path, name: str, limit: int) -> None:
    text = "".join(
        fec_line("fec_itcont", sub_id=f"{number * 7919 % 99991:09}{number}", name=f"N{number**3}")
        for number in range(4000)
    )
    if name.endswith(".zip"):
        path = write_zip(tmp_path / name, {"itcont.txt": text})
    else:
        path = write_text(tmp_path / name, text)
    before = listing(data)
    answer = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(path), str(data), str(limit)],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.count("\n") == 1
    assert f"{path}: no room left under {data}: free some space" in answer.stdout
    assert listing(data) == before
    assert list((data / "tmp").glob("*")) == []
