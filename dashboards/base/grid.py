"""Tables as every page shows them: sorted, filtered, taken away, and opened row by row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from dashboards.base import queries
from dashboards.base.places import Action, offer
from dashboards.base.shell import notice
from dashboards.base.texts import count_of, is_missing, is_web, markdown, plain
from etl.exports.sheets import Sheet, csv_bytes, xlsx_bytes

SHOWN, TAKEN = 500, 100_000
FILTER_FROM = 8
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Table:
    """A query on `marts` whose column names are what people read.

    A name that ends in USD is money, in % a share of 0 to 1, `open` a public page. A column that
    begins with _ is not shown: `actions` may use it to say where a chosen row leads. Where reading
    every row is costly, `first` gives the first SHOWN + 1 in the same order, and `total` counts
    all, both with the same parameters; they serve until something is typed into the filter.
    """

    title: str
    sql: str
    parameters: list[object] = field(default_factory=list)
    order: str = "all"
    note: str = ""
    empty: str = "none in the records loaded."
    actions: Callable[[dict[str, Any]], list[Action]] | None = None
    height: int | None = None
    first: str = ""
    total: str = ""


def show(table: Table, key: str) -> dict[str, Any] | None:
    """Draw the table under its title; gives the chosen row, if one is chosen."""
    text = st.session_state.get(f"filter-{key}", "")
    rows = _rows(table, text, SHOWN + 1)
    if rows.empty and not text:
        st.caption(markdown(f"{table.title}: {table.empty}", 800))
        return None
    st.subheader(markdown(table.title))
    if table.note:
        st.caption(markdown(table.note, 1500))
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
    test, values = _filter(table, text)
    sql = table.sql if text.strip() else table.first or table.sql
    return queries.frame(
        f"select * from ({sql}) as rows where {test} order by {table.order} limit ?",
        [*table.parameters, *values, limit],
    )


def _count(table: Table, text: str) -> int:
    if table.total and not text.strip():
        found = queries.one(table.total, table.parameters)
        return int(str(found["number"])) if found else 0
    test, values = _filter(table, text)
    found = queries.one(
        f"select count(*) as number from ({table.sql}) as rows where {test}",
        [*table.parameters, *values],
    )
    return int(str(found["number"])) if found else 0


def _filter(table: Table, text: str) -> tuple[str, list[object]]:
    """A condition on the shown texts; the words typed are a parameter, never SQL."""
    if not text.strip():
        return "true", []
    return (
        "contains(upper(concat_ws(' ', *columns(lambda name: name not like '\\_%' escape '\\'))), "
        "upper(?))",
        [text.strip()],
    )


def _tools(table: Table, key: str) -> None:
    """The filter and the downloads in one line."""
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    text = left.text_input(
        f"Filter: {markdown(table.title, 60)}",
        key=f"filter-{key}",
        placeholder="rows that hold this text",
        max_chars=100,
    )
    with right:
        _downloads(table, key, text)


def _downloads(table: Table, key: str, text: str) -> None:
    """CSV and XLSX of all rows that the filter lets through, made when asked for."""
    name = re.sub(r"[^a-z0-9]+", "_", plain(table.title, 60).lower()).strip("_") or "rows"
    with st.popover("Download", icon=":material/download:"):
        st.caption("With the notice, the day of the build and the filter.")
        for kind, made, mime in (("csv", csv_bytes, "text/csv"), ("xlsx", xlsx_bytes, XLSX)):
            st.download_button(
                kind.upper(),
                lambda made=made: made(_sheet(table, text)),
                file_name=f"throughline_{name}.{kind}",
                mime=mime,
                key=f"{kind}-{key}",
                on_click="ignore",
            )


def _sheet(table: Table, text: str) -> Sheet:
    """All rows, up to a bound that the sheet states, below the notice."""
    test, values = _filter(table, text)
    cursor = queries.execute(
        f"select columns(lambda name: name not like '\\_%' escape '\\') from ({table.sql}) as rows "
        f"where {test} order by {table.order} limit ?",
        [*table.parameters, *values, TAKEN],
    )
    columns = [column[0] for column in cursor.description or []]
    rows = cursor.fetchall()
    preamble = [f"Throughline: {table.title}", notice()]
    preamble += [table.note] if table.note else []
    preamble += [f"Filter: {text}"] if text.strip() else []
    preamble += [f"The first {TAKEN:,} rows only."] if len(rows) == TAKEN else []
    return Sheet(preamble, columns, rows)


def _grid(table: Table, rows: pd.DataFrame, key: str) -> dict[str, Any] | None:
    """The rows on a grid; a chosen cell offers where its row leads."""
    drawn = rows[[name for name in rows if not name.startswith("_")]]
    chosen = st.dataframe(
        readable(drawn),
        hide_index=True,
        column_config=columns_of(drawn),
        key=f"table-{key}",
        height=table.height or "auto",
        alt=plain(table.title),
        placeholder="—",
        **({"on_select": "rerun", "selection_mode": "single-cell"} if table.actions else {}),
    )
    if table.actions is None:
        return None
    cells = chosen.selection.cells
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
            if rows[name].dtype == object or str(rows[name].dtype) in ("str", "string")
        }
    )


def _readable(name: str, value: object) -> object:
    if not isinstance(value, str):
        return None if is_missing(value) else value
    if name == "open":
        return value if is_web(value) else None
    return plain(value, 400)


def columns_of(rows: pd.DataFrame) -> dict[str, Any]:
    """How each column is written, by its name and type."""
    written: dict[str, Any] = {}
    for name in rows:
        if name.endswith("USD"):
            written[name] = st.column_config.NumberColumn(format="dollar")
        elif name.endswith("%"):
            written[name] = st.column_config.NumberColumn(format="percent")
        elif name == "open":
            written[name] = st.column_config.LinkColumn("Public record", display_text="open")
        elif str(rows[name].dtype).startswith("datetime"):
            written[name] = st.column_config.DateColumn()
        elif pd.api.types.is_integer_dtype(rows[name]) and name not in YEARS:
            written[name] = st.column_config.NumberColumn(format="localized")
    return written


YEARS: Iterable[str] = ("cycle", "fiscal year", "year")
