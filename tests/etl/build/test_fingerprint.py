"""Each kind of input changed in turn: the right tables go stale, and only those."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from etl.__main__ import app
from etl.build.fingerprint import (
    Fingerprints,
    find_fingerprints,
    find_modules,
    find_staleness,
    read_fingerprints,
)
from etl.build.models import models
from etl.build.run import build
from etl.build.steps import STEPS
from etl.common.progress import Progress
from etl.common.settings import ROOT, Settings
from etl.lake.records import find_outdated, loads, write_load
from etl.stories.cases import load_case
from tests.fixtures import fec_line, loaded, write_text

# prints the tables and inputs of the program that stands in the working folder
PRINT = """
import json, sys
from pathlib import Path
from etl.__main__ import app
from etl.build.fingerprint import find_fingerprints
from etl.common.settings import Settings
found = find_fingerprints(Settings(data=Path(sys.argv[1])))
print(json.dumps([dict(found.inputs), dict(found.tables), dict(found.reads)]))
"""
TIMED, CLUSTERED = "measures.timing", "indicators.same_day_cluster"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program, whose files a test may change and must put back."""
    folder = tmp_path_factory.mktemp("program")
    for name in ("etl", "sql"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture(scope="module")
def before(program: Path) -> Fingerprints:
    """What the unchanged program finds; it leaves its bytecode to those that come after it."""
    return fingerprints_of(program, is_first=True)


def fingerprints_of(
    program: Path, day: str = "2026-06-30", *, is_first: bool = False
) -> Fingerprints:
    """What a program finds over an empty lake, in a process of its own."""
    no_bytecode = {} if is_first else {"PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", PRINT, str(program / "data")],
        cwd=program,
        env=os.environ | {"THROUGHLINE_AS_OF": day} | no_bytecode,
        capture_output=True,
        text=True,
        check=True,
    )
    return Fingerprints(*json.loads(done.stdout))


def changed(program: Path, name: str, old: str, new: str) -> Fingerprints:
    """What the program finds while a text of one file is another."""
    path = program / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    try:
        return fingerprints_of(program)
    finally:
        path.write_text(text, encoding="utf-8")


def readers_of(*tables: str) -> set[str]:
    """The models that read a table, at whatever distance."""
    found = set(tables)
    for model in models():
        if model.reads & found:
            found.add(model.table)
    return {model.table for model in models() if model.table in found}


def test_what_a_model_waits_for_is_all_that_it_can_go_stale_by(before: Fingerprints) -> None:
    assert 0 < len(readers_of(TIMED)) < len(before.tables)
    assert find_staleness(before, replace(before)) is None


