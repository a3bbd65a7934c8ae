"""Sentences that several commands say."""

from __future__ import annotations

import typer

from etl.common.words import printable


def say_idle(refs: list[str]) -> None:
    """Which sides of the judgements given the database does not hold."""
    if refs:
        said = printable("; ".join(refs))
        typer.echo(f"{len(refs):,} sides of the judgements are not in the database: {said}")
