"""The tables of what is loaded."""

from __future__ import annotations

from typing import Any

from dashboards.base.grid import Table
from dashboards.base.places import Action, award_place, entity_place
from dashboards.base.texts import is_missing
from etl.common.queries import read_query


def ledger_table(ledger: str | None) -> Table:
    """Each year of a ledger, or of all, with what decides whether it is whole."""
    return Table(read_query("overview/ledger"), {"ledger": ledger})


def newest_table() -> Table:
    """The newest contract actions, and contributions between committees."""
    return Table(read_query("overview/newest"), actions=_newest_actions)


def _newest_actions(row: dict[str, Any]) -> list[Action]:
    if not is_missing(row["_award_key"]):
        return [Action("Open the award", award_place(str(row["_award_key"])))]
    return [
        Action("Open the giver", entity_place(str(row["_from_id"]), "committee")),
        Action("Open the receiver", entity_place(str(row["_to_id"]), "committee")),
    ]


def file_table() -> Table:
    """Every published file with the counts that prove it."""
    return Table(read_query("overview/files"))
