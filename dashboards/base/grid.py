"""Tables as every page shows them: sorted, filtered, taken away, and opened row by row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import duckdb
import pandas as pd
import streamlit as st

from dashboards.base import queries
from dashboards.base.places import Action, offer
from dashboards.base.shell import notice
from dashboards.base.texts import count_of, is_missing, is_web, markdown, plain
from etl.common.queries import Query
from etl.common.units import SHARE, URL, USD, YEARS, unit_of
from etl.exports.sheets import Sheet, csv_bytes, xlsx_bytes

SHOWN, TAKEN = 500, 100_000
NONE = "none in the records loaded."
FILTER_FROM = 8
# Lambda with `name:` since DuckDB 2.0 refuses the arrow; `_` stands for any letter in `like`.
VISIBLE = r"columns(lambda name: name not like '\_%' escape '\')"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Table:
    """A named query on `marts` with its values; its column names are what people read.

    What a name says of its column stands in `etl.common.units`: money, a share, a public page. A
    column that begins with _ is not shown: `actions` may use it to say where a chosen row leads.
    Title, note, order, and what stands in its place where it is empty, are those of the query's
    header unless they are given here. Where reading every row is costly, `first` gives the first
    SHOWN + 1 in the same order (it may name `$most`), and `total` counts all as `number`, both
    with the same values; they serve until something is typed into the filter.
    """

    query: Query
    values: Mapping[str, object] = field(default_factory=dict)
    title: str = ""
    note: str = ""
    order: str = ""
    empty: str = ""
    actions: Callable[[dict[str, Any]], list[Action]] | None = None
    height: int | None = None
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


def show(table: Table, key: str) -> dict[str, Any] | None:
    """Draw the table under its title; gives the chosen row, if one is chosen."""
    # Read before its box is drawn: whether there is a box depends on the rows.
    text = st.session_state.get(f"filter-{key}", "")
    # One more than is shown tells whether there are others, without counting them.
    rows = _rows(table, text, SHOWN + 1)
    if rows.empty and not text:
        st.caption(markdown(f"{table.heading}: {table.empty or table.query.empty or NONE}", 800))
        return None
    st.subheader(markdown(table.heading))
    if table.caption:
        st.caption(markdown(table.caption, 1500))
    if len(rows) > FILTER_FROM or text:
        _tools(table, key)
    else:
        _downloads(table, key, "")
    if rows.empty:
        st.info("No row has that text. Type fewer letters.")
        return None
    shown = rows.head(SHOWN)
    if len(rows) > SHOWN:
        whole = count_of(_count(table, text), "row")
        st.caption(
            f"The first {SHOWN:,} of {whole}, and sorting moves only these. Filter to see "
            f"others; a download holds up to {TAKEN:,}."
        )
    return _grid(table, shown, key)


def _rows(table: Table, text: str, limit: int) -> pd.DataFrame:
    """The first rows whose texts hold what was typed."""
    query = table.query if text.strip() else table.first or table.query
    return _run(table, _ordered(table, query, text), text, limit).fetchdf()


def _count(table: Table, text: str) -> int:
    query = Query("grid/count", f"select count(*) as number from ({_filtered(table.query, text)})")
    if table.total and not text.strip():
        query = table.total
    rows = _run(table, query, text, TAKEN).fetchall()
    return int(rows[0][0]) if rows else 0


def _run(table: Table, query: Query, text: str, limit: int) -> duckdb.DuckDBPyConnection:
    """A query with the table's values and the grid's own, which no other query names."""
    # The table's values go over these, so that no query's own `most` is changed.
    own = {"grid_text": text.strip(), "grid_limit": limit, "most": SHOWN + 1}
    return queries.run(query, own | dict(table.values))


def _filtered(query: Query, text: str, columns: str = "*") -> str:
    """The rows whose shown texts hold what was typed; the words are a parameter, never SQL."""
    # `contains` and not `like`: what is typed may hold % and _.
    test = f"contains(upper(concat_ws(' ', *{VISIBLE})), upper($grid_text))"
    where = f" where {test}" if text.strip() else ""
    return f"select {columns} from ({query.sql}) as rows{where}"


def _ordered(table: Table, query: Query, text: str, columns: str = "*") -> Query:
    """The rows that the filter lets through, in the table's order, up to a bound."""
    sql = f"{_filtered(query, text, columns)} order by {table.sorting} limit $grid_limit"
    return Query(f"grid/{query.name}", sql)


def _tools(table: Table, key: str) -> None:
    """The filter and the downloads in one line."""
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    text = left.text_input(
        f"Filter: {markdown(table.heading, 60)}",
        key=f"filter-{key}",
        placeholder="rows that hold this text",
        max_chars=100,
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
    cursor = _run(table, _ordered(table, table.query, text, VISIBLE), text, TAKEN)
    columns = [column[0] for column in cursor.description or []]
    rows = cursor.fetchall()
    preamble = [f"Throughline: {table.heading}", notice()]
    preamble += [table.caption] if table.caption else []
    preamble += [f"Filter: {text}"] if text.strip() else []
    preamble += [f"The first {TAKEN:,} rows only."] if len(rows) == TAKEN else []
    return Sheet(preamble, columns, rows)


def _grid(table: Table, rows: pd.DataFrame, key: str) -> dict[str, Any] | None:
    """The rows on a grid; a chosen cell offers where its row leads."""
    # Taken out here and not hidden: hidden columns still go to the browser.
    drawn = rows[[name for name in rows if not name.startswith("_")]]
    chosen = st.dataframe(
        readable(drawn),
        hide_index=True,
        column_config=columns_of(drawn),
        key=f"table-{key}",
        height=table.height or "auto",
        alt=plain(table.heading),
        placeholder=table.query.unknown,
        # Without actions no choice: each click would run the page again for nothing.
        **({"on_select": "rerun", "selection_mode": "single-cell"} if table.actions else {}),
    )
    if table.actions is None:
        return None
    cells = chosen.selection.cells
    # After filtering the choice may point behind the last row.
    if not cells or cells[0][0] >= len(rows):
        st.caption("Choose a cell to open what stands behind its row.")
        return None
    row = rows.iloc[cells[0][0]].to_dict()
    offer(table.actions(row), f"open-{key}")
    return row


def readable(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with every text made plain and every link that is not a web page left out."""
    return rows.assign(
        **{
            name: [_readable(name, value) for value in rows[name]]
            for name in rows
            # pandas 3 has a dtype of its own for texts.
            if rows[name].dtype == object or str(rows[name].dtype) in ("str", "string")
        }
    )


def _readable(name: str, value: object) -> object:
    if not isinstance(value, str):
        return None if is_missing(value) else value
    if unit_of(name) == URL:
        return value if is_web(value) else None
    return plain(value, 400)


def columns_of(rows: pd.DataFrame) -> dict[str, Any]:
    """How each column is written, by its name and type."""
    written: dict[str, Any] = {}
    for name in rows:
        unit = unit_of(name)
        if unit == USD:
            written[name] = st.column_config.NumberColumn(format="dollar")
        elif unit == SHARE:
            written[name] = st.column_config.NumberColumn(format="percent")
        elif unit == URL:
            written[name] = st.column_config.LinkColumn("Public record", display_text="open")
        elif str(rows[name].dtype).startswith("datetime"):
            written[name] = st.column_config.DateColumn()
        elif pd.api.types.is_integer_dtype(rows[name]) and name not in YEARS:
            written[name] = st.column_config.NumberColumn(format="localized")
    return written
