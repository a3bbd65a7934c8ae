"""The state of the graph page: what is drawn, and how much of it one address may ask for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from etl.graph.opening import Rest
from etl.graph.slices import Filters

DEFAULT_CASE = "golden_dome"
SIZES = (60, 120, 250, 500)
NO_TYPE = "none"
# An address comes from anywhere: bounds on what one question may cost.
MOST_IDS, ID_LENGTH = 60, 200
MOST_GROUPS, CAPTION_LENGTH = 12, 300
FIRST_YEAR, LAST_YEAR = 1970, 2100
LARGEST_USD = 10**12
# What an address says beside the filters; a page that starts anew forgets it.
SUBJECT = (
    "case", "entity", "from", "to", "from_name", "to_name", "loops", "way", "hidden", "expanded",
    "group", "at", "year", "caption", "node", "edge",
)  # fmt: skip
FILTERS = ("hops", "types", "since", "until", "usd", "score", "most")


@dataclass(frozen=True)
class Dressing:
    """What is done to a picture by hand: names of places, folded nodes, a year, a caption."""

    at: str = ""
    groups: tuple[str, ...] = ()
    year: int | None = None
    caption: str = ""


@dataclass(frozen=True)
class View:
    """What is drawn: `kind` is case, entities, paths or loops; no types means all of them."""

    kind: str = "case"
    case_id: str = DEFAULT_CASE
    entities: tuple[str, ...] = ()
    from_id: str | None = None
    to_id: str | None = None
    contractor_id: str | None = None
    way: int | None = None
    hops: int = 1
    types: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    usd: Decimal | None = None
    score: float | None = None
    most: int = 120
    edge: str | None = None
    node: str | None = None
    hidden: tuple[str, ...] = ()
    expanded: tuple[str, ...] = ()
    names: tuple[str, str] = ("", "")
    dressing: Dressing = field(default_factory=Dressing)

    @property
    def filters(self) -> Filters:
        """Which links count."""
        return Filters(self.types, self.since, self.until, self.usd, self.score)

    @property
    def question(self) -> View:
        """What decides where nodes stand: choosing, hiding and expanding move nothing."""
        bare = Dressing()
        return replace(
            self, edge=None, node=None, hidden=(), expanded=(), names=("", ""), dressing=bare
        )

    @property
    def ids(self) -> set[str]:
        """Every entity that the view names."""
        single = [self.from_id, self.to_id, self.contractor_id, self.node]
        return {owner(i) for i in [*single, *self.entities, *self.hidden, *self.expanded] if i}

    @property
    def subjects(self) -> tuple[str, ...]:
        """The entities that the view is about."""
        single = (self.from_id, self.to_id, self.contractor_id)
        return tuple(i for i in (*self.entities, *single) if i)


def owner(node_id: str) -> str:
    """The entity of a node: itself, or whose rest it counts."""
    rest = Rest.of(node_id)
    return rest.entity_id if rest else node_id
