"""What changed between two builds: every kind, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.changes.formats import FORMATS
from etl.common.settings import Settings, ThroughlineError
from tests.etl.changes.two_builds import action, changed, compared, database, gift, of


def test_each_kind_of_change_is_told(pair: tuple[Settings, Settings]) -> None:
    found = compared(*pair)
    assert (found.old_day, found.new_day) == ("2026-06-30", "2026-07-31")
    gifts = {change.key: (change.what, change.fields) for change in of(found, "contribution")}
    assert gifts.keys() == {"fec:11", "fec:12", "fec:14"}
    assert gifts["fec:12"][0] == "gone" and gifts["fec:14"][0] == "new"
    assert gifts["fec:11"][0] == "changed"
    assert ("amount_usd", "500.00", "750.00") in gifts["fec:11"][1]
    reasons = {change.key: change.why for change in of(found, "contribution")}
    assert reasons["fec:11"].startswith("in indiv24.zip")
    assert reasons["fec:12"].startswith("no longer stated; it was in indiv24.zip")
    assert [(c.what, c.key) for c in of(found, "award")] == [
        ("new", "CONT_AWD_NEW1_9700_-NONE-_-NONE-")
    ]
    assert [(c.what, c.usd, c.day) for c in of(found, "action")] == [
        ("new", "2000000.00", "2024-02-01")
    ]
    files = {(change.what, change.title) for change in of(found, "file")}
    assert ("new", "indiv24.zip (fec_itcont)") in files
    assert ("gone", "indiv24.zip (fec_itcont)") in files
    assert all("SHA-256 " in change.why for change in of(found, "file"))
    links = [change for change in of(found, "link") if "received award" in change.title]
    assert [{f[0]: f[1:] for f in c.fields}["amount_usd"] for c in links] == [
        ("900.00", "3000949.99")
    ]


def test_the_threshold_is_of_actions(pair: tuple[Settings, Settings]) -> None:
    assert len(of(compared(*pair, threshold=999_999), "action")) == 2
    assert len(of(compared(*pair, threshold=0), "action")) == 3
    assert of(compared(*pair, threshold=2_000_001), "action") == []


def test_counts_are_of_all_and_lists_are_bounded(pair: tuple[Settings, Settings]) -> None:
    found = compared(*pair, threshold=0, most=1)
    assert found.counts["action"] == {"new": 3, "changed": 0, "gone": 0}
    assert len(of(found, "action")) == 1


def test_the_same_records_built_on_another_day_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sides = []
    for day in ("2026-06-30", "2026-07-31"):
        monkeypatch.setenv("THROUGHLINE_AS_OF", day)
        (tmp_path / day).mkdir()
        sides.append(database(tmp_path / day, [gift("11", "500")], [action(0, "OLD1", "900.00")]))
    found = compared(*sides)
    assert [change for change in found.changes if change.kind != "file"] == []


def test_the_other_way_round_new_is_gone(pair: tuple[Settings, Settings]) -> None:
    there, back = compared(*pair), compared(*reversed(pair))
    turned = {"new": "gone", "gone": "new", "changed": "changed"}
    assert {(c.kind, turned[c.what], c.key) for c in there.changes} == {
        (c.kind, c.what, c.key) for c in back.changes
    }


def test_links_flags_and_claims_that_stand_otherwise(copies: tuple[Path, Path]) -> None:
    changed(
        copies[1],
        "delete from marts.edge where link_type = 'invested_in' and to_name like 'Anduril%'",
        "update marts.flag set state = 'flagged', reason = 'seen' where flag_id = "
        "(select min(flag_id) from marts.flag where state = 'not_flagged')",
        "delete from marts.flag where state = 'not_computable'",
    )
    found = compared(*copies)
    assert [(c.what, "Founders Fund invested in" in c.title) for c in of(found, "link")] == [
        ("gone", True)
    ]
    (flag,) = of(found, "flag")
    assert ("state", "not_flagged", "flagged") in flag.fields
    (claim,) = of(found, "claim")
    assert claim.key == "golden_dome/one_fund_in_all_three"
    assert ("state", "supported", "partly") in claim.fields
    assert len(claim.fields) == 2


def test_a_correction_says_what_when_and_why(copies: tuple[Path, Path]) -> None:
    changed(
        copies[1],
        "insert into marts.judgement (judgement_id, left_ref, right_ref, verdict, reason, "
        "judged_by, judged_date, is_used) values ('j1', 'name:ACME', 'uei:A', 'different', "
        "'another firm', 'ada', '2026-07-01', false)",
        "insert into marts.answer (answer_id, entity_id, question, answered_date, answer, "
        "answered_by) values ('a1', 'uei:A', 'Is it?', '2026-07-02', 'No.', 'Bo')",
    )
    found = compared(*copies)
    (judged,) = of(found, "judgement")
    assert judged.title == "name:ACME / uei:A: different"
    assert judged.why == "2026-07-01, ada, another firm"
    assert of(found, "answer")[0].why == "2026-07-02, Bo, No."
    assert found.idle_judgements == ["name:ACME / uei:A: different"]
    assert "judgement that touches nothing loaded: name:ACME" in FORMATS["text"](found)


def test_a_case_tells_only_what_is_its_own(copies: tuple[Path, Path]) -> None:
    changed(
        copies[1],
        "delete from marts.award where organization_id = 'uei:C6M7C2FLKER5' and is_vehicle",
        "insert into marts.award (award_key, piid, organization_id) values ('X', 'X', 'uei:X')",
        "delete from entities.contribution",
    )
    everything, own = compared(*copies), compared(*copies, case="golden_dome")
    assert everything.counts["award"]["new"] == 1
    assert own.counts["award"] == {"new": 0, "changed": 0, "gone": 4}
    assert 0 < own.counts["contribution"]["gone"] <= everything.counts["contribution"]["gone"]
    with pytest.raises(ThroughlineError, match="no case 'x' is loaded"):
        compared(*copies, case="x")


def test_a_flag_whose_indicator_is_gone_keeps_its_explanation(copies: tuple[Path, Path]) -> None:
    changed(copies[1], "delete from marts.flag", "delete from marts.indicator")
    gone = of(compared(*copies), "flag")
    assert gone and all(change.what == "gone" and change.innocent for change in gone)
