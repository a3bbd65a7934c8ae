"""The dossier command takes names, writes whole files and refuses bad use in a line."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import pytest

from etl.common.database import open_database
from etl.common.files import hash_file
from etl.common.settings import Settings, ThroughlineError
from etl.dossier.folder import dossier_bytes
from etl.dossier.pdf import browser
from tests.etl.dossier.dossiers import MUSK, SPACEX


def run(*words: str, data: Path) -> subprocess.CompletedProcess[str]:
    """The command line over a data folder."""
    command = [sys.executable, "-m", "etl", *words, "--data", str(data)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_command_takes_names_and_writes_whole(case_settings: Settings, tmp_path: Path) -> None:
    target = tmp_path / "new" / "x.zip"
    done = run("dossier", MUSK, SPACEX, "--out", str(target), "--no-pdf", data=case_settings.data)
    assert done.returncode == 0, done.stderr
    assert hash_file(target) in done.stdout
    assert [path.name for path in target.parent.iterdir()] == ["x.zip"]
    with zipfile.ZipFile(target) as whole:
        told = hashlib.sha256(whole.read("manifest.csv")).hexdigest()
        assert f"fingerprint {told}" in done.stdout
        text = whole.read("report.html").decode()
    assert "Links between those named" in text
    assert "Who is linked to more than one of those named" in text


def test_a_received_dossier_is_checked_by_our_own_copy(packed: bytes, tmp_path: Path) -> None:
    target = tmp_path / "x.zip"
    target.write_bytes(packed)
    command = [sys.executable, "-m", "etl", "dossier", "--verify", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "Everything holds.")
    told = done.stdout.splitlines()[0].split()[1]
    for expected, code in ((told, 0), (told[::-1], 1), (told[:8], 2)):
        done = subprocess.run([*command, "--fingerprint", expected], capture_output=True, text=True)
        assert done.returncode == code, done.stdout
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("dossier", "XQZW"), "nobody called 'XQZW' is loaded"),
        (("dossier", "person:nobody-of-that-id"), "nobody called"),
        (("dossier",), "Missing argument 'entities'"),
        (("dossier", SPACEX, "--out", "/proc/x/y.zip", "--no-pdf"), "/proc/x: No such file"),
        (("dossier", SPACEX, "--verify", "x.zip"), "--verify takes a dossier and no entity"),
        (("dossier", "--fingerprint", "0" * 64), "--fingerprint a --verify"),
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


def test_a_file_that_is_no_dossier_is_not_written_over(
    case_settings: Settings, tmp_path: Path
) -> None:
    target = tmp_path / "x.zip"
    target.write_text("the only copy")
    done = run("dossier", SPACEX, "--no-pdf", "--out", str(target), data=case_settings.data)
    assert done.returncode == 2
    assert "is there and is no dossier" in done.stderr
    assert target.read_text() == "the only copy"