CLUSTER = "sql/indicators/same_day_cluster.sql"
CHANGES = {
    "sql": ("sql/measures/gift_calendar.sql", "select", "select ", ["measures.gift_calendar"]),
    "a comment": ("sql/measures/gift_calendar.sql", "\nfrom", "\n-- why\nfrom", None),
    "a parameter": (CLUSTER, "people=5", "people=6", [CLUSTERED, "seeds.indicator"]),
    "the words of a card": (CLUSTER, "why: gifts", "why: many gifts", ["seeds.indicator"]),
    "a title": (CLUSTER, "title: Many of", "title: So many of", ["seeds.indicator"]),
    "a column's words": (CLUSTER, "value: the", "value: this is the", []),
    "a seed": ("sql/seeds/awards/set_aside.csv", "NONE,No", "NONE,no", ["seeds.set_aside"]),
    "a step": ("etl/build/timing_step.py", '"""The', '"""A', [TIMED]),
    "what it imports": ("etl/build/timing.py", "= 36_525", "= 36_524", [TIMED]),
    "what that imports": ("etl/build/placebo.py", "import numpy", "import  numpy", [TIMED]),
    "what makes tables": ("etl/build/prepare.py", '"""What', '"""All that', ["*"]),
    "the runner": ("etl/build/run.py", '"""Models', '"""The models', []),
    "a column's meaning": ("sql/columns.csv", "actions loaded", "actions, loaded", []),
    "a check": ("sql/checks/flag_has_a_card.sql", "select", "select ", []),
    "another room": ("etl/graph/paths.py", '"""', '""" ', None),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_file_makes_stale_what_reads_it(
    program: Path, before: Fingerprints, change: str
) -> None:
    file, old, new, tables = CHANGES[change]
    found = find_staleness(before, changed(program, file, old, new))
    if tables is None:
        assert found is None
        return
    assert found is not None
    wanted = set(before.tables) if tables == ["*"] else readers_of(*tables)
    assert set(found.tables) == wanted
    name = Path(file).stem
    told = {file, f"the header of {file}", f"the card of {name}"}
    assert found.reason.removesuffix(" changed") in told


def test_a_new_model_and_one_that_is_gone_are_stale(program: Path, before: Fingerprints) -> None:
    path = program / "sql" / "links" / "new_tie.sql"
    member = (program / "sql" / "links" / "trust_of.sql").read_text(encoding="utf-8")
    path.write_text(member, encoding="utf-8")
    try:
        after = fingerprints_of(program)
    finally:
        path.unlink()
    found = find_staleness(before, after)
    assert found is not None
    assert set(found.tables) == {"links.new_tie"} | readers_of("links.link")
    assert found.reason == "sql/links/new_tie.sql is new"
    back = find_staleness(after, before)
    assert back is not None
    assert set(back.tables) == set(found.tables)


def test_the_day_makes_stale_what_reads_it(program: Path, before: Fingerprints) -> None:
    found = find_staleness(before, fingerprints_of(program, day="2026-07-01"))
    direct = [m.table for m in models() if "getvariable('as_of_date')" in m.sql]
    assert found is not None
    assert set(found.tables) == readers_of(*direct)
    assert set(found.tables) < set(before.tables)
    assert found.sentence.endswith("tables are stale: the day of the build changed")


def test_no_model_reads_a_clock() -> None:
    clock = re.compile(r"\b(current_date|current_timestamp|now\(|today\(|localtime)", re.I)
    assert [model.file for model in models() if clock.search(model.sql)] == []


def test_an_engine_of_another_version_makes_stale_what_it_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(data=tmp_path)
    old = find_fingerprints(settings)
    monkeypatch.setattr("numpy.__version__", "0.1")
    assert set(stale(old, find_fingerprints(settings))) == readers_of(TIMED)
    monkeypatch.setattr("duckdb.__version__", "0.1")
    assert set(stale(old, find_fingerprints(settings))) == set(old.tables)


def stale(old: Fingerprints, new: Fingerprints) -> list[str]:
    """The tables that have become stale."""
    found = find_staleness(old, new)
    return found.tables if found else []


def test_a_lake_file_and_its_reader_make_stale_what_reads_the_table(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    empty = find_fingerprints(settings)
    path = write_text(tmp_path / "cn24.txt", fec_line("fec_cn", candidate_id="H4VA00001"))
    loaded(path, settings.data)
    first = find_fingerprints(settings)
    assert set(stale(empty, first)) == readers_of("lake.fec_cn", "lake.load")
    new = find_staleness(empty, first)
    assert new is not None
    assert new.reason == "cn24.txt in lake.load is new"
    (load,) = loads(settings)
    older = replace(load, tables=[replace(load.tables[0], reader="pipe 0 0")])
    write_load(older, settings.loads / f"{load.sha256}.json")
    again = find_staleness(first, find_fingerprints(settings))
    assert again is not None
    assert set(again.tables) == readers_of("lake.fec_cn", "lake.load")
    assert again.reason == "cn24.txt in lake.load changed"


def test_a_database_keeps_what_it_was_made_from(case_settings: Settings) -> None:
    kept = read_fingerprints(case_settings.database)
    assert kept is not None
    assert kept.tables.keys() == {model.table for model in models()}
    assert kept.reads[TIMED] == sorted(["measures.gift_calendar", "measures.gift_series"])
    with duckdb.connect(str(case_settings.database), read_only=True) as engine:
        (whole,) = engine.execute("select fingerprint from marts.build").fetchone() or ()
    assert kept.whole == whole


def test_a_build_says_what_is_stale(
    case_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THROUGHLINE_AS_OF", "2026-06-30")
    shutil.copytree(case_settings.data, tmp_path / "data")
    settings, said = Settings(data=tmp_path / "data"), list[str]()
    monkeypatch.setattr("etl.build.run.models", lambda: [])
    assert build(settings, Progress(False), say=said.append) is False
    assert said == []
    with duckdb.connect(str(settings.database)) as engine:
        engine.execute(
            "update marts.build_input set digest = '' where input_name = 'etl/build/timing.py'"
        )
        engine.execute(
            f"update marts.build_model set fingerprint = '' where table_name = '{TIMED}'"
        )
    assert build(settings, Progress(False), say=said.append) is True
    assert said == ["1 table is stale: etl/build/timing.py changed"]


def test_build_and_status_tell_what_an_older_reader_wrote(
    case_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THROUGHLINE_AS_OF", "2026-06-30")
    shutil.copytree(case_settings.data, tmp_path / "data")
    settings, said = Settings(data=tmp_path / "data"), list[str]()
    (load,) = [load for load in loads(settings) if load.file == "case_award.csv"]
    older = replace(load, tables=[replace(table, reader="csv 0 0") for table in load.tables])
    write_load(older, settings.loads / f"{load.sha256}.json")
    build(settings, Progress(False), say=said.append)
    line = (
        f"case_award.csv ({load.tables[0].table}) was read by an older reader: "
        "run `python -m etl run --case golden_dome`"
    )
    assert said[0] == line
    done = CliRunner().invoke(app, ["status", "--data", str(settings.data)])
    assert f"warning: {line}" in done.stderr
    load_case("golden_dome", settings, Progress(False))
    assert find_outdated(settings) == []


def test_a_database_of_an_older_program_is_built_again(tmp_path: Path) -> None:
    path = tmp_path / "throughline.duckdb"
    new = find_fingerprints(Settings(data=tmp_path))
    assert find_staleness(read_fingerprints(path), new) is not None
    with duckdb.connect(str(path)) as engine:
        engine.execute("create schema marts; create table marts.build as select 'x' as fingerprint")
    assert read_fingerprints(path) is None


def test_the_modules_of_a_step_are_all_that_it_imports() -> None:
    found = [path.relative_to(ROOT).as_posix() for path in find_modules(STEPS["timing"])]
    assert found[0] == "etl/build/timing_step.py"
    # what it imports itself, and what that imports
    assert {"etl/build/timing.py", "etl/build/placebo.py"} <= set(found)
    assert {"etl/common/database.py", "etl/common/queries.py"} <= set(found)
    assert "etl/build/run.py" not in found
