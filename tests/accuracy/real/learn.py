"""`make learn`: sql/seeds/names/match_weight.csv and match_calibration.csv from labelled names.

What the words say is learned from published labels, each set with its register, again with ten
times as many strangers beside it, and with the true firms left out. Places and names of other times
are not in these registers: their weights are set by hand, those of places after how often names
that hardly two firms share are written in the firm's state in public records (18 of 100) and any
name is (5 of 100). The same labels give the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from rich.console import Console

from etl.build.models import seed_paths
from tests.accuracy.learn_people import person_weights
from tests.accuracy.real.learning import (
    Candidate,
    Learned,
    Question,
    calibrated,
    learn,
    without_truth,
)
from tests.accuracy.real.published import (
    SETS,
    PublishedSet,
    diluted,
    is_there,
    published_database,
    read_set,
)

WEIGHTS, CALIBRATION = seed_paths()["match_weight"], seed_paths()["match_calibration"]
COLUMNS = ("comparison", "level", "weight", "error", "pair_count", "source", "meaning")
WORDS = (
    "name", "extra", "missing", "rarity", "front", "span", "spelling", "part", "form",
)  # fmt: skip
# set by hand whole, as no label has them
GIVEN = ("place", "use")
# the levels that say nothing, to which the others of their comparison are measured
BASE = {
    "extra": "none", "missing": "none", "front": "none", "span": "none", "spelling": "right",
    "part": "whole",
    "form": "unknown", "place": "unknown", "use": "current",
}  # fmt: skip
# in no label
BY_HAND = {
    ("place", "same_state"): 1.9, ("place", "same_state_part"): 0.5,
    ("place", "many_states"): 0.0, ("place", "other_state"): -0.3,
    ("place", "other_state_common"): -3.0, ("place", "national"): 0.5,
    ("use", "former"): -1.0, ("use", "former_part"): -3.0, ("use", "superseded"): -5.0,
    ("use", "other"): -2.5, ("use", "alias"): 0.0,
}  # fmt: skip
# after learning: bodies that are not one stay apart where labels join them (Blue Cross), and what
# a wrong tie would most often rest on (a letter, words that tell nothing, two names in one field)
CAUTION = {
    ("extra", "body"): -5.0, ("extra", "institution"): -5.0, ("extra", "sister"): -7.0,
    ("missing", "sister"): -7.0, ("missing", "other_place"): -8.0, ("missing", "place"): -5.0,
    ("span", "0"): -4.0, ("spelling", "alone"): -5.0, ("name", "short_near"): -2.0,
    ("name", "behind"): -4.0, ("name", "other"): -3.0, ("extra", "common"): -2.5,
    ("part", "front"): -2.5,
}  # fmt: skip
LEARNED_FROM = "published labels of 2026-11: committee sponsors, defendants, employers of 2015"
ABSENT = 0.5  # how much a name counts whose firm is taken out, and in the calibration
ABSENT_HELD = 0.25
EACH = 1500  # what all the names of a set count together
FOLDS = 5
LEAST_POOL = 60
# nothing is passed over for its weight
UNWEIGHED = "update seeds.match_weight set weight = 0 where comparison not like 'person%'"
console = Console(width=110, highlight=False)


def main() -> None:
    """Learn, print what was learned, and write both seeds."""
    if not is_there():
        raise SystemExit(
            "make learn needs the published labels beside the project: ../shared/labels"
        )
    questions = published_questions()
    write_weights(based(learn_words(questions)), person_weights())
    write_calibration(held_out_points(questions))


def published_questions() -> dict[str, list[Question]]:
    """The names of each set with their candidates; `set+` is the set among more firms."""
    sets = {title: read_set(title) for title in SETS}
    found = {}
    for title, chosen in sets.items():
        found[title] = questions_of(chosen)
        others = [other for name, other in sets.items() if name != title]
        found[title + "+"] = questions_of(diluted(chosen, others))
    return found


def questions_of(chosen: PublishedSet) -> list[Question]:
    """The names of a set; strangers dilute the register, and answer for nobody."""
    with TemporaryDirectory() as folder:
        engine, firms = published_database(
            Path(folder), chosen, "entities.match_candidate", UNWEIGHED
        )
        rows = _rows(engine, _CANDIDATES)
    truth = {label.label_id: label.firm_ids for label in chosen.labels}
    held: dict[str, list[Candidate]] = {label.label_id: [] for label in chosen.labels}
    for row in rows:
        ids = firms[row["cluster_id"]]
        if any(not firm_id.startswith("~") for firm_id in ids):
            is_true = bool(ids & truth[row["label_id"]])
            held[row["label_id"]].append(_candidate(row, is_true))
    weight = EACH / len(held)
    return [
        Question(
            f"{label.name}|{'|'.join(sorted(label.firm_ids))}", tuple(held[label.label_id]), weight
        )
        for label in chosen.labels
    ]


def _candidate(row: dict[str, str], is_true: bool) -> Candidate:
    """A row as a candidate; what is set by hand whole is known beforehand."""
    levels = tuple((name, row[f"{name}_level"]) for name in WORDS)
    fixed = sum(BY_HAND.get((name, row[f"{name}_level"]), 0.0) for name in GIVEN)
    return Candidate(row["cluster_id"], levels, is_true, fixed)


def learn_words(questions: dict[str, list[Question]]) -> Learned:
    """Weights of the words' comparisons, from these sets and the same without their firms."""
    chosen = [one for held in questions.values() for one in held]
    learned = learn(chosen + without_truth(chosen, ABSENT))
    for level, weight in CAUTION.items():
        base = learned.weights.get((level[0], BASE.get(level[0], "")), 0.0)
        learned.weights[level] = min(weight + base, learned.weights.get(level, 0.0))
    return learned


