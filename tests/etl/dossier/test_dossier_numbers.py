"""A dossier's bytes repeat, its numbers are the database's, and what it cites is in it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import duckdb
import pytest

from etl.common.database import open_database
from etl.common.settings import Settings
from etl.dossier.folder import dossier_bytes
from etl.dossier.sections import BY_KIND, sections_of
from etl.dossier.shipped.document import ANSWER
from etl.stories.answers import HEADER
from tests.etl.dossier.dossiers import SPACEX, unpacked, verified

KINDS = ("organization", "person", "committee", "agency", "seat", "congress_committee")


def test_the_same_database_gives_the_same_bytes(case_settings: Settings, packed: bytes) -> None:
    with open_database(case_settings.database) as source:
        assert dossier_bytes(source, [SPACEX]) == packed


def test_numbers_are_those_of_the_database(case_settings: Settings, folder: Path) -> None:
    statements = json.loads((folder / "numbers.json").read_text())["statements"]
    rows = {statement["title"]: statement["rows"] for statement in statements}
    with open_database(case_settings.database) as engine:
        firm = engine.execute(
            "select obligated_usd, deobligated_usd, action_count from marts.contractor "
            "where organization_id = ?",
            [SPACEX],
        ).fetchall()
        roles = engine.execute(
            "select title, amount_usd, refunded_usd, giver_count, record_count "
            "from marts.contractor_money where organization_id = ? order by role_rank",
            [SPACEX],
        ).fetchall()
        years = engine.execute(
            "select count(*), sum(obligated_usd) from marts.obligation where organization_id = ?",
            [SPACEX],
        ).fetchall()
    (obligated,) = rows["Obligated, actions loaded"]
    assert [(obligated[0], obligated[1], int(obligated[2]))] == [
        (str(total), str(back), count) for total, back, count in firm
    ]
    money = rows["Political money by role (rows loaded; roles are never added up)"]
    assert [row[:5] for row in money] == [[str(value) for value in role] for role in roles]
    assert len(rows["Obligations by agency and fiscal year"]) == years[0][0]


def test_every_kind_of_entity_has_a_dossier(
    case_settings: Settings, bare_python: Path, tmp_path: Path
) -> None:
    with open_database(case_settings.database) as source:
        ids = source.execute(
            "select min_by(entity_id, -link_count) from marts.entity group by entity_kind"
        ).fetchall()
        assert len(ids) == len(KINDS)
        content = dossier_bytes(source, [entity_id for (entity_id,) in ids])
        assert content == dossier_bytes(source, [entity_id for (entity_id,) in reversed(ids)])
    code, said = verified(bare_python, unpacked(content, tmp_path / "all"))
    assert code == 0, said


def test_a_person_gives_what_the_database_says(case_settings: Settings) -> None:
    with open_database(case_settings.database) as source:
        people = source.execute(
            "select entity_id, cycle::varchar, who_gave_usd::varchar, record_count::varchar "
            "from marts.who_gave join marts.entity using (entity_id) "
            "where entity_kind = 'person' order by all"
        ).fetchall()
        assert people
        for entity_id in {person[0] for person in people}:
            content = dossier_bytes(source, [entity_id])
            with zipfile.ZipFile(io.BytesIO(content)) as whole:
                statements = json.loads(whole.read("numbers.json"))["statements"]
            (gave,) = [s["rows"] for s in statements if s["title"].startswith("Given in this")]
            found = [(entity_id, row[0], row[1], row[4]) for row in gave]
            assert found == [person for person in people if person[0] == entity_id]


def test_the_manifest_names_the_files_that_are_cited(folder: Path) -> None:
    with (folder / "manifest.csv").open(newline="") as lines:
        published = [row for row in csv.DictReader(lines) if row["part"] == "published"]
    with duckdb.connect() as engine:
        cited = engine.execute(
            "select distinct source_sha256 from read_parquet(?) where source_sha256 is not null",
            [str(folder / "rows" / "marts.evidence.parquet")],
        ).fetchall()
    assert {row["sha256"] for row in published} == {sha for (sha,) in cited}
    assert "case_person_name" not in {row["table_name"] for row in published}


def test_every_record_that_is_cited_is_there(folder: Path) -> None:
    with duckdb.connect() as engine:
        for name in ("edge", "flag", "evidence", "award_action"):
            path = folder / "rows" / f"marts.{name}.parquet"
            engine.execute(f"create table {name} as from read_parquet('{path}')")
        path = folder / "rows" / "measures.tied_gift.parquet"
        engine.execute(f"create table gift as from read_parquet('{path}')")
        missing = engine.execute(
            "select unnest(evidence) as record_id from edge union select unnest(evidence) "
            "from flag union select record_id from award_action union select record_id from gift "
            "except select record_id from evidence"
        ).fetchall()
    assert missing == []


def test_the_questions_have_the_columns_of_the_answers() -> None:
    """`python -m etl answer` reads back what a dossier has written."""
    assert list(ANSWER) == HEADER


@pytest.mark.parametrize("kind", sorted(BY_KIND))
def test_no_two_sections_of_a_subject_bear_one_name(kind: str) -> None:
    names = [section.name for section in sections_of(kind)]
    assert sorted(names) == sorted(set(names))
