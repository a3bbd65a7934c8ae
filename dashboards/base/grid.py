"""Tables as every page shows them: links to follow, sorted, filtered, and taken away."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

import duckdb
import streamlit as st

from dashboards.base import drawn, queries
from dashboards.base.places import Action, here
from dashboards.base.shell import notice
from dashboards.base.texts import count_of, is_missing, markdown, plain
from etl.common.database import as_rows
from etl.common.queries import Query
from etl.exports.sheets import Sheet, csv_bytes, xlsx_bytes

SHOWN, UNFOLDED, TAKEN = 50, 500, 100_000
NONE = "none in the records loaded."
FILTER_FROM, MOST_LETTERS = 8, 100
# Lambda with `name:` since DuckDB 2.0 refuses the arrow; `_` stands for any letter in `like`.
VISIBLE = r"columns(lambda name: name not like '\_%' escape '\')"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Table:
    """A named query on `marts` with its values; its column names are what people read.

    What a name says of its column stands in `etl.common.units`: money, a share, a public page. A
    column that begins with _ is not shown: `actions` may use it to say where a row leads. A place
    that names a column is the link of its cell (without any, the first is that of the first cell);
    the others are links at the row's end.
    Title, note, order, and what stands in its place where it is empty, are those of the query's
    header unless they are given here. Where reading every row is costly, `first` gives the first
    UNFOLDED + 1 in the same order (it may name `$most`), and `total` counts all as `number`, both
    with the same values; they serve until something is typed into the filter.
    """

    query: Query
    values: Mapping[str, object] = field(default_factory=dict)
    title: str = ""
    note: str = ""
    order: str = ""
    empty: str = ""
    actions: Callable[[dict[str, Any]], list[Action]] | None = None
    first: Query | None = None
    total: Query | None = None

    @property
    def heading(self) -> str:
        """What stands above it."""
        return self.title or self.query.title

    @property
    def caption(self) -> str:
        """What stands under the heading."""
        return self.note or self.query.note

    @property
    def sorting(self) -> str:
        """The order of its rows."""
        return self.order or self.query.order or "all"


def show(table: Table, key: str) -> None:
    """Draw the table under its title: fifty rows, up to five hundred where they are asked for."""
    # Read before its box is drawn: whether there is a box depends on the rows.
    box = f"filter-{key}"
    text = str(st.session_state.get(box, st.query_params.get(box, "")))[:MOST_LETTERS]
    most = UNFOLDED if f"rows-{key}" in st.query_params else SHOWN
    # One more than is shown tells whether there are others, without counting them.
    columns, rows = _rows(table, text, _sorting(key), most + 1)
    if not rows and not text:
        st.caption(markdown(f"{table.heading}: {table.empty or table.query.empty or NONE}", 800))
        return
    st.header(markdown(table.heading))
    if table.caption:
        st.caption(markdown(table.caption, 1500))
    if len(rows) > FILTER_FROM or text:
        _tools(table, key, text)
    else:
        _downloads(table, key, "")
    if not rows:
        st.info("No row has that text. Type fewer letters.")
        return
    st.html(drawn.render_table(_sheet_of(table, columns, rows[:most], key)))
    unstated = _unstated(columns, rows[:most])
    if unstated:
        named = ", ".join(drawn.NAMES.get(name, name) for name in unstated)
        said = f"{table.query.unknown.capitalize()} in any row: {named}."
        st.caption(markdown(said, 600))
    _foot(table, text, len(rows), most, key)


def _sorting(key: str) -> str:
    """The column that the address sorts by, with a minus in front where the largest come first."""
    return st.query_params.get(f"sort-{key}", "")


def _rows(
    table: Table, text: str, sorting: str, limit: int
) -> tuple[list[str], list[dict[str, Any]]]:
    """The columns, and the first rows whose texts hold what was typed."""
    query = table.query if text.strip() or sorting else table.first or table.query
    found = _run(table, _ordered(query, _order(table, query, sorting), text), text, limit)
    return [column[0] for column in found.description or []], as_rows(found)


def _columns(table: Table, query: Query) -> set[str]:
    """The names of a query's columns; it is planned for that and not run."""
    found = _run(table, Query(f"grid/{query.name}", f"select * from ({query.sql}) limit 0"), "", 0)
    return {column[0] for column in found.description or []}


def _count(table: Table, text: str) -> int:
    query = Query("grid/count", f"select count(*) as number from ({_filtered(table.query, text)})")
    if table.total and not text.strip():
        query = table.total
    rows = _run(table, query, text, TAKEN).fetchall()
    return int(rows[0][0]) if rows else 0


def _run(table: Table, query: Query, text: str, limit: int) -> duckdb.DuckDBPyConnection:
    """A query with the table's values and the grid's own, which no other query names."""
    # The table's values go over these, so that no query's own `most` is changed.
    own = {"grid_text": text.strip(), "grid_limit": limit, "most": UNFOLDED + 1}
    return queries.run(query, own | dict(table.values))


