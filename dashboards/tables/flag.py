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
    actions = [Action("Records of this flag", records_place(flag=str(row["_flag_id"])))]
    if not is_missing(row["_award_key"]):
        actions.append(Action("Open the award", award_place(str(row["_award_key"]))))
    if not is_missing(row["_organization_id"]):
        place = entity_place(str(row["_organization_id"]), "organization")
        actions.append(Action("Open the contractor", place))
    return actions
