"""Published labels answered with their firms held back, beside what other ways make of them.

Every name is answered by weights that were learned without its firm (five folds over all sets);
shares become probabilities by sql/seeds/names/match_calibration.csv. A name that is nobody's of the
register counts as wrong where it is tied.
"""

from __future__ import annotations

import csv
import json
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.build.models import seed_paths
from tests.accuracy.intervals import Tally
from tests.accuracy.labels.contractors import Registration
from tests.accuracy.labels.employers import EmployerLabel
from tests.accuracy.real.learn import FOLDS, fold_of, learn_words
from tests.accuracy.real.learning import Question
from tests.accuracy.real.published import LAST, PublishedSet, registrations_of
from tests.accuracy.splink_baseline import splink_answers

PROBABLE = 0.9
SPLINK_LEAST = 0.99
LOGIC_LEAST = 0.85


@dataclass(frozen=True)
class Held:
    """A label with the likeliest firm by weights that never saw it.

    `is_right`: that firm is one that the label names; `has_candidate`: one of those was compared.
    """

    is_named: bool
    is_right: bool
    probability: float
    has_candidate: bool

    def tally(self, least: float = PROBABLE) -> Tally:
        """Tied where likely enough."""
        tied = self.probability >= least
        return Tally(
            int(tied and self.is_right),
            int(tied and not self.is_right),
            int(self.is_named and not (tied and self.is_right)),
        )


def held_out(questions: Mapping[str, Sequence[Question]]) -> dict[str, list[Held]]:
    """Each set's labels in order, answered fold by fold."""
    probability = calibration_of()
    found: dict[str, dict[int, Held]] = {title: {} for title in questions}
    for fold in range(FOLDS):
        learned = learn_words(
            {title: [x for x in held if fold_of(x) != fold] for title, held in questions.items()}
        )
        for title, held in questions.items():
            for place, one in enumerate(held):
                if fold_of(one) == fold:
                    shares = learned.shares(one)
                    best = shares[0] if shares else None
                    found[title][place] = Held(
                        one.title.partition("|")[2] != "",
                        best is not None and best[0].is_true,
                        probability(best[1]) if best else 0.0,
                        any(candidate.is_true for candidate in one.candidates),
                    )
    return {title: [held[place] for place in sorted(held)] for title, held in found.items()}


def calibration_of() -> Callable[[float], float]:
    """The probability of a share, by the seed."""
    with seed_paths()["match_calibration"].open(encoding="utf-8", newline="") as file:
        steps = [tuple(map(float, row.values())) for row in csv.DictReader(file)]

    def probability(share: float) -> float:
        for low, high, left, right in steps:
            if share < high or high >= 1:
                return left + (right - left) * (share - low) / (high - low)
        raise ValueError(f"no step holds {share}")

    return probability


def equal_names(chosen: PublishedSet, keys: Mapping[str, str | None]) -> Iterator[Tally]:
    """What anyone would try first: names without legal forms, where one firm bears them."""
    bearers: dict[str | None, set[str]] = {}
    for firm_id, name in chosen.register:
        bearers.setdefault(keys.get(name), set()).add(firm_id)
    for label in chosen.labels:
        key = keys.get(label.name)
        found = bearers.get(key, set()) if key else set()
        yield tally_of(label.firm_ids, next(iter(found)) if len(found) == 1 else None)


def splink_tallies(trained: PublishedSet, chosen: PublishedSet) -> Iterator[Tally]:
    """Splink, its m learned from another set's labels."""
    answers = splink_answers(_as_labels(trained), _as_labels(chosen), SPLINK_LEAST)
    for label in chosen.labels:
        yield tally_of(label.firm_ids, answers[label.label_id].firm_id)


def _as_labels(chosen: PublishedSet) -> tuple[list[Registration], list[EmployerLabel]]:
    return registrations_of(chosen), [
        EmployerLabel(
            one.label_id, one.name, "", "", "", LAST, min(one.firm_ids, default=None), chosen.title
        )
        for one in chosen.labels
    ]


def logic_tallies(
    chosen: PublishedSet, pairs: Mapping[str, Sequence[tuple[str, str]]], python: str
) -> Iterator[Tally]:
    """nomenklatura's logic-v2 over our candidates: pairs of firm id and name by label id.

    `python` is the interpreter of an environment that has it (tests/accuracy/real/logic_score.py).
    """
    asked = [
        (label.name, [name for _, name in pairs.get(label.label_id, ())]) for label in chosen.labels
    ]
    found = subprocess.run(
        [python, str(Path(__file__).with_name("logic_score.py"))],
        input="".join(json.dumps(line) + "\n" for line in asked),
        capture_output=True,
        text=True,
        check=True,
    )
    for label, line in zip(chosen.labels, found.stdout.splitlines(), strict=True):
        scores: dict[str, float] = {}
        for (firm_id, _), score in zip(
            pairs.get(label.label_id, ()), json.loads(line), strict=True
        ):
            scores[firm_id] = max(score, scores.get(firm_id, 0.0))
        ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
        is_alone = len(ranked) == 1 or (len(ranked) > 1 and ranked[1][1] < ranked[0][1])
        is_tied = bool(ranked) and ranked[0][1] >= LOGIC_LEAST and is_alone
        yield tally_of(label.firm_ids, ranked[0][0] if is_tied else None)


def tally_of(meant: frozenset[str], found: str | None) -> Tally:
    """One label: a wrong firm is a wrong link, and a missing one when another was meant."""
    is_right = found in meant
    return Tally(
        int(is_right), int(found is not None and not is_right), int(bool(meant) and not is_right)
    )
