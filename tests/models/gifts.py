"""Gifts of few people and amounts, as both sides report them in bulk files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st

from tests.fixtures import fec_line, loaded, write_text
from tests.fixtures.building import built, needed_models

MODELS = needed_models("entities.contribution")
PEOPLE = (("EXAMPLE, ADA", "221500001"), ("SAMPLE, BEN", "601010002"))
RECIPIENTS = ("C00900002", "C00900003")
GIVERS = ("C00900004", "C00900005")
INTERMEDIARY = "C00900009"
DIRECT, REFUND, EARMARK, COMMITTEE = "15", "22Y", "15E", "24K"
COMMITTEE_TYPES = ("24K", "18K")
DAYS = 10
Row = dict[str, str]
Totals = dict[str, tuple[Decimal, Decimal]]


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


def expected_totals(gifts: Iterable[Gift]) -> Totals:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for gift in gifts:
        sums[gift.recipient] += gift.usd
    return {committee: (usd, usd) for committee, usd in sums.items()}


def write_file(folder: Path, name: str, rows: Iterable[Row]) -> Path:
    """A bulk file whose name says its table and its cycle's folder."""
    table = f"fec_{name.split('_')[0]}"
    text = "".join(fec_line(table, **row) for row in rows)
    return write_text(folder / "2024" / f"{name}.txt", text)


def write_files(
    folder: Path, rows: Iterable[Row], data: st.DataObject, name: str = ""
) -> list[Path]:
    """The rows as itcont and itoth, each in any order and cut into any parts."""
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in data.draw(st.permutations(list(rows))):
        table = "itoth" if row["transaction_type_code"] in COMMITTEE_TYPES else "itcont"
        parts[f"{table}_{name}{data.draw(st.integers(1, 2))}"].append(row)
    return [write_file(folder, part, own) for part, own in parts.items()]


def read_totals(files: Iterable[Path], data: Path) -> Totals:
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


def gifts_of(*kinds: str) -> st.SearchStrategy[list[Gift]]:
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


every_gift = gifts_of(DIRECT, REFUND, EARMARK, EARMARK, COMMITTEE)
