"""Contributed money is the same however its files were cut, ordered, repeated and amended."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.build.models import LAYERS, seed_names
from etl.build.prepare import load_seeds
from etl.build.run import run_model
from etl.common.settings import SQL
from tests.fixtures import fec_line, loaded, write_text
from tests.fixtures.building import FEW, built, fill, needed_models

MODELS = needed_models("entities.contribution")
COUNTERPART = next(model for model in MODELS if model.table == "entities.counterpart")
PEOPLE = (("EXAMPLE, ADA", "221500001"), ("SAMPLE, BEN", "601010002"))
RECIPIENTS = ("C00900002", "C00900003")
GIVERS = ("C00900004", "C00900005")
INTERMEDIARY = "C00900009"
DIRECT, REFUND, EARMARK, COMMITTEE = "15", "22Y", "15E", "24K"
COMMITTEE_TYPES = ("24K", "18K")
DAYS = 10
FIRST_DAY = date(2023, 1, 1)

Row = dict[str, str]
Totals = dict[str, tuple[Decimal, Decimal]]
Pairing = Callable[[Mapping[str, list[dict[str, Any]]]], list[tuple[str, str, int]]]


@dataclass(frozen=True)
class Gift:
    """Money that one committee took in or gave back; both sides may report it."""

    number: int
    kind: str
    giver: int
    recipient: str
    day: date
    gap: int
    cents: int

    @property
    def usd(self) -> Decimal:
        return Decimal(-self.cents if self.kind == REFUND else self.cents) / 100

    @property
    def parties(self) -> tuple[int, str]:
        return self.giver, self.recipient

    def rows(self) -> list[Row]:
        """The sender's row, if there is a sender that files, and the recipient's."""
        own_day = self.day + timedelta(self.gap)
        if self.kind == COMMITTEE:
            giver = GIVERS[self.giver]
            sent = {"name": "ROE FOR CONGRESS", "entity_type_code": "CCM"}
            taken = {"name": "ACME ROCKETS PAC", "entity_type_code": "PAC"}
            return [
                self._row("24K", giver, self.day, other_id=self.recipient, **sent),
                self._row("18K", self.recipient, own_day, other_id=giver, **taken),
            ]
        name, zip_code = PEOPLE[self.giver]
        person = {"name": name, "zip_code": zip_code}
        if self.kind != EARMARK:
            return [self._row(self.kind, self.recipient, self.day, **person)]
        # some recipients file their own row under the intermediary's code
        code, memo = ("24T", "* SEE BELOW") if self.number % 4 == 3 else (EARMARK, "")
        taken = person | {"other_id": INTERMEDIARY, "memo_text": memo}
        return [
            self._row("24T", INTERMEDIARY, self.day, other_id=self.recipient, **person),
            self._row(code, self.recipient, own_day, **taken),
        ]

    def _row(self, kind: str, filer: str, day: date, **other: str) -> Row:
        quarter = (day.month - 1) // 3
        row = {
            "transaction_type_code": kind,
            "filer_committee_id": filer,
            "report_type_code": ("Q1", "Q2", "Q3", "YE")[quarter],
            "file_number": f"17{filer[-2:]}00{quarter}",
            "transaction_date": day.strftime("%m%d%Y"),
            "amount_usd": f"{Decimal(self.cents) / 100}",
            "transaction_id": f"T{self.number}",
            "sub_id": f"40101202300000{self.number:03}{filer[-2:]}",
        }
        return row | other


def _expected(gifts: Iterable[Gift]) -> Totals:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for gift in gifts:
        sums[gift.recipient] += gift.usd
    return {committee: (usd, usd) for committee, usd in sums.items()}


def _file(folder: Path, name: str, rows: Iterable[Row]) -> Path:
    """A bulk file whose name says its table and its cycle's folder."""
    table = f"fec_{name.split('_')[0]}"
    text = "".join(fec_line(table, **row) for row in rows)
    return write_text(folder / "2024" / f"{name}.txt", text)


