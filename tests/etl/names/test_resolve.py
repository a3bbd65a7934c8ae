"""`resolve` and `why`: anyone's list against a database, by the models that built it."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from etl.__main__ import app
from etl.build.run import build
from etl.common.progress import Progress
from etl.common.settings import Settings, ThroughlineError
from etl.lake.load import Options, load_file
from etl.names.resolve import Name, resolve_names
from tests.accuracy.labels.adversarial import (
    adversarial_contractors,
    adversarial_employers,
    adversarial_people,
)
from tests.accuracy.labels.contractors import Registration
from tests.accuracy.labels.write import write_downloads

ADDED = [
    "entity_id",
    "entity_name",
    "entity_kind",
    "probability",
    "tier",
    "basis",
    "reasons",
    "runner_up",
]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A database of the hand-written contractors, employers and people."""
    folder = tmp_path_factory.mktemp("names")
    settings = Settings(data=folder / "data")
    files = write_downloads(
        folder, adversarial_contractors(), adversarial_employers(), adversarial_people()
    )
    for file in files:
        load_file(file, settings, Options(), Progress(False))
    build(settings, Progress(False))
    return settings


def run(settings: Settings, *words: str):
    return CliRunner().invoke(app, [*words, "--data", str(settings.data)])


def resolved(settings: Settings, folder: Path, text: str, *words: str) -> list[dict[str, str]]:
    """The rows that `resolve` writes for a list."""
    names, out = folder / "names.csv", folder / "out.csv"
    names.write_text(text, encoding="utf-8")
    result = run(settings, "resolve", str(names), "--out", str(out), *words)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    with out.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_rows_stay_and_answers_stand_beside_them(settings: Settings, tmp_path: Path) -> None:
    text = 'firm,note\n"VANTREL AEROSPACE, INC",=1+1\nRETIRED,\n"NO SUCH ""FIRM""",x\n'
    rows = resolved(settings, tmp_path, text, "--column", "firm")
    assert [row["firm"] for row in rows] == ["VANTREL AEROSPACE, INC", "RETIRED", 'NO SUCH "FIRM"']
    assert rows[0]["note"] == "=1+1"
    assert list(rows[0])[2:10] == ADDED
    assert rows[0]["entity_name"].startswith("VANTREL AEROSPACE")
    assert (rows[0]["entity_kind"], rows[0]["tier"]) == ("organization", "probable")
    assert rows[1]["entity_id"] == rows[2]["entity_id"] == ""
    assert rows[1]["reasons"] == "names no firm: not an employer"
    assert "30111(a)(4)" in (tmp_path / "out.csv.notice.txt").read_text(encoding="utf-8")


def test_a_list_gets_the_answers_that_the_build_gave(settings: Settings) -> None:
    labels = adversarial_employers()
    names = [Name(label.employer, label.state_code or None, label.date) for label in labels]
    with duckdb.connect(str(settings.database), read_only=True) as engine:
        built = {
            (row[0], row[1]): row[2:]
            for row in engine.execute(
                "select employer, state_code, organization_id, probability, tier "
                "from entities.employer_match where until_date is null "
                "and from_date = date '0001-01-01'"
            ).fetchall()
        }
    compared = 0
    for name, answer in zip(names, resolve_names(settings, names), strict=True):
        if (name.text.strip(), name.state_code) in built:
            found = (answer.entity_id, answer.probability, answer.tier)
            assert found == built[(name.text.strip(), name.state_code)], name
            compared += 1
    assert compared > 120


def test_the_owner_is_that_of_the_day(settings: Settings, tmp_path: Path) -> None:
    labels = [label for label in adversarial_employers() if label.owner and label.firm_id]
    assert len(labels) > 20
    names = [Name(label.employer, label.state_code or None, label.date) for label in labels]
    wrong = [
        (label.employer, label.date, label.owner, answer.owner_name)
        for label, answer in zip(labels, resolve_names(settings, names), strict=True)
        if answer.entity_id and label.owner != (answer.owner_name or answer.entity_name)
    ]
    assert wrong == []


def test_no_hard_negative_is_linked(settings: Settings) -> None:
    labels = [label for label in adversarial_employers() if label.firm_id is None]
    names = [Name(label.employer, label.state_code or None, label.date) for label in labels]
    linked = [
        (label.employer, answer.entity_name)
        for label, answer in zip(labels, resolve_names(settings, names), strict=True)
        if answer.entity_id
    ]
    assert linked == []


def test_the_state_tells_namesakes_apart(settings: Settings, tmp_path: Path) -> None:
    label = next(x for x in adversarial_employers() if x.trap == "common_name_own_state")
    text = f'e,s\n"{label.employer}",{label.state_code.lower()}\n"{label.employer}",\n'
    told, untold = resolved(settings, tmp_path, text, "--column", "e", "--state-column", "s")
    assert told["entity_id"] != ""
    assert (untold["entity_id"], untold["runner_up"] != "") == ("", True)


