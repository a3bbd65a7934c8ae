"""An entity by its id or a name, or one line that says which ones are meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb

from etl.common.database import query_rows, run_query
from etl.common.queries import read_query
from etl.common.settings import ThroughlineError
from etl.common.words import printable

MOST_NAMED, MOST_WORDS = 8, 8
_CALLED = read_query("graph/called")


@dataclass(frozen=True)
class Called:
    """An entity that a text may mean; `until_date` where the text is a former name of it."""

    entity_id: str
    name: str
    kind: str
    link_count: int
    is_whole: bool
    until_date: date | None
    is_worded: bool
    place: str | None


def entities_called(
    connection: duckdb.DuckDBPyConnection, text: str, link_type: str = ""
) -> list[Called]:
    """The entities that a text names best, the best connected first; one only where it is meant.

    Those called by the whole text go before those with each of its words, and these before those
    whose names only contain its letters. With `link_type`, of those that send such links. Raises
    ThroughlineError for a text without words.
    """
    words = [word for word in text.upper().split() if word][:MOST_WORDS]
    if not words:
        raise ThroughlineError("a name is empty: give an entity's id or its name")
    values = {
        "words": words,
        "first_word": words[0],
        "whole": " ".join(words),
        "link_type": link_type or None,
    }
    found = [Called(*row) for row in run_query(connection, _CALLED, values).fetchall()]
    whole = [one for one in found if one.is_whole]
    return whole or [one for one in found if one.is_worded] or found


def known_entity(connection: duckdb.DuckDBPyConnection, text: str) -> str | None:
    """The entity of an id, of a registration's id, or of a UEI; None for other texts."""
    known = query_rows(connection, read_query("graph/known"), {"text": text.strip()})
    return str(known[0]["entity_id"]) if known else None


def find_entity(connection: duckdb.DuckDBPyConnection, text: str, link_type: str = "") -> str:
    """The id of the only entity that is called so; with `link_type`, of those that send such links.

    An id is taken as it stands; that of a registration, or its UEI alone, stands for its firm.
    Raises ThroughlineError when none fits, or several: it lists the best connected.
    """
    known = known_entity(connection, text)
    if known is not None:
        return known
    fitting = entities_called(connection, text, link_type)
    if len(fitting) == 1:
        return fitting[0].entity_id
    raise ThroughlineError(_which(text, fitting))


def former_name(connection: duckdb.DuckDBPyConnection, text: str, entity_id: str) -> str | None:
    """A sentence where the text is a name that the entity no longer bears; None for other texts."""
    values = {"entity_id": entity_id, "whole": " ".join(text.upper().split())}
    found = query_rows(connection, read_query("graph/former"), values)
    if not found:
        return None
    return (
        f"{printable(text)!r} is a former name of {printable(str(found[0]['shown_name']))}, "
        f"in records until {found[0]['until_date']}"
    )


def _which(text: str, called: list[Called]) -> str:
    """Why a name is no answer: nobody, or too many."""
    if not called:
        return (
            f"nobody called {printable(text)!r} is loaded: search with fewer words, or give an id"
        )
    listed = "; ".join(
        f"{printable(one.name)} ({one.kind}, {_until(one.until_date)}links: {one.link_count:,}): "
        f"{printable(one.entity_id)}"
        for one in called[:MOST_NAMED]
    )
    more = f"; and {len(called) - MOST_NAMED:,} more" if len(called) > MOST_NAMED else ""
    return f"{printable(text)!r} is the name of {len(called):,}: give the id of one: {listed}{more}"


def _until(until: date | None) -> str:
    """What is said of a former name."""
    return f"so called in records until {until}, " if until else ""
