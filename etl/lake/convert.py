"""SQL that turns a published text into typed columns, keeping what does not convert."""

from __future__ import annotations

from pathlib import Path

from etl.common.database import pattern_of, quoted
from etl.common.published import Column, PublishedTable
from etl.lake.recognise import header_of

# The publishers write ISO; people's resaved copies have the dates of their spreadsheet.
_RESAVED = "'%m/%d/%y', '%m/%d/%y %H:%M', '%m/%d/%Y', '%m/%d/%Y %H:%M'"
_DATES = f"['%Y-%m-%d', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S', {_RESAVED}]"
# A limit of 0 is none: every rejected line is counted, none may vanish.
REJECT_OPTIONS = "store_rejects=true, rejects_limit=0"


def _type_value(column: Column, raw: str) -> str:
    """The expression that gives the column's value, null where the text is not one."""
    if column.kind == "money":
        # A cast to two places rounds in silence; a text that is not whole cents is a problem to be
        # told.
        exact, cents = f"try_cast({raw} as decimal(24, 6))", f"try_cast({raw} as decimal(18, 2))"
        return f"case when {cents} = {exact} then {cents} end"
    if column.kind == "integer":
        # Likewise: DuckDB casts '1.5' to the integer 2.
        whole, exact = f"try_cast({raw} as bigint)", f"try_cast({raw} as decimal(24, 6))"
        return f"case when {whole} = {exact} then {whole} end"
    if column.kind == "boolean":
        return f"case lower({raw}) when 'true' then true when 'false' then false end"
    if column.kind == "month_day_year":
        # A resaved copy loses the leading zero: DuckDB would read 1012024 as 12 October of the year
        # 24.
        return f"case when length({raw}) = 8 then {_year_kept(raw, quoted('%m%d%Y'))} end"
    if column.kind == "date":
        return _year_kept(raw, _DATES)
    if column.kind == "timestamp":
        iso = f"try_cast(regexp_replace({raw}, '[+]00(:00)?$', '') as timestamp)"
        resaved = f"try_strptime({raw}, [{_RESAVED}])"
        return f"case when {raw} like '____-__-__%' then {iso} else {resaved} end"
    return raw


def _year_kept(raw: str, formats: str) -> str:
    """A date whose year has four digits: `24-01-05` is not the year 24."""
    # try_strptime takes the first format that fits, and `%Y` fits two digits.
    parsed = f"try_strptime({raw}, {formats})::date"
    return f"case when year({parsed}) >= 1900 then {parsed} end"


def read_text(table: PublishedTable, paths: list[str], head: str) -> str:
    """A DuckDB scan of clean texts of one header: raw text columns in the order of the file."""
    if table.layout == "pipe":
        names = [column.published[0] for column in table.columns]
        # Quote characters are data in pipe files: odd counts and fields that begin with one occur.
        options = "delim='|', quote='', escape='', header=false"
    else:
        names = header_of(head)
        options = "delim=',', quote='\"', escape='\"', header=true"
    columns = ", ".join(f"{quoted(name)}: 'varchar'" for name in names)
    literals = ", ".join(quoted(pattern_of(Path(path))) for path in paths)
    return (
        # Nothing is guessed, not even the packing from a name: a guess from the first lines would
        # hold for millions.
        f"read_csv([{literals}], {options}, auto_detect=false, compression='none', "
        f"columns={{{columns}}}, {REJECT_OPTIONS})"
    )


def select_typed(table: PublishedTable, scan: str, head: str, constants: dict[str, str]) -> str:
    """The select that types one scan: columns, constants, and `problems` with the raw text.

    Each value is converted once, and the list of problems is made only for rows that have one.
    """
    present = set(header_of(head)) if table.layout == "csv" else None
    checked = [column for column in table.columns if column.kind != "text"]
    raw = {column.name: _raw(column, present) for column in table.columns}
    inner = [f'{_type_value(c, raw[c.name])} as "{c.name}"' for c in table.columns]
    inner += [f'{raw[c.name]} as "raw {c.name}"' for c in checked]
    outer = [f'"{column.name}"' for column in table.columns]
    outer += [f'{value} as "{name}"' for name, value in constants.items()]
    return (
        f"select {', '.join(outer)}, {_problems(checked)} as problems "
        f"from (select {', '.join(inner)} from {scan})"
    )


def _problems(checked: list[Column]) -> str:
    """The list of `name: raw text` for the values that were present but would not convert."""
    if not checked:
        return "[]::varchar[]"
    failed = {c.name: f'("raw {c.name}" is not null and "{c.name}" is null)' for c in checked}
    entries = [
        f'case when {test} then {quoted(name + ": ")} || "raw {name}" end'
        for name, test in failed.items()
    ]
    return (
        f"case when {' or '.join(failed.values())} "
        # DuckDB 2.0 refuses the arrow form of a lambda.
        f"then list_filter([{', '.join(entries)}], lambda entry: entry is not null) "
        "else []::varchar[] end"
    )


def _raw(column: Column, present: set[str] | None) -> str:
    """The published column's quoted name, or a null where an optional one is absent."""
    for name in column.published:
        if present is None or name in present:
            # A header is the file's own text and may hold a quote.
            return '"' + name.replace('"', '""') + '"'
    return "null::varchar"
