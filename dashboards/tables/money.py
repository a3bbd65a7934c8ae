"""The tables of the page Money."""

from __future__ import annotations

from typing import Any

from dashboards.base.grid import Table
from dashboards.base.places import Action, award_place, entity_place
from etl.common.queries import read_query


def reconciled_table(kind: str, state: str) -> Table:
    """Figures of one kind and state, the largest differences first."""
    return Table(
        read_query("money/reconciled"),
        {"kind": kind, "state": state},
        actions=_actions if kind in ("committee", "award") else None,
    )


def _actions(row: dict[str, Any]) -> list[Action]:
    if row["_kind"] == "award":
        return [Action("Open the award", award_place(str(row["_id"])))]
    return [Action("Open the committee", entity_place(f"fec:{row['_id']}", "committee"))]


def reason_table() -> Table:
    """Why each dollar is in a total or out of it."""
    return Table(read_query("money/reasons"))


def golden_table() -> Table:
    """Figures of published files that are known by other means."""
    return Table(read_query("money/golden"))


def held_out_table() -> Table:
    """Independent expenditures that are held out as implausible."""
    return Table(
        read_query("money/held_out"),
        actions=lambda row: [
            Action("Open the spender", entity_place(row["_spender_id"], "committee"))
        ],
    )
