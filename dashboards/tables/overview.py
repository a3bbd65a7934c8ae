"""The tables of the overview."""

from __future__ import annotations

from typing import Any

from dashboards.base.grid import Table
from dashboards.base.places import Action, award_place, entity_place
from dashboards.base.texts import is_missing
from etl.common.queries import read_query


def largest_table() -> Table:
    """The largest contractors with their political money, a column for each role."""
    return Table(
        read_query("overview/largest"),
        actions=lambda row: [
            Action("Open the contractor", entity_place(row["_organization_id"], "organization"))
        ],
    )


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
