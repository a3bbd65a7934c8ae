"""What was terminated, on the award, at its agency, at its contractor and over all."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.dashboards.opening import cells, opened, texts

AWARD = "CONT_AWD_WREN9_9700_-NONE-_-NONE-"


@pytest.fixture
def terminated(served: Path) -> tuple[str, str]:
    """An invented award, ended before its time, of a firm and an agency that are loaded."""
    with duckdb.connect(str(served)) as engine:
        firm, agency = engine.execute(
            "select organization_id, agency_id from marts.agency_contractor "
            "where organization_id is not null and agency_id is not null order by all limit 1"
        ).fetchall()[0]
        engine.execute(
            "insert into marts.award (award_key, piid, organization_id, agency_id, action_count, "
            "subaward_count, is_vehicle, is_incomplete, coverage_state, coverage_reason) "
            "values (?, 'WREN9', ?, ?, 2, 0, false, false, 'published', 'whole')",
            [AWARD, firm, agency],
        )
        engine.execute(
            "insert into marts.termination (organization_number, record_id, award_key, piid, "
            "organization_id, agency_id, action_date, month, modification_number, termination, "
            "state, state_reason, end_date, obligated_before_usd, taken_back_usd, "
            "ceiling_ended_usd) values (md5_number_lower(?), 'usaspending:WREN9_1', ?, 'WREN9', "
            "?, ?, '2019-06-10', '2019-06-01', 'P00001', 'terminated for convenience', 'ended', "
            "'it states this end itself', '2019-06-10', 100000, -20000, 420000)",
            [firm, AWARD, firm, agency],
        )
    return str(firm), str(agency)


def test_an_award_says_that_it_was_terminated(terminated: tuple[str, str]) -> None:
    app = opened("views/award.py", id=AWARD)
    assert not app.exception
    said = texts(app).replace("\\", "")
    assert "Terminated for convenience on 2019-06-10 (modification P00001)" in said
    assert "it ended the award, because it states this end itself" in said
    assert "added later: amount not stated" in said


@pytest.mark.parametrize("page", ["terminations", "agency", "contractor"])
def test_a_termination_stands_in_a_table(page: str, terminated: tuple[str, str]) -> None:
    firm, agency = terminated
    asked = {"terminations": {}, "agency": {"id": agency}, "contractor": {"id": firm}}[page]
    app = opened(f"views/{page}.py", **asked)
    assert not app.exception
    assert {"WREN9", "terminated for convenience", "ended"} <= cells(app)
    assert cells(app) & {"$420,000.00", "−$420,000.00"}
