"""A lake file says which reader made it, and what an older one made is read again."""

from __future__ import annotations

import hashlib
import inspect
import io
import json
import shutil
import tokenize
from dataclasses import replace
from pathlib import Path

import pytest

from etl.common.progress import Progress
from etl.common.settings import ROOT, Settings
from etl.lake.load import Options, load_file
from etl.lake.readers import READER_VERSION, layout_hash, reader_of
from etl.lake.records import Load, find_outdated, sealed
from etl.sources import tables
from tests.fixtures import fec_line, lake_rows, write_text, write_zip

TEXT = [
    f"lake/{name}"
    for name in ("text", "convert", "load", "members", "named", "recognise", "rejects")
]
DOCUMENT = [f"lake/{name}" for name in ("documents", "load", "members", "named", "recognise")]
# What turns bytes into rows, by kind of layout, and the hash of its source as it was last read.
# Where a change gives other rows or values, raise READER_VERSION too; else record the hash alone.
MODULES = {
    "pipe": TEXT,
    "csv": TEXT,
    "yaml": DOCUMENT,
    "xml": DOCUMENT,
    "json": ["fetch/answers", "lake/answers", "lake/convert", "lake/rejects"],
}
RECORDED = {
    "pipe": "1 048800c3990321e7",
    "csv": "1 124050d9c2d348b8",
    "yaml": "2 031add88cb1c8dcd",
    "xml": "1 031add88cb1c8dcd",
    "json": "1 01d897ce2ef30537",
}


def lines_without_comments(source: str) -> list[str]:
    """The lines of a module, cut where a comment begins, also behind code.

    Cut by place and not printed from a tree, which every version of Python prints otherwise.
    """
    lines = source.splitlines()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column]
    return lines


def test_a_comment_changes_no_hash() -> None:
    told = "# above\nnumber = 1  # behind\nsign = '# no comment'\n"
    assert lines_without_comments(told) == ["", "number = 1  ", "sign = '# no comment'"]


def source_hash(kind: str) -> str:
    """A hash of the lines that do something: blank lines, comments and imports are left out."""
    sources = [(ROOT / "etl" / f"{name}.py").read_text() for name in MODULES[kind]]
    told = [table for table in tables().values() if table.layout == kind]
    makers = {maker for table in told for maker in (table.records, table.cycle_of)}
    modules = {inspect.getmodule(maker) for maker in makers if maker}
    sources += sorted(inspect.getsource(module) for module in modules if module)
    lines = (line.strip() for source in sources for line in lines_without_comments(source))
    kept = [line for line in lines if line and not line.startswith(("#", "import ", "from "))]
    return hashlib.sha256("\n".join(kept).encode()).hexdigest()[:16]


@pytest.mark.parametrize("kind", MODULES)
def test_a_changed_reader_is_given_a_number_or_is_known_to_give_the_same_rows(kind: str) -> None:
    now = f"{READER_VERSION[kind]} {source_hash(kind)}"  # type: ignore[index]
    assert now == RECORDED[kind], (
        f"the reader of {kind} files changed: raise its READER_VERSION in etl/lake/readers.py if "
        f"its rows can be others than before, and record {now!r} here"
    )


def test_every_kind_of_layout_has_a_reader() -> None:
    assert {table.layout for table in tables().values()} <= READER_VERSION.keys()
    assert MODULES.keys() == READER_VERSION.keys()


def test_a_layout_is_told_by_its_columns_kinds_and_key() -> None:
    table = tables()["fec_cn"]
    first, *rest = table.columns
    others = [
        replace(table, columns=(replace(first, kind="integer"), *rest)),
        replace(table, columns=(replace(first, name="other"), *rest)),
        replace(table, columns=(replace(first, published=("OTHER",)), *rest)),
        replace(table, columns=tuple(rest)),
        replace(table, key=("cycle",)),
        replace(table, cycle_of=None),
    ]
    assert len({layout_hash(table), *map(layout_hash, others)}) == len(others) + 1
    assert layout_hash(replace(table)) == layout_hash(table)


