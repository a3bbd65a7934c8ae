"""Which links count: the options of `path` and `loops`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import duckdb
import typer

from etl.graph.filters import check_types, read_filters
from etl.graph.slices import Filters


@dataclass(frozen=True)
class FilterOptions:
    """Which links count."""

    link_types: Annotated[
        list[str] | None,
        typer.Option("--type", help="Only links of this type; may be given again."),
    ] = None
    since: Annotated[
        str | None, typer.Option(help="Leave out links that ended before this day (2023-01-31).")
    ] = None
    until: Annotated[
        str | None, typer.Option(help="Leave out links that began after this day.")
    ] = None
    least_usd: Annotated[
        str | None, typer.Option("--least-usd", help="Leave out links of a smaller amount.")
    ] = None
    least_score: Annotated[
        float | None,
        typer.Option("--least-score", help="Leave out links of a lower score, 0 to 1."),
    ] = None

    def filters(self, engine: duckdb.DuckDBPyConnection) -> Filters:
        """The filters; raises ThroughlineError for words that are none."""
        types = check_types(engine, self.link_types)
        return read_filters(types, (self.since, self.until), self.least_usd, self.least_score)
