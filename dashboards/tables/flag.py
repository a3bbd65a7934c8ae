"""Flags as a table, for those who read many."""

from __future__ import annotations

from collections.abc import Mapping

from dashboards.base.grid import Table
from dashboards.base.places import Action, award_place, entity_place, records_place
from dashboards.base.texts import is_missing
from etl.common.queries import Query, read_query, with_pieces


def flag_table(wanted: Query, values: Mapping[str, object]) -> Table:
    """The flags that a query names by `flag_row`, each with its innocent explanations."""
    return Table(with_pieces(read_query("flag/list"), wanted=wanted), values, actions=_flag_actions)


def _flag_actions(row: dict[str, object]) -> list[Action]:
    records = records_place(flag=str(row["_flag_id"]))
    actions = [Action("Records of this flag", records, "what was seen")]
    if not is_missing(row["_award_key"]):
        award = award_place(str(row["_award_key"]))
        actions.append(Action("Open the award", award, "contract number"))
    sides = (
        ("contractor", row["_organization_id"], "organization"),
        ("other side", row["_object_id"], row["_object_kind"]),
        ("agency", row["_agency_id"], "agency"),
    )
    return actions + [
        Action(f"Open the {column}", entity_place(str(entity_id), str(kind)), column)
        for column, entity_id, kind in sides
        if not is_missing(entity_id) and not is_missing(kind)
    ]
