"""Dossiers: bytes that repeat, numbers that are derived again, faults that are found."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest

from etl.common.database import open_database
from etl.common.settings import Settings, ThroughlineError
from etl.dossier.folder import dossier_bytes
from etl.dossier.pdf import browser
from etl.dossier.verify import Cells
from etl.exports.package import sha256
from etl.graph.find import find_entity

SPACEX, MUSK = "uei:C6M7C2FLKER5", "Elon Musk"
KINDS = ("organization", "person", "committee", "agency", "seat", "congress_committee")


def unpacked(content: bytes, folder: Path) -> Path:
    """A packed dossier as a folder."""
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        whole.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def packed(case_settings: Settings) -> bytes:
    """The dossier of one contractor of the bundled case."""
    with open_database(case_settings.database) as source:
        return dossier_bytes(source, [SPACEX])


@pytest.fixture
def folder(packed: bytes, tmp_path: Path) -> Path:
    """The same unpacked."""
    return unpacked(packed, tmp_path / "dossier")


@pytest.fixture(scope="module")
def bare_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment that holds duckdb and nothing else."""
    home = tmp_path_factory.mktemp("bare")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    packages = Path(str(duckdb.__file__)).parent.parent
    (target,) = (home / "lib").glob("python*/site-packages")
    for path in [*packages.glob("duckdb*"), *packages.glob("_duckdb*")]:
        (target / path.name).symlink_to(path)
    return home / "bin" / "python"


