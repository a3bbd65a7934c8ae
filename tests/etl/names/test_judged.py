"""Which of several judgements holds, from the lines of the file to who is who and to `why`."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from etl.build.prepare import prepare
from etl.build.run import build, run_model
from etl.common.progress import Progress
from etl.common.settings import Settings
from etl.lake.load import Options, load_file
from etl.names.resolve import Name
from etl.names.why import why_firm, why_person
from tests.fixtures import fec_line, write_csv, write_zip
from tests.fixtures.building import needed_models

SILENT = Progress(False)
ADA = "contributor:QUILL, ADA|VA|22150|ACME ORBITAL INC|ENGINEER"
ALSO_ADA = "contributor:QUILL, ADA|VA|22150|ACME ORBITAL INC|PILOT"
ROE = "contributor:ROE, ANN|VA|22150|ACME ORBITAL INC|ENGINEER"


@pytest.fixture
def loaded(tmp_path: Path) -> Settings:
    """Two appearances of one name, one of another, and the firm that all name as employer."""
    settings = Settings(data=tmp_path / "data")
    person = {"employer": "ACME ORBITAL INC", "zip_code": "221500001", "state_code": "VA"}
    gifts = [
        fec_line("fec_itcont", sub_id=str(number), name=name, occupation=work, **person)
        for number, (name, work) in enumerate(
            [("QUILL, ADA", "ENGINEER"), ("QUILL, ADA", "PILOT"), ("ROE, ANN", "ENGINEER")], 11
        )
    ]
    action = {
        "contract_transaction_unique_key": "A_0",
        "contract_award_unique_key": "CONT_AWD_A_9700_-NONE-_-NONE-",
        "award_id_piid": "A",
        "recipient_uei": "ACMEUEI00001",
        "recipient_name": "ACME ORBITAL INC",
        "action_date": "2023-05-01",
        "federal_action_obligation": "900.00",
    }
    files = [
        write_zip(tmp_path / "indiv24.zip", {"itcont.txt": "".join(gifts)}),
        write_csv(tmp_path / "contracts.csv", "usaspending_prime_transaction", [action]),
    ]
    for path in files:
        load_file(path, settings, Options(), SILENT)
    return settings


def judged(engine: duckdb.DuckDBPyConnection, *lines: tuple[str, str, str, str, str]) -> None:
    """Lines of the file: left, right, verdict, who, when."""
    for left, right, verdict, who, day in lines:
        row = [left, right, verdict, f"because {who}", who, day]
        engine.execute("insert into seeds.judgement values (?, ?, ?, ?, ?, ?)", row)


def people(settings: Settings, *lines: tuple[str, str, str, str, str]) -> dict[str, object]:
    """Who each occupation of QUILL, ADA, and ROE, ANN, is."""
    with duckdb.connect() as engine:
        prepare(engine, settings)
        judged(engine, *lines)
        for model in needed_models("entities.person_cluster"):
            run_model(engine, model)
        found = engine.execute(
            "select coalesce(nullif(record.name, 'QUILL, ADA'), record.occupation), who.person_id "
            "from entities.person_cluster as who join entities.person_record as record "
            "using (record_key) where record.record_kind = 'contributor'"
        ).fetchall()
    return dict(found)


@pytest.mark.parametrize(
    ("lines", "is_one"),
    [
        ([("same", "ada", "2026-01-01"), ("different", "bo", "2026-06-01")], False),
        ([("different", "ada", "2026-01-01"), ("same", "bo", "2026-06-01")], True),
        ([("same", "ada", "2026-01-01"), ("different", "bo", "2026-01-01")], False),
        ([("different", "ada", "2026-01-01"), (" SAME", "bo", "2026-06-01")], True),
        ([("different", "ada", "2026-01-01"), ("unsure", "bo", "2026-06-01")], False),
    ],
)
def test_of_two_judgements_on_people_the_later_holds_and_of_one_day_that_which_separates(
    loaded: Settings, lines: list[tuple[str, str, str]], is_one: bool
) -> None:
    # ROE and QUILL are two to the machine, and ADA twice is one: a judgement turns both round.
    pairs = ((ADA, ALSO_ADA, "ENGINEER", "PILOT"), (ROE, ADA, "ROE, ANN", "ENGINEER"))
    for order in (lines, lines[::-1]):
        found = people(
            loaded,
            *(
                (left, right, *line) if line[1] == "ada" else (right, left, *line)
                for left, right, _, _ in pairs
                for line in order
            ),
        )
        for _, _, one, other in pairs:
            assert (found[one] == found[other]) is is_one


def test_who_a_person_is_by_id_goes_by_the_same_rule(loaded: Settings) -> None:
    found = people(
        loaded,
        (ROE, "person:first", "same", "ada", "2026-01-01"),
        (ROE, "person:last", "same", "bo", "2026-06-01"),
        (ADA, "person:one", "same", "ada", "2026-01-01"),
        ("person:one", ADA, "different", "bo", "2026-01-01"),
    )
    assert found["ROE, ANN"] == "person:last"
    assert found["ENGINEER"] != "person:one"


def test_why_shows_every_judgement_and_which_holds(
    loaded: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_judgements(engine: duckdb.DuckDBPyConnection, settings: Settings) -> None:
        prepare(engine, settings)
        judged(
            engine,
            ("name:ACME ORBITAL INC", "uei:ACMEUEI00001", "same", "ada", "2026-01-31"),
            ("uei:ACMEUEI00001", "name:ACME ORBITAL INC|VA", "different", "bo", "2026-01-31"),
            (ADA, ROE, "same", "cy", "2026-01-01"),
            (ROE, ADA, "unsure", "di", "2026-06-01"),
        )

    monkeypatch.setattr("etl.build.run.prepare", with_judgements)
    build(loaded, SILENT)
    with duckdb.connect(str(loaded.database), read_only=True) as engine:
        standing = engine.execute(
            "select judged_by, standing from marts.judgement order by all"
        ).fetchall()
        person = why_person(engine, "QUILL, ADA", "ROE, ANN")
    assert standing == [("ada", "overruled"), ("bo", "holds"), ("cy", "holds"), ("di", "undecided")]
    assert person.judgements == (
        "di on 2026-06-01: unsure (because di), decides nothing",
        "cy on 2026-01-01: same (because cy), holds",
    )
    inside = why_firm(loaded, Name("ACME ORBITAL INC", "VA"), "ACMEUEI00001")
    assert inside.verdict == "different"
    assert inside.judgements == (
        "bo on 2026-01-31: different (because bo), holds",
        "ada on 2026-01-31: same (because ada), overruled",
    )
    outside = why_firm(loaded, Name("ACME ORBITAL INC", "TX"), "ACMEUEI00001")
    assert (outside.verdict, len(outside.judgements)) == ("same", 1)
