"""Why two names are, or are not, taken as one: each comparison with its weight, added up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from etl.common.database import query_rows, run_query
from etl.common.queries import read_query
from etl.common.settings import Settings, ThroughlineError
from etl.names.judged import Judged
from etl.names.resolve import ANSWER, FIRM, NO_EMPLOYER, Name, resolver

# how the reasons of an answer begin that no comparison shows
SAID = ("several registrations", "the name means", "several bore", "judged")
LEFT = 0  # where the left name stands among those that are asked about
FIRM_STEPS = (
    "prior", "name", "extra", "missing", "rarity", "front", "span", "spelling", "part", "place",
    "form", "use",
)  # fmt: skip
PERSON_STEPS = (
    "prior", "last", "first", "middle", "suffix", "title", "place", "employer", "occupation",
    "rarity",
)  # fmt: skip
HELD_APART = {
    "torn": "one of them fits two others who contradict each other, so it joins neither",
    "contradicted": "their group holds two whose names contradict each other, so only those who "
    "state the same stay together",
    "judged": "a judgement sends one of them out of the group",
    "stated": "their group holds two stated people",
}


@dataclass(frozen=True)
class Step:
    """One comparison: what it found, its weight in bits, and the sum so far."""

    comparison: str
    level: str
    meaning: str
    weight: float
    total: float


@dataclass(frozen=True)
class Share:
    """A candidate of the left name, or nobody, with its part of the whole; all come to 1.

    `weight` is log2 of its odds; None for several firms together.
    """

    title: str
    weight: float | None
    share: float


@dataclass(frozen=True)
class Waterfall:
    """A pair opened: `probability` is among all candidates of the left name.

    `steps` is empty where the two were never compared; `note` then says why. `judgements` are all
    that people have made on the two, the newest first, those that do not hold as well. `shares`
    is where the odds went: to the firm, to each rival, and to nobody; `probability` is how often
    such a share was right on labelled names.
    """

    left: str
    right: str
    steps: tuple[Step, ...]
    probability: float | None
    verdict: str | None
    note: str
    judgements: tuple[str, ...] = ()
    owner: str | None = None
    shares: tuple[Share, ...] = ()
    answer: str | None = None


def why_firm(
    settings: Settings, left: Name, right: str, judgements: Path | None = None
) -> Waterfall:
    """A name as written beside a firm: its UEI, its id, or one of its names.

    `judgements` is a file of judgements for this question. Raises ThroughlineError when the
    database holds no firm that `right` names.
    """
    # The firm's name is asked as well: FIRM looks it up by its key, and only names that are asked
    # get one.
    with resolver(settings, [left, Name(right)], judgements=judgements) as engine:
        firms = [row["cluster_id"] for row in query_rows(engine, FIRM, {"text": right})]
        if not firms:
            raise ThroughlineError(
                f"no firm {right!r} in the database: give a UEI or a name as an award has it"
            )
        asked = {"name": left.text, "state": left.state_code, "firms": firms}
        found = query_rows(engine, read_query("why/match"), asked)
        judged = _judgements(engine, "names/judged_name", asked)
        if not found:
            note = _not_kept(engine, left.text, firms)
            return Waterfall(left.text, right, (), None, None, note, judged)
        row = found[0]
        steps = _steps(engine, row, FIRM_STEPS, "")
        owner = _owner(engine, row["cluster_id"])
        answer = _answer(engine)
        shares = _shares(engine, left, row["cluster_id"])
    note = f"rank {row['rank']} among the candidates of this name"
    title = f"{row['firm_name']} ({row['cluster_id']})"
    return Waterfall(
        left.text,
        title,
        steps,
        row["probability"],
        row["verdict"],
        note,
        judged,
        owner,
        shares,
        answer,
    )


def _answer(engine: duckdb.DuckDBPyConnection) -> str | None:
    """What `resolve` answers to the left name: registrations of one parent are added up, and a
    name that means a firm for some days only is answered with a day."""
    for row in query_rows(engine, ANSWER):
        if row["position"] == LEFT:
            named = row["entity_name"] or "nobody"
            why = next((part for part in row["reasons"].split("; ") if part.startswith(SAID)), None)
            said = f"{named}, {row['tier']} {row['probability']:.3f}"
            return f"{said} ({why})" if why else said
    return None


def _shares(engine: duckdb.DuckDBPyConnection, left: Name, firm: str) -> tuple[Share, ...]:
    """How the candidates of a name share the whole, the likeliest first, nobody last."""
    asked = {"name": left.text, "state": left.state_code, "firm": firm}
    found = query_rows(engine, read_query("why/share"), asked)
    return tuple(Share(row["title"], row["weight"], row["share"]) for row in found)


def _owner(engine: duckdb.DuckDBPyConnection, firm: str) -> str | None:
    """Of whom the left name's firm is a unit on its day, or why nobody is known; None for others.

    Of whom records name as owner when no day is asked about: the last one.
    """
    for row in query_rows(engine, ANSWER):
        if row["position"] == LEFT and row["entity_id"] == firm:
            unit = f"a unit of {row['owner_name']}" if row["owner_name"] else None
            return ": ".join(part for part in (unit, row["owner_note"]) if part) or None
    return None


def why_person(engine: duckdb.DuckDBPyConnection, left: str, right: str) -> Waterfall:
    """Two people's names as published: the pair of their appearances that agrees best.

    Raises ThroughlineError when a name is not in the records as it is written.
    """
    listed = query_rows(engine, read_query("names/listed_person"), {"names": [left, right]})
    for name in (left, right):
        if {"name": name} not in listed:
            raise ThroughlineError(
                f"no person is listed as {name!r}: write the name as the record has it, LAST, FIRST"
            )
    asked = {"left": left, "right": right}
    found = query_rows(engine, read_query("names/person_match"), asked)
    judged = _judgements(engine, "names/judged_person", asked)
    if not found:
        note = "no two of their appearances share a ZIP code, a city or an employer"
        return Waterfall(left, right, (), None, None, note, judged)
    row = found[0]
    steps = _steps(engine, row, PERSON_STEPS, "person_")
    note = "the pair of appearances that agrees best"
    if row["held_apart"]:
        note += "; likely, and yet two people: " + HELD_APART[row["held_apart"]]
    return Waterfall(left, right, steps, row["probability"], row["verdict"], note, judged)


def _judgements(
    engine: duckdb.DuckDBPyConnection, query: str, asked: dict[str, Any]
) -> tuple[str, ...]:
    """Every judgement on the two, as a sentence each."""
    return tuple(Judged(**row).sentence for row in query_rows(engine, read_query(query), asked))


def _not_kept(engine: duckdb.DuckDBPyConnection, left: str, firms: list[str]) -> str:
    """Why a name and a firm are no candidate pair, or none that was kept."""
    asked = {"name": left, "firms": firms}
    if query_rows(engine, read_query("why/paired"), asked):
        return "compared and not kept: too little agrees, or ten other firms are likelier"
    for row in query_rows(engine, NO_EMPLOYER):
        if row["position"] == LEFT:
            return f"never compared: {left!r} is {row['reason']}"
    return (
        "never compared: the two share no beginning, no initials and no rare word, "
        "or the name says that one does not work there"
    )


def _steps(
    engine: duckdb.DuckDBPyConnection,
    row: dict[str, Any],
    comparisons: tuple[str, ...],
    prefix: str,
) -> tuple[Step, ...]:
    """The comparisons of a row in order, with what each level means."""
    meanings = {
        (comparison, level): meaning
        for comparison, level, meaning in run_query(engine, read_query("why/weight")).fetchall()
    }
    steps: list[Step] = []
    total = 0.0
    for comparison in comparisons:
        # The prior has no level of its own: it belongs to the pair.
        level = str(row.get(f"{comparison}_level", "pair"))
        weight = float(str(row[f"{comparison}_weight"]))
        # Rounded at each step, so that the printed column adds up.
        total = round(total + weight, 2)
        meaning = meanings[(prefix + comparison, level)]
        steps.append(Step(comparison, level, meaning, weight, total))
    return tuple(steps)
