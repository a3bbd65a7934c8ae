"""A lake file that is not as it was written is told, and nothing is built on it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from etl.__main__ import app
from etl.build.run import build
from etl.common.progress import Progress
from etl.common.settings import Settings
from etl.lake.damage import DamagedLakeError, find_damage
from etl.lake.load import Options, load_file
from etl.lake.records import loads, sealed
from tests.fixtures import fec_line, fec_lines, lake_rows, listing, write_text

SILENT = Progress(False)


@pytest.fixture
def gifts(tmp_path: Path) -> Path:
    """A published file of five gifts, one of them without a key."""
    lines = fec_lines("fec_itcont", 5) + fec_line("fec_itcont", sub_id="")
    return write_text(tmp_path / "itcont24.txt", lines)


@pytest.fixture
def settings(gifts: Path) -> Settings:
    """A data folder into which the gifts are loaded."""
    settings = Settings(data=gifts.parent / "data", reject_share=1)
    load_file(gifts, settings, Options(), SILENT)
    return settings


def lake_path(settings: Settings, table: str = "fec_itcont") -> Path:
    (path,) = (settings.lake / table).glob("*.parquet")
    return path


def rewrite(path: Path, select: str) -> None:
    """A valid Parquet file of other rows in the place of one."""
    with duckdb.connect() as engine:
        engine.execute(f"create table kept as {select.format(path)}")
        engine.execute(f"copy kept to '{path}' (format parquet, compression zstd)")


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 0x20
    path.write_bytes(content)


MULTIPLIED = "select * replace (amount_usd * 100 as amount_usd) from '{}'"
SHALLOW: dict[str, Callable[[Path], object]] = {
    "rows cut off": lambda path: rewrite(path, "from '{}' limit 3"),
    "a row twice": lambda path: rewrite(path, "from '{0}' union all (from '{0}' limit 1)"),
    "no byte": lambda path: path.write_bytes(b""),
    "half of it": lambda path: path.write_bytes(path.read_bytes()[:700]),
    "no footer": lambda path: path.write_bytes(path.read_bytes()[:-8]),
    "bytes behind": lambda path: path.write_bytes(path.read_bytes() + b"PAR1"),
    "not there": lambda path: path.unlink(),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "a text": lambda path: path.write_text("name,amount\n"),
}


@pytest.mark.parametrize("case", SHALLOW)
def test_what_footer_rows_or_size_tell_is_always_told(
    settings: Settings, gifts: Path, case: str
) -> None:
    path = lake_path(settings)
    SHALLOW[case](path)
    (damage,) = find_damage(settings)
    assert damage.path == path
    assert "run `python -m etl load --again itcont24.txt`" in damage.sentence
    with pytest.raises(DamagedLakeError, match=path.name):
        build(settings, SILENT)
    assert not settings.database.exists()


@pytest.mark.parametrize("case", [name for name in SHALLOW if name != "a folder"])
def test_the_next_load_makes_a_torn_file_again(settings: Settings, gifts: Path, case: str) -> None:
    path = lake_path(settings)
    whole = path.read_bytes()
    SHALLOW[case](path)
    load = load_file(gifts, settings, Options(), SILENT)
    assert load.is_again
    assert path.read_bytes() == whole
    assert find_damage(settings, is_deep=True) == []


def test_amounts_that_were_changed_in_a_valid_file_are_told(settings: Settings) -> None:
    path = lake_path(settings)
    size = path.stat().st_size
    rewrite(path, MULTIPLIED)
    assert path.stat().st_size != size or find_damage(settings) == []
    (damage,) = find_damage(settings, is_deep=True)
    assert damage.path == path
    with pytest.raises(DamagedLakeError):
        build(settings, SILENT, is_forced=True)


def test_every_flipped_byte_is_told(settings: Settings) -> None:
    path = lake_path(settings)
    size = path.stat().st_size
    for place in range(0, size, size // 40):
        flip(path, place)
        assert len(find_damage(settings, is_deep=True)) == 1, place
        flip(path, place)
    assert find_damage(settings, is_deep=True) == []


def test_a_flipped_byte_stops_a_build_and_is_mended_by_a_load(
    settings: Settings, gifts: Path
) -> None:
    path = lake_path(settings)
    flip(path, 40)
    assert find_damage(settings) == []
    with pytest.raises(DamagedLakeError, match="does not hold the bytes that were written"):
        build(settings, SILENT)
    assert load_file(gifts, settings, Options(), SILENT).is_again
    assert find_damage(settings, is_deep=True) == []


def test_rows_are_counted_where_a_record_holds_no_hash(settings: Settings) -> None:
    (record,) = settings.loads.glob("*.json")
    content = json.loads(record.read_text()) | {"rejects": None}
    content["tables"][0]["file"] = None
    record.write_text(json.dumps(sealed(content)))
    rewrite(lake_path(settings), "from '{}' limit 3")
    (damage,) = find_damage(settings)
    assert damage.reason == "has 3 rows, and 5 were written"


@pytest.mark.parametrize("case", ["not there", "no byte", "rows cut off"])
def test_the_lines_that_became_no_rows_are_held_too(settings: Settings, case: str) -> None:
    path = lake_path(settings, "rejects")
    if case == "rows cut off":
        rewrite(path, "from '{}' limit 0")
    else:
        SHALLOW[case](path)
    (damage,) = find_damage(settings)
    assert damage.path == path


def test_check_tells_every_byte_only_where_it_is_asked_to(
    case: Settings, settings: Settings
) -> None:
    path = next((case.lake / "case_award").glob("*.parquet"))
    flip(path, 40)

    def check(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, ["check", *words, "--data", str(case.data)])
        return done.exit_code, done.stdout

    assert check()[0] == 0
    code, said = check("--deep")
    assert code == 1
    assert f"failed: {path}" in said and "run `python -m etl run --case golden_dome`" in said
    path.unlink()
    assert check()[0] == 1


def test_status_warns_of_a_missing_file(settings: Settings) -> None:
    lake_path(settings).unlink()
    done = CliRunner().invoke(app, ["status", "--data", str(settings.data)])
    assert "is not there: run `python -m etl load --again itcont24.txt`" in done.stderr


def test_a_folder_that_looks_like_a_pattern_of_names_holds_a_lake(gifts: Path) -> None:
    settings = Settings(data=gifts.parent / "da[ta]*", reject_share=1)
    load_file(gifts, settings, Options(), SILENT)
    # a name that the pattern fits
    shutil.copytree(settings.data, gifts.parent / "dataxx")
    for path in (gifts.parent / "dataxx").rglob("*.parquet"):
        path.write_bytes(b"")
    assert find_damage(settings, is_deep=True) == []
    assert build(settings, SILENT)
    with duckdb.connect(str(settings.database), read_only=True) as engine:
        found = engine.execute("select count(*) from marts.source_file").fetchone()
    assert found == (1,)


def test_content_is_on_the_disk_before_its_name_and_the_name_before_the_record(
    gifts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    names: dict[int, str] = {}
    opened, synced, replaced = os.open, os.fsync, Path.replace

    def open_(path: Path, *how: int) -> int:
        found = opened(path, *how)
        names[found] = Path(path).name
        return found

    def replace(self: Path, target: Path) -> Path:
        told.append(f"name {target.parent.name}/{target.suffix}")
        return replaced(self, target)

    monkeypatch.setattr("etl.common.files.os.open", open_)
    monkeypatch.setattr(
        "etl.common.files.os.fsync",
        lambda number: (told.append(f"sync {names.get(number, '')}"), synced(number))[1],
    )
    monkeypatch.setattr(Path, "replace", replace)
    settings = Settings(data=gifts.parent / "data", reject_share=1)
    sha256 = load_file(gifts, settings, Options(), SILENT).sha256
    kept = [line for line in told if line.startswith("name") or "." in line or "fec" in line]
    table = [f"sync {sha256}.parquet", "name fec_itcont/.parquet", "sync fec_itcont"]
    place = kept.index(table[0])
    assert kept[place : place + 3] == table
    assert told[-3:] == ["sync record.json", "name loads/.json", "sync loads"]
    assert [load.sha256 for load in loads(settings)] == [sha256]


def test_a_load_of_known_bytes_changes_nothing(settings: Settings, gifts: Path) -> None:
    before = listing(settings.data)
    assert not load_file(gifts, settings, Options(), SILENT).is_new
    assert listing(settings.data) == before
    assert len(lake_rows(settings.data, "fec_itcont")) == 5
