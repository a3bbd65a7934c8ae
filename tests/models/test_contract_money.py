"""Contract money is the same however its files were cut, ordered, repeated and corrected."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.fixtures import header, loaded, write_csv
from tests.fixtures.building import FEW, built, needed_models

TRANSACTION = "usaspending_prime_transaction"
DELTA = ["correction_delete_ind", "agency_id", *header(TRANSACTION)]
BASE_DAY, DELTA_DAY = "20250106", "20250206"


MODELS = needed_models("marts.award", "marts.obligation")


@dataclass(frozen=True)
class Action:
    """One action on an award; `running` is the award's own total as the action states it."""

    number: int
    award: int
    day: date
    cents: int
    running: Decimal = Decimal(0)

    @property
    def usd(self) -> Decimal:
        return Decimal(self.cents) / 100

    @property
    def fiscal_year(self) -> int:
        return self.day.year + (self.day.month > 9)

    @property
    def award_key(self) -> str:
        return f"CONT_AWD_ACME{self.award}_9700_-NONE-_-NONE-"

    def row(self, **other: str) -> dict[str, str]:
        """The action as published."""
        return {
            "contract_transaction_unique_key": f"9700_-NONE-_ACME{self.award}_{self.number}_-NONE-",
            "contract_award_unique_key": self.award_key,
            "award_id_piid": f"ACME{self.award}",
            "modification_number": str(self.number),
            "action_date": self.day.isoformat(),
            "action_date_fiscal_year": str(self.fiscal_year),
            "federal_action_obligation": str(self.usd),
            "total_dollars_obligated": str(self.running),
            "awarding_agency_code": "097",
            "awarding_sub_agency_code": "5700",
            "awarding_sub_agency_name": "DEPT OF THE AIR FORCE",
        } | other


def _stated(actions: Iterable[Action]) -> list[Action]:
    """The actions in order of time, each stating the award's total so far."""
    so_far: dict[int, Decimal] = defaultdict(Decimal)
    stated = []
    for action in sorted(actions, key=lambda action: (action.day, action.number)):
        so_far[action.award] += action.usd
        running = so_far[action.award]
        stated.append(Action(action.number, action.award, action.day, action.cents, running))
    return stated


Totals = tuple[dict[str, Decimal], dict[int, Decimal]]


def _expected(actions: Iterable[Action]) -> Totals:
    awards: dict[str, Decimal] = defaultdict(Decimal)
    years: dict[int, Decimal] = defaultdict(Decimal)
    for action in actions:
        awards[action.award_key] += action.usd
        years[action.fiscal_year] += action.usd
    return dict(awards), dict(years)


def _built(files: Iterable[Path], data: Path) -> tuple[Totals, list[str]]:
    """Totals by award and by fiscal year, and how each award stands against its own total."""
    for path in files:
        loaded(path, data)
    with built(data, MODELS) as engine:
        awards = engine.execute("select award_key, obligated_usd from marts.award").fetchall()
        years = engine.execute(
            "select fiscal_year, sum(obligated_usd) from marts.obligation group by all"
        ).fetchall()
        states = engine.execute("select distinct coverage_state from marts.award").fetchall()
    return (dict(awards), dict(years)), sorted(state for (state,) in states)


def _base(folder: Path, part: int, rows: list[Mapping[str, str]]) -> Path:
    """One part of the published year files, which share a date and differ in a name."""
    return write_csv(folder / f"FY2024_097_Contracts_Full_{BASE_DAY}_{part}.csv", TRANSACTION, rows)


def _delta(folder: Path, rows: list[Mapping[str, str]]) -> Path:
    name = f"FY(All)_097_Contracts_Delta_{DELTA_DAY}_1.csv"
    return write_csv(folder / name, TRANSACTION, rows, columns=DELTA)


days = st.dates(date(2022, 9, 28), date(2024, 9, 30))
cents = st.integers(-10_000_000, 10_000_000)
actions_of = st.lists(st.tuples(st.integers(1, 3), days, cents), min_size=2, max_size=8).map(
    lambda found: _stated(Action(number, *values) for number, values in enumerate(found))
)


@FEW
@given(actions_of, st.data())
def test_order_split_and_repetition_change_no_total(
    actions: list[Action], data: st.DataObject
) -> None:
    parts = data.draw(st.lists(st.integers(1, 3), min_size=len(actions), max_size=len(actions)))
    again = data.draw(st.lists(st.sampled_from(actions), max_size=3))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cut = {
            part: [a.row() for a, own in zip(actions, parts, strict=True) if own == part]
            for part in sorted(set(parts))
        }
        files = [_base(folder, part, rows) for part, rows in cut.items()]
        files += [_base(folder, 9, [action.row() for action in again])]
        files = data.draw(st.permutations(files))
        totals, states = _built([*files, files[0]], folder / "data")
    assert totals == _expected(actions)
    assert states == ["published"]


@FEW
@given(actions_of, st.data())
def test_a_delta_corrects_and_deletes_what_it_names(
    actions: list[Action], data: st.DataObject
) -> None:
    changed = data.draw(st.lists(st.sampled_from(actions), min_size=1, unique=True))
    corrected = [Action(a.number, a.award, data.draw(days), data.draw(cents)) for a in changed[::2]]
    deleted = changed[1::2]
    left = _stated([*(a for a in actions if a not in changed), *corrected])
    renewed = [a for a in left if a.number in {action.number for action in corrected}]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [
            _base(folder, 1, [action.row() for action in actions]),
            _delta(
                folder,
                [action.row(correction_delete_ind="C", agency_id="1173") for action in renewed]
                + [_gone(action) for action in deleted],
            ),
        ]
        totals, _ = _built(data.draw(st.permutations(files)), folder / "data")
    assert totals == _expected(left)


def _gone(action: Action) -> dict[str, str]:
    """A delete as published: the key and nothing else."""
    blank = {name: "" for name in action.row() if name != "contract_transaction_unique_key"}
    blank |= {"recipient_uei": "", "recipient_name": ""}
    return action.row(**blank, correction_delete_ind="D", agency_id="1173")
