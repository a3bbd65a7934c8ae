"""The SQLite file: whole, read by sqlite and served by Datasette with its metadata."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import duckdb
import pytest
from datasette.app import Datasette

from etl.common.settings import Settings
from etl.exports.export import export
from etl.exports.formats.tables import TABLES

SPACEX = "uei:C6M7C2FLKER5"
HOSTILE = '<img src=x onerror=alert(1)>=HYPERLINK("x")'


@pytest.fixture(scope="module")
def folder(case_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case, with a hostile name, as SQLite."""
    data = tmp_path_factory.mktemp("sqlite")
    shutil.copyfile(case_settings.database, data / "throughline.duckdb")
    with duckdb.connect(str(data / "throughline.duckdb")) as engine:
        engine.execute("update marts.entity set name = ? where entity_id = ?", [HOSTILE, SPACEX])
    return export(Settings(data=data), data / "out", "sqlite")


def test_sqlite_holds_every_row_and_sum(folder: Path, case_settings: Settings) -> None:
    with (
        sqlite3.connect(folder / "throughline.sqlite") as lite,
        duckdb.connect(str(case_settings.database), read_only=True) as engine,
    ):
        assert lite.execute("pragma integrity_check").fetchall() == [("ok",)]
        for table in TABLES:
            counts = [c.execute(f"select count(*) from {s}{table}").fetchall()[0][0]
                      for c, s in ((lite, ""), (engine, "marts."))]  # fmt: skip
            assert counts[0] == counts[1], table
        sums = [c.execute(f"select sum(obligated_usd) from {s}award_action").fetchall()[0][0]
                for c, s in ((lite, ""), (engine, "marts."))]  # fmt: skip
        assert round(sums[0], 2) == float(sums[1]) == 1241839006.00
        (evidence,) = lite.execute("select evidence from edge order by link_id").fetchone()
        assert isinstance(json.loads(evidence), list)
        columns = {row[1] for row in lite.execute("pragma table_info(award)")}
        assert "published_obligated_usd" in columns and "obligated_usd" not in columns
        found = lite.execute("select entity_id from entity_name where name match 'anduril'")
        assert ("uei:KC3CH2MSK7Q3",) in found.fetchall()
        assert "30111(a)(4)" in str(lite.execute("select text from notice").fetchall())


def served(folder: Path, *paths: str) -> list[Any]:
    """What Datasette answers, asked in this process."""

    async def asked() -> list[Any]:
        datasette = Datasette(
            [str(folder / "throughline.sqlite")],
            metadata=json.loads((folder / "metadata.json").read_text("utf-8")),
        )
        await datasette.invoke_startup()
        return [await datasette.client.get(path) for path in paths]

    return asyncio.run(asked())


def test_datasette_serves_it_as_it_is(folder: Path) -> None:
    home, page, rows, named = served(
        folder,
        "/",
        "/throughline/award",
        "/throughline/edge.json?_shape=array&_size=max",
        "/throughline/entity?_search=hyperlink",
    )
    assert [answer.status_code for answer in (home, page, rows, named)] == [200] * 4
    assert "30111(a)(4)" in home.text
    assert "Federal contract awards" in page.text
    with sqlite3.connect(folder / "throughline.sqlite") as lite:
        links = lite.execute("select count(*) from edge").fetchall()[0][0]
    assert len(rows.json()) == links
    assert "<img src=x" not in named.text
    assert "&lt;img src=x onerror=alert(1)&gt;" in named.text


def test_metadata_describes_tables_and_columns(folder: Path) -> None:
    document = json.loads((folder / "metadata.json").read_text("utf-8"))
    tables = document["databases"]["throughline"]["tables"]
    assert set(tables) == set(TABLES)
    assert all(table["description"] for table in tables.values())
    assert tables["contractor"]["columns"]["deobligated_usd"]
    assert "30111(a)(4)" in document["description"]
