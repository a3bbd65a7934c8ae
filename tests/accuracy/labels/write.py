"""Labels as the publishers' files: contributions by cycle, and contract transactions."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.accuracy.labels import words
from tests.accuracy.labels.contractors import Registration
from tests.accuracy.labels.employers import EmployerLabel
from tests.accuracy.labels.naming import coined_words
from tests.accuracy.labels.persons import PersonRow
from tests.fixtures import fec_line, write_csv, write_zip

CONTRACTS = "Contracts_PrimeTransactions_2025-10-01_H12M00S00_1.csv"
FIRST_NAMES = ("BLAIR", "DEVIN", "MERLE", "SIDNEY")
ZIP_CODES = {state: zip_code for state, _, zip_code in reversed(words.CITIES)}


@dataclass(frozen=True)
class _Span:
    """A registration's name from a day to another."""

    name: str
    first_date: date
    last_date: date


def write_downloads(
    folder: Path,
    registrations: Sequence[Registration],
    labels: Sequence[EmployerLabel],
    rows: Sequence[PersonRow],
) -> list[Path]:
    """One contract file and one contribution zip for each cycle; gives their paths.

    TRAN_ID is the label's or row's id. Contributors of employer labels are each somebody else.
    """
    filed = [*_employer_lines(labels), *_person_lines(rows)]
    by_cycle: dict[int, list[str]] = defaultdict(list)
    for number, (day, values) in enumerate(filed, 1):
        by_cycle[day.year + day.year % 2].append(_line(number, day, values))
    zips = [
        write_zip(folder / f"indiv{cycle % 100:02d}.zip", {"itcont.txt": "".join(lines)})
        for cycle, lines in sorted(by_cycle.items())
    ]
    contracts = write_csv(
        folder / CONTRACTS, "usaspending_prime_transaction", _transactions(registrations)
    )
    return [contracts, *zips]


Filed = tuple[date, dict[str, str]]


def _line(number: int, day: date, values: dict[str, str]) -> str:
    return fec_line(
        "fec_itcont",
        sub_id=f"40101{day.year}{number:010d}",
        image_number=f"{day.year}0415{number:010d}",
        transaction_date=day.strftime("%m%d%Y"),
        election_code=f"P{day.year + day.year % 2}",
        **values,
    )


def _employer_lines(labels: Sequence[EmployerLabel]) -> Iterator[Filed]:
    """Contributors with surnames that nobody else has."""
    rng = random.Random(len(labels))
    surnames = [f"{word}SKA" for word in coined_words(rng, -(-len(labels) // len(FIRST_NAMES)))]
    names = [f"{last}, {first}" for first in FIRST_NAMES for last in surnames]
    for label, name in zip(labels, names, strict=False):
        yield (
            label.date,
            {
                "transaction_id": label.label_id,
                "name": name,
                "city_name": label.city_name,
                "state_code": label.state_code,
                "zip_code": ZIP_CODES.get(label.state_code, ""),
                "employer": label.employer,
                "occupation": label.occupation,
            },
        )


def _person_lines(rows: Iterable[PersonRow]) -> Iterator[Filed]:
    for row in rows:
        yield (
            row.date,
            {
                "transaction_id": row.row_id,
                "name": row.name,
                "city_name": row.city_name,
                "state_code": row.state_code,
                "zip_code": row.zip_code,
                "employer": row.employer,
                "occupation": row.occupation,
            },
        )


def _transactions(registrations: Iterable[Registration]) -> Iterator[dict[str, str]]:
    """The first and the last action of each registration under each of its names in time."""
    for number, row in enumerate(registrations, 1):
        days = [
            (day, span.name)
            for span in _spans(row)
            for day in sorted({span.first_date, span.last_date})
        ]
        for action, (day, name) in enumerate(days):
            yield _transaction(row, number, action, day) | {"recipient_name": name}


def _spans(row: Registration) -> list[_Span]:
    """The registration's former names in turn, then its own."""
    spans, start = [], row.first_date
    former = [(o.last_date, o.name) for o in row.other_names if o.last_date]
    for until, name in sorted(former):
        if start <= until < row.last_date:
            spans.append(_Span(name, start, until))
            start = date.fromordinal(until.toordinal() + 1)
    return [*spans, _Span(row.name, start, row.last_date)]


def _transaction(row: Registration, number: int, action: int, day: date) -> dict[str, str]:
    piid = f"LABEL{number:06d}"
    return {
        "contract_transaction_unique_key": f"9700_-NONE-_{piid}_P{action:05d}_-NONE-_0",
        "contract_award_unique_key": f"CONT_AWD_{piid}_9700_-NONE-_-NONE-",
        "award_id_piid": piid,
        "modification_number": f"P{action:05d}",
        "action_date": day.isoformat(),
        "action_date_fiscal_year": str(day.year + (day.month > 9)),
        "federal_action_obligation": "1000.00",
        "recipient_uei": row.uei,
        "recipient_doing_business_as_name": "; ".join(
            other.name for other in row.other_names if other.kind == "dba"
        ),
        "recipient_parent_uei": row.parent_uei,
        "recipient_parent_name": row.parent_name,
        "recipient_city_name": row.city_name,
        "recipient_state_code": row.state_code,
    }
