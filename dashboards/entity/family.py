"""A firm's family of the day: its sums with and without what it owned, its owners, its names."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboards.base import queries
from dashboards.base.grid import Table, show
from dashboards.base.places import Action, Place, entity_place, records_place
from dashboards.base.texts import count_of, dollars, is_missing, markdown
from etl.common.queries import read_query

# What is asked of the page Records where an action has no day, and so no fiscal year.
NO_YEAR = "none"


def families_table() -> Table:
    """Every firm with what it owned on the day of each action, the largest first."""
    return Table(read_query("family/families"), actions=_family_actions)


def year_table(organization_id: str) -> Table:
    """A firm's sums with and without what it owned, by fiscal year."""
    return Table(
        read_query("family/years"), {"organization_id": organization_id}, actions=_year_actions
    )


def firm_table(organization_id: str) -> Table:
    """The firms that it owned on the day of their actions."""
    return Table(
        read_query("family/firms"), {"organization_id": organization_id}, actions=_firm_actions
    )


def owner_table(organization_id: str) -> Table:
    """Whom records name as its owner, and for which days."""
    return Table(
        read_query("family/owners"),
        {"organization_id": organization_id},
        actions=lambda row: [
            Action("Open the owner", entity_place(str(row["_owner_id"]), "organization"))
        ],
    )


def name_table(organization_id: str) -> Table:
    """The names that its registrations bear and bore."""
    return Table(
        read_query("family/names"), {"organization_id": organization_id}, actions=lambda row: []
    )


def _family_actions(row: dict[str, Any]) -> list[Action]:
    return [
        Action("Open the firm", entity_place(str(row["_organization_id"]), "organization")),
        Action("Records with what it owned", family_place(row["_organization_id"], "both")),
    ]


def _year_actions(row: dict[str, Any]) -> list[Action]:
    year = row["fiscal year"]
    said = NO_YEAR if year is None or year != year else str(int(year))
    return [
        Action(title, family_place(row["_organization_id"], part, year=said))
        for title, part in (
            ("Records of both", "both"),
            ("Records of its own", "own"),
            ("Records of owned firms", "owned"),
        )
    ]


def _firm_actions(row: dict[str, Any]) -> list[Action]:
    records = family_place(row["_organization_id"], "owned", owned=str(row["_owned_id"]))
    firm = entity_place(str(row["_owned_id"]), "organization")
    return [Action("Records of this sum", records), Action("Open the firm", firm)]


def family_place(organization_id: object, part: str, **more: str) -> Place:
    """The actions of one part of a family: own, owned or both."""
    return records_place(family=str(organization_id), part=part, **more)


def family(organization_id: str) -> None:
    """The firm with what it owned on the day of each action; nothing where it owned nobody."""
    found = queries.one(read_query("family/total"), {"organization_id": organization_id})
    if found is None:
        return
    st.header("Family of the day")
    own = found["its own USD"]
    said = [
        "its own actions: " + ("not loaded" if is_missing(own) else dollars(own)),
        f"with what it owned on the day of each action: {dollars(found['both USD'])}",
        count_of(int(str(found["firms owned"])), "firm") + " owned",
    ]
    if not is_missing(found["place among families"]):
        said.append(f"place {found['place among families']:,} among families")
    st.markdown(markdown("; ".join(said) + ".", 600))
    show(year_table(organization_id), "family-years")
    show(firm_table(organization_id), "family-firms")


def owners_and_names(organization_id: str) -> None:
    """Whom records name as its owner and how they call it, each with the days of the records."""
    show(owner_table(organization_id), "owners-by-day")
    show(name_table(organization_id), "names-by-day")