def _files(folder: Path, rows: Iterable[Row], data: st.DataObject, name: str = "") -> list[Path]:
    """The rows as itcont and itoth, each in any order and cut into any parts."""
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in data.draw(st.permutations(list(rows))):
        table = "itoth" if row["transaction_type_code"] in COMMITTEE_TYPES else "itcont"
        parts[f"{table}_{name}{data.draw(st.integers(1, 2))}"].append(row)
    return [_file(folder, part, own) for part, own in parts.items()]


def _totals(files: Iterable[Path], data: Path) -> Totals:
    """Who gave and what was received, by the committee that the money went to."""
    for path in files:
        loaded(path, data)
    with built(data, MODELS) as engine:
        rows = engine.execute(
            "select recipient_committee_id, coalesce(sum(who_gave_usd), 0), "
            "coalesce(sum(committee_received_usd), 0) from entities.contribution "
            "where who_gave_usd is not null or committee_received_usd is not null group by all"
        ).fetchall()
    return {committee: (gave, received) for committee, gave, received in rows}


days = st.dates(date(2023, 1, 15), date(2023, 3, 15)) | st.dates(
    date(2023, 1, 15), date(2023, 9, 1)
)
amounts = st.sampled_from([2_500, 5_000, 12_345])


def _gifts_of(*kinds: str) -> st.SearchStrategy[list[Gift]]:
    """Gifts of few people and amounts, so that many look alike."""
    gift = st.tuples(
        st.sampled_from(kinds),
        st.integers(0, 1),
        st.sampled_from(RECIPIENTS),
        days,
        st.integers(-DAYS, DAYS),
        amounts,
    )
    return st.lists(gift, min_size=3, max_size=10).map(
        lambda found: [Gift(number, *values) for number, values in enumerate(found)]
    )


every_gift = _gifts_of(DIRECT, REFUND, EARMARK, EARMARK, COMMITTEE)


@FEW
@given(every_gift, st.data())
def test_order_split_and_repetition_change_no_total(gifts: list[Gift], data: st.DataObject) -> None:
    rows = [row for gift in gifts for row in gift.rows()]
    again = data.draw(st.lists(st.sampled_from(rows), max_size=4))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = _files(folder, rows, data) + _files(folder, again, data, "again")
        files = data.draw(st.permutations(files))
        totals = _totals([*files, files[0]], folder / "data")
    assert totals == _expected(gifts)