@pytest.fixture
def candidate(tmp_path: Path) -> Path:
    """A published file of one candidate, whose name has no cycle."""
    return write_text(tmp_path / "candidate.txt", fec_line("fec_cn", candidate_id="H4VA00001"))


def read(path: Path, settings: Settings, options: Options | None = None) -> Load:
    """Load a file, with the words that its name lacks where none are said."""
    return load_file(path, settings, options or Options(), Progress(False))


def as_older(settings: Settings, **changes: object) -> None:
    """Change what the only record says of its table."""
    (path,) = settings.loads.glob("*.json")
    content = json.loads(path.read_text())
    content["tables"][0] |= changes
    path.write_text(json.dumps(sealed(content)))


def test_what_an_older_reader_wrote_is_told_and_read_again(candidate: Path) -> None:
    settings = Settings(data=candidate.parent / "data")
    first = read(candidate, settings, Options("fec_cn", 2024))
    assert first.tables[0].reader == reader_of(tables()["fec_cn"])
    assert find_outdated(settings) == []
    as_older(settings, reader="pipe 0 0123456789abcdef")
    assert find_outdated(settings) == [
        "candidate.txt (fec_cn) was read by an older reader: "
        "run `python -m etl load --again candidate.txt`"
    ]
    # the table and the cycle, which the name does not tell, are those of the first load
    again = read(candidate, settings)
    assert (again.is_new, again.is_again) == (True, True)
    assert again.tables == first.tables
    assert find_outdated(settings) == []
    assert not read(candidate, settings).is_again


@pytest.mark.parametrize("field", ["reader", "file"])
def test_a_record_from_before_it_was_kept_is_of_an_older_reader(
    candidate: Path, field: str
) -> None:
    settings = Settings(data=candidate.parent / "data")
    read(candidate, settings, Options("fec_cn", 2024))
    as_older(settings, **{field: None})
    assert len(find_outdated(settings)) == 1
    assert read(candidate, settings).is_again
    assert find_outdated(settings) == []


def test_a_table_that_is_not_known_here_is_said(candidate: Path) -> None:
    settings = Settings(data=candidate.parent / "data")
    read(candidate, settings, Options("fec_cn", 2024))
    as_older(settings, table="fec_yet_unknown")
    (line,) = find_outdated(settings)
    assert "candidate.txt: this version of the program knows no table fec_yet_unknown" in line


def test_again_reads_what_is_loaded_with_other_words(candidate: Path) -> None:
    settings = Settings(data=candidate.parent / "data")
    read(candidate, settings, Options("fec_cn", 2024))
    load = read(candidate, settings, Options(cycle=2022, is_again=True))
    assert load.is_again
    assert [table.cycle for table in load.tables] == [2022]
    assert [row["cycle"] for row in lake_rows(settings.data, "fec_cn")] == [2022]


def test_what_the_new_reading_does_not_give_leaves_the_lake(tmp_path: Path) -> None:
    lines = fec_line("fec_cn") + "".join(fec_line("fec_cn", candidate_id="") for _ in range(1))
    path = write_zip(tmp_path / "cn24.zip", {"cn.txt": lines})
    settings = Settings(data=tmp_path / "data", reject_share=1)
    load = read(path, settings)
    rejects = settings.lake / "rejects" / f"{load.sha256}.parquet"
    assert rejects.exists()
    stray = settings.lake / "fec_cm" / rejects.name
    stray.parent.mkdir()
    shutil.copy(rejects, stray)
    (record,) = settings.loads.glob("*.json")
    content = json.loads(record.read_text())
    content["tables"].append(content["tables"][0] | {"table": "fec_cm", "reader": "pipe 0 0"})
    record.write_text(json.dumps(sealed(content)))
    assert [table.table for table in read(path, settings).tables] == ["fec_cn"]
    assert rejects.exists()
    assert not stray.exists()
