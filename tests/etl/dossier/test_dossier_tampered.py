"""What was changed in a dossier is found, whether or not its manifest was changed too."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import duckdb
import pytest

from etl.exports.package import sha256
from tests.etl.dossier.dossiers import verified


def stamped(folder: Path, name: str) -> None:
    """Write a file's new hash into the manifest, as one who tampers with care would."""
    path = folder / "manifest.csv"
    with path.open(newline="") as text:
        rows = list(csv.reader(text))
    for row in rows:
        if row[0] == "written" and row[2] == name:
            row[6] = sha256(folder / name)
    with path.open("w", newline="") as text:
        csv.writer(text, lineterminator="\n").writerows(rows)


def row_in_csv(folder: Path) -> list[str]:
    """Another amount in the CSV of actions."""
    path = folder / "rows" / "marts.award_action.csv"
    path.write_text(path.read_text().replace("129300000.00", "129300001.00", 1))
    return ["rows/marts.award_action.csv"]


def row_in_both(folder: Path) -> list[str]:
    """Another amount in CSV and Parquet alike."""
    path = folder / "rows" / "marts.award_action.parquet"
    with duckdb.connect() as engine:
        engine.execute("create table t as from read_parquet(?)", [str(path)])
        engine.execute("update t set obligated_usd = 129300001 where obligated_usd = 129300000")
        engine.execute(f"copy t to '{path}' (format parquet)")
    return [*row_in_csv(folder), "rows/marts.award_action.parquet"]


def gift_in_both(folder: Path) -> list[str]:
    """Another amount of one gift in CSV and Parquet alike, behind sums by role and receiver."""
    path = folder / "rows" / "measures.tied_gift.parquet"
    with duckdb.connect() as engine:
        engine.execute("create table t as from read_parquet(?)", [str(path)])
        changed = "(select min(record_id) from t)"
        engine.execute(f"update t set amount_usd = amount_usd + 1 where record_id = {changed}")
        engine.execute(f"copy t to '{path}' (format parquet)")
        engine.execute(f"copy t to '{path.with_suffix('.csv')}' (format csv)")
    return ["rows/measures.tied_gift.csv", "rows/measures.tied_gift.parquet"]


def number_in_report(folder: Path) -> list[str]:
    """Another sum in the page."""
    path = folder / "report.html"
    text = path.read_text()
    assert "$1,241,839,006" in text
    path.write_text(text.replace("$1,241,839,006", "$1,241,839,007", 1))
    return ["report.html"]


def value_in_report(folder: Path) -> list[str]:
    """Another value behind a number of the page."""
    path = folder / "report.html"
    path.write_text(path.read_text().replace('data-value="1241839006.00"', 'data-value="1.00"', 1))
    return ["report.html"]


def number_in_numbers(folder: Path) -> list[str]:
    """Another sum in numbers.json."""
    path = folder / "numbers.json"
    path.write_text(path.read_text().replace('"1241839006.00"', '"1241839007.00"', 1))
    return ["numbers.json"]


def row_out_of_report(folder: Path) -> list[str]:
    """A row of a table taken out of the page."""
    path = folder / "report.html"
    text = path.read_text()
    row = re.search(r'<tr><td[^>]*data-cell="s0-05:0:0".*?</tr>', text)
    assert row
    path.write_text(text.replace(row[0], "", 1))
    return ["report.html"]


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (row_in_csv, "rows/marts.award_action.csv and rows/marts.award_action.parquet differ"),
        (row_in_both, "the records give"),
        (gift_in_both, "sum of its records USD: numbers.json has"),
        (gift_in_both, "numbers.json has 0 rows, the records give 1"),
        (number_in_report, "prints $1,241,839,007, not $1,241,839,006"),
        (value_in_report, "prints"),
        (number_in_numbers, "numbers.json has 1241839007.00, the records give 1241839006.00"),
        (row_out_of_report, "prints nothing"),
    ],
)
@pytest.mark.parametrize("is_stamped", [False, True])
def test_what_was_tampered_with_is_found(
    bare_python: Path, folder: Path, tamper: object, found: str, is_stamped: bool
) -> None:
    changed = tamper(folder)  # type: ignore[operator]
    for name in changed if is_stamped else []:
        stamped(folder, name)
    code, said = verified(bare_python, folder)
    assert code == 1
    assert found in said
    assert ("is not the file that the manifest names" in said) is not is_stamped