@pytest.mark.parametrize(
    ("text", "words", "message"),
    [
        ("", ["--column", "e"], "is empty"),
        ("a,b\n1,2\n", ["--column", "e"], "no column 'e': its columns are a, b"),
        ("e,e\n1,2\n", ["--column", "e"], "more than one column"),
        ("e,b\n1\n", ["--column", "e"], "line 2: 1 cells, the header has 2"),
        ('e\n"open\n', ["--column", "e"], "line 2"),
        ("e,tier\n1,2\n", ["--column", "e"], "columns tier already"),
        ("e\0\n1\n", ["--column", "e"], "no CSV text"),
        ("e\n1\n", ["--column", "e", "--date-column", "d"], "no column 'd'"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_and_nothing_is_written(
    settings: Settings, tmp_path: Path, text: str, words: list[str], message: str
) -> None:
    with pytest.raises(ThroughlineError, match=message.replace("(", r"\(")):
        resolved(settings, tmp_path, text, *words)
    assert not (tmp_path / "out.csv").exists()


def test_dates_that_cannot_be_read_are_counted(settings: Settings, tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text("e,d\nVANTREL AEROSPACE,someday\nVANTREL AEROSPACE,01/31/2020\n")
    words = ["--column", "e", "--date-column", "d", "--out", str(tmp_path / "o.csv")]
    assert "1 dates could not be read" in run(settings, "resolve", str(names), *words).output


def test_hostile_names_are_names(settings: Settings, tmp_path: Path) -> None:
    text = 'e\n"\'); drop table x; --"\n=HYPERLINK(1)\n💥\n"' + "A" * 5000 + '"\n'
    rows = resolved(settings, tmp_path, text, "--column", "e")
    assert [row["entity_id"] for row in rows] == ["", "", "", ""]


def test_no_database_is_said_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(ThroughlineError, match="make build"):
        resolve_names(Settings(data=tmp_path), [Name("ACME")])


def test_why_adds_the_weights_up(settings: Settings) -> None:
    words = ["VANTREL AERO SPACE", "VANTREL AEROSPACE CORPORATION", "--state", "co", "--json"]
    found = json.loads(run(settings, "why", *words).output)
    assert [step["comparison"] for step in found["steps"]][:2] == ["prior", "name"]
    assert found["steps"][-1]["total"] == pytest.approx(
        sum(step["weight"] for step in found["steps"]), abs=0.01
    )
    assert found["probability"] > 0.9
    assert "sum" in run(settings, "why", *words[:-1]).output


def test_why_says_when_two_names_were_never_compared(settings: Settings) -> None:
    assert "not an employer" in run(settings, "why", "RETIRED", "VANTREL AEROSPACE").output
    assert "share no" in run(settings, "why", "QUUX BAKERS", "VANTREL AEROSPACE").output
    unlikely = run(settings, "why", "VANTREL XYLQUA SCHOOL", "VANTREL AEROSPACE").output
    assert "probability" in unlikely or "compared and not kept" in unlikely


def test_why_wants_a_firm_that_is_there(settings: Settings) -> None:
    result = run(settings, "why", "VANTREL", "NOWHERE TO BE FOUND")
    assert isinstance(result.exception, ThroughlineError)


def test_why_opens_a_pair_of_people(settings: Settings) -> None:
    words = ["COLDHURST, J. EDGAR", "COLDHURST, EDGAR", "--person", "--json"]
    found = json.loads(run(settings, "why", *words).output)
    assert [step["comparison"] for step in found["steps"]][1:3] == ["last", "first"]
    missing = run(settings, "why", "NOBODY, AT ALL", "COLDHURST, EDGAR", "--person")
    assert isinstance(missing.exception, ThroughlineError)


def test_a_name_that_changed_hands_means_the_bearer_of_the_day(tmp_path: Path) -> None:
    """Two firms of one common name, one after the other, in two states."""
    borne = [
        Registration(
            uei=uei,
            name="PREMIER SUMMIT SERVICES LLC",
            state_code=state,
            city_name="QUILLFORD",
            parent_uei=uei,
            parent_name="PREMIER SUMMIT SERVICES LLC",
            first_date=date(first, 1, 1),
            last_date=date(last, 1, 1),
            other_names=(),
            firm_id=uei,
        )
        for uei, state, first, last in (
            ("EARLY0000001", "VA", 2009, 2012),
            ("LATER0000001", "TX", 2016, 2020),
        )
    ]
    settings = Settings(data=tmp_path / "data")
    for file in write_downloads(tmp_path, borne, [], []):
        load_file(file, settings, Options(), Progress(False))
    build(settings, Progress(False))
    asked = [
        Name("PREMIER SUMMIT SERVICES", date=day)
        for day in (date(2010, 5, 1), date(2018, 5, 1), None)
    ]
    early, later, undated = resolve_names(settings, asked)
    assert (early.entity_id, later.entity_id) == ("uei:EARLY0000001", "uei:LATER0000001")
    assert (undated.entity_id, undated.tier) == (None, "possible")
    assert "a date would tell" in undated.reasons


def test_a_list_is_never_written_over(settings: Settings, tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text("employer\nACME\n", encoding="utf-8")
    done = run(settings, "resolve", str(names), "--column", "employer", "--out", str(names))
    assert isinstance(done.exception, ThroughlineError)
    assert names.read_text(encoding="utf-8") == "employer\nACME\n"
