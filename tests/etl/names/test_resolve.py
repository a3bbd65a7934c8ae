"""`resolve` and `why`: anyone's list against a database, by the models that built it."""

from __future__ import annotations

import csv
import json
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
from tests.accuracy.labels import adversarial
from tests.accuracy.labels.adversarial import adversarial_employers
from tests.accuracy.labels.write import write_downloads

ADDED = ["entity_id", "entity_name", "entity_kind", "probability", "tier", "basis", "reasons"]
ADDED += ["runner_up"]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A database of the hand-written contractors, employers and people."""
    folder = tmp_path_factory.mktemp("names")
    settings = Settings(data=folder / "data")
    firms, people = adversarial.adversarial_contractors(), adversarial.adversarial_people()
    files = write_downloads(folder, firms, adversarial_employers(), people)
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


def test_why_says_of_whom_the_firm_is_a_unit(settings: Settings) -> None:
    label = next(x for x in adversarial_employers() if x.owner and x.date and x.firm_id)
    asked = Name(label.employer, label.state_code or None, label.date)
    firm = str(resolve_names(settings, [asked])[0].entity_id)
    words = ["why", label.employer, firm, "--state", label.state_code, "--date"]
    assert f"owner: a unit of {label.owner}" in run(settings, *words, str(label.date)).output
    assert "owner: unknown: no record names" in run(settings, *words, "1901-01-01").output


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


def test_a_list_is_never_written_over(settings: Settings, tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text("employer\nACME\n", encoding="utf-8")
    done = run(settings, "resolve", str(names), "--column", "employer", "--out", str(names))
    assert isinstance(done.exception, ThroughlineError)
    assert names.read_text(encoding="utf-8") == "employer\nACME\n"


def test_what_was_there_is_written_anew_and_said(settings: Settings, tmp_path: Path) -> None:
    names, out = tmp_path / "names.csv", tmp_path / "out.csv"
    names.write_text("e\nACME\n", encoding="utf-8")
    out.write_text("old\n", encoding="utf-8")
    done = run(settings, "resolve", str(names), "--column", "e", "--out", str(out))
    assert "was there and is written anew" in done.output
    assert out.read_text(encoding="utf-8").startswith("e,entity_id")


def test_people_are_answered_the_surer_the_more_is_told(settings: Settings, tmp_path: Path) -> None:
    text = (
        "who,st,zip,works\n"
        '"QUELLMAN, ROBERT",CO,80202-4411,VANTREL AEROSPACE\n"QUELLMAN, ROBERT",,,\n'
        '"VANTREL AEROSPACE, INC",,,\nRETIRED,,,\n"QUELLMAN, ROBERT & MAY",,,\n'
    )
    words = ["--column", "who", "--state-column", "st", "--zip-column", "zip"]
    rows = resolved(settings, tmp_path, text, *words, "--employer-column", "works")
    told, alone, firm, nobody, couple = rows
    assert (told["entity_kind"], told["tier"]) == ("person", "probable")
    assert "the same employer" in told["reasons"] and "the same ZIP code" in told["reasons"]
    assert alone["entity_id"] == "" and told["entity_id"] in alone["runner_up"]
    assert "a name alone is no proof" in alone["reasons"]
    assert firm["entity_kind"] == "organization"
    assert nobody["reasons"] == "names no firm: not an employer"
    assert couple["entity_id"] == "" and told["entity_id"] not in couple["runner_up"]
    people = resolved(settings, tmp_path, text, *words, "--kind", "person")
    assert [row["entity_kind"] for row in people][2:] == ["", "", ""]
    firms = resolved(settings, tmp_path, text, *words, "--kind", "firm")
    assert firms[0]["entity_id"] == ""


def test_judgements_of_a_run_go_before_and_are_kept_nowhere(
    settings: Settings, tmp_path: Path
) -> None:
    text = 'e,s\n"VANTREL AEROSPACE, INC",\nQUUX BAKERS,\n"QUELLMAN, ROBERT",CO\n'
    words = ["--column", "e", "--state-column", "s"]
    plain = resolved(settings, tmp_path, text, *words)
    firm, person = plain[0]["entity_id"], plain[2]["runner_up"].split("(")[1].split(",")[0]
    given = tmp_path / "given.csv"
    given.write_text(
        "left,right,verdict,reason,by,date\n"
        f'"name:VANTREL AEROSPACE, INC",{firm},different,its letterhead,ada,2026-01-31\n'
        f"name:QUUX BAKERS,{firm},same,its letterhead,ada,2026-01-31\n"
        f'"contributor:QUELLMAN, ROBERT|CO|||",{person},same,he says so,ada,2026-01-31\n'
        "name:ACME,uei:NOWHERE00000,same,its letterhead,ada,2026-01-31\n"
    )
    told = resolved(settings, tmp_path, text, *words, "--judgements", str(given))
    assert told[0]["entity_id"] != firm
    assert (told[1]["entity_id"], told[1]["tier"], told[1]["basis"]) == (firm, "certain", "human")
    assert (told[2]["entity_id"], told[2]["tier"]) == (person, "certain")
    assert resolved(settings, tmp_path, text, *words) == plain
    why = run(settings, "why", "QUUX BAKERS", firm, "--judgements", str(given)).output
    assert "ada on 2026-01-31: same" in why and "uei:NOWHERE00000" in why


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("left,right\n", "line 1: the columns are left, right, wanted left"),
        (
            "left,right,verdict,reason,by,date\nname:A,uei:B,perhaps,x,ada,2026-01-31\n",
            "line 2: verdict 'perhaps' is none of",
        ),
        (
            "left,right,verdict,reason,by,date\nname:A,uei:B,same,x,ada,soon\n",
            "line 2: date 'soon' is no date",
        ),
    ],
)
def test_judgements_that_cannot_be_read_are_refused(
    settings: Settings, tmp_path: Path, text: str, message: str
) -> None:
    given = tmp_path / "given.csv"
    given.write_text(text, encoding="utf-8")
    with pytest.raises(ThroughlineError, match=message):
        resolved(settings, tmp_path, "e\nA\n", "--column", "e", "--judgements", str(given))


def test_a_kind_that_is_none_is_refused(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(ThroughlineError, match="none of any, firm, person"):
        resolved(settings, tmp_path, "e\nA\n", "--column", "e", "--kind", "dog")


def test_why_shows_where_the_odds_went_and_what_is_answered(settings: Settings) -> None:
    found = json.loads(
        run(settings, "why", "VANTREL AEROSPACE", "VANTREL AEROSPACE", "--json").output
    )
    assert sum(share["share"] for share in found["shares"]) == pytest.approx(1, abs=1e-4)
    assert found["shares"][-1]["title"] == "no firm of the database"
    assert sum(step["weight"] for step in found["steps"]) == pytest.approx(
        found["steps"][-1]["total"], abs=0.02
    )
    assert found["steps"][-1]["total"] == pytest.approx(found["shares"][0]["weight"], abs=0.02)
    assert "probable" in found["answer"]
