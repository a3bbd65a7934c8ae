"""Files that must not load, each with what its refusal says."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.etl.lake.examples import ACTION
from tests.fixtures import (
    YAML_EXAMPLE,
    csv_text,
    fec_line,
    fec_lines,
    header,
    write_csv,
    write_text,
    write_zip,
)

Maker = Callable[[Path], Path]


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
