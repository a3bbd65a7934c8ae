"""How often the names are right: `make accuracy` prints it and keeps it in sql/seeds.

The seeds are none of those that weights were learned from (tests/accuracy/learn_people.py).
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from rich.console import Console
from rich.table import Table as Grid

from tests.accuracy.by_origin import origin_grid, origin_rates
from tests.accuracy.intervals import Score, Tally, calibration, employer_tally, score
from tests.accuracy.labels.adversarial import (
    adversarial_contractors,
    adversarial_employers,
    adversarial_people,
)
from tests.accuracy.labels.contractors import register
from tests.accuracy.labels.employers import employer_labels
from tests.accuracy.labels.origins.pairs import origin_pairs
from tests.accuracy.labels.people import people_rows
from tests.accuracy.labels.persons import PersonRow
from tests.accuracy.measure import Outcome, employer_outcomes, person_answers
from tests.accuracy.real.published import is_there
from tests.accuracy.real.published_report import report
from tests.accuracy.record import kept, recorded, write
from tests.accuracy.splink_baseline import splink_answers

SEEDS = (101, 102, 103)
TRAIN_SEED = 11
console = Console(width=110)


def main() -> None:
    """Employers, then people, each by trap, with what simpler ways make of the same labels."""
    published: list[list[str]] = []
    if is_there():
        published = report(_grid, _add)
    else:
        console.print("no published labels beside the project: only invented names are measured")
    outcomes = [outcome for seed in SEEDS for outcome in labelled_outcomes(seed)]
    _print_employers("Employers, generated labels", outcomes)
    hard = employer_outcomes(adversarial_contractors(), adversarial_employers())
    _print_employers("Employers, written by hand to be hard", hard)
    _print_calibration(outcomes)
    _print_baselines(outcomes)
    people, hard_people = [people_rows(seed) for seed in SEEDS], [adversarial_people()]
    _print_people("People, generated labels", people)
    _print_people("People, written by hand to be hard", hard_people)
    for fold in ("held", "tuned"):
        rates = origin_rates(origin_pairs(SEEDS[0], fold))
        console.print(origin_grid(f"People by the origin of their names, names {fold}", rates))
    if "--write" in sys.argv[1:]:
        write(
            [
                *(published or kept("_published")),
                _employer_line("employer_made", "Employers to firms, invented names", outcomes),
                _employer_line("employer_hard", "Employers to firms, the hardest names", hard),
                _people_line("person_made", "Appearances to people, invented names", people),
                _people_line("person_hard", "Appearances to people, the hardest", hard_people),
            ]
        )


def _employer_line(measure_id: str, title: str, outcomes: list[Outcome]) -> list[str]:
    found = score(tallies(outcomes, lambda one: one.answer))
    return recorded(measure_id, title, len(outcomes), found)


def _people_line(measure_id: str, title: str, sets: list[list[PersonRow]]) -> list[str]:
    found = [tally for rows in sets for tally in person_tallies(rows)]
    pairs = sum(tally.right + tally.wrong + tally.missing for tally in found)
    return recorded(measure_id, title, pairs, score(found))


def labelled_outcomes(seed: int) -> list[Outcome]:
    """The generated labels of a seed with their answers."""
    registrations = register(seed)
    return employer_outcomes(registrations, employer_labels(seed, registrations))


def tallies(outcomes: Iterable[Outcome], answer: Callable[[Outcome], str | None]) -> list[Tally]:
    """One tally per label."""
    return [employer_tally(outcome.label.firm_id, answer(outcome)) for outcome in outcomes]


def person_tallies(rows: Sequence[PersonRow]) -> list[Tally]:
    """One tally per person: pairs of appearances joined rightly, wrongly, and not at all.

    Rows that state the very same are one appearance: no rule could tell them apart.
    """
    answers = person_answers(rows)
    kept = {_stated(row): row for row in rows}.values()
    found: dict[str, Tally] = defaultdict(Tally)
    for one, other in combinations(kept, 2):
        is_same = one.person_id == other.person_id
        is_joined = one.row_id in answers and answers[one.row_id] == answers.get(other.row_id)
        if is_same or is_joined:
            found[one.person_id] += Tally(
                int(is_same and is_joined),
                int(is_joined and not is_same),
                int(is_same and not is_joined),
            )
    return list(found.values())


def _stated(row: PersonRow) -> tuple[str, ...]:
    return (row.name, row.state_code, row.zip_code[:5], row.employer, row.occupation)


def _print_employers(title: str, outcomes: list[Outcome]) -> None:
    """Precision, recall and F1 by trap and by tier, with 95 % intervals."""
    grid = _grid(title)
    _add(grid, "all", len(outcomes), score(tallies(outcomes, lambda one: one.answer)))
    for tier in ("probable", "possible"):
        chosen = [one for one in outcomes if one.tier == tier]
        named = [employer_tally(one.label.firm_id, one.nearest) for one in chosen]
        _add(grid, f"tier {tier} (nearest firm)", len(chosen), score(named))
    by_trap: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_trap[outcome.label.trap].append(outcome)
    for trap, chosen in sorted(by_trap.items()):
        _add(grid, trap, len(chosen), score(tallies(chosen, lambda one: one.answer)))
    console.print(grid)


def _print_calibration(outcomes: list[Outcome]) -> None:
    """What the stated probabilities came to, over the nearest firm of every label that has one."""
    grid = Grid("probability", "names", "stated", "true", "95 %", title="Calibration")
    pairs = [(one.probability, one.nearest == one.label.firm_id) for one in outcomes if one.nearest]
    for row in calibration(pairs):
        interval = f"{row.interval[0]:.2f} to {row.interval[1]:.2f}"
        share = (f"{row.mean_probability:.3f}", f"{row.true_share:.3f}", interval)
        grid.add_row(f"{row.low:.1f} to {row.high:.1f}", str(row.count), *share)
    console.print(grid)


def _print_baselines(outcomes: list[Outcome]) -> None:
    """The plain join and Splink on the same labels."""
    grid = _grid("The same labels, other ways")
    plain = score(tallies(outcomes, lambda one: one.exact_answer))
    _add(grid, "equal names without legal form", len(outcomes), plain)
    trained = register(TRAIN_SEED)
    train = (trained, employer_labels(TRAIN_SEED, trained))
    for threshold in (0.5, 0.99, 0.999):
        found: list[Tally] = []
        for seed in SEEDS:
            registrations = register(seed)
            labels = employer_labels(seed, registrations)
            answers = splink_answers(train, (registrations, labels), threshold)
            found += [employer_tally(x.firm_id, answers[x.label_id].firm_id) for x in labels]
        _add(grid, f"Splink 5, above {threshold}", len(found), score(found))
    ours = score(tallies(outcomes, lambda one: one.answer))
    _add(grid, "Throughline", len(outcomes), ours)
    console.print(grid)


def _print_people(title: str, sets: list[list[PersonRow]]) -> None:
    """Pairs of appearances: over all, with intervals."""
    grid = _grid(title, "pairs")
    found = [tally for rows in sets for tally in person_tallies(rows)]
    pairs = sum(tally.right + tally.wrong + tally.missing for tally in found)
    _add(grid, "all", pairs, score(found))
    console.print(grid)


def _grid(title: str, unit: str = "labels") -> Grid:
    return Grid("", unit, "precision", "95 %", "recall", "95 %", "F1", "95 %", title=title)


def _add(grid: Grid, name: str, count: int, found: Score) -> None:
    """A row of a grid; a measure that nothing was to be measured by is blank."""
    cells: list[str] = []
    for value, (low, high) in (
        (found.precision, found.precision_interval),
        (found.recall, found.recall_interval),
        (found.f1, found.f1_interval),
    ):
        cells += ["", ""] if value is None else [f"{value:.3f}", f"{low:.3f}-{high:.3f}"]
    grid.add_row(name, str(count), *cells)


if __name__ == "__main__":
    main()
