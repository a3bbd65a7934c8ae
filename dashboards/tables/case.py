"""The tables of a case's page."""

from __future__ import annotations

from dashboards.base.grid import Table
from dashboards.base.places import Action, entity_place, graph_place
from dashboards.entity.records import link_actions
from etl.common.queries import read_query


def entity_table(case_id: str) -> Table:
    """People, organizations, committees, agencies and seats of the case, by kind and name."""
    return Table(
        read_query("case/entities"),
        {"case_id": case_id},
        actions=lambda row: [
            Action("Open its page", entity_place(row["_entity_id"], row["_kind"])),
            Action("See it in the graph", graph_place(row["_entity_id"])),
        ],
    )


def tie_table(case_id: str) -> Table:
    """Dated and sourced roles of the case's people."""
    return Table(read_query("case/ties"), {"case_id": case_id}, actions=link_actions)


def event_table(case_id: str) -> Table:
    """Events in the order of their days."""
    return Table(read_query("case/events"), {"case_id": case_id})
