"""Pages say what to do where the database is missing, broken, old, locked or replaced."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.dashboards.opening import PAGES, opened, texts


@pytest.mark.parametrize("page", PAGES)
def test_without_a_database_the_page_says_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path))
    app = opened(page)
    assert not app.exception
    assert "There is no database" in app.error[0].value
    assert [title.value for title in app.title] == ["There is nothing to show yet"]
    assert "make build" in texts(app)


def test_a_half_built_database_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with duckdb.connect(str(tmp_path / "throughline.duckdb")) as engine:
        engine.execute("create schema marts")
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path))
    app = opened(PAGES[0])
    assert not app.exception
    assert "half" in app.error[0].value and "make build" in texts(app)


def test_a_damaged_database_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "throughline.duckdb").write_bytes(b"no database" * 1000)
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path))
    app = opened(PAGES[0])
    assert not app.exception
    assert "damaged" in app.error[0].value


def test_a_sqlite_file_is_not_opened_by_the_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite3.connect(tmp_path / "throughline.duckdb") as engine:
        engine.execute("create table gift (amount)")
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path))
    app = opened(PAGES[0])
    assert not app.exception
    assert "is a SQLite file" in app.error[0].value and "extension" not in texts(app)


@pytest.mark.parametrize(("page", "table"), [("contractor", "contractor"), ("graph", "edge")])
def test_a_page_that_meets_damage_says_what_to_run(served: Path, page: str, table: str) -> None:
    """The file opens; the blocks that hold a table are broken."""
    with duckdb.connect(str(served), read_only=True) as engine:
        stored = f"select distinct block_id from pragma_storage_info('marts.{table}')"
        blocks = [row[0] for row in engine.execute(stored).fetchall() if row[0] >= 0]
    content = bytearray(served.read_bytes())
    for block in blocks:
        # Three headers of 4 KB stand before the blocks of 256 KB.
        content[12288 + block * 262144 + 100] ^= 255
    served.write_bytes(content)
    app = opened(f"views/{page}.py")
    assert blocks and not app.exception
    assert "damaged" in app.error[0].value and "make build" in texts(app)


@pytest.mark.parametrize(
    ("page", "column"),
    [("contractor", "contractor.agency_count"), ("graph", "neighbour.certainty")],
)
def test_a_database_of_another_version_says_to_build_again(
    served: Path, page: str, column: str
) -> None:
    table, name = column.split(".")
    with duckdb.connect(str(served)) as engine:
        engine.execute(f"alter table marts.{table} rename column {name} to other")
    app = opened(f"views/{page}.py")
    assert not app.exception
    assert "another version" in app.error[0].value
    assert "python -m etl build" in texts(app)


def test_a_database_that_is_being_written_says_to_wait(served: Path) -> None:
    write = (
        "import duckdb, sys; kept = duckdb.connect(sys.argv[1]); print('open', flush=True); input()"
    )
    words = [sys.executable, "-c", write, str(served)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        writer.stdout.readline()
        app = opened(PAGES[0])
        writer.communicate(b"\n")
    assert not app.exception
    assert "locked" in app.error[0].value and "Wait until" in texts(app)


def test_a_database_that_is_swapped_in_is_noticed(
    case_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = tmp_path / "throughline.duckdb"
    shutil.copy(case_data / "throughline.duckdb", served)
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path))
    app = opened(PAGES[0])
    assert "NEW NOTICE" not in texts(app)
    changed = tmp_path / "new.duckdb"
    shutil.copy(served, changed)
    with duckdb.connect(str(changed)) as engine:
        engine.execute("update marts.notice set text = 'NEW NOTICE'")
    changed.replace(served)
    assert "NEW NOTICE" in texts(app.run())
