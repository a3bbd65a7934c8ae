"""The tables of an award's page."""

from __future__ import annotations

from dashboards.base.grid import Table
from dashboards.base.places import Action, entity_place
from dashboards.entity.records import award_actions
from etl.common.queries import read_query


def action_table(award_key: str) -> Table:
    """The actions loaded; their sum is what is obligated."""
    return Table(read_query("award/actions"), {"award_key": award_key})


def order_table(award_key: str) -> Table:
    """Orders under a vehicle."""
    return Table(read_query("award/orders"), {"award_key": award_key}, actions=award_actions)


def subaward_table(award_key: str) -> Table:
    """Sub-awards that the prime contractor reported."""
    return Table(
        read_query("award/subawards"),
        {"award_key": award_key},
        actions=lambda row: [
            Action(
                "Open the subcontractor",
                entity_place(str(row["_organization_id"]), "organization"),
            )
        ],
    )