@FEW
@given(every_gift, st.data())
def test_an_amendment_takes_the_place_of_its_report(gifts: list[Gift], data: st.DataObject) -> None:
    rows = [row for gift in gifts for row in gift.rows()]
    report = data.draw(st.sampled_from(sorted({row["file_number"] for row in rows})))
    direct = [
        gift
        for gift in gifts
        if gift.kind in (DIRECT, REFUND) and gift.rows()[0]["file_number"] == report
    ]
    # one row at least stays: an amendment is known by the days that it shares with its report
    dropped = data.draw(st.sets(st.sampled_from(direct[1:]))) if direct[1:] else set()
    left = [
        replace(gift, cents=data.draw(amounts)) if gift in direct else gift
        for gift in gifts
        if gift not in dropped
    ]
    amended = [
        row | {"amendment_code": "A", "file_number": "1800000", "sub_id": f"9{row['sub_id'][1:]}"}
        for gift in left
        for row in gift.rows()
        if row["file_number"] == report
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = _files(folder, rows, data) + _files(folder, amended, data, "amended")
        totals = _totals(data.draw(st.permutations(files)), folder / "data")
    assert totals == _expected(left)


def _sides(gifts: Iterable[Gift], data: st.DataObject) -> list[Row]:
    """The rows of one side or of both, chosen for each giver and recipient."""
    sides = {
        parties: data.draw(st.sampled_from([slice(0, 1), slice(1, 2), slice(0, 2)]))
        for parties in sorted({gift.parties for gift in gifts})
    }
    return [row for gift in gifts for row in gift.rows()[sides[gift.parties]]]


@FEW
@given(_gifts_of(EARMARK), st.data())
def test_an_earmarked_gift_counts_once_whichever_side_is_loaded(
    gifts: list[Gift], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = data.draw(st.permutations(_files(folder, _sides(gifts, data), data)))
        totals = _totals(files, folder / "data")
    assert totals == _expected(gifts)


@FEW
@given(_gifts_of(COMMITTEE), st.data())
def test_a_gift_between_committees_counts_once_in_each_measure(
    gifts: list[Gift], data: st.DataObject
) -> None:
    rows = _sides(gifts, data)
    given_rows = [row for row in rows if row["transaction_type_code"] == "24K"]
    givers_files = data.draw(st.sampled_from([{"itoth"}, {"itpas2"}, {"itoth", "itpas2"}]))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        in_itoth = rows if "itoth" in givers_files else [r for r in rows if r not in given_rows]
        files = _files(folder, in_itoth, data)
        if "itpas2" in givers_files and given_rows:
            files.append(
                _file(folder, "itpas2", [row | {"candidate_id": "H4VA00001"} for row in given_rows])
            )
        totals = _totals(data.draw(st.permutations(files)), folder / "data")
    assert totals == _expected(gifts)


@pytest.fixture(scope="module")
def pairing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pairing]:
    """Runs entities.counterpart, and nothing before it, on given transactions."""
    with (
        built(tmp_path_factory.mktemp("empty"), needed_models(COUNTERPART.table)) as empty,
        duckdb.connect() as engine,
    ):
        for layer in LAYERS:
            engine.execute(f"create schema {layer}")
        load_seeds(engine, SQL / "seeds")

        def pairs_of(given_rows: Mapping[str, list[dict[str, Any]]]) -> list[tuple[str, str, int]]:
            for table in COUNTERPART.reads - {f"seeds.{name}" for name in seed_names(SQL)}:
                fill(engine, empty, table, given_rows.get(table, []))
            engine.execute(f"drop table if exists {COUNTERPART.table}")
            run_model(engine, COUNTERPART)
            return engine.execute(
                "select sent_record_id, received_record_id, gap_days from entities.counterpart"
            ).fetchall()

        yield pairs_of


dated = st.lists(st.tuples(st.integers(0, 40), st.sampled_from([25, 50])), max_size=9)


@settings(FEW, max_examples=60)
@given(sent=dated, received=dated)
def test_as_many_earmarked_gifts_are_paired_as_can_be(
    pairing: Pairing, sent: list[tuple[int, int]], received: list[tuple[int, int]]
) -> None:
    def row(record_id: str, day: int, usd: int) -> dict[str, Any]:
        is_sent = record_id.startswith("s")
        return {
            "record_id": record_id,
            "transaction_date": FIRST_DAY + timedelta(day),
            "amount_usd": usd,
            "name": PEOPLE[0][0],
            "zip5_code": PEOPLE[0][1][:5],
            "is_with_committee": False,
            "filer_committee_id": INTERMEDIARY if is_sent else RECIPIENTS[0],
            "other_committee_id": RECIPIENTS[0] if is_sent else INTERMEDIARY,
            "role": "conduit_out" if is_sent else "earmarked",
        }

    rows = [row(f"s{number}", *values) for number, values in enumerate(sent)]
    own = [row(f"r{number}", *values) for number, values in enumerate(received)]
    conduit = [
        {"record_id": r["record_id"], "is_recipients": False, "recipient_id": RECIPIENTS[0]}
        for r in rows
    ]
    pairs = pairing({"entities.transaction": rows + own, "entities.conduit_row": conduit})
    by_id = {r["record_id"]: r for r in rows + own}

    def gap(a: str, b: str) -> int:
        return abs((by_id[a]["transaction_date"] - by_id[b]["transaction_date"]).days)

    possible = nx.Graph(
        (s["record_id"], r["record_id"])
        for s in rows
        for r in own
        if s["amount_usd"] == r["amount_usd"] and gap(s["record_id"], r["record_id"]) <= DAYS
    )
    assert len(pairs) == len(nx.max_weight_matching(possible, maxcardinality=True))
    assert all(possible.has_edge(a, b) and days == gap(a, b) for a, b, days in pairs)
    assert len({record for a, b, _ in pairs for record in (a, b)}) == 2 * len(pairs)
