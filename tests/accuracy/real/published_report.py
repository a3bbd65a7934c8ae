"""Prints how published labels are answered, beside other ways; gives their lines for the record."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table as Grid

from tests.accuracy.intervals import Score, Tally, calibration, score, wilson
from tests.accuracy.real.held_out import (
    Held,
    equal_names,
    held_out,
    logic_tallies,
    splink_tallies,
)
from tests.accuracy.real.learn import published_questions
from tests.accuracy.real.published import (
    SETS,
    PublishedSet,
    diluted,
    published_database,
    read_set,
)
from tests.accuracy.record import recorded

console = Console(width=110)
LEAST_BAND = 100
Adder = Callable[[Grid, str, int, Score], None]
TITLES = {
    "pac_sponsor": "Committee sponsors to firms",
    "defendant": "Defendants to firms",
    "employer_2015": "Employers of 2015 to firms",
}


def report(grid: Callable[[str], Grid], add: Adder) -> list[list[str]]:
    """The published sets: every way, the register diluted, candidates, calibration, strangers."""
    sets = {title: read_set(title) for title in SETS}
    held = held_out(published_questions())
    lines = []
    for title, chosen in sets.items():
        table = grid(f"{TITLES[title]}, published labels, their firms held back")
        keys, pairs = _keys_and_pairs(chosen)
        count = len(chosen.labels)
        add(table, "equal names without legal form", count, score(list(equal_names(chosen, keys))))
        trained = sets["defendant" if title == "pac_sponsor" else "pac_sponsor"]
        add(table, "Splink 5, above 0.99", count, score(list(splink_tallies(trained, chosen))))
        if python := os.environ.get("LOGIC_V2_PYTHON"):
            found = score(list(logic_tallies(chosen, pairs, python)))
            add(table, "logic-v2, above 0.85", count, found)
        else:
            console.print("logic-v2: name a Python that has nomenklatura in LOGIC_V2_PYTHON")
        ours = score([one.tally() for one in held[title]])
        add(table, "Throughline, probable", count, ours)
        among_more = [one.tally() for one in held[title + "+"]]
        more = len(diluted_set(chosen, sets).register) / len(chosen.register)
        add(table, f"the same among {more:.1f} times as many firms", count, score(among_more))
        console.print(table)
        _say(held[title], held[title + "+"])
        lines.append(recorded(f"{title}_published", f"{TITLES[title]}, real names", count, ours))
    _print_calibration([one for title in SETS for one in held[title]])
    return lines


def diluted_set(chosen: PublishedSet, sets: dict[str, PublishedSet]) -> PublishedSet:
    """The set against the diluted register."""
    return diluted(chosen, [other for other in sets.values() if other.title != chosen.title])


def _keys_and_pairs(
    chosen: PublishedSet,
) -> tuple[dict[str, str | None], dict[str, list[tuple[str, str]]]]:
    """Name keys of all names, and the candidates of each label: firm id of the register, name."""
    with TemporaryDirectory() as folder:
        engine, firms = published_database(Path(folder), chosen)
        keys = dict(engine.execute("select name, name_key from entities.name_key").fetchall())
        found = engine.execute(
            "select label.label_id, candidate.cluster_id, candidate.firm_name from label "
            "inner join entities.match_candidate as candidate "
            "on trim(label.employer) = candidate.name group by all order by all"
        ).fetchall()
    pairs: dict[str, list[tuple[str, str]]] = {}
    for label_id, cluster_id, name in found:
        pairs.setdefault(label_id, []).append((min(firms[cluster_id]), name))
    return keys, pairs


def _say(held: Sequence[Held], among_more: Sequence[Held]) -> None:
    """Candidates, links among more firms, and names that are nobody's."""
    named = [one for one in held if one.is_named]
    with_candidate = sum(one.has_candidate for one in named)
    low, high = wilson(with_candidate, len(named))
    console.print(
        f"their firm is among the candidates: {with_candidate / len(named):.3f} "
        f"({low:.3f} to {high:.3f}); tied {_tied(held)}, among more firms {_tied(among_more)}"
    )
    strangers = [one for one in held if not one.is_named]
    if strangers:
        wrong = sum(one.tally().wrong for one in strangers)
        low, high = wilson(wrong, len(strangers))
        console.print(
            f"nobody's of the register: {wrong} of {len(strangers)} tied "
            f"({wrong / len(strangers):.4f}, {low:.4f} to {high:.4f})"
        )


def _tied(held: Iterable[Held]) -> int:
    tallies: list[Tally] = [one.tally() for one in held]
    return sum(tally.right + tally.wrong for tally in tallies)


def _print_calibration(held: Sequence[Held]) -> None:
    """Stated probabilities against what they came to, all sets together."""
    table = Grid("probability", "names", "stated", "true", "95 %", title="Calibration, all sets")
    for row in calibration([(one.probability, one.is_right) for one in held if one.probability]):
        few = "" if row.count >= LEAST_BAND else " (few)"
        interval = f"{row.interval[0]:.2f} to {row.interval[1]:.2f}{few}"
        share = (f"{row.mean_probability:.3f}", f"{row.true_share:.3f}", interval)
        table.add_row(f"{row.low:.1f} to {row.high:.1f}", str(row.count), *share)
    console.print(table)
