"""What was changed in a dossier is found, whether or not its manifest was changed too."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from etl.common.files import hash_file
from etl.dossier.shipped.document import numbers_bytes, read_numbers
from etl.dossier.shipped.report import page
from tests.etl.dossier.dossiers import checked, verified
from tests.etl.dossier.tamperings import MANIFEST, NUMBERS, OTHERS, REPORT, changed, stamped


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
    names = tamper(folder)  # type: ignore[operator]
    if is_stamped:
        stamped(folder, *names)
    code, said = verified(bare_python, folder)
    assert code == 1
    assert found in said
    assert ("is not the file that the manifest names" in said) is not is_stamped


CHANGES = [
    *(("report.html", name, wanted) for name, wanted in REPORT.items()),
    *(("numbers.json", name, wanted) for name, wanted in NUMBERS.items()),
    *((name, "another text", wanted) for name, wanted in OTHERS.items()),
    *(("manifest.csv", name, wanted) for name, wanted in MANIFEST.items()),
]


@pytest.mark.parametrize(("file", "name", "wanted"), CHANGES, ids=lambda value: str(value)[:40])
def test_no_file_is_changed_unseen_with_its_new_hash(
    folder: Path, file: str, name: str, wanted: tuple[str, str]
) -> None:
    changed(folder / file, wanted)
    if file != "manifest.csv":
        stamped(folder, file)
        assert hash_file(folder / file) in (folder / "manifest.csv").read_text(), name
    code, said = checked(folder)
    assert code == 1, said
    assert file in said
    assert "not the file that the manifest names" not in said


def unused_column(folder: Path) -> list[str]:
    """Another word in a column that no number uses, in CSV and Parquet alike."""
    text, parquet = "rows/marts.link_type.csv", "rows/marts.link_type.parquet"
    assert "ftm_schema" not in (folder / "numbers.json").read_text()
    with duckdb.connect() as engine:
        engine.execute("create table t as from read_parquet(?)", [str(folder / parquet)])
        engine.execute("update t set ftm_schema = 'Bribe' where link_type = 'adviser_to'")
        engine.execute(f"copy t to '{folder / parquet}' (format parquet)")
    changed(folder / text, ("(?<=ties,true,false,)Membership", "Bribe"))
    return [text, parquet]


def test_a_column_that_no_number_uses_is_bound_too(folder: Path) -> None:
    stamped(folder, *unused_column(folder))
    code, said = checked(folder)
    assert code == 1
    assert "rows/marts.link_type.csv is not the file that numbers.json names" in said
    assert "rows/marts.link_type: " in said, "CSV and Parquet agree"


def rewritten(folder: Path, **words: object) -> None:
    """numbers.json with other words of a section, and the report that is drawn of it."""
    report = read_numbers((folder / "numbers.json").read_bytes())
    said = [
        replace(s, **words) if s.name == "flag_counts" else s  # type: ignore[arg-type]
        for s in report.statements
        if words or s.name != "flags"
    ]
    files = {name: hash_file(folder / name) for name in report.files}
    numbers = numbers_bytes(replace(report, statements=said, files=files))
    (folder / "numbers.json").write_bytes(numbers)
    graph = (folder / "graph.svg").read_text()
    drawn = page(read_numbers(numbers), graph, hashlib.sha256(numbers).hexdigest())
    (folder / "report.html").write_bytes(drawn.encode())
    stamped(folder, "numbers.json", "report.html")


@pytest.mark.parametrize(
    "words", [{"caption": "Proof."}, {"heading": "Bribes"}, {"most": 0}, {"sql": "select 1"}, {}]
)
def test_numbers_and_report_rewritten_alike_are_found(
    folder: Path, words: dict[str, object]
) -> None:
    """The sentences are those of the program: another one, or one less, is none of them."""
    rewritten(folder, **words)
    code, said = checked(folder)
    assert code == 1
    assert "not those of this verify.py" in said or "is left out" in said


def test_only_the_fingerprint_tells_a_dossier_that_was_written_anew(folder: Path) -> None:
    """What a fingerprint is for: whoever rewrites everything writes what agrees with itself."""
    before = hash_file(folder / "manifest.csv")
    assert checked(folder, "--fingerprint", before)[0] == 0
    names = unused_column(folder)
    rewritten(folder, name="flag_counts")
    stamped(folder, *names)
    code, said = checked(folder)
    assert code == 0, said
    code, said = checked(folder, "--fingerprint", before)
    assert code == 1
    assert f"not {before}" in said


def test_another_verify_is_told_by_whoever_checks_with_their_own(folder: Path) -> None:
    (folder / "verify.py").write_text('print("Everything holds.")\n')
    stamped(folder, "verify.py")
    code, said = checked(folder)
    assert code == 1
    assert "verify.py of the dossier is not the one that runs here" in said
