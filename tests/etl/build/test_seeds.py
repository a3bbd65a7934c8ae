"""Seeds that people edit: what is not as it must be is refused by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.build.models import seed_paths
from etl.build.seeds import SeedColumn, read_seed, seed_columns
from etl.common.settings import ThroughlineError

COLUMNS = [
    SeedColumn("left", "text", False),
    SeedColumn("right", "text", False),
    SeedColumn("weight", "decimal", True),
    SeedColumn("is_same", "boolean", False),
    SeedColumn("count", "integer", True),
    SeedColumn("date", "date", False),
]
HEADER = "left,right,weight,is_same,count,date\n"
LINE = "Ada Byrd,Bo Larch,0.5,true,3,2026-01-02\n"


def seed(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "pair.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


BROKEN: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "pair.csv: is empty"),
    "not UTF-8": ((HEADER + LINE).encode() + b"Jos\xe9,x,,true,,2026-01-02\n", "line 3: .*UTF-8"),
    "byte-order mark": (b"\xef\xbb\xbf" + (HEADER + LINE).encode(), "line 1: .*byte-order mark"),
    "UTF-16": ((HEADER + LINE).encode("utf-16"), "line 1: .*UTF-16"),
    "semicolons": ((HEADER + LINE).replace(",", ";"), "line 1: semicolons"),
    "semicolons below": (HEADER + LINE.replace(",", ";"), "line 2: 1 cells, the header has 6"),
    "tabs": ((HEADER + LINE).replace(",", "\t"), "line 1: the columns are"),
    "five columns": (HEADER + LINE + "Ada Byrd,Bo Larch,0.5,true,3\n", "line 3: 5 cells"),
    "eight columns": (HEADER + LINE.strip() + ",x,y\n", "line 2: 8 cells"),
    "a column less": (HEADER.replace(",count", ""), "line 1: the columns are"),
    "another order": (HEADER.replace("left,right", "right,left"), "line 1: the columns are"),
    "a column twice": (HEADER.replace("right", "left"), "line 1: names a column twice"),
    "a quote that does not end": (HEADER + LINE + '"Ada' + LINE + LINE, "line 3: a quote"),
    "a quote behind": (HEADER + '"Ada Byrd"s' + LINE, "line 2: a quote"),
    "a quote within": (HEADER + LINE.replace("Ada Byrd", '"Ada" Byrd'), "line 2: a quote"),
    "cut short": (HEADER + LINE + LINE[:20], "line 3: "),
    "a NUL": (HEADER + LINE.replace("Bo", "B\0o"), "line 2: holds a NUL"),
    "a blank": (HEADER + LINE.replace("Bo Larch", "  "), "line 2: right is blank"),
    "no date": (HEADER + LINE.replace("2026-01-02", "2.1.2026"), "line 2: date '2.1.2026'"),
    "no such day": (HEADER + LINE.replace("01-02", "02-30"), "line 2: date '2026-02-30'"),
    "a date of seven signs": (HEADER + LINE.replace("-01-02", "W011"), "line 2: date"),
    "no truth": (HEADER + LINE.replace("true", "yes"), "line 2: is_same 'yes' is no boolean"),
    "half": (HEADER + LINE.replace(",3,", ",3.5,"), "line 2: count '3.5' is no integer"),
    "no number": (HEADER + LINE.replace("0.5", "nan"), "line 2: weight 'nan' is no decimal"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_cannot_be_read_is_refused_by_file_and_line(tmp_path: Path, case: str) -> None:
    content, expected = BROKEN[case]
    with pytest.raises(ThroughlineError, match=expected) as refused:
        read_seed(seed(tmp_path, content), COLUMNS)
    assert "pair.csv" in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "content",
    [
        HEADER + LINE,
        (HEADER + LINE).rstrip(),
        (HEADER + LINE).replace("\n", "\r\n"),
        HEADER + "\n" + LINE + "\n",
        HEADER + LINE.replace("Bo Larch", '"Larch, ""Bo"",\nJr."'),
        HEADER + LINE.replace("0.5", "").replace(",3,", ",,"),
    ],
)
def test_what_people_and_editors_write_is_read(tmp_path: Path, content: str) -> None:
    (row,) = read_seed(seed(tmp_path, content), COLUMNS)
    assert row["left"] == "Ada Byrd"
    assert row["date"] == "2026-01-02"
    assert row["weight"] in ("0.5", None)


def test_every_seed_is_as_its_columns_say() -> None:
    known, paths = seed_columns(), seed_paths()
    assert known.keys() == paths.keys()
    for name, path in paths.items():
        read_seed(path, known[name])
