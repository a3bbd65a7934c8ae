"""The only reader of the database: read-only, `marts` alone, parameters bound."""

from __future__ import annotations

import duckdb
import pandas as pd
import streamlit as st

from etl.convert import quoted
from etl.settings import database_path

TYPO_LIKENESS = 0.86


class NoDatabaseError(Exception):
    """There is no database that pages can read; the message says what to run."""


def connection() -> duckdb.DuckDBPyConnection:
    """A cursor on the current database file; a file that was swapped in is noticed."""
    path = database_path()
    try:
        stat = path.stat()
    except OSError as error:
        raise NoDatabaseError(f"There is no database at {path} yet.") from error
    cursor = _opened(str(path), stat.st_ino, stat.st_mtime_ns).cursor()
    cursor.execute("use research")
    return cursor


@st.cache_resource(max_entries=2, show_spinner="Opening the database …")
def _opened(path: str, inode: int, modified: int) -> duckdb.DuckDBPyConnection:
    """The file attached to a database in memory, so that an older one may stay open beside it."""
    engine = duckdb.connect(config={"threads": 2, "memory_limit": "1GB"})
    try:
        engine.execute(f"attach {quoted(path)} as research (read_only)")
        engine.execute("use research")
        engine.execute("select fingerprint from marts.build").fetchall()
        for table in ("edge", "neighbour", "indicator", "flag", "contractor_money"):
            engine.execute(f"select 1 from marts.{table} limit 1").fetchall()
    except duckdb.Error as error:
        raise NoDatabaseError(
            f"The database at {path} is half-built, damaged or of another version."
        ) from error
    engine.execute("set enable_external_access = false")
    engine.execute("set lock_configuration = true")
    return engine


def frame(sql: str, parameters: list[object] | None = None) -> pd.DataFrame:
    """The rows of a query on `marts` with its parameters bound."""
    return connection().execute(sql, parameters or []).fetchdf()


def one(sql: str, parameters: list[object] | None = None) -> dict[str, object] | None:
    """The first row as a mapping, or None."""
    cursor = connection().execute(sql, parameters or [])
    row = cursor.fetchone()
    names = [column[0] for column in cursor.description or []]
    return dict(zip(names, row, strict=True)) if row else None


def search(text: str, limit: int = 20) -> pd.DataFrame:
    """Entities by name: every word as it stands, or else the most alike spelling."""
    words = [word for word in text.upper().split() if word][:8]
    if not words:
        return pd.DataFrame()
    tests = " and ".join(["contains(name, ?)"] * len(words))
    shown = "entity_id, any_value(shown_name) as name, any_value(entity_kind) as kind, "
    shown += "any_value(place) as place, max(link_count) as links"
    found = frame(
        f"select {shown}, min(length(name)) as length from marts.search_name where {tests} "
        "group by entity_id order by links > 0 desc, length, links desc, entity_id limit ?",
        [*words, limit],
    )
    if len(found):
        return found.drop(columns="length")
    return frame(
        f"select {shown}, max(likeness) as likeness from (select *, "
        "greatest(jaro_winkler_similarity(name, ?), list_max(list_transform("
        "string_split(name, ' '), lambda word: jaro_winkler_similarity(word, ?) - 0.02))) "
        "as likeness from marts.search_name) where likeness >= ? "
        "group by entity_id order by likeness desc, links desc, entity_id limit ?",
        [" ".join(words), " ".join(words), TYPO_LIKENESS, limit],
    ).drop(columns="likeness")


def evidence(link_id: str) -> pd.DataFrame:
    """The records behind a link, by date."""
    return frame(
        "select record.record_date as date, record.title, record.amount_usd, record.note, "
        "record.record_url as link, record.source_file, record.record_id, "
        "record.source_sha256, record.published_date "
        "from (select unnest(evidence) as record_id from marts.edge where link_id = ?) as cited "
        "join marts.evidence as record using (record_id) "
        "order by record.record_date nulls last, record.record_id",
        [link_id],
    )


def flags(where: str, parameters: list[object], limit: int = 50) -> list[dict[str, object]]:
    """Flags that meet a condition, each with what its indicator's card says; the flagged first.

    Within a state the order is that of the ids: neither firms nor people are ranked.
    """
    return frame(
        "select flag.*, card.raised_when, card.why, card.innocent, card.excludes, card.source "
        f"from marts.flag as flag join marts.indicator as card using (code) where {where} "
        "order by flag.state <> 'flagged', flag.state, flag.code, flag.flag_id limit ?",
        [*parameters, limit],
    ).to_dict("records")


def flag_evidence(flag_id: str) -> pd.DataFrame:
    """The records behind a flag, by date."""
    return frame(
        "select record.record_date as date, record.title, record.amount_usd as USD, record.note, "
        "record.record_url as link, record.source_file "
        "from (select unnest(evidence) as record_id from marts.flag where flag_id = ?) as cited "
        "join marts.evidence as record using (record_id) "
        "order by record.record_date nulls last, record.record_id",
        [flag_id],
    )


def edge(link_id: str) -> dict[str, object] | None:
    """A link with what its type means and what speaks against reading more into it."""
    return one(
        "select edge.* exclude (evidence), type.sentence, type.description, type.innocent "
        "from marts.edge as edge join marts.link_type as type using (link_type) "
        "where link_id = ?",
        [link_id],
    )


def entity(entity_id: str) -> dict[str, object] | None:
    """One entity."""
    return one("select * from marts.entity where entity_id = ?", [entity_id])


def review_pairs(limit: int) -> list[dict[str, object]]:
    """Doubtful pairs of names, those first whose answer would move the most money."""
    return frame(
        "select * from marts.review_pair order by amount_usd desc nulls last, record_count desc, "
        "review_id limit ?",
        [limit],
    ).to_dict("records")
