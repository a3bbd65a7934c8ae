"""Tables of gifts, one row a record, each with its public page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboards.base import queries
from dashboards.base.grid import Table
from dashboards.base.places import Action, entity_place, link, records_place
from dashboards.base.texts import is_missing
from etl.common.queries import read_query, with_pieces


def received_table(committee_id: str, asked: Mapping[str, str | None]) -> Table:
    """Gifts to a committee: found by name and sorted as on fec.gov; in no order of amounts here."""
    values = {name: asked.get(name) for name in ("cycle", "kind", "name")}
    return _table("gift/received", "gift/of_receiver", {"committee_id": committee_id, **values})


def made_table(entity_id: str, cycle: str | None = None) -> Table:
    """Gifts in one name, of all cycles or of one."""
    return _table("gift/made", "gift/of_giver", {"entity_id": entity_id, "cycle": cycle})


def between_table(chosen: str, values: Mapping[str, object], title: str = "") -> Table:
    """Gifts that a query names, with both sides."""
    return _table("gift/between", chosen, values, title)


def cycle_table(chosen: str, values: Mapping[str, object]) -> Table:
    """The same gifts by cycle; a role's open the gifts of that cycle."""
    query = with_pieces(read_query("gift/cycles"), chosen=read_query(chosen))
    return Table(query, values, actions=lambda row: _cycle(row, values))


def say_cycles(chosen: str, values: Mapping[str, object]) -> str:
    """Each cycle of the same gifts as a link to those of it, in a line, and the other cycles."""
    query = with_pieces(read_query("gift/cycles"), chosen=read_query(chosen))
    places = [
        link(f"cycle {int(row['cycle'])}", action.place)
        for row in queries.rows(query, values)
        for action in _cycle(row, values)
    ]
    loaded = queries.one(read_query("gift/loaded")) or {}
    listed = ", ".join(str(cycle) for cycle in loaded.get("cycles") or [])
    return (
        f"{' · '.join(places)}. Contributions are loaded of the cycles {listed} only, and not all "
        "of each."
    )


def _cycle(row: dict[str, Any], values: Mapping[str, object]) -> list[Action]:
    names = {"organization_id": "role_of", "role": "role", "recipient_id": "recipient"}
    names |= {"entity_id": "giver", "committee_id": "receiver"}
    asked = {word: str(values[name]) for name, word in names.items() if values.get(name)}
    if is_missing(row["cycle"]):
        return []
    return [Action("Gifts of this cycle", records_place(**asked, cycle=str(int(row["cycle"]))))]


def _table(name: str, chosen: str, values: Mapping[str, object], title: str = "") -> Table:
    query = with_pieces(read_query(name), chosen=read_query(chosen))
    return Table(query, values, title=title, actions=_sides)


def _sides(row: dict[str, Any]) -> list[Action]:
    """Where a gift leads: its giver and its receiver."""
    actions = []
    if not is_missing(row.get("_giver_id")):
        giver = entity_place(str(row["_giver_id"]), str(row["_giver_kind"]))
        actions.append(Action("Open the giver", giver, "giver"))
    if not is_missing(row.get("_recipient_id")):
        receiver = entity_place(str(row["_recipient_id"]), "committee")
        column = "to" if "to" in row else "received by"
        actions.append(Action("Open the committee", receiver, column))
    return actions