def _filtered(query: Query, text: str, columns: str = "*") -> str:
    """The rows whose shown texts hold what was typed; the words are a parameter, never SQL."""
    # `contains` and not `like`: what is typed may hold % and _.
    test = f"contains(upper(concat_ws(' ', *{VISIBLE})), upper($grid_text))"
    where = f" where {test}" if text.strip() else ""
    return f"select {columns} from ({query.sql}) as rows{where}"


def _ordered(query: Query, order: str, text: str, columns: str = "*") -> Query:
    """The rows that the filter lets through, in order, up to a bound."""
    sql = f"{_filtered(query, text, columns)} order by {order} limit $grid_limit"
    return Query(f"grid/{query.name}", sql)


def _order(table: Table, query: Query, sorting: str) -> str:
    """The column that the address sorts by, the unknown last, before the table's own order."""
    name = sorting.removeprefix("-")
    # Anything may stand in an address: only what is a shown column of this table is sorted by.
    if not name or name[0] == "_" or name not in _columns(table, query):
        return table.sorting
    escaped = name.replace('"', '""')
    column = f'"{escaped}" {"desc" if sorting[0] == "-" else "asc"} nulls last'
    # Nothing can stand beside `all`.
    return column if table.sorting == "all" else f"{column}, {table.sorting}"


def _sheet_of(
    table: Table, columns: list[str], rows: list[dict[str, Any]], key: str
) -> drawn.Drawn:
    """The table as it is drawn: its heads lead to itself sorted, its rows where they open."""
    sorting, unstated, heads = _sorting(key), _unstated(columns, rows), []
    for name in columns:
        if name.startswith("_") or name in unstated:
            continue
        is_number = drawn.is_number(name, (row[name] for row in rows))
        # Numbers begin with the largest, names with A; a second click turns it round.
        now = {name: "ascending", f"-{name}": "descending"}.get(sorting, "")
        falling = now == "ascending" or (is_number and now != "descending")
        href = here(**{f"sort-{key}": f"-{name}" if falling else name}) if len(rows) > 1 else ""
        heads.append(drawn.ColumnHead(name, is_number, href, now))
    places = [table.actions(row) if table.actions else [] for row in rows]
    return drawn.Drawn(table.heading, heads, rows, places, table.query.unknown)


def _unstated(columns: list[str], rows: list[dict[str, Any]]) -> list[str]:
    """The columns that no row states: they are said once and take no room."""
    shown = [name for name in columns if not name.startswith("_")]
    none = [name for name in shown if all(is_missing(row[name]) for row in rows)]
    return none if len(none) < len(shown) else []


def _foot(table: Table, text: str, found: int, most: int, key: str) -> None:
    """How many rows there are, and the way to those that are not shown."""
    if found <= FILTER_FROM:
        return
    if found <= most:
        st.caption(count_of(found, "row") + (" with that text." if text.strip() else "."))
        return
    count = _count(table, text)
    said = f"The first {most:,} of {count_of(count, 'row')}. "
    if most < UNFOLDED:
        href = escape(here(**{f"rows-{key}": "more"}))
        said += f'<a href="{href}" data-same>Show {min(count, UNFOLDED):,}</a>'
    else:
        said += f"Filter to see others; a download holds up to {TAKEN:,}."
    st.html(f'<p class="tl-foot tl-links">{said}</p>')


def _tools(table: Table, key: str, text: str) -> None:
    """The filter and the downloads in one line."""
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    left.text_input(
        f"Filter: {markdown(table.heading, 60)}",
        key=f"filter-{key}",
        placeholder="rows that hold this text",
        max_chars=MOST_LETTERS,
        bind="query-params",
    )
    with right:
        _downloads(table, key, text)


def _downloads(table: Table, key: str, text: str) -> None:
    """CSV and XLSX of all rows that the filter lets through, made when asked for."""
    name = re.sub(r"[^a-z0-9]+", "_", plain(table.heading, 60).lower()).strip("_") or "rows"
    with st.popover("Download", icon=":material/download:"):
        st.caption("With the notice, the day of the build and the filter.")
        for kind, made, mime in (("csv", csv_bytes, "text/csv"), ("xlsx", xlsx_bytes, XLSX)):
            st.download_button(
                kind.upper(),
                # A function: the file is made when it is asked for. `made=made` binds it, or all
                # buttons would make the last kind.
                lambda made=made: made(_sheet(table, text)),
                file_name=f"throughline_{name}.{kind}",
                mime=mime,
                key=f"{kind}-{key}",
                # A download must not run the page again.
                on_click="ignore",
            )


def _sheet(table: Table, text: str) -> Sheet:
    """All rows, up to a bound that the sheet states, below the notice."""
    cursor = _run(table, _ordered(table.query, table.sorting, text, VISIBLE), text, TAKEN)
    columns = [column[0] for column in cursor.description or []]
    rows = cursor.fetchall()
    preamble = [f"Throughline: {table.heading}", notice()]
    preamble += [table.caption] if table.caption else []
    preamble += [f"Filter: {text}"] if text.strip() else []
    preamble += [f"The first {TAKEN:,} rows only."] if len(rows) == TAKEN else []
    return Sheet(preamble, columns, rows)
