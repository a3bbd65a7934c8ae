"""Flags as a table, for those who read many."""

from __future__ import annotations

from dashboards.base.grid import Table
from dashboards.base.places import Action, award_place, entity_place, records_place
from dashboards.base.texts import is_missing


def flag_table(where: str, parameters: list[object]) -> Table:
    """Flags that meet a condition on marts.flag, each with its innocent explanations."""
    return Table(
        "These flags",
        'select flag.organization_name as "contractor", flag.piid, '
        'flag.object_name as "other side", flag.agency_name as "agency", '
        "replace(flag.state, '_', ' ') as \"state\", flag.reason, flag.value, "
        'flag.base_rate as "how ordinary", card.innocent as "innocent explanations", '
        'flag.as_of_date as "as of", flag.code, flag.flag_id as _flag_id, '
        "flag.award_key as _award_key, flag.organization_id as _organization_id "
        "from marts.flag as flag join marts.indicator as card using (code) "
        f"where {where}",
        parameters,
        order='"contractor", piid, _flag_id',
        note="A flag is a fact that deserves a second look, and no finding.",
        actions=_actions,
    )


def _actions(row: dict[str, object]) -> list[Action]:
    actions = [Action("Records of this flag", records_place(flag=str(row["_flag_id"])))]
    if not is_missing(row["_award_key"]):
        actions.append(Action("Open the award", award_place(str(row["_award_key"]))))
    if not is_missing(row["_organization_id"]):
        place = entity_place(str(row["_organization_id"]), "organization")
        actions.append(Action("Open the contractor", place))
    return actions
