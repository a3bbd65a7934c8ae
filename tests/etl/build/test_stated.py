"""What a command writes, a build accepts; what a build would refuse is named and not written."""

from __future__ import annotations

import csv
import errno
import multiprocessing
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from etl.build.stated import FORMS, add_lines, read_stated
from etl.common.settings import ROOT, ThroughlineError
from etl.names.review import HEADER, Judgement, append_judgement, judged_on, read_judged
from etl.stories.answers import HEADER as ANSWER_HEADER
from etl.stories.answers import AnswerOnRecord, keep_answers

HEAD = ",".join(HEADER)
GOOD = "name:ACME,uei:A,same,letterhead,ada,2026-01-31"
PAIR = Judgement("name:ACME", "uei:A", "different", "another firm", "bo", "2026-01-31")
ANSWER = AnswerOnRecord("uei:A", "2026-01-05", "Is it?", "2026-01-09", "Yes.", "Ada", "")


def seed(path: Path, content: str | bytes) -> Path:
    """A file as an editor has left it."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def kept(path: Path) -> list[list[str]]:
    """The lines of a file behind its header, as any reader of CSV has them."""
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.reader(text))[1:]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (HEAD, f"{HEAD}\n+"),
        (f"{HEAD}\n{GOOD}", f"{HEAD}\n{GOOD}\n+"),
        (f"{HEAD}\r\n{GOOD}\r\n", f"{HEAD}\r\n{GOOD}\r\n+"),
        (f"{HEAD}\r\n{GOOD}", f"{HEAD}\r\n{GOOD}\r\n+"),
        (f"{HEAD}\n{GOOD}\n\n", f"{HEAD}\n{GOOD}\n\n+"),
    ],
    ids=["header alone", "no final newline", "CRLF", "CRLF without end", "blank line"],
)
def test_a_line_is_added_in_the_form_of_the_file(tmp_path: Path, before: str, after: str) -> None:
    path = seed(tmp_path / "judgement.csv", before)
    assert append_judgement(PAIR, path) is True
    end = "\r\n" if "\r\n" in after else "\n"
    added = f"name:ACME,uei:A,different,another firm,bo,2026-01-31{end}"
    assert path.read_bytes() == after.replace("+", added).encode()
    assert read_judged(path)[0].judged_by == "bo"
    assert append_judgement(PAIR, path) is False
    assert path.read_bytes() == after.replace("+", added).encode()


@pytest.mark.parametrize(
    "name",
    ['A "B", C', "=1+1", "TWO\nLINES", "TWO\r\nLINES", "CR\rIN", "Ünï, ;|\tX", "'quoted'", "#A"],
)
def test_a_name_of_any_signs_comes_back_as_it_was(tmp_path: Path, name: str) -> None:
    path = seed(tmp_path / "judgement.csv", HEAD)
    append_judgement(Judgement(**(vars(PAIR) | {"left": f"name:{name}"})), path)
    append_judgement(PAIR, path)
    assert {judged.left_ref for judged in read_judged(path)} == {f"name:{name}", "name:ACME"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (GOOD.replace("same", "sme"), "line 3: verdict 'sme' is none of same, different, unsure"),
        (GOOD.replace("same", " "), "line 3: a judgement needs verdict"),
        (GOOD.replace("2026-01-31", ""), "line 3: a judgement needs date"),
        (
            GOOD.replace("2026-01-31", "31.1.2026"),
            "line 3: date '31.1.2026' is no date: write 2026",
        ),
        (GOOD.replace("2026-01-31", "2026-02-30"), "line 3: date '2026-02-30' is no date"),
        (GOOD.replace("2026-01-31", "infinity"), "line 3: date 'infinity' is no date"),
        (GOOD.replace("ada", ""), "line 3: a judgement needs by"),
        (GOOD.replace("letterhead", ""), "line 3: a judgement needs reason"),
        (GOOD.replace("uei:A", "name:ACME"), "line 3: right 'name:ACME' is the other side again"),
        (GOOD + ",more", "line 3: 7 cells, the header has 6"),
        ('"name:ACME,uei:A', "a quote is missing"),
    ],
)
def test_a_line_that_no_build_would_read_stops_every_writer(
    tmp_path: Path, line: str, said: str
) -> None:
    first = GOOD.replace("letterhead", '"two\nlines"').replace("\n", " ")
    path = seed(tmp_path / "judgement.csv", f"{HEAD}\n{first}\n{line}\n")
    before = path.read_bytes()
    for touch in (lambda: append_judgement(PAIR, path), lambda: read_judged(path)):
        with pytest.raises(ThroughlineError) as refused:
            touch()
        assert said in str(refused.value) and str(path) in str(refused.value)
    assert path.read_bytes() == before


def test_a_line_behind_one_of_several_lines_is_named_by_its_place_in_the_text(
    tmp_path: Path,
) -> None:
    two = GOOD.replace("letterhead", '"two\nlines"')
    path = seed(tmp_path / "judgement.csv", f"{HEAD}\n{two}\n\n{GOOD.replace('same', 'sme')}\n")
    with pytest.raises(ThroughlineError, match="line 5: verdict 'sme'"):
        read_judged(path)


def test_two_who_agree_and_one_who_does_not_are_all_kept(tmp_path: Path) -> None:
    path = seed(tmp_path / "judgement.csv", f"{HEAD}\n{GOOD}\n{GOOD.replace('same', ' SAME')}\n")
    append_judgement(Judgement(**(vars(PAIR) | {"verdict": "same"})), path)
    found = {(one.judged_by, one.holds) for one in read_judged(path)}
    assert found == {("ada", True), ("bo", True)}
    append_judgement(Judgement(**(vars(PAIR) | {"left": "uei:A", "right": "name:ACME"})), path)
    assert [(one.verdict, one.holds) for one in judged_on(("name:ACME", "uei:A"), path)] == [
        ("different", True), ("same", False), ("same", False),
    ]  # fmt: skip


def test_a_corrected_answer_of_the_same_day_is_kept_beside_the_first(tmp_path: Path) -> None:
    path = seed(tmp_path / "answer.csv", ",".join(ANSWER_HEADER))
    corrected = AnswerOnRecord(**(vars(ANSWER) | {"answer": "No,\nnot since 2019."}))
    assert keep_answers([ANSWER, ANSWER], path) == 1
    assert keep_answers([ANSWER, corrected], path) == 1
    with read_stated("answer", path) as engine:
        found = engine.execute("select answer from entities.answer order by all").fetchall()
    assert found == [("No,\nnot since 2019.",), ("Yes.",)]
    seed(path, path.read_bytes() + b"uei:B,,Why?,2026-01-09,So.,Bo,\n")
    with pytest.raises(ThroughlineError, match="line 5: an answer needs asked_date"):
        keep_answers([AnswerOnRecord(**(vars(ANSWER) | {"answered_by": "Cy"}))], path)


def test_a_full_disk_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = seed(tmp_path / "judgement.csv", f"{HEAD}\n{GOOD}")
    before = path.read_bytes()

    class Full:
        """A file on a disk that takes half of what is written."""

        def __init__(self, file: object) -> None:
            self.file = file

        def __getattr__(self, name: str) -> object:
            return getattr(self.file, name)

        def __enter__(self) -> Full:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()  # type: ignore[attr-defined]

        def write(self, content: bytes) -> int:
            return self.file.write(content[: len(content) // 2])  # type: ignore[attr-defined]

    opened = Path.open
    monkeypatch.setattr(
        Path, "open",
        lambda self, mode="r", **more: Full(opened(self, mode, **more))
        if self == path and mode == "r+b"
        else opened(self, mode, **more),
    )  # fmt: skip
    with pytest.raises(ThroughlineError, match=f"cannot write .*{errno.ENOSPC and 'No space'}"):
        append_judgement(PAIR, path)
    assert path.read_bytes() == before


def _append_many(path: Path, who: str) -> None:
    for number in range(12):
        append_judgement(
            Judgement(f"name:{who}{number}", "uei:A", "same", "r", who, "2026-01-01"), path
        )


def test_writers_at_one_time_lose_no_line(tmp_path: Path) -> None:
    path = seed(tmp_path / "judgement.csv", HEAD)
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_append_many, args=(path, who)) for who in ("ada", "bo")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert {tuple(line[:1]) for line in kept(path)} == {
        (f"name:{who}{number}",) for who in ("ada", "bo") for number in range(12)
    }
    assert len(kept(path)) == 24


def test_the_forms_are_those_of_the_writers_and_of_the_files() -> None:
    assert list(FORMS["judgement"].columns) == HEADER
    assert list(FORMS["answer"].columns) == ANSWER_HEADER
    for name, form in FORMS.items():
        head = (ROOT / "sql" / "seeds" / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
        assert head == ",".join(form.columns)


def test_another_file_and_a_file_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    for content, said in (
        (b"a,b\n1,2\n", "the columns are a, b"),
        (b"\xff\xfe\0", "save the file as UTF-8"),
    ):
        path = seed(tmp_path / "other.csv", content)
        with pytest.raises(ThroughlineError, match=said):
            add_lines("judgement", path, [tuple(vars(PAIR).values())])
        assert path.read_bytes() == content
    with pytest.raises(ThroughlineError, match="cannot write"):
        append_judgement(PAIR, tmp_path / "gone.csv")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The program with seeds of its own, which a test may write."""
    for room in ("etl", "sql"):
        shutil.copytree(
            ROOT / room, tmp_path / "program" / room, ignore=shutil.ignore_patterns("__pycache__")
        )
    return tmp_path / "program"


