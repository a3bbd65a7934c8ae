"""Contributed money is the same however its files were cut, ordered, repeated and amended."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.fixtures.building import FEW
from tests.models.gifts import (
    COMMITTEE,
    DIRECT,
    EARMARK,
    REFUND,
    Gift,
    Row,
    amounts,
    every_gift,
    expected_totals,
    gifts_of,
    read_totals,
    write_file,
    write_files,
)


@FEW
@given(every_gift, st.data())
def test_order_split_and_repetition_change_no_total(gifts: list[Gift], data: st.DataObject) -> None:
    rows = [row for gift in gifts for row in gift.rows()]
    again = data.draw(st.lists(st.sampled_from(rows), max_size=4))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = write_files(folder, rows, data) + write_files(folder, again, data, "again")
        files = data.draw(st.permutations(files))
        totals = read_totals([*files, files[0]], folder / "data")
    assert totals == expected_totals(gifts)


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
        files = write_files(folder, rows, data) + write_files(folder, amended, data, "amended")
        totals = read_totals(data.draw(st.permutations(files)), folder / "data")
    assert totals == expected_totals(left)


def _sides(gifts: Iterable[Gift], data: st.DataObject) -> list[Row]:
    """The rows of one side or of both, chosen for each giver and recipient."""
    sides = {
        parties: data.draw(st.sampled_from([slice(0, 1), slice(1, 2), slice(0, 2)]))
        for parties in sorted({gift.parties for gift in gifts})
    }
    return [row for gift in gifts for row in gift.rows()[sides[gift.parties]]]


@FEW
@given(gifts_of(EARMARK), st.data())
def test_an_earmarked_gift_counts_once_whichever_side_is_loaded(
    gifts: list[Gift], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = data.draw(st.permutations(write_files(folder, _sides(gifts, data), data)))
        totals = read_totals(files, folder / "data")
    assert totals == expected_totals(gifts)


@FEW
@given(gifts_of(COMMITTEE), st.data())
def test_a_gift_between_committees_counts_once_in_each_measure(
    gifts: list[Gift], data: st.DataObject
) -> None:
    rows = _sides(gifts, data)
    given_rows = [row for row in rows if row["transaction_type_code"] == "24K"]
    givers_files = data.draw(st.sampled_from([{"itoth"}, {"itpas2"}, {"itoth", "itpas2"}]))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        in_itoth = rows if "itoth" in givers_files else [r for r in rows if r not in given_rows]
        files = write_files(folder, in_itoth, data)
        if "itpas2" in givers_files and given_rows:
            files.append(
                write_file(
                    folder, "itpas2", [row | {"candidate_id": "H4VA00001"} for row in given_rows]
                )
            )
        totals = read_totals(data.draw(st.permutations(files)), folder / "data")
    assert totals == expected_totals(gifts)
