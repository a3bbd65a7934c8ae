"""The tables of a person's page."""

from __future__ import annotations

from dashboards.base.grid import Table
from dashboards.base.places import Action, entity_place
from etl.common.queries import read_query


def namesake_table(person_id: str) -> Table:
    """Others of the same name, in the order of the alphabet."""
    return Table(
        read_query("person/namesakes"),
        {"entity_id": person_id},
        actions=lambda row: [
            Action("Open the person", entity_place(str(row["_entity_id"]), "person"))
        ],
    )