def based(learned: Learned) -> Learned:
    """The same odds with the levels that say nothing at zero; what they had goes to the prior."""
    shifts = {
        name: learned.weights[(name, level)]
        for name, level in BASE.items()
        if (name, level) in learned.weights
    }
    weights = {
        (name, level): weight - shifts.get(name, 0.0)
        for (name, level), weight in learned.weights.items()
    }
    prior = learned.prior + sum(shifts.values())
    return Learned(prior, weights, learned.errors, learned.counts)


def held_out_points(questions: dict[str, list[Question]]) -> list[tuple[float, float]]:
    """Shares of names against the truth, each by weights learned without its firm."""
    found: list[tuple[float, bool, float]] = []
    for fold in range(FOLDS):
        learned = learn_words(
            {title: [x for x in held if fold_of(x) != fold] for title, held in questions.items()}
        )
        for title, held in questions.items():
            if title.endswith("+"):
                continue
            asked = [one for one in held if fold_of(one) == fold]
            for one in asked + without_truth(asked, ABSENT_HELD):
                shares = learned.shares(one)
                if shares:
                    found.append((shares[0][1], shares[0][0].is_true, one.weight))
    return calibrated(found, LEAST_POOL)


def fold_of(question: Question) -> int:
    """Names of one firm are of one fold, whatever their set; nobody's go by themselves."""
    name, _, firm = question.title.partition("|")
    return int(hashlib.md5((firm or name).encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def write_weights(
    learned: Learned, people: dict[tuple[str, str], str], path: Path = WEIGHTS
) -> None:
    """The seed again: its levels and their meanings stay."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    for line in lines:
        level = (line["comparison"], line["level"])
        line["error"] = line["pair_count"] = ""
        if level in people:
            line["weight"], line["source"] = people[level], "invented people"
            continue
        line["source"] = LEARNED_FROM
        if level[0] == "prior":
            line["weight"] = f"{learned.prior:.2f}"
        elif BASE.get(level[0]) == level[1]:
            line["weight"], line["source"] = "0", "the others are measured from it"
        elif level in CAUTION and round(learned.weights[level], 2) >= CAUTION[level]:
            line["weight"], line["source"] = f"{CAUTION[level]:g}", "set by hand, for caution"
        elif level in learned.weights:
            line["weight"] = f"{learned.weights[level]:.2f}"
            line["error"] = f"{learned.errors[level]:.2f}"
            line["pair_count"] = str(learned.counts.get(level, 0))
        else:
            line["weight"], line["source"] = f"{BY_HAND.get(level, 0.0):g}", "set by hand"
        console.print(" ".join((f"{level[0]:10}{level[1]:20}", line["weight"], line["error"])))
    _write(path, COLUMNS, [[line[column] for column in COLUMNS] for line in lines])


def write_calibration(points: Sequence[tuple[float, float]], path: Path = CALIBRATION) -> None:
    """The seed again: straight lines between the points, from nothing to the highest."""
    known = [(0.0, 0.0), *((round(a, 4), round(b, 4)) for a, b in points)]
    ends = [*known, (1.0, known[-1][1])]
    lines = [
        [f"{low:g}", f"{high:g}", f"{left:g}", f"{right:g}"]
        for (low, left), (high, right) in zip(ends, ends[1:], strict=False)
        if high > low
    ]
    for line in lines:
        console.print("share {} to {}: probability {} to {}".format(*line))
    _write(path, ("from_share", "to_share", "from_probability", "to_probability"), lines)


def _write(path: Path, header: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *lines])


def _rows(engine: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, str]]:
    found = engine.execute(sql)
    titles = [column[0] for column in found.description or []]
    return [dict(zip(titles, row, strict=True)) for row in found.fetchall()]


_CANDIDATES = """
select label.label_id, candidate.* exclude (mention_id)
from label
inner join entities.match_candidate as candidate
    on
        trim(label.employer) = candidate.name
        and label.state_code is not distinct from candidate.state_code
-- labels have no day: who bore a name for some days only is nobody of theirs
where candidate.use_level <> 'alias' or candidate.from_date is null
order by label.label_id, candidate.cluster_id, candidate.firm_key, candidate.reading
"""


if __name__ == "__main__":
    main()
