"""An entity by its id or a name, or one line that says which ones are meant."""

from __future__ import annotations

from datetime import date

import duckdb

from etl.common.database import query_rows, run_query
from etl.common.queries import read_query
from etl.common.settings import ThroughlineError
from etl.common.words import printable

MOST_NAMED = 8


def find_entity(connection: duckdb.DuckDBPyConnection, text: str, link_type: str = "") -> str:
    """The id of the only entity that is called so; with `link_type`, of those that send such links.

    An id is taken as it stands; that of a registration, or its UEI alone, stands for its firm. A
    name that equals the whole text goes before names that contain its words. Raises
    ThroughlineError when none fits, or several: it lists the best connected.
    """
    known = query_rows(connection, read_query("graph/known"), {"text": text.strip()})
    if known:
        return str(known[0]["entity_id"])
    words = [word for word in text.upper().split() if word][:8]
    if not words:
        raise ThroughlineError("a name is empty: give an entity's id or its name")
    values = {
        "words": words,
        "first_word": words[0],
        "whole": " ".join(words),
        "link_type": link_type or None,
    }
    rows = run_query(connection, read_query("graph/called"), values).fetchall()
    whole = [row for row in rows if row[4]]
    fitting = whole or rows
    if len(fitting) == 1:
        return str(fitting[0][0])
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


def _which(text: str, rows: list[tuple[str, str, str, int, bool, date | None]]) -> str:
    """Why a name is no answer: nobody, or too many."""
    if not rows:
        return (
            f"nobody called {printable(text)!r} is loaded: search with fewer words, or give an id"
        )
    listed = "; ".join(
        f"{printable(name)} ({kind}, {_until(until)}links: {count:,}): {printable(entity_id)}"
        for entity_id, name, kind, count, _, until in rows[:MOST_NAMED]
    )
    more = f"; and {len(rows) - MOST_NAMED:,} more" if len(rows) > MOST_NAMED else ""
    return f"{printable(text)!r} is the name of {len(rows):,}: give the id of one: {listed}{more}"


def _until(until: date | None) -> str:
    """What is said of a former name."""
    return f"so called in records until {until}, " if until else ""
