"""The numbers of a dossier: each section of the report is one statement over the dossier's rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from etl.common.database import quoted
from etl.common.queries import Query
from etl.common.units import unit_of
from etl.dossier.sections import Section
from etl.dossier.verify import canonical

_PARAM = re.compile(r"\$([a-z_][a-z0-9_]*)")


@dataclass(frozen=True)
class Statement:
    """A section derived for a subject: `rows` are canonical texts, None where unknown.

    `columns` are name and unit: USD, share, count, url, text, or hidden where not printed.
    """

    statement_id: str
    section: Section
    sql: str
    columns: list[tuple[str, str]]
    rows: list[list[str | None]]

    @property
    def heading(self) -> str:
        """What stands above it."""
        return self.section.heading

    @property
    def printed(self) -> int:
        """How many rows the report prints."""
        return min(len(self.rows), self.section.most)

    def place(self, name: str) -> int:
        """Where a column stands; raises ValueError for one that is not there."""
        return [column for column, _ in self.columns].index(name)


def derive_statement(
    workshop: duckdb.DuckDBPyConnection,
    section: Section,
    statement_id: str,
    values: Mapping[str, object],
) -> Statement:
    """Run a section's query with its values over the dossier's rows."""
    sql = written_out(section.query, {**values, **section.values})
    found = workshop.sql(sql)
    columns = [
        (name, unit_of(name, str(kind)))
        for name, kind in zip(found.columns, found.types, strict=True)
    ]
    # By the rule of verify.py: what is written and what is derived there must be one text.
    rows = [[canonical(value) for value in row] for row in found.fetchall()]
    return Statement(statement_id, section, sql, columns, rows)


def written_out(query: Query, values: Mapping[str, object]) -> str:
    """The SQL of a query in its order, with its values in place of its parameters.

    A reader who copies it runs what was run. Raises KeyError for a parameter without a value.
    """
    # Written out and not bound: the reader and verify.py run exactly this text. `literal` quotes
    # it.
    sql = _PARAM.sub(lambda found: literal(values[found[1]]), query.sql)
    # The newlines end a comment that a query may close with.
    return f"select *\nfrom (\n{sql}\n) as rows\norder by {query.order}" if query.order else sql


def literal(value: object) -> str:
    """A value as SQL: null, true, 5, a text, or a list of texts."""
    if value is None:
        return "null"
    if isinstance(value, (bool, int)):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(literal(part) for part in value)}]"
    return quoted(str(value))
