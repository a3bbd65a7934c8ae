"""A program's lines and the awards of the database that they name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboards.base import queries
from dashboards.base.grid import Table
from dashboards.base.places import Action, Place, award_place, entity_place, records_place
from dashboards.base.texts import is_missing
from etl.common.queries import read_query
from etl.stories.programs import Program

# Columns of money by role, with the codes of seeds.tie_role.
MONEY = {
    "its fund gave USD": "pac",
    "people who named it gave USD": "employee",
    "its officers gave USD": "officer",
    "founders, owners, investors gave USD": "founder_investor",
    "in its own name USD": "contractor",
}


@dataclass(frozen=True)
class Resolved:
    """A program with which award each line names; a line may name none, or several."""

    program: Program
    found: tuple[tuple[int, str], ...]

    @property
    def missing_count(self) -> int:
        """Lines that name no award that is loaded."""
        return len({line.number for line in self.program.lines} - {one for one, _ in self.found})

    @property
    def values(self) -> dict[str, object]:
        """The parameters of the queries."""
        lines = self.program.lines
        return {
            "line_numbers": [line.number for line in lines],
            "names": [line.name or line.piid or line.award_key for line in lines],
            "holders": [line.holder for line in lines],
            "ceilings": [line.ceiling_usd for line in lines],
            "notes": [line.note for line in lines],
            "sources": [line.source_note for line in lines],
            "urls": [line.source_url for line in lines],
            "found_lines": [number for number, _ in self.found],
            "found_keys": [key for _, key in self.found],
        }


def resolve_program(program: Program) -> Resolved:
    """The awards that the program's lines name, by key or by number."""
    values = {
        "line_numbers": [line.number for line in program.lines],
        "award_keys": [line.award_key for line in program.lines],
        "piid_keys": [line.piid_key for line in program.lines],
    }
    rows = queries.rows(read_query("program/resolved"), values)
    return Resolved(program, tuple((row["line_number"], row["award_key"]) for row in rows))


def line_table(resolved: Resolved) -> Table:
    """Every line, with its award where it is loaded."""
    return Table(read_query("program/lines"), resolved.values, actions=_award_actions)


def order_table(resolved: Resolved) -> Table:
    """Orders under the vehicles."""
    return Table(read_query("program/orders"), resolved.values, actions=_award_actions)


def holder_table(resolved: Resolved) -> Table:
    """The firms, each number of their side the way to its gifts."""
    return Table(read_query("program/holders"), resolved.values, actions=_holder_actions)


def _award_actions(row: dict[str, Any]) -> list[Action]:
    first = "vehicle or order" if "vehicle or order" in row else "order"
    actions = []
    if not is_missing(row["_award_key"]):
        actions.append(Action("Open the award", award_place(str(row["_award_key"])), first))
    if not is_missing(row["_organization_id"]):
        firm = entity_place(str(row["_organization_id"]), "organization")
        actions.append(Action("Open the holder", firm, "holder"))
    return actions


def _holder_actions(row: dict[str, Any]) -> list[Action]:
    firm = str(row["_organization_id"])
    actions = [Action("Open the holder", entity_place(firm, "organization"), "holder")]
    actions += [
        Action("Gifts behind this sum", records_place(role_of=firm, role=role), column)
        for column, role in MONEY.items()
        if not is_missing(row[column])
    ]
    if not is_missing(row["overseers reached"]):
        reached = Place("views/triage.py", {"firm": firm, "reached": "any"})
        actions.append(
            Action("Its awards whose overseers were reached", reached, "overseers reached")
        )
    return actions
