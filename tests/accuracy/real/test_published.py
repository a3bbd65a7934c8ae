"""The published labels beside the project, answered by the product as it ships.

Its weights were learned from these labels: `make accuracy` says how it does with them held back.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.accuracy.intervals import Tally, total
from tests.accuracy.real.held_out import PROBABLE, tally_of
from tests.accuracy.real.published import SETS, PublishedSet, is_there, published_database, read_set

pytestmark = pytest.mark.skipif(
    not is_there(), reason="the published labels do not stand beside the project (shared/labels)"
)
LEAST = {
    "pac_sponsor": (0.70, 0.985),
    "defendant": (0.75, 0.99),
    "employer_2015": (0.48, 0.97),
}


def _answered(chosen: PublishedSet) -> tuple[Tally, int]:
    """Links right and wrong of names that have a firm, and ties of names that are nobody's."""
    with TemporaryDirectory() as folder:
        engine, firms = published_database(Path(folder), chosen)
        found = dict(
            engine.execute(
                # labels have no day: a name that means a firm for some days only is nobody's
                "select employer, organization_id from entities.employer_match "
                "where probability >= ? and from_date <= '0001-01-01' and until_date is null",
                [PROBABLE],
            ).fetchall()
        )
    tallies, strangers = [], 0
    for label in chosen.labels:
        ids = firms.get(found.get(label.name) or "", frozenset())
        answer = min(ids & label.firm_ids, default=min(ids, default=None))
        strangers += bool(not label.firm_ids and ids)
        if label.firm_ids:
            tallies.append(tally_of(label.firm_ids, answer))
    return total(tallies), strangers


@pytest.mark.parametrize("title", SETS)
def test_most_are_found_and_nearly_none_wrongly(title: str) -> None:
    chosen = read_set(title)
    found, strangers = _answered(chosen)
    recall, precision = LEAST[title]
    assert found.right / (found.right + found.missing) >= recall
    assert found.right / (found.right + found.wrong) >= precision
    nobodys = sum(not label.firm_ids for label in chosen.labels)
    assert strangers <= 0.02 * nobodys