def verified(python: Path, folder: Path) -> tuple[int, str]:
    """Exit code and words of the dossier's own verify.py."""
    done = subprocess.run(
        [str(python), "-I", "verify.py"], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_the_bare_python_holds_duckdb_alone(bare_python: Path) -> None:
    for module in ("numpy", "pandas", "pyarrow", "etl"):
        done = subprocess.run(
            [str(bare_python), "-I", "-c", f"import {module}"], capture_output=True
        )
        assert done.returncode != 0, module


def test_every_number_is_derived_again(bare_python: Path, folder: Path) -> None:
    code, said = verified(bare_python, folder)
    assert (code, said.splitlines()[-1]) == (0, "Everything holds."), said
    statements = json.loads((folder / "numbers.json").read_text())["statements"]
    assert len(statements) > 20
    for statement in statements:
        assert f"holds           {statement['id']} " in said


def test_a_packed_dossier_is_checked_too(bare_python: Path, folder: Path, packed: bytes) -> None:
    path = folder.parent / "x.zip"
    path.write_bytes(packed)
    command = [str(bare_python), "-I", str(folder / "verify.py"), str(path)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


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


@pytest.mark.parametrize(
    "name", ["rows/measures.tied_gift.parquet", "rows/measures.tied_gift.csv", "README.txt"]
)
def test_a_missing_file_is_found(bare_python: Path, folder: Path, name: str) -> None:
    (folder / name).unlink()
    code, said = verified(bare_python, folder)
    assert code == 1
    assert f"{name} is missing" in said


@pytest.mark.parametrize("name", ["report.html", "numbers.json", "manifest.csv"])
def test_without_its_head_nothing_holds(bare_python: Path, folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert verified(bare_python, folder) == (
        1,
        f"DOES NOT HOLD   {name} is missing\nNothing more can be checked.\n",
    )


def test_a_foreign_file_and_a_broken_one_are_found(bare_python: Path, folder: Path) -> None:
    (folder / "rows" / "more.csv").write_text("a\n1\n")
    (folder / "rows" / "marts.edge.parquet").write_bytes(b"PAR1 no parquet")
    code, said = verified(bare_python, folder)
    assert code == 1
    assert "rows/more.csv is not in the manifest" in said
    assert "rows/marts.edge.parquet cannot be read" in said


def test_no_folder_and_no_zip_are_exit_2(bare_python: Path, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.zip").write_text("no zip")
    for path in ("bad.zip", "nowhere"):
        command = [str(bare_python), "-I", str(folder / "verify.py"), str(tmp_path / path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert "cannot be checked" in done.stdout


def test_the_same_database_gives_the_same_bytes(case_settings: Settings, packed: bytes) -> None:
    with open_database(case_settings.database) as source:
        assert dossier_bytes(source, [SPACEX]) == packed


def test_numbers_are_those_of_the_database(case_settings: Settings, folder: Path) -> None:
    statements = json.loads((folder / "numbers.json").read_text())["statements"]
    rows = {statement["title"]: statement["rows"] for statement in statements}
    with open_database(case_settings.database) as engine:
        firm = engine.execute(
            "select obligated_usd, deobligated_usd, action_count from marts.contractor "
            "where organization_id = ?",
            [SPACEX],
        ).fetchall()
        roles = engine.execute(
            "select title, amount_usd, refunded_usd, giver_count, record_count "
            "from marts.contractor_money where organization_id = ? order by role_rank",
            [SPACEX],
        ).fetchall()
        years = engine.execute(
            "select count(*), sum(obligated_usd) from marts.obligation where organization_id = ?",
            [SPACEX],
        ).fetchall()
    (obligated,) = rows["Obligated, actions loaded"]
    assert [(obligated[0], obligated[1], int(obligated[2]))] == [
        (str(total), str(back), count) for total, back, count in firm
    ]
    money = rows["Political money by role (rows loaded; roles are never added up)"]
    assert [row[:5] for row in money] == [[str(value) for value in role] for role in roles]
    assert len(rows["Obligations by agency and fiscal year"]) == years[0][0]


def test_every_kind_of_entity_has_a_dossier(
    case_settings: Settings, bare_python: Path, tmp_path: Path
) -> None:
    with open_database(case_settings.database) as source:
        ids = source.execute(
            "select min_by(entity_id, -link_count) from marts.entity group by entity_kind"
        ).fetchall()
        assert len(ids) == len(KINDS)
        content = dossier_bytes(source, [entity_id for (entity_id,) in ids])
        assert content == dossier_bytes(source, [entity_id for (entity_id,) in reversed(ids)])
    code, said = verified(bare_python, unpacked(content, tmp_path / "all"))
    assert code == 0, said


def test_a_person_gives_what_the_database_says(case_settings: Settings) -> None:
    with open_database(case_settings.database) as source:
        people = source.execute(
            "select entity_id, cycle::varchar, who_gave_usd::varchar, record_count::varchar "
            "from marts.who_gave join marts.entity using (entity_id) "
            "where entity_kind = 'person' order by all"
        ).fetchall()
        assert people
        for entity_id in {person[0] for person in people}:
            content = dossier_bytes(source, [entity_id])
            with zipfile.ZipFile(io.BytesIO(content)) as whole:
                statements = json.loads(whole.read("numbers.json"))["statements"]
            (gave,) = [s["rows"] for s in statements if s["title"].startswith("Given in this")]
            found = [(entity_id, row[0], row[1], row[4]) for row in gave]
            assert found == [person for person in people if person[0] == entity_id]


class Outward(HTMLParser):
    """What a page would load from elsewhere, and its scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "iframe", "img", "link", "object", "embed", "form"):
            self.found.append(tag)
        self.found += [name for name, _ in attrs if name.startswith("on") or name == "src"]
        self.found += [
            str(value)
            for name, value in attrs
            if name == "href" and not str(value).startswith(("https://", "#"))
        ]


def test_the_report_stands_alone_and_says_what_must_be_said(folder: Path) -> None:
    text = (folder / "report.html").read_text()
    page = Outward()
    page.feed(text)
    assert page.found == []
    assert "url(" not in text
    assert "default-src &#x27;none&#x27;" in text
    for said in (
        "30111(a)(4)",
        "Defense actions appear 90 days late",
        "roles are never added up",
        "What speaks against".lower(),
        "innocent explanations",
        "Ceilings are not spending",
        "Our figures beside the publishers",
        "Questions to put before anything is printed",
        "Built as of 2026-06-30",
    ):
        assert said in text or said.capitalize() in text, said
    assert text.count("<svg") == 2


def test_no_year_of_the_time_line_is_cut_off(case_settings: Settings) -> None:
    with open_database(case_settings.database) as source:
        musk = find_entity(source, MUSK)
        content = dossier_bytes(source, [musk])
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        page = whole.read("report.html").decode()
    years = [float(x) for x in re.findall(r'<text x="([0-9.]+)" y="14"[^>]*>[0-9]{4}<', page)]
    width = float(re.findall(r'<svg [^>]*viewBox="0 0 ([0-9]+) [0-9]+" width="900"', page)[-1])
    assert years and max(years) + 4 * 7 < width


def test_the_manifest_names_the_files_that_are_cited(folder: Path) -> None:
    with (folder / "manifest.csv").open(newline="") as lines:
        published = [row for row in csv.DictReader(lines) if row["part"] == "published"]
    with duckdb.connect() as engine:
        cited = engine.execute(
            "select distinct source_sha256 from read_parquet(?) where source_sha256 is not null",
            [str(folder / "rows" / "marts.evidence.parquet")],
        ).fetchall()
    assert {row["sha256"] for row in published} == {sha for (sha,) in cited}
    assert "case_person_name" not in {row["table_name"] for row in published}


def test_every_record_that_is_cited_is_there(folder: Path) -> None:
    with duckdb.connect() as engine:
        for name in ("edge", "flag", "evidence", "award_action"):
            path = folder / "rows" / f"marts.{name}.parquet"
            engine.execute(f"create table {name} as from read_parquet('{path}')")
        path = folder / "rows" / "measures.tied_gift.parquet"
        engine.execute(f"create table gift as from read_parquet('{path}')")
        missing = engine.execute(
            "select unnest(evidence) as record_id from edge union select unnest(evidence) "
            "from flag union select record_id from award_action union select record_id from gift "
            "except select record_id from evidence"
        ).fetchall()
    assert missing == []


HOSTILE = '=HYPERLINK("http://x")<img src=x onerror=alert(1)>\u202egnp.exe\x07 ' + "x" * 10_000


def test_hostile_names_stay_text(
    case_settings: Settings, bare_python: Path, tmp_path: Path
) -> None:
    path = tmp_path / "throughline.duckdb"
    shutil.copyfile(case_settings.database, path)
    with duckdb.connect(str(path)) as engine:
        engine.execute("update marts.entity set name = ? where entity_id = ?", [HOSTILE, SPACEX])
        engine.execute("update marts.edge set to_name = ?, label = ?", [HOSTILE, HOSTILE])
        engine.execute("update marts.evidence set record_url = 'javascript:alert(1)'")
    with open_database(path) as source:
        folder = unpacked(dossier_bytes(source, [SPACEX]), tmp_path / "out")
    text = (folder / "report.html").read_text()
    page = Outward()
    page.feed(text)
    assert page.found == []
    with (folder / "rows" / "marts.edge.csv").open(newline="") as lines:
        assert all(not row["to_name"].startswith("=") for row in csv.DictReader(lines))
    code, said = verified(bare_python, folder)
    assert code == 0, said
    cells = Cells()
    cells.feed(text)
    assert any("HYPERLINK" in printed for _, printed in cells.found.values())


def run(*words: str, data: Path) -> subprocess.CompletedProcess[str]:
    """The command line over a data folder."""
    command = [sys.executable, "-m", "etl", *words, "--data", str(data)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_command_takes_names_and_writes_whole(case_settings: Settings, tmp_path: Path) -> None:
    target = tmp_path / "new" / "x.zip"
    done = run("dossier", MUSK, SPACEX, "--out", str(target), "--no-pdf", data=case_settings.data)
    assert done.returncode == 0, done.stderr
    assert sha256(target) in done.stdout
    assert [path.name for path in target.parent.iterdir()] == ["x.zip"]
    with zipfile.ZipFile(target) as whole:
        text = whole.read("report.html").decode()
    assert "Links between those named" in text
    assert "Who is linked to more than one of those named" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("dossier", "XQZW"), "nobody called 'XQZW' is loaded"),
        (("dossier", "person:nobody-of-that-id"), "nobody called"),
        (("dossier",), "Missing argument 'entities'"),
        (("dossier", SPACEX, "--out", "/proc/x/y.zip", "--no-pdf"), "cannot write"),
        (("dossier", SPACEX, "--out", "/tmp"), "is a folder"),
    ],
)
def test_bad_use_is_one_line(case_settings: Settings, words: tuple[str, ...], said: str) -> None:
    done = run(*words, data=case_settings.data)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_database_of_another_version_is_said(case_settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "throughline.duckdb"
    shutil.copyfile(case_settings.database, path)
    with duckdb.connect(str(path)) as engine:
        engine.execute("drop table marts.answer")
    done = run("dossier", SPACEX, "--no-pdf", data=tmp_path)
    assert done.returncode == 2
    assert "built by another version" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_too_many_and_none_are_refused(case_settings: Settings) -> None:
    with open_database(case_settings.database) as source:
        for ids in ([], [str(number) for number in range(13)]):
            with pytest.raises(ThroughlineError, match="1 to 12 entities"):
                dossier_bytes(source, ids)


@pytest.mark.skipif(browser() is None, reason="no Chromium is installed")
@pytest.mark.browser
def test_a_pdf_is_printed_where_chromium_is(case_settings: Settings, tmp_path: Path) -> None:
    target = tmp_path / "x.zip"
    done = run("dossier", SPACEX, "--out", str(target), "--pdf", data=case_settings.data)
    assert done.returncode == 0, done.stderr
    content = target.with_suffix(".pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    assert len(content) > 20_000
