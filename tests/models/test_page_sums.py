"""Tables that pages show side by side say the same of the same money."""

from __future__ import annotations

import duckdb
import pytest

AGREE = {
    "gifts by recipient and money by role": (
        "select organization_id, role_code, sum(amount_usd), sum(record_count)::bigint "
        "from marts.contractor_gift group by all",
        "select organization_id, role_code, amount_usd, record_count from marts.contractor_money",
    ),
    "actions and obligations": (
        "select organization_id, agency_id, fiscal_year, sum(obligated_usd), count(*) "
        "from marts.award_action group by all",
        "select organization_id, agency_id, fiscal_year, obligated_usd, action_count "
        "from marts.obligation",
    ),
    "months and actions": (
        "select organization_id, sum(amount_usd), sum(record_count)::bigint "
        "from marts.contractor_month where lane = 'obligated' group by all",
        "select organization_id, sum(obligated_usd), count(*) from marts.award_action "
        "where action_date is not null group by all",
    ),
    "contractors and obligations": (
        "select organization_id, obligated_usd, action_count from marts.contractor "
        "where action_count > 0",
        "select organization_id, sum(obligated_usd), sum(action_count)::bigint "
        "from marts.obligation group by all",
    ),
    "agencies and their contractors": (
        "select agency_id, obligated_usd from marts.agency where action_count > 0",
        "select agency_id, sum(obligated_usd) from marts.agency_contractor "
        "where action_count > 0 group by all",
    ),
    "records of gifts and their count": (
        "select organization_id, role_code, giver_id, recipient_id, record_count "
        "from marts.contractor_gift",
        "select organization_id, role_code, giver_id, recipient_id, len(record_ids) "
        "from marts.contractor_gift",
    ),
}


@pytest.mark.parametrize("name", AGREE)
def test_two_tables_say_the_same(case_settings, name: str) -> None:
    one, other = AGREE[name]
    with duckdb.connect(str(case_settings.database), read_only=True) as engine:
        assert engine.execute(f"select count(*) from ({one})").fetchone()[0] > 0
        assert engine.execute(f"({one}) except ({other})").fetchall() == []
        assert engine.execute(f"({other}) except ({one})").fetchall() == []
