"""A committee's total stands where it agrees with what is published, else the reason does."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.dashboards.opening import opened, shown, texts


@pytest.fixture
def reconciled(served: Path) -> Path:
    """The case with two committees' figures: one agrees with its summary, one does not."""
    rows = [
        ("C00411116", "published", 137.5, 1.0, "received from committees: 100 %"),
        ("C00879510", "withheld", None, 0.42, "=HYPERLINK(1): <b>42 %</b>"),
    ]
    with duckdb.connect(str(served)) as engine:
        engine.execute("delete from marts.committee_received")
        for committee, state, received, coverage, reason in rows:
            engine.execute(
                "insert into marts.committee_received (committee_id, cycle, state, "
                "committee_received_usd, coverage_share, coverage_reason, unitemized_usd, "
                "memo_usd, record_count, published_url) values (?, 2024, ?, ?, ?, ?, 60, 7, 3, "
                "'https://www.fec.gov/data/committee/' || ?)",
                [committee, state, received, coverage, reason, committee],
            )
            engine.execute(
                "insert into marts.reconciliation (reconciliation_id, subject_kind, subject_id, "
                "subject_name, line, our_value, published_value, difference, unit, "
                "coverage_share, state, reason) values (?, 'committee', ?, '<img onerror=x>', "
                "'received from committees', 42, 100, -58, 'usd', ?, ?, ?)",
                [committee, committee, coverage, state, reason],
            )
    return served


def test_a_total_that_agrees_is_shown_with_what_is_not_in_it(reconciled: Path) -> None:
    said = texts(opened("views/committee.py", id="fec:C00411116")).replace("\\", "")
    assert "$137.50 itemized, each dollar once" in said
    assert "$60 that the committee reports from individuals is in no row loaded" in said
    assert "memo rows of $7" in said
    assert "(https://www.fec.gov/data/committee/C00411116)" in said


def test_below_the_gate_coverage_and_reason_stand_in_place_of_the_total(reconciled: Path) -> None:
    app = opened("views/committee.py", id="fec:C00879510")
    assert not app.exception
    said = texts(app)
    assert "not shown as a total; coverage 42\\.0%" in said
    assert "\\<b\\>" in said


def test_the_money_page_lists_what_does_not_agree(reconciled: Path) -> None:
    app = opened("views/money.py")
    app.selectbox(key="kind").set_value("committee").run()
    assert not app.exception
    found = [table for table in shown(app) if "difference" in table.columns]
    assert found[0].column("difference") == ["−58"]
    app.selectbox(key="state").set_value("published").run()
    found = [table for table in shown(app) if "id" in table.columns]
    assert found[0].column("id") == ["C00411116"]
