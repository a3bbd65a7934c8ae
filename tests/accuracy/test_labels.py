"""The labels are what they say: the same every time, enough of them, and never at odds."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

import pytest

from tests.accuracy.labels import person_traps
from tests.accuracy.labels.adversarial import (
    adversarial_contractors,
    adversarial_employers,
    adversarial_people,
)
from tests.accuracy.labels.contractors import Registration, register
from tests.accuracy.labels.employers import SHARED_NAMES, EmployerLabel, employer_labels
from tests.accuracy.labels.firms import Known
from tests.accuracy.labels.naming import GSA_SUFFIX, bare
from tests.accuracy.labels.negatives import NEGATIVES
from tests.accuracy.labels.people import pair_labels, people_rows
from tests.accuracy.labels.persons import PersonRow
from tests.accuracy.labels.positives import POSITIVES

SEEDS = (1, 2, 3)
# one name, or none, may be several people's: nothing in the rows tells them apart
INDISTINCT = {"retired_common_name"}

Labelled = tuple[list[Registration], list[EmployerLabel]]


@pytest.fixture(scope="module", params=SEEDS)
def labelled(request: pytest.FixtureRequest) -> Labelled:
    rows = register(request.param)
    return rows, employer_labels(request.param, rows)


@pytest.fixture(scope="module")
def written() -> Labelled:
    return adversarial_contractors(), adversarial_employers()


@pytest.fixture(scope="module", params=SEEDS)
def people(request: pytest.FixtureRequest) -> list[PersonRow]:
    return people_rows(request.param)


def test_a_seed_gives_the_same_labels_and_another_seed_others() -> None:
    first, again, other = register(1), register(1), register(2)
    assert first == again != other
    assert employer_labels(1, first) == employer_labels(1, again)
    assert employer_labels(1, first) != employer_labels(2, first)
    assert people_rows(1) == people_rows(1) != people_rows(2)


def test_the_register_has_the_shapes_that_real_ones_have(labelled: Labelled) -> None:
    rows, _ = labelled
    names = [row.name for row in rows]
    kinds = Counter(other.kind for row in rows for other in row.other_names)
    assert len(rows) == 1500
    assert sum(name.endswith(GSA_SUFFIX) for name in names) > 20
    assert sum(len(name) > 38 for name in names) > 40
    assert min(kinds[kind] for kind in ("dba", "former", "cut")) > 40
    assert len(_firms_of_several(rows, "uei")) > 150
    assert len(_firms_of_several(rows, "parent_uei")) > 30


def _firms_of_several(rows: list[Registration], field: str) -> set[str]:
    """Firms whose registrations have more than one value in a field."""
    values = defaultdict(set)
    for row in rows:
        values[row.firm_id].add(getattr(row, field))
    return {firm_id for firm_id, found in values.items() if len(found) > 1}


@pytest.mark.parametrize("rows", [register(1), adversarial_contractors()], ids=["made", "written"])
def test_a_uei_has_one_parent_and_one_firm_at_a_time(rows: list[Registration]) -> None:
    by_uei = defaultdict(list)
    for row in rows:
        assert len(row.uei) == 12
        assert row.first_date <= row.last_date
        by_uei[row.uei].append(row)
    for spans in by_uei.values():
        spans.sort(key=lambda row: row.first_date)
        assert len({row.firm_id for row in spans}) == 1
        for before, after in zip(spans, spans[1:], strict=False):
            assert before.last_date < after.first_date


def test_every_trap_is_there_in_good_number(labelled: Labelled) -> None:
    _, labels = labelled
    counts = Counter(label.trap for label in labels)
    assert counts.keys() == POSITIVES.keys() | NEGATIVES.keys()
    assert min(counts.values()) >= 10
    assert len(labels) >= 600
    assert 0.5 <= sum(label.firm_id is not None for label in labels) / len(labels) <= 0.6


def test_fewer_registrations_and_labels_can_be_asked_for() -> None:
    assert len(employer_labels(5, register(5, 800), 650)) == 650


def test_ids_are_unique_and_employers_fit_their_field(
    labelled: Labelled, written: Labelled
) -> None:
    for _, labels in (labelled, written):
        assert len({label.label_id for label in labels}) == len(labels)
        assert max(len(label.employer) for label in labels) <= 38


def test_no_label_contradicts_the_register(labelled: Labelled, written: Labelled) -> None:
    for rows, labels in (labelled, written):
        names = _names(rows)
        at_odds = [
            label
            for label in labels
            if label.trap not in SHARED_NAMES
            and names.get(bare(label.employer), set()) - {label.firm_id}
        ]
        assert at_odds == []


def _names(rows: list[Registration]) -> dict[str, set[str]]:
    """Firms by bare name; a name cut short names nobody for certain."""
    names = defaultdict(set)
    for row in rows:
        names[bare(row.name)].add(row.firm_id)
        for other in row.other_names:
            if other.kind != "cut":
                names[bare(other.name)].add(row.firm_id)
    names.pop("", None)
    return names


def test_a_shared_name_is_told_by_its_state_only(labelled: Labelled, written: Labelled) -> None:
    for rows, labels in (labelled, written):
        known = Known(rows)
        firms = {firm.firm_id: firm for firm in known.firms}
        for label in labels:
            if label.trap not in SHARED_NAMES:
                continue
            bearers = known.owners_of(label.employer.replace("SVCS", "SERVICES"))
            states = {f: {place[0] for place in firms[f].places} for f in sorted(bearers)}
            here = [f for f, found in states.items() if label.state_code in found]
            if label.employer != "BLUE HERON GROUP":
                assert here == ([label.firm_id] if label.firm_id else [])


def test_each_firm_meant_is_registered_and_its_owner_is_that_of_the_day(
    labelled: Labelled, written: Labelled
) -> None:
    for rows, labels in (labelled, written):
        by_firm = defaultdict(list)
        for row in rows:
            by_firm[row.firm_id].append(row)
        for label in labels:
            if label.firm_id is None:
                assert label.owner is None
                continue
            spans = by_firm[label.firm_id]
            on_day = [row for row in spans if row.first_date <= label.date <= row.last_date]
            assert on_day
            if label.owner:
                assert {row.parent_name for row in on_day} == {label.owner}


@pytest.mark.parametrize(
    ("firm_id", "day", "owner"),
    [
        ("sikorsky", date(2015, 11, 5), "UNITED TECHNOLOGIES CORPORATION"),
        ("sikorsky", date(2015, 11, 6), "LOCKHEED MARTIN CORPORATION"),
        ("rockwell_collins", date(2018, 11, 25), "ROCKWELL COLLINS, INC."),
        ("rockwell_collins", date(2018, 11, 26), "UNITED TECHNOLOGIES CORPORATION"),
        ("rockwell_collins", date(2020, 4, 3), "RAYTHEON TECHNOLOGIES CORPORATION"),
        ("orbital_atk", date(2018, 6, 5), "ORBITAL ATK, INC."),
        ("orbital_atk", date(2018, 6, 6), "NORTHROP GRUMMAN CORPORATION"),
        ("harris", date(2019, 6, 28), "HARRIS CORPORATION"),
        ("harris", date(2019, 6, 29), "L3HARRIS TECHNOLOGIES, INC."),
    ],
)
def test_ownership_changes_on_the_day_it_did(
    written: Labelled, firm_id: str, day: date, owner: str
) -> None:
    firms = {firm.firm_id: firm for firm in Known(written[0]).firms}
    assert firms[firm_id].owner_on(day) == owner
    assert owner in {label.owner for label in written[1] if label.firm_id == firm_id}


def test_the_written_sets_are_as_large_as_they_should_be(written: Labelled) -> None:
    assert len({row.uei for row in written[0]}) >= 60
    assert len(written[1]) >= 150
    assert len(adversarial_people()) >= 120


def test_people_show_every_trap_and_make_enough_pairs(people: list[PersonRow]) -> None:
    labels = pair_labels(people)
    assert len(people) >= 1500
    assert {row.trap for row in people} == person_traps.TRAPS.keys() | {"background"}
    assert len(labels.true_pairs) >= 400
    assert sum(not pair.is_same and pair.trap != "chance" for pair in labels.hard_pairs) >= 200


@pytest.mark.parametrize(
    "rows", [*map(people_rows, SEEDS), adversarial_people()], ids=[*map(str, SEEDS), "written"]
)
def test_rows_that_read_alike_are_one_person(rows: list[PersonRow]) -> None:
    seen: dict[tuple[str, ...], str] = {}
    for row in rows:
        if row.trap in INDISTINCT:
            continue
        text = (row.name, row.zip_code[:5], row.employer, row.occupation)
        assert seen.setdefault(text, row.person_id) == row.person_id
    assert len({row.row_id for row in rows}) == len(rows)
    assert {len(row.zip_code) for row in rows} == {5, 9}
    assert max(len(row.employer) for row in rows) <= 38


def test_pairs_are_those_of_a_last_name_in_common_or_of_one_case() -> None:
    rows = adversarial_people()
    labels = pair_labels(rows)
    hard = {(pair.left, pair.right): pair.is_same for pair in labels.hard_pairs}
    assert hard["a17-1", "a17-5"]
    assert not hard["a11-3", "a11-4"]
    assert not hard["a08-1", "a08-2"]
    assert not hard["a14-1", "a14-2"]
    assert ("a01-1", "a02-1") not in hard
    assert {pair for pair, is_same in hard.items() if is_same} == labels.true_pairs
