"""An entity by its id or a name, or one line that says which ones are meant."""

from __future__ import annotations

import duckdb

from etl.common.settings import ThroughlineError

MOST_NAMED = 8


def find_entity(connection: duckdb.DuckDBPyConnection, text: str, link_type: str = "") -> str:
    """The id of the only entity that is called so; with `link_type`, of those that send such links.

    An id is taken as it stands. A name that equals the whole text goes before names that contain
    its words. Raises ThroughlineError when none fits, or several: it lists the best connected.
    """
    if connection.execute("select 1 from marts.entity where entity_id = ?", [text]).fetchall():
        return text
    words = [word for word in text.upper().split() if word][:8]
    if not words:
        raise ThroughlineError("a name is empty: give an entity's id or its name")
    tests = " and ".join(f"contains(name, $w{place})" for place in range(len(words)))
    if link_type:
        tests += " and entity_id in (select from_id from marts.edge where link_type = $type)"
    rows = connection.execute(
        "select entity_id, any_value(shown_name), any_value(entity_kind), max(link_count), "
        f"bool_or(name = $whole) as is_whole from marts.search_name where {tests} "
        "group by entity_id order by is_whole desc, max(link_count) desc, entity_id",
        {f"w{place}": word for place, word in enumerate(words)}
        | {"whole": " ".join(words)}
        | ({"type": link_type} if link_type else {}),
    ).fetchall()
    whole = [row for row in rows if row[4]]
    fitting = whole or rows
    if len(fitting) == 1:
        return str(fitting[0][0])
    raise ThroughlineError(_which(text, fitting))


def _which(text: str, rows: list[tuple[str, str, str, int, bool]]) -> str:
    """Why a name is no answer: nobody, or too many."""
    if not rows:
        return f"nobody called {plain(text)!r} is loaded: search with fewer words, or give an id"
    listed = "; ".join(
        f"{plain(name)} ({kind}, links: {count:,}): {plain(entity_id)}"
        for entity_id, name, kind, count, _ in rows[:MOST_NAMED]
    )
    more = f"; and {len(rows) - MOST_NAMED:,} more" if len(rows) > MOST_NAMED else ""
    return f"{plain(text)!r} is the name of {len(rows):,}: give the id of one: {listed}{more}"


def plain(text: str) -> str:
    """A text without characters that steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
