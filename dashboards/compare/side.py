"""What stands side by side: the rows of a comparison, read as the entities' own pages read them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dashboards.base.places import Place, entity_place, link
from dashboards.base.texts import brief, is_missing, long_day, markdown
from etl.common.words import count_of

NOT_LOADED = "not loaded"
# One sum in one year: the lane that it is drawn in, and the amount; None is not loaded.
Years = dict[int, object]


@dataclass(frozen=True)
class ComparedSide:
    """One of those that are compared: who, its cells by row, and its sums by year."""

    entity_id: str
    name: str
    kind: str
    cells: dict[str, str]
    years: Years = field(default_factory=dict)
    year_places: dict[int, Place] = field(default_factory=dict)
    lanes: dict[str, Years] = field(default_factory=dict)
    unknown: str = ""

    @property
    def link(self) -> str:
        """Its name as the way to its own page."""
        return link(self.name, entity_place(self.entity_id, self.kind))


def money(amount: object, place: Place, unknown: str = NOT_LOADED) -> str:
    """An amount as a link to its records; an unknown is said."""
    if is_missing(amount):
        return markdown(unknown)
    return link(brief(amount), place)


def days_between(first: date | None, last: date | None) -> str:
    """One day, or the first and the last; empty where neither is known."""
    days = [long_day(day) for day in (first, last) if not is_missing(day)]
    return " to ".join(dict.fromkeys(days))


def number(count: object, place: Place | None, one: str = "", many: str | None = None) -> str:
    """A count, as a link where there is something to open."""
    if is_missing(count):
        return NOT_LOADED
    value = int(str(count))
    said = count_of(value, one, many) if one else f"{value:,}"
    return link(said, place) if place is not None and value else markdown(said)
