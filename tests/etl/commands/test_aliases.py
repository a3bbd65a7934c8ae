"""`aliases` on the command line: proposals are written, judged and kept, or refused in a line."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner, Result

from etl.__main__ import app
from etl.common.settings import Settings, ThroughlineError
from etl.names.aliases import EVIDENCE, HEADER, write_proposals

QUILL = {"alias": "QUILL", "firm_name": "ACME ORBITAL", "kind": "unit", "source": "its own site"}
BOLT = {"alias": "=BOLT", "firm_name": "ACME ORBITAL", "kind": "brand", "source": "its own site"}
VANTREL = {**QUILL, "firm_name": "VANTREL"}


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    path = tmp_path / "firm_alias.csv"
    path.write_text(f"{','.join(HEADER)}\nNUTS,ACME ORBITAL,brand,1,,,its own site,,\n")
    return path


@pytest.fixture
def data(case_settings: Settings, tmp_path: Path) -> Path:
    """A copy of the bundled case's database whose largest contractor bears two more names."""
    shutil.copy(case_settings.database, tmp_path / "throughline.duckdb")
    with duckdb.connect(str(tmp_path / "throughline.duckdb")) as engine:
        engine.execute(
            "insert into entities.organization_name "
            "(organization_id, name, trust, is_registered, record_count, first_seen_date) "
            "select organization_id, unnest(['=QUILL WORKS', 'BOLT WORKS']), 2, false, 3, "
            "date '2020-01-02' from (from marts.contractor where not is_undisclosed "
            "order by obligated_usd desc nulls last, organization_id limit 1)"
        )
    return tmp_path


def run(seed: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["aliases", "--seed", str(seed), *words])


def judged(path: Path, *lines: dict[str, str]) -> Path:
    """Proposals, with a verdict each."""
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, [*HEADER, *EVIDENCE])
        writer.writeheader()
        writer.writerows({"preference": "1", **line} for line in lines)
    return path


def kept(seed: Path) -> list[dict[str, str]]:
    with seed.open(newline="") as file:
        return list(csv.DictReader(file))


def test_what_records_say_is_proposed_and_never_written_over(seed: Path, data: Path) -> None:
    out = data / "proposed.csv"
    words = ["--data", str(data), "--largest", "20", "--out", str(out)]
    assert "2 names proposed in" in run(seed, *words).output
    quill, bolt = kept(out)
    assert list(bolt) == [*HEADER, *EVIDENCE]
    assert (bolt["alias"], bolt["kind"], bolt["preference"]) == ("BOLT WORKS", "brand", "1")
    assert (bolt["record_count"], bolt["first_date"], bolt["verdict"]) == ("3", "2020-01-02", "")
    assert quill["alias"] == "'=QUILL WORKS"
    before = out.read_bytes()
    again = run(seed, *words)
    assert isinstance(again.exception, ThroughlineError) and "already" in str(again.exception)
    assert out.read_bytes() == before


def test_what_the_list_holds_is_not_proposed(seed: Path, data: Path) -> None:
    out, left = data / "proposed.csv", data / "left.csv"
    words = ["--data", str(data), "--largest", "20", "--out"]
    run(seed, *words, str(out))
    quill, bolt = kept(out)
    with seed.open("a") as file:
        file.write(f'bolt  works,"{bolt["firm_name"]}",brand,1,,,a site,,\n')
    run(seed, *words, str(left))
    assert kept(left) == [quill]


def test_the_lines_judged_the_same_are_kept_once_and_in_their_place(
    seed: Path, tmp_path: Path
) -> None:
    lines = [
        {**QUILL, "verdict": "Same ", "from_date": "2015-03"},
        {
            **BOLT,
            "alias": "BOLT",
            "verdict": "same",
            "judged_by": "bo",
            "judged_date": "2026-01-02",
        },
        {**VANTREL, "alias": "V", "verdict": "different"},
        {**VANTREL, "alias": "W"},
    ]
    path = judged(tmp_path / "judged.csv", *lines)
    assert "2 new of 2" in run(seed, "--accept", str(path), "--by", "ada").output
    assert [row["alias"] for row in kept(seed)] == ["BOLT", "NUTS", "QUILL"]
    bolt, _, quill = kept(seed)
    assert (bolt["judged_by"], bolt["judged_date"]) == ("bo", "2026-01-02")
    assert quill["judged_by"] == "ada" and quill["judged_date"] and quill["from_date"] == "2015-03"
    before = seed.read_bytes()
    assert "0 new of 2" in run(seed, "--accept", str(path)).output
    assert seed.read_bytes() == before


def test_a_name_that_a_spreadsheet_would_run_is_quoted_on_its_way_and_kept_as_it_is(
    seed: Path, tmp_path: Path
) -> None:
    path = tmp_path / "proposed.csv"
    write_proposals(path, [{**BOLT, "record_count": 3}])
    assert "'=BOLT" in path.read_text()
    path.write_text(path.read_text().replace(",3,,,\n", ",3,,,same\n"))
    assert "1 new of 1" in run(seed, "--accept", str(path)).output
    assert [row["alias"] for row in kept(seed)] == ["=BOLT", "NUTS"]


REFUSED = {
    "a verdict that is none": ([{**QUILL, "verdict": "yes"}], "line 2: verdict 'yes'"),
    "no source": ([{**QUILL, "source": " ", "verdict": "same"}], "line 2: source is blank"),
    "no day": ([{**QUILL, "from_date": "3/1/2015", "verdict": "same"}], "line 2: from_date"),
    "no number": ([{**QUILL, "preference": "one", "verdict": "same"}], "line 2: preference"),
    "no such kind": ([{**QUILL, "kind": "nickname", "verdict": "same"}], "no such kind"),
    "a name of many": ([{**QUILL, "alias": "RETIRED", "verdict": "same"}], "is no employer"),
    "two firms on one day": (
        [{**QUILL, "verdict": "same"}, {**VANTREL, "verdict": "same"}],
        "two firms of one preference",
    ),
    "none judged": ([QUILL], "no line with the verdict same"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(
    seed: Path, tmp_path: Path, case: str
) -> None:
    lines, message = REFUSED[case]
    before = seed.read_bytes()
    told = run(seed, "--accept", str(judged(tmp_path / "judged.csv", *lines)))
    assert isinstance(told.exception, ThroughlineError) and message in str(told.exception)
    assert "\n" not in str(told.exception) and seed.read_bytes() == before


@pytest.mark.parametrize("words", [[], ["--out", "a.csv", "--accept", "b.csv"]])
def test_one_thing_is_done_at_a_time(seed: Path, words: list[str]) -> None:
    told = run(seed, *words)
    assert isinstance(told.exception, ThroughlineError) and "say one of" in str(told.exception)
