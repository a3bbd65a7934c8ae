"""What does not serve is refused in one line that names the file, and the lake stays as it was."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.common.settings import ROOT, ThroughlineError
from etl.lake import load as load_module
from tests.fixtures import (
    YAML_EXAMPLE,
    csv_text,
    fec_line,
    fec_lines,
    header,
    lake_rows,
    listing,
    loaded,
    write_csv,
    write_text,
    write_zip,
)

ACTION = "usaspending_prime_transaction"
Maker = Callable[[Path], Path]


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


def _zip_bomb(folder: Path) -> Path:
    path = folder / "bomb24.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("itcont.txt", "w") as member,
    ):
        for _ in range(200):
            member.write(bytes(1_000_000))
    return path


def _gzip_bomb(folder: Path) -> Path:
    return write_text(folder / "bomb24.csv.gz", csv_text(ACTION, [{}]).encode() + bytes(60_000_000))


def _cut(path: Path, share: float) -> Path:
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    return path


def _many(folder: Path) -> Path:
    rows = [
        {"contract_transaction_unique_key": f"A{n}", "transaction_description": f"{n * 7919}"}
        for n in range(3000)
    ]
    return write_csv(folder / "cut.csv.gz", ACTION, rows)


def _damaged(folder: Path) -> Path:
    """A zip whose packed bytes were changed."""
    path = write_zip(folder / "cm24.zip", {"cm.txt": fec_lines("fec_cm", 500)})
    data = bytearray(path.read_bytes())
    data[200:260] = bytes(60)
    path.write_bytes(data)
    return path


def _encrypted(folder: Path) -> Path:
    """A zip whose member is flagged as encrypted."""
    path = write_zip(folder / "cm24.zip", {"cm.txt": fec_line("fec_cm")})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    return path


def _method(folder: Path) -> Path:
    """A zip packed by a method (Deflate64) that is not read."""
    path = write_zip(folder / "cm24.zip", {"cm.txt": fec_line("fec_cm")})
    data = bytearray(path.read_bytes())
    data[8] = 9
    data[data.index(b"PK\x01\x02") + 10] = 9
    path.write_bytes(data)
    return path


def _link(folder: Path) -> Path:
    path, info = folder / "cm24.zip", zipfile.ZipInfo("cm.txt")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    return path


def _header_change(change: Callable[[list[str]], list[str]]) -> Maker:
    def make(folder: Path) -> Path:
        columns = change(header(ACTION))
        text = csv_text(ACTION, [{}]).split("\n", 1)[1]
        return write_text(folder / "changed.csv", ",".join(columns) + "\n" + text)

    return make


CASES: dict[str, tuple[Maker, str]] = {
    "directory": (lambda folder: folder, "is a directory: name the files"),
    "missing": (lambda folder: folder / "none.zip", "no such file: check"),
    "empty": (lambda folder: write_text(folder / "cm24.txt", ""), "is empty: download it again"),
    "empty zip": (lambda folder: write_zip(folder / "cm24.zip", {}), "no layout that is known"),
    "truncated zip": (
        lambda f: _cut(write_zip(f / "cm24.zip", {"cm.txt": fec_lines("fec_cm", 900)}), 0.6),
        "truncated or damaged .*download it again",
    ),
    "damaged zip": (_damaged, "truncated or damaged .*download it again"),
    "zip bomb": (_zip_bomb, "'itcont.txt' unpacks to more than 400 times"),
    "gzip bomb": (_gzip_bomb, "unpacks to more than 400 times"),
    "cut gzip": (lambda folder: _cut(_many(folder), 0.7), "truncated or damaged .*download"),
    "traversal": (
        lambda folder: write_zip(folder / "cm24.zip", {"../../cm.txt": fec_line("fec_cm")}),
        r"'../../cm.txt' points outside the archive",
    ),
    "absolute": (
        lambda folder: write_zip(folder / "cm24.zip", {"/etc/cm.txt": fec_line("fec_cm")}),
        "points outside the archive",
    ),
    "drive": (
        lambda folder: write_zip(folder / "cm24.zip", {"C:\\cm.txt": fec_line("fec_cm")}),
        "points outside the archive",
    ),
    "encrypted": (_encrypted, "'cm.txt' is encrypted"),
    "other packing": (_method, "unpack it and load the texts"),
    "link": (_link, "'cm.txt' is a link"),
    "missing column": (
        _header_change(lambda names: [n for n in names if n != "recipient_uei"]),
        r"missing columns \[recipient_uei\]; unknown columns \[\]",
    ),
    "renamed column": (
        _header_change(lambda names: ["vendor_uei" if n == "recipient_uei" else n for n in names]),
        r"missing columns \[recipient_uei\]; unknown columns \[vendor_uei\]",
    ),
    "renamed key": (
        _header_change(lambda names: ["transaction_id", *names[1:]]),
        r"missing columns \[contract_transaction_unique_key\]; unknown columns \[transaction_id\]",
    ),
    "extra column": (
        _header_change(lambda names: [*names, "new_column"]),
        r"missing columns \[\]; unknown columns \[new_column\]",
    ),
    "repeated column": (
        _header_change(lambda names: [*names, "recipient_uei"]),
        r"repeated columns \[recipient_uei\]",
    ),
    "twenty fields": (
        lambda f: write_text(f / "itcont24.txt", fec_line("fec_itcont").replace("|N|", "|", 1)),
        "lines have 20 fields and fec_itcont has 21: check",
    ),
    "twenty fields in a zip": (
        lambda f: write_zip(
            f / "indiv24.zip", {"itcont.txt": fec_line("fec_itcont").replace("|N|", "|", 1)}
        ),
        "lines have 20 fields and fec_itcont has 21: check",
    ),
    "nul in csv": (
        lambda f: write_text(f / "a.csv", csv_text(ACTION, [{"recipient_name": "A\0B"}])),
        "line 2 holds a NUL byte: .*download it again",
    ),
    "cut csv": (
        lambda f: write_text(
            f / "a.csv",
            csv_text(ACTION, [{"transaction_description": "one, two"}]).split(" two")[0],
        ),
        "ends inside a quoted field: the file is cut short; get it again",
    ),
    "cut csv in a zip": (
        lambda f: write_zip(
            f / "a.zip",
            {"b.csv": csv_text(ACTION, [{"transaction_description": "x, y"}]).split(" y")[0]},
        ),
        "b.csv: ends inside a quoted field",
    ),
    "csv cut between fields": (
        lambda f: write_text(f / "a.csv", csv_text(ACTION, [{}])[:-40]),
        "1 of 1 rows of usaspending_prime_transaction cannot be read",
    ),
    "yaml": (
        lambda folder: write_text(folder / "members.yaml", "- {id: [}\n"),
        "not readable as YAML: .*line 1",
    ),
    "yaml with an impossible date": (
        lambda folder: write_text(folder / "members.yaml", "- {terms: [2023-02-31]}\n"),
        "not readable as YAML",
    ),
    "yaml without an id": (
        lambda f: write_text(
            f / "members.yaml",
            YAML_EXAMPLE["congress_legislator"].replace("bioguide:", "other:"),
        ),
        "lacks 'bioguide': the layout has changed",
    ),
    "yaml of another shape": (
        lambda folder: write_text(folder / "members.yaml", "- {terms: [], id: 1, name: x}\n"),
        "the layout has changed",
    ),
    "unknown yaml": (
        lambda folder: write_text(folder / "members.yaml", "a: [1, 2]\n"),
        "no layout that is known",
    ),
    "picture": (
        lambda folder: write_text(folder / "cm24.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
        "no layout that is known",
    ),
    "other csv": (
        lambda folder: write_text(folder / "budget.csv", "a,b\n1,2\n"),
        "no layout that is known.*--table",
    ),
    "csv of old line ends": (
        lambda f: write_text(f / "a.csv", csv_text(ACTION, [{}]).replace("\n", "\r")),
        "no layout that is known",
    ),
}


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
