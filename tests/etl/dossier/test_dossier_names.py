"""An honest dossier verifies whatever its names hold: line ends, signs that nobody sees, quotes."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import duckdb
import pytest

from etl.common.database import open_database
from etl.common.formulas import unquote_formula
from etl.common.settings import Settings
from etl.dossier.folder import dossier_bytes
from etl.dossier.shipped.values import literal
from tests.etl.dossier.dossiers import SPACEX, checked, unpacked, verified

NAMES = {
    "CR": "A\rB",
    "CRLF and formula": "\t=A1\r\nB\r",
    "LF, VT, FF and NEL": "\nA\n\nB\n\vC\fD\x85E",
    "separators of lines, files, groups and records, NUL": "A\u2028B\u2029C\x1cD\x1dE\x1eF\x1fG\0H",
    "blanks, quotes and markup": "  A\t B\u00a0\"C'D`E,F;\\</td></svg><b>&amp;&#13;<!--\u3000",
    "later signs, and unseen": "A\U0001fae8\U0001faf9\u1c89\u200b\u202e\ufeff\ue000\ufffe",
    "nothing": "",
    "SQL": "'; drop table marts.award; --$ids $entity_id",
}
# where names, titles and words stand, ids and codes aside
COLUMNS = {
    "marts.entity": ("name", "place", "summary"),
    "marts.edge": ("from_name", "to_name", "label"),
    "marts.neighbour": ("label",),
    "marts.evidence": ("title", "note", "source_file"),
    "marts.source_file": ("file_name", "source_url"),
    "marts.award": ("piid",),
    "marts.flag": ("organization_name", "reason"),
    "marts.notice": ("text",),
}


def database(settings: Settings, path: Path, name: str) -> Path:
    """The database of the case in which much is called by one name."""
    shutil.copyfile(settings.database, path)
    with duckdb.connect(str(path)) as engine:
        for table, wanted in COLUMNS.items():
            for column in wanted:
                engine.execute(f"update {table} set {column} = ?", [name])
    return path


@pytest.mark.parametrize("name", NAMES)
def test_an_honest_dossier_verifies(case_settings: Settings, tmp_path: Path, name: str) -> None:
    path = database(case_settings, tmp_path / "throughline.duckdb", NAMES[name])
    with open_database(path) as source:
        packed = dossier_bytes(source, [SPACEX])
    code, said = checked(unpacked(packed, tmp_path / "d"))
    assert code == 0, said
    zipped = tmp_path / "x.zip"
    zipped.write_bytes(packed)
    assert checked(zipped)[0] == 0
    with (tmp_path / "d/rows/marts.edge.csv").open(encoding="utf-8", newline="") as text:
        named = {row["to_name"] for row in csv.DictReader(text)}
    assert {unquote_formula(value) for value in named} == {NAMES[name]}
    with (tmp_path / "d/manifest.csv").open(encoding="utf-8", newline="") as text:
        assert {len(row) for row in csv.reader(text)} == {8}


def test_two_honest_subjects_verify_with_their_own_script(
    case_settings: Settings, bare_python: Path, tmp_path: Path
) -> None:
    path = database(case_settings, tmp_path / "throughline.duckdb", "A\rB\x85C\u2028\0D")
    with duckdb.connect(str(path)) as engine:
        ((person,),) = engine.execute(
            "select min(entity_id) from marts.entity where entity_kind = 'person'"
        ).fetchall()
    with open_database(path) as source:
        folder = unpacked(dossier_bytes(source, [SPACEX, person]), tmp_path / "d")
    code, said = verified(bare_python, folder)
    assert code == 0, said


@pytest.mark.parametrize("name", [*NAMES.values(), "\0", "\0'\0"])
def test_an_id_of_any_letters_is_one_literal(name: str) -> None:
    assert duckdb.sql(f"select {literal(name)}, {literal([name, name])}").fetchall() == [
        (name, [name, name])
    ]
