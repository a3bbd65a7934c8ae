"""A view from the words of an address: what cannot be is set aside and said."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from dashboards.base.texts import markdown, plain
from dashboards.graph.view import (
    CAPTION_LENGTH,
    DEFAULT_CASE,
    FIRST_YEAR,
    ID_LENGTH,
    LARGEST_USD,
    LAST_YEAR,
    MOST_GROUPS,
    MOST_IDS,
    NO_TYPE,
    SIZES,
    Dressing,
    View,
    owner,
)
from etl.graph.dragged import is_encoded

Value = TypeVar("Value")
Query = Mapping[str, Sequence[str]]


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

    def text(self, name: str, length: int) -> str:
        """The last value of a name as a plain text."""
        return plain(([""] + list(self.query.get(name, ())))[-1], length).strip()

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
        hops=reader.one("hops", _whole(1, 4), "links away are 1 to 4") or 1,
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
        names=(reader.text("from_name", ID_LENGTH), reader.text("to_name", ID_LENGTH)),
        dressing=_dressing(reader),
    )
    return view, reader.problems


def without_strangers(view: View, known: Collection[str]) -> tuple[View, list[str]]:
    """The view without ids of which no entity is loaded, and the words for it."""
    strange = sorted(view.ids - set(known))
    single: dict[str, str | None] = {
        name: value if (value := getattr(view, name)) and owner(value) in known else None
        for name in _IDS
    }
    several = {
        name: tuple(i for i in getattr(view, name) if owner(i) in known)
        for name in ("entities", "hidden", "expanded")
    }
    words = [f"No entity of that id is loaded: {markdown(i, 60)}. It is left out." for i in strange]
    return replace(view, **single, **several), words


_IDS = ("from_id", "to_id", "contractor_id", "node")


def _dressing(reader: _Reader) -> Dressing:
    """What was done to the picture by hand."""
    groups = tuple(dict.fromkeys(text for text in reader.query.get("group", ()) if text.strip()))
    if len(groups) > MOST_GROUPS:
        reader.set_aside("group=…", f"only the first {MOST_GROUPS} are read")
    year = _whole(FIRST_YEAR, LAST_YEAR)
    return Dressing(
        at=reader.one("at", _at, "places are written by the page itself") or "",
        groups=groups[:MOST_GROUPS],
        year=reader.one("year", year, f"years are {FIRST_YEAR} to {LAST_YEAR}"),
        caption=reader.text("caption", CAPTION_LENGTH),
    )


def _at(text: str) -> str:
    if not is_encoded(text):
        raise ValueError(text)
    return text


def _kind(query: Query) -> str:
    """What the address asks for; a name without a value counts: its page says what to choose."""
    if {"from", "to", "from_name", "to_name"} & set(query):
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
