"""`path` and `loops` on the command line: names, filters, hostile input, one-line errors."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from hashlib import md5
from pathlib import Path

import pytest
from typer.testing import CliRunner

from etl.__main__ import app, main
from etl.common.settings import ThroughlineError
from tests.fixtures.graph import link, loop_database
from tests.test_architecture import FORBIDDEN

ADA, BO, ACME, FUND = "person:ada", "person:bo", "uei:ACME", "fec:FRIENDS"
NAMES = {
    ADA: "QUILL, ADA",
    BO: "[bold red]BO[/bold red] \x1b[31m",
    ACME: "ACME ROCKETS",
    "uei:ACME2": "ACME ROCKETS SERVICES",
    FUND: "FRIENDS OF M",
    "agency:ARMY": "DEPARTMENT OF THE ARMY",
    **{f"person:twin{n}": "TWIN, TOM" for n in range(10)},
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graph")
    day = {"first_date": date(2020, 1, 1), "last_date": date(2020, 2, 1)}
    tie = link("reported_employer", ADA, ACME, score=0.95, basis="similar_name")
    gift = {
        "organization_id": ACME,
        "role_code": "employee",
        "giver_id": ADA,
        "recipient_id": FUND,
        "gift_date": date(2020, 1, 1),
        "amount_usd": Decimal("2500.50"),
        "tie_link_id": tie["link_id"],
    }
    gift_id = md5(f"contributed_to|itemized|{ADA}|{FUND}".encode()).hexdigest()
    rows = [
        tie,
        link("contributed_to", ADA, FUND, link_id=gift_id, amount_usd=Decimal("2500.50"), **day),
        link("contributed_to", BO, FUND, amount_usd=Decimal(100)),
        link("authorized_by", FUND, "bioguide:M1"),
        link("sits_on", "bioguide:M1", "congress:HSAS", **day),
        link("oversees", "congress:HSAS", "agency:ARMY"),
        link("received_award", ACME, "agency:ARMY", amount_usd=Decimal(10), **day),
    ]
    loop_database(rows, [gift], NAMES, folder / "throughline.duckdb").close()
    return folder


def run(data: Path, *words: str) -> str:
    result = CliRunner().invoke(app, [*words, "--data", str(data)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def test_a_path_names_its_steps_and_the_weakest(data: Path) -> None:
    said = run(data, "path", "quill, ada", "department of the army")
    assert "1. 2 links" in said
    assert "-> reported employer" in said
    assert "-> received award" in said
    line = next(line for line in said.splitlines() if "weakest" in line)
    assert "0.95" in line
    assert "30111(a)(4)" in said
    assert not FORBIDDEN.search(said)


def test_json_has_every_link_and_the_notice(data: Path) -> None:
    found = json.loads(run(data, "path", ADA, BO, "--json"))
    first = found["paths"][0]
    assert [entity["entity_id"] for entity in first["entities"]] == [ADA, FUND, BO]
    assert first["steps"][0][0]["amount_usd"] == "2500.50"
    assert first["length"] == 2
    assert found["is_cut"] is False
    assert any("30111" in text for text in found["notices"])


def test_filters_of_the_command_line(data: Path) -> None:
    def count(*words: str) -> int:
        asked = ["path", ADA, BO, "--json", "--max-length", "2", *words]
        return len(json.loads(run(data, *asked))["paths"])

    assert count() == 1
    assert count("--least-usd", "100") == 1
    assert count("--least-usd", "100.01") == 0
    assert count("--since", "2020-02-01") == 1
    assert count("--since", "2020-02-02") == 0
    assert count("--until", "2019-12-31") == 0
    assert count("--type", "sits_on") == 0
    assert count("--max-length", "1") == 0
    assert "found no path of length 1 or less" in run(data, "path", ADA, BO, "--max-length", "1")


def test_hostile_names_are_shown_as_they_stand(data: Path) -> None:
    said = run(data, "path", ADA, BO)
    assert "[bold red]BO[/bold red]" in said
    assert "\x1b" not in said


def test_the_whole_name_goes_before_names_that_contain_it(data: Path) -> None:
    assert "ACME ROCKETS" in run(data, "path", "acme rockets", ADA)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["path", "TWIN, TOM", ADA], "is the name of 10: give the id of one: "),
        (["path", "TWIN, TOM", ADA], "person:twin7; and 2 more"),
        (["path", "NOBODY AT ALL", ADA], "nobody called 'NOBODY AT ALL'"),
        (["path", " ", ADA], "a name is empty"),
        (["path", ADA, ADA], "both names are the same"),
        (["path", ADA, BO, "--type", "married_to"], "no link type 'married_to'"),
        (["path", ADA, BO, "--since", "soon"], "'soon' is no date"),
        (["path", ADA, BO, "--least-usd", "much"], "'much' is no amount"),
        (["path", ADA, BO, "--least-score", "2"], "from 0 to 1"),
        (["path", ADA, BO, "--k", "0"], "1 to 100 paths"),
        (["path", "\x1b[32m", ADA], "nobody called ' [32m'"),
        (["loops", "--contractor", "QUILL, ADA"], "nobody called"),
        (["loops", "--contractor", ACME, "--type", "sits_on"], "ties nobody"),
    ],
)
def test_what_cannot_be_answered_is_one_line(data: Path, words: list[str], message: str) -> None:
    with pytest.raises(ThroughlineError) as error:
        run(data, *words)
    assert message in str(error.value)
    assert "\n" not in str(error.value)
    assert "\x1b" not in str(error.value)


@pytest.mark.parametrize("words", [["path", ADA, BO], ["loops", "--contractor", ACME]])
def test_no_database_is_one_line_and_exit_2(
    tmp_path: Path,
    words: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.argv", ["etl", *words, "--data", str(tmp_path)])
    assert main() == 2
    assert "run `make build` first" in capsys.readouterr().err


def test_loops_are_said_with_care(data: Path) -> None:
    said = run(data, "loops", "--contractor", "acme")
    assert "1 person: 1 named it as employer" in said
    assert "QUILL" not in said
    assert "2,500.50" in said
    assert "weakest link: reported employer (0.95)" in said
    assert "not fully dated: affiliation, committee of, oversight" in said
    assert "common and say nothing by themselves" in said
    assert "30111(a)(4)" in said
    assert not FORBIDDEN.search(said)


def test_loops_as_json(data: Path) -> None:
    found = json.loads(run(data, "loops", "--contractor", ACME, "--json"))
    assert found["contractor"]["entity_id"] == ACME
    assert found["loops"][0]["people_count"] == 1
    assert len(found["loops"][0]["gift_ids"]) == 1
    assert "common" in found["caution"]
    assert found["notices"]


def test_the_database_is_only_read(data: Path) -> None:
    before = (data / "throughline.duckdb").read_bytes()
    run(data, "path", ADA, BO)
    run(data, "loops", "--contractor", ACME)
    assert (data / "throughline.duckdb").read_bytes() == before
