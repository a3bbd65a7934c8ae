"""Rows of a search's stored answers, read by DuckDB: each once, and those that were asked for."""

from __future__ import annotations

from typing import Any

import duckdb
import pyarrow as pa

from etl.common.database import quoted
from etl.common.published import PublishedTable
from etl.fetch.store import Page, Store
from etl.sources import tables

LARGEST_ANSWER = 64 << 20


def register_pages(engine: duckdb.DuckDBPyConnection, store: Store, header: dict[str, Any]) -> None:
    """The table `page`: file name, chain, and what the rows of the chain lack."""
    names = sorted({name for context in header["contexts"] for name in context})
    rows = [
        {"file": page.file}
        | {f"@{name}": header["contexts"][page.chain].get(name) for name in names}
        for page in store.pages
    ]
    schema = pa.schema([("file", pa.string()), *((f"@{name}", pa.string()) for name in names)])
    engine.register("page", pa.Table.from_pylist(rows, schema))


def raw_rows(store: Store, table: PublishedTable) -> str:
    """Raw text columns of every row of every page, repeats included."""
    files = ", ".join(quoted(str(store.folder / page.file)) for page in row_pages(store))
    if not files:
        columns = [f'null::varchar as "{column.published[0]}"' for column in table.columns]
        # `read_json_objects` refuses an empty list of files.
        return f"select {', '.join(columns)} where false"
    path = "$" + "".join(f'."{name}"' for name in table.rows_path)
    rows = f"unnest(json_extract(json, '{path}')::json[])" if table.rows_path else "json"
    columns = [
        f'{_value(column.published[0])} as "{column.published[0]}"' for column in table.columns
    ]
    return (
        f"select {', '.join(columns)} from (select parse_filename(filename) as file, {rows} as row "
        # An answer is one document however it is laid out; a wrong guess would read it line by
        # line.
        f"from read_json_objects([{files}], format='unstructured', filename=true, "
        f"maximum_object_size={LARGEST_ANSWER})) as answer join page using (file)"
    )


def row_pages(store: Store) -> list[Page]:
    """The stored answers that hold rows: not those to count requests."""
    # Page 0 of a chain is its count.
    return [page for page in store.pages if page.number]


def _value(path: str) -> str:
    """The text at a path of keys (`a.b[0]`), or a value of the request's context (`@a`)."""
    if path.startswith("@"):
        return f'page."{path}"'
    steps = []
    for name in path.split("."):
        plain, bracket, index = name.partition("[")
        # DuckDB counts from a list's end as `[#-1]`.
        place = index.rstrip("]").replace("-", "#-") if bracket else ""
        steps.append(f'."{plain}"' + (f"[{place}]" if bracket else ""))
    # The publishers write what is not known as a null or as an empty text.
    return f"nullif(answer.row ->> '${''.join(steps)}', '')"


def wanted_rows(table: PublishedTable, keep: list[list[str]]) -> str:
    """The raw rows that were asked for, once each by their key."""
    wanted = " and ".join(_test_of(column, pattern) for column, pattern in keep) or "true"
    key = published_key(table)
    has_key = " and ".join(f"{name} is not null" for name in key)
    # By every column, so that of repeats the same one stays whatever the order of reading.
    order = ", ".join(f'"{column.published[0]}" nulls last' for column in table.columns)
    return (
        f"select * from raw where {wanted} and {has_key} "
        f"qualify row_number() over (partition by {', '.join(key)} order by {order}) = 1"
    )


def published_key(table: PublishedTable) -> list[str]:
    """The quoted published names of the key."""
    published = {column.name: column.published[0] for column in table.columns}
    return [f'"{published[name]}"' for name in table.key]


def _test_of(column: str, pattern: str) -> str:
    """Whether a column matches, after accents and punctuation are taken off."""
    # The publishers search by tokens and answer with strangers too: a name is tested here again.
    plain = f"regexp_replace(upper(strip_accents(\"{column}\")), '[^A-Z0-9, ]', '', 'g')"
    return f"coalesce(regexp_full_match({plain}, {quoted(pattern)}), false)"


def fetch_values(
    store: Store, memory_limit: str, columns: tuple[str, ...]
) -> list[tuple[Any, ...]]:
    """Distinct values of the first table's columns in the rows that were asked for, in order."""
    header = store.header()
    table = tables()[header["tables"][0]]
    named = {column.name: column.published[0] for column in table.columns}
    listed = ", ".join(f'"{named[name]}" as "{name}"' for name in columns)
    with duckdb.connect() as engine:
        engine.execute(f"set memory_limit = {quoted(memory_limit)}")
        register_pages(engine, store, header)
        engine.execute(f"create temp table raw as {raw_rows(store, table)}")
        kept = wanted_rows(table, header["keep"])
        return engine.execute(f"select distinct {listed} from ({kept}) order by all").fetchall()