def run(program: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command line of a copy of the program."""
    command = [sys.executable, "-m", "etl", *words, "--data", str(program.parent / "data")]
    return subprocess.run(command, cwd=program, capture_output=True, text=True, check=False)


def test_a_build_takes_what_people_write_and_names_what_it_cannot_read(program: Path) -> None:
    seeds = program / "sql" / "seeds"
    same = GOOD.replace("2026-01-31", "2062-01-31")
    seed(seeds / "judgement.csv", f"{HEAD}\n{same}\n{same.replace('ada', 'bo')}\n{same}")
    answer = "uei:A,2026-01-05,Is it?,2026-01-09,Yes.,Ada,"
    head = ",".join(ANSWER_HEADER)
    seed(seeds / "answer.csv", f"{head}\n{answer}\n{answer.replace('Yes', 'No')}")
    done = run(program, "build")
    assert done.returncode == 0, done.stderr
    assert "judgement dated ahead (2062-01-31)" in done.stdout
    assert "name:ACME / uei:A" in done.stdout
    with duckdb.connect(str(program.parent / "data" / "throughline.duckdb")) as engine:
        found = engine.execute("select judged_by from marts.judgement order by all").fetchall()
        assert found == [("ada",), ("bo",)]
        assert engine.execute("select count(*) from marts.answer").fetchall() == [(2,)]
    outlay = seeds / "expenditure_judgement.csv"
    for path, content, said in (
        (
            seeds / "judgement.csv",
            f"{HEAD}\n{GOOD.replace('same', 'sme')}\n",
            "line 2: verdict 'sme'",
        ),
        (outlay, outlay.read_text() + "C1,2.5,let_in,r,j,2026-01-01\n", "file_number '2.5' is no"),
        (outlay, outlay.read_text() + "C1,,same,r,j,2026-01-01\n", "is none of let_in, hold_out"),
        (seeds / "answer.csv", f"{head}\n{answer}http://x\n", "line 2: source_url is no https"),
    ):
        before = path.read_bytes()
        seed(path, content)
        done = run(program, "build")
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
        assert f"error: sql/seeds/{path.name}, line 2" in done.stderr and said in done.stderr
        seed(path, before)
