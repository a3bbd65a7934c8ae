"""Closed vocabularies of sql/seeds as they stand, in their order, for words that code prints."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from etl.common.csv_file import read_csv_file
from etl.common.settings import SQL


@cache
def read_vocabulary(name: str) -> tuple[Mapping[str, str], ...]:
    """The lines of sql/seeds/<name>.csv; raises FileNotFoundError where there is none."""
    return tuple(line.cells for line in read_csv_file(SQL / "seeds" / f"{name}.csv"))


def link_types() -> tuple[Mapping[str, str], ...]:
    """The types of links: see sql/marts/graph/link_type.sql for what each column says."""
    return read_vocabulary("link_type")


def tie_strengths() -> tuple[Mapping[str, str], ...]:
    """How it is known that a link joins its two ends, strongest first."""
    return tuple(sorted(read_vocabulary("tie_strength"), key=lambda line: int(line["rank"])))


def strength_title(strength: str) -> str:
    """A strength in the words that pages print; raises KeyError for none of the vocabulary."""
    return {line["strength"]: line["title"] for line in tie_strengths()}[strength]


def verdicts(seed: str) -> list[str]:
    """The words that may be said in a file of judgements, as they are offered."""
    return [line["verdict"] for line in read_vocabulary("verdict") if line["seed"] == seed]
