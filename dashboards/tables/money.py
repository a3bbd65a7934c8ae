"""The tables of the page Money."""

from __future__ import annotations

from typing import Any

from dashboards.base.grid import Table
from dashboards.base.places import Action, award_place, entity_place


def reconciled_table(kind: str, state: str) -> Table:
    """Figures of one kind and state, the largest differences first."""
    return Table(
        "Figures of this kind and state",
        'select subject_name as "subject", subject_id as "id", cycle, line, '
        'our_value as "ours", published_value as "published", difference, unit, '
        'coverage_share as "coverage %", reason, record_count as "records", '
        'as_of_date as "to", published_url as "open", subject_kind as _kind, subject_id as _id '
        "from marts.reconciliation where subject_kind = ? and state = ?",
        [kind, state],
        order="abs(difference) desc nulls last, _id, cycle, line",
        note="Like with like: the filer's own rows beside the filer's own summary, and the actions "
        "loaded beside the award's own total.",
        actions=_actions if kind in ("committee", "award") else None,
    )


def _actions(row: dict[str, Any]) -> list[Action]:
    if row["_kind"] == "award":
        return [Action("Open the award", award_place(str(row["_id"])))]
    return [Action("Open the committee", entity_place(f"fec:{row['_id']}", "committee"))]


def reason_table() -> Table:
    """Why each dollar is in a total or out of it."""
    return Table(
        "Why a dollar counts, or does not",
        "select replace(count_reason, '_', ' ') as \"reason\", description, row_count as \"rows\", "
        'amount_usd as "amount USD", who_gave_usd as "who gave USD", '
        'committee_received_usd as "committee received USD", memo_usd as "memo (beside) USD", '
        'only_ours_row_count as "rows only we count", only_ours_usd as "only we count USD", '
        'only_fec_row_count as "rows only fec.gov", only_fec_usd as "only fec.gov USD" '
        "from marts.money_reason where row_count > 0",
        order='"rows" desc, "reason"',
        note="Two measures: who gave (each dollar at its true source) and what committees "
        "received. Beside them: rows that fec.gov shows as individual contributions and we do not "
        "count, and the other way round.",
    )


def golden_table() -> Table:
    """Figures of published files that are known by other means."""
    return Table(
        "Known figures of the files loaded",
        "select description, expected, found, state from marts.golden where state <> 'not_loaded'",
        order="description",
    )


def held_out_table() -> Table:
    """Independent expenditures that are held out as implausible."""
    return Table(
        "Independent expenditures that are held out as implausible",
        'select coalesce(entity.name, spending.spender_id) as "spender", '
        'spending.candidate_id as "candidate", spending.support_oppose_code as "side", '
        'spending.cycle, spending.spent_usd as "counted USD", '
        'spending.held_out_usd as "held out USD", spending.held_out_row_count as "rows held out", '
        "'fec:' || spending.spender_id as _spender_id "
        "from marts.independent_expenditure as spending left join marts.entity as entity "
        "on 'fec:' || spending.spender_id = entity.entity_id "
        "where spending.held_out_row_count > 0",
        order='"held out USD" desc, _spender_id',
        note="One row of 100 million dollars or more, or far more than the spender says it has "
        "paid out. A filer may simply have mistyped an amount. A dated judgement lets a filing in "
        "again.",
        actions=lambda row: [
            Action("Open the spender", entity_place(row["_spender_id"], "committee"))
        ],
    )
