"""The state of the graph page and its address: what a link says reopens exactly that view."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeVar

import streamlit as st

from dashboards.base.texts import markdown
from etl.graph.slices import Filters

Value = TypeVar("Value")
Query = Mapping[str, Sequence[str]]

DEFAULT_CASE = "golden_dome"
SIZES = (60, 120, 250, 500)
NO_TYPE = "none"
# An address comes from anywhere: bounds on what one question may cost.
MOST_IDS, ID_LENGTH = 60, 200
FIRST_YEAR, LAST_YEAR = 1970, 2100
LARGEST_USD = 10**12
# What an address says beside the filters; a page that starts anew forgets it.
SUBJECT = ("case", "entity", "from", "to", "loops", "way", "edge", "node", "hidden", "expanded")
FILTERS = ("hops", "types", "since", "until", "usd", "score", "most")


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
    hops: int = 2
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

    @property
    def filters(self) -> Filters:
        """Which links count."""
        return Filters(self.types, self.since, self.until, self.usd, self.score)

    @property
    def question(self) -> View:
        """What decides where nodes stand: choosing, hiding and expanding move nothing."""
        return replace(self, edge=None, node=None, hidden=(), expanded=())

    @property
    def ids(self) -> set[str]:
        """Every entity that the view names."""
        single = [self.from_id, self.to_id, self.contractor_id, self.node]
        return {i for i in [*single, *self.entities, *self.hidden, *self.expanded] if i}


@dataclass
class _Reader:
    """An address read value by value; what cannot be is set aside and said."""

    query: Query
    problems: list[str] = field(default_factory=list)

    def one(self, name: str, read: Callable[[str], Value], advice: str) -> Value | None:
        """The last value of a name, or None where there is none or it is set aside."""
        given = [text for text in self.query.get(name, ()) if text.strip()]
        if not given:
            return None
        try:
            # The last one, as Streamlit takes a name that stands twice.
            return read(given[-1].strip())
        # Decimal's own error is no ValueError.
        except (ValueError, InvalidOperation):
            self.set_aside(f"{name}={given[-1]}", advice)
            return None

    def ids(self, name: str) -> tuple[str, ...]:
        """Ids in the order given, each once."""
        given = list(dict.fromkeys(text for text in self.query.get(name, ()) if text.strip()))
        short = [text for text in given if len(text) <= ID_LENGTH]
        for text in given:
            if len(text) > ID_LENGTH:
                self.set_aside(f"{name}={text}", "no id is that long")
        if len(short) > MOST_IDS:
            self.set_aside(f"{name}=…", f"only the first {MOST_IDS} are read")
        return tuple(short[:MOST_IDS])

    def set_aside(self, what: str, advice: str) -> None:
        """Say what of the address is not used, and what would be."""
        self.problems.append(f"{markdown(what, 60)} in the address is set aside: {advice}.")


def read_view(
    query: Query, types: Collection[str], cases: Collection[str]
) -> tuple[View, list[str]]:
    """The view of an address, and in plain words what of the address is set aside."""
    reader = _Reader(query)
    since = reader.one("since", _day, "write a day as 2023-01-31")
    until = reader.one("until", _day, "write a day as 2023-01-31")
    if since and until and since > until:
        reader.set_aside(f"since={since}, until={until}", "the first day is after the last")
        # Both: which one is meant nobody can tell.
        since = until = None
    view = View(
        kind=_kind(query),
        case_id=reader.one("case", _one_of(cases), "no such case is loaded") or DEFAULT_CASE,
        entities=reader.ids("entity"),
        from_id=(reader.ids("from") or (None,))[0],
        to_id=(reader.ids("to") or (None,))[0],
        contractor_id=(reader.ids("loops") or (None,))[0],
        way=reader.one("way", _whole(1, 100), "a number from 1 to 100"),
        hops=reader.one("hops", _whole(1, 4), "links away are 1 to 4") or 2,
        types=_types(reader, types),
        since=since,
        until=until,
        usd=reader.one("usd", _usd, "an amount is written as 5000"),
        score=reader.one("score", _score, "a score is from 0 to 1"),
        most=reader.one("most", _size, f"sizes are {', '.join(map(str, SIZES))}") or 120,
        edge=(reader.ids("edge") or (None,))[0],
        node=(reader.ids("node") or (None,))[0],
        hidden=reader.ids("hidden"),
        expanded=reader.ids("expanded"),
    )
    return view, reader.problems


def without_strangers(view: View, known: Collection[str]) -> tuple[View, list[str]]:
    """The view without ids of which no entity is loaded, and the words for it."""
    strange = sorted(view.ids - set(known))
    kept = {name: value for name in _IDS if (value := getattr(view, name)) in known}
    single: dict[str, str | None] = {name: kept.get(name) for name in _IDS}
    several = {
        name: tuple(i for i in getattr(view, name) if i in known)
        for name in ("entities", "hidden", "expanded")
    }
    words = [f"No entity of that id is loaded: {markdown(i, 60)}. It is left out." for i in strange]
    return replace(view, **single, **several), words


_IDS = ("from_id", "to_id", "contractor_id", "node")


def change(**values: str | Sequence[str] | None) -> None:
    """Put values into the address; None takes a name out of it."""
    for name, value in values.items():
        # `from` is a word of Python: it comes as `from_`.
        key = name.rstrip("_")
        if value is None:
            st.query_params.pop(key, None)
        else:
            st.query_params[key] = value


def start(**values: str | Sequence[str] | None) -> None:
    """A new subject under the filters that are set."""
    change(**dict.fromkeys((name if name != "from" else "from_" for name in SUBJECT), None))
    change(**values)


def _kind(query: Query) -> str:
    """What the address asks for; a name without a value counts: its page says what to choose."""
    if "from" in query or "to" in query:
        return "paths"
    if "loops" in query:
        return "loops"
    return "entities" if "entity" in query else "case"


def _types(reader: _Reader, known: Collection[str]) -> tuple[str, ...]:
    """Link types, one by one or with commas; `none` where every layer is off."""
    words = [word.strip() for text in reader.query.get("types", ()) for word in text.split(",")]
    given = list(dict.fromkeys(word for word in words if word))
    for word in given:
        if word not in known and word != NO_TYPE:
            reader.set_aside(f"types={word}", "there is no such type of link")
    # Sorted: the same types are the same question, which is kept by its text.
    return tuple(sorted(word for word in given if word in known)) or (
        (NO_TYPE,) if NO_TYPE in given else ()
    )


def _day(text: str) -> date:
    found = date.fromisoformat(text)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(text)
    return found


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        # `int` takes other scripts' digits, signs and blanks, and very long texts take it very
        # long.
        if not text.isascii() or not text.isdigit() or not least <= int(text[:9]) <= most:
            raise ValueError(text)
        return int(text)

    return read


def _size(text: str) -> int:
    if text not in map(str, SIZES):
        raise ValueError(text)
    return int(text)


def _usd(text: str) -> Decimal:
    found = Decimal(text.replace(",", ""))
    # Decimal reads NaN and Infinity, and a comparison with NaN raises.
    if not found.is_finite() or not 0 <= found <= LARGEST_USD:
        raise ValueError(text)
    return found


def _score(text: str) -> float:
    found = float(text)
    # NaN fails this too.
    if not 0 <= found <= 1:
        raise ValueError(text)
    return found


def _one_of(known: Collection[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in known:
            raise ValueError(text)
        return text

    return read
