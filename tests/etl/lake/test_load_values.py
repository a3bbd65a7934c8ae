"""A published value becomes a typed one, and what is none becomes null and is kept."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.etl.lake.examples import ACTION
from tests.fixtures import fec_line, lake_rows, loaded, write_csv, write_text


@pytest.mark.parametrize(
    "bad", ["02302023", "3312023", "010120231", "20230331", "ABCDEFGH", "01010023"]
)
def test_a_bad_fec_date_is_null_and_kept(tmp_path: Path, bad: str) -> None:
    path = write_text(tmp_path / "itcont24.txt", fec_line("fec_itcont", transaction_date=bad))
    loaded(path, tmp_path / "data")
    (row,) = lake_rows(tmp_path / "data", "fec_itcont")
    assert row["transaction_date"] is None
    assert row["problems"] == [f"transaction_date: {bad}"]


@pytest.mark.parametrize("bad", ["1,250", "$5", "12.345", "abc", "1" * 20])
def test_a_bad_amount_is_null_and_kept(tmp_path: Path, bad: str) -> None:
    path = write_text(tmp_path / "itcont24.txt", fec_line("fec_itcont", amount_usd=bad))
    loaded(path, tmp_path / "data")
    (row,) = lake_rows(tmp_path / "data", "fec_itcont")
    assert row["amount_usd"] is None
    assert row["problems"] == [f"amount_usd: {bad}"]


def test_two_problems_of_one_row(tmp_path: Path) -> None:
    line = fec_line("fec_itcont", transaction_date="?", amount_usd="??")
    loaded(write_text(tmp_path / "itcont24.txt", line), tmp_path / "data")
    (row,) = lake_rows(tmp_path / "data", "fec_itcont")
    assert row["problems"] == ["transaction_date: ?", "amount_usd: ??"]


def test_a_fraction_is_not_a_count(tmp_path: Path) -> None:
    path = write_text(
        tmp_path / "cn24.txt",
        fec_line("fec_cn", election_year="2023.7") + fec_line("fec_cn", candidate_id="H9"),
    )
    loaded(path, tmp_path / "data", table="fec_cn")
    rows = lake_rows(tmp_path / "data", "fec_cn")
    assert [(row["election_year"], row["problems"]) for row in rows] == [
        (None, ["election_year: 2023.7"]),
        (2024, []),
    ]


def test_blank_and_old_dates_and_cents(tmp_path: Path) -> None:
    lines = [
        fec_line("fec_itoth", sub_id="1", transaction_date=""),
        fec_line("fec_itoth", sub_id="2", transaction_date="10171918"),
        fec_line("fec_itoth", sub_id="3", amount_usd="-1234.56"),
        fec_line("fec_itoth", sub_id="4", amount_usd=""),
        fec_line("fec_itoth", sub_id="5", amount_usd="0"),
        fec_line("fec_itoth", sub_id="6", transaction_date="01152050"),
    ]
    load = loaded(write_text(tmp_path / "itoth24.txt", "".join(lines)), tmp_path / "data")
    rows = {row["sub_id"]: row for row in lake_rows(tmp_path / "data", "fec_itoth")}
    assert rows["1"]["transaction_date"] is None
    assert rows["2"]["transaction_date"] == date(1918, 10, 17)
    assert rows["3"]["amount_usd"] == Decimal("-1234.56")
    assert rows["4"]["amount_usd"] is None
    assert rows["5"]["amount_usd"] == Decimal("0.00")
    assert rows["6"]["transaction_date"] == date(2050, 1, 15)
    assert all(row["problems"] == [] for row in rows.values())
    assert (load.tables[0].first_date, load.tables[0].last_date) == ("2023-03-31", "2023-03-31")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-01-05", date(2024, 1, 5)),
        ("2024-01-05 00:00:00", date(2024, 1, 5)),
        ("1/5/24", date(2024, 1, 5)),
        ("12/31/98", date(1998, 12, 31)),
        ("1/5/2024", date(2024, 1, 5)),
        ("1/10/14 0:00", date(2014, 1, 10)),
    ],
)
def test_dates_as_published_and_as_resaved(tmp_path: Path, text: str, day: date) -> None:
    row = {"action_date": text, "last_modified_date": text}
    loaded(write_csv(tmp_path / "a.csv", ACTION, [row]), tmp_path / "data")
    (found,) = lake_rows(tmp_path / "data", ACTION)
    assert found["action_date"] == day
    assert found["problems"] == []
    times = [value for value in found.values() if isinstance(value, datetime)]
    assert times == [datetime(day.year, day.month, day.day)]


@pytest.mark.parametrize("bad", ["24-01-05", "0024-01-05", "31/12/2024", "soon"])
def test_a_date_of_another_form_is_a_problem(tmp_path: Path, bad: str) -> None:
    loaded(write_csv(tmp_path / "a.csv", ACTION, [{"action_date": bad}]), tmp_path / "data")
    (found,) = lake_rows(tmp_path / "data", ACTION)
    assert found["action_date"] is None
    assert found["problems"] == [f"action_date: {bad}"]
