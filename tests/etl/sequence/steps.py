"""A project of its own through which commands run in any order, and what must hold after each."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import duckdb

from etl.common.settings import ROOT
from tests.bench.compare import content, described
from tests.fixtures import csv_text, fec_line, fec_lines, write_text, write_zip

STOP_AT = Path(__file__).with_name("stop_at.py")
STOPS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
# so many changes of files a command makes at most before the last of its stops
LAST_PLACE = 40
FORMATS = ("tables", "graphml", "ocds")
ANSWER = (
    "entity_id",
    "asked_date",
    "question",
    "answered_date",
    "answer",
    "answered_by",
    "source_url",
)
PAIRS = (("org:FALCON ROCKETS LLC", "org:FALCON ROCKET INC"), ("org:ACME", "org:ACME CORP"))


def published_files(folder: Path) -> list[Path]:
    """Invented published files, one of them with a line that becomes no row, one that is none."""
    gifts = fec_lines("fec_itcont", 3) + "".join(fec_line("fec_itcont", sub_id="") for _ in "1")
    return [
        write_text(folder / "cn24.txt", fec_line("fec_cn")),
        write_text(folder / "cm24.txt", fec_line("fec_cm")),
        write_zip(folder / "indiv24.zip", {"itcont.txt": gifts}),
        write_text(folder / "transactions.csv", csv_text("usaspending_prime_transaction", [{}])),
        write_text(folder / "notes.csv", "when,what\n1,2\n"),
    ]


@dataclass
class Project:
    """A copy of the program with seeds and data of its own, and what it was told so far."""

    root: Path
    random: Random
    loaded: set[Path] = field(default_factory=set)
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for room in ("etl", "sql"):
            shutil.copytree(
                ROOT / room, self.root / room, ignore=shutil.ignore_patterns("__pycache__")
            )
        self.files = published_files(self.root / "published")

    @property
    def data(self) -> Path:
        """Its data folder."""
        return self.root / "data"

    def run(self, *words: str, stop: tuple[int, int] = (0, 0), typed: str = "") -> tuple[int, str]:
        """A command as a user runs it; gives its exit code and all that it said."""
        done = subprocess.run(
            [sys.executable, str(STOP_AT), *map(str, stop), *words, "--data", str(self.data)],
            cwd=self.root,
            env=os.environ | {"THROUGHLINE_AS_OF": "2026-06-30", "PYTHONDONTWRITEBYTECODE": "1"},
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )
        said = done.stdout + done.stderr
        self.told.append(f"{' '.join(words)} {stop if stop[0] else ''} → {done.returncode}")
        assert "Traceback" not in said, self.story(said)
        killed = -stop[1] if stop[1] == signal.SIGKILL else 0
        allowed = {0, 1, 2, killed} | ({130, 143} if stop[0] else set())
        assert done.returncode in allowed, self.story(said)
        return done.returncode, said

    def story(self, said: str = "") -> str:
        """What was done so far, for the message of a failure."""
        return "\n".join([*self.told, said])

    def stop(self) -> tuple[int, int]:
        """Where and how a command is stopped; nowhere as a rule."""
        if self.random.random() < 0.6:
            return (0, 0)
        return (self.random.randint(1, LAST_PLACE), int(self.random.choice(STOPS)))

    def step(self) -> None:
        """One command more, chosen at random, and what must hold behind it."""
        self.random.choice(STEPS)(self)
        check_rows(self)

    def load(self) -> None:
        """Load a file; the one that is none is refused."""
        path, stop = self.random.choice(self.files), self.stop()
        code, said = self.run("load", str(path), "--max-rejects", "1", stop=stop)
        if code == 0:
            self.loaded.add(path)
        if path.name == "notes.csv" and not stop[0]:
            assert code == 2 and "notes.csv" in said, self.story(said)

    def build(self) -> None:
        """Build, at times by force."""
        words = ["build", *self.random.sample(["--force"], self.random.randint(0, 1))]
        code, said = self.run(*words, stop=self.stop())
        if code == 2:
            assert "python -m etl load" in said, self.story(said)

    def judge(self) -> None:
        """A judgement as the review page and the command write it."""
        left, right = self.random.choice(PAIRS)
        verdict = self.random.choice(["same", "different", "unsure"])
        by = self.random.choice(["Ada Byrd", "Bo Larch"])
        why = f"read by {by}"
        if self.random.random() < 0.2:
            path = self.root / "sql" / "seeds" / "judgement.csv"
            # as some editors leave it
            path.write_bytes(path.read_bytes().rstrip(b"\n"))
        code = (
            "import sys; from etl.names.review import Judgement, append_judgement; "
            "append_judgement(Judgement(*sys.argv[1:]))"
        )
        words = [left, right, verdict, why, by, "2026-06-29"]
        subprocess.run([sys.executable, "-c", code, *words], cwd=self.root, check=True)
        self.told.append(f"judge {words}")

    def answer(self) -> None:
        """An answer of somebody who was asked, at times the same with other words."""
        path = self.root / "answers.csv"
        said = self.random.choice(["No comment", "We gave nothing", "=1+1"])
        with path.open("w", newline="") as file:
            csv.writer(file).writerows(
                [ANSWER, ["org:ACME", "2026-06-01", "Why?", "2026-06-02", said, "Ada Byrd", ""]]
            )
        code, told = self.run("answer", str(path), stop=self.stop())
        assert code != 1, self.story(told)

    def export(self) -> None:
        """An export into a folder that may hold an older one."""
        name = self.random.choice(FORMATS)
        out = self.root / "out" / name
        code, said = self.run("export", "--format", name, "--out", str(out), stop=self.stop())
        if code == 0:
            assert any(out.rglob("*")), self.story(said)

    def compare(self) -> None:
        """What changed since the build before, or that there is none."""
        self.run(self.random.choice(["watch", "diff"]), stop=self.stop())

    def look(self) -> None:
        """What is loaded."""
        self.run("status", stop=self.stop())

    def damage(self) -> None:
        """A byte of a lake file turns, a file is torn or goes; check tells it, loads mend it."""
        found = sorted((self.data / "lake").glob("*/*.parquet"))
        if not found:
            return
        path = self.random.choice(found)
        content = bytearray(path.read_bytes())
        content[self.random.randrange(len(content))] ^= 1 << self.random.randrange(8)
        torn = bytes(content[: self.random.randrange(len(content))])
        self.random.choice(
            [lambda: path.write_bytes(content), lambda: path.write_bytes(torn), path.unlink]
        )()
        self.told.append(f"damage {path.name}")
        code, said = self.run("check", "--deep")
        assert code != 0, self.story(said)
        assert path.name in said or not (self.data / "throughline.duckdb").exists(), self.story(
            said
        )
        self.mend()

    def mend(self) -> None:
        """Every file that is on record is loaded again, as `status` says; the lake is whole."""
        for path in self.files[:-1]:
            if path in self.loaded:
                assert self.run("load", str(path), "--max-rejects", "1")[0] == 0, self.story()


STEPS = (
    Project.load,
    Project.load,
    Project.build,
    Project.build,
    Project.judge,
    Project.answer,
    Project.export,
    Project.compare,
    Project.look,
    Project.damage,
)


def check_rows(project: Project) -> None:
    """Rows read are rows loaded or rejected, for every file; the lake is as it was written."""
    code, said = project.run("status", "--json")
    assert code == 0, project.story(said)
    for file in json.loads(said[said.index("{") :])["files"]:
        for table in file["tables"]:
            kept = table["rows_loaded"] + table["rows_rejected"] + table["rows_left_out"]
            assert table["rows_read"] == kept, project.story(said)


def check_end(project: Project, other: Path) -> None:
    """Nothing half-done is left, and the same files give the same tables in another order."""
    for path in project.files[:-1]:
        project.run("load", str(path), "--max-rejects", "1")
    code, said = project.run("build")
    assert code == 0, project.story(said)
    code, said = project.run("check", "--deep")
    assert code == 0, project.story(said)
    assert list((project.data / "tmp").iterdir()) == [], project.story()
    for name in FORMATS:
        out = project.root / "out" / name
        assert project.run("export", "--format", name, "--out", str(out))[0] == 0, project.story()
    out = project.root / "out"
    assert [path.name for path in out.iterdir() if path.name.startswith(".")] == []
    fresh = Project(other, Random(0))
    # the very same files: a zip that is packed anew is another one
    for room in ("sql", "published"):
        shutil.copytree(project.root / room, other / room, dirs_exist_ok=True)
    for path in reversed(fresh.files[:-1]):
        assert fresh.run("load", str(path), "--max-rejects", "1")[0] == 0, fresh.story()
    assert fresh.run("build")[0] == 0, fresh.story()
    assert (differing := differing_tables(project, fresh)) == [], project.story(str(differing))


def differing_tables(one: Project, two: Project) -> list[str]:
    """The tables that differ between the databases of two projects, but for the build's record."""
    with duckdb.connect() as engine:
        for name, project in (("one", one), ("two", two)):
            engine.execute(f"attach '{project.data / 'throughline.duckdb'}' as {name} (read_only)")
        tables = described(engine, "one")
        assert tables == described(engine, "two")
        return [
            table
            for table, columns in tables.items()
            if table != "marts.build"
            and content(engine, f"one.{table}", columns) != content(engine, f"two.{table}", columns)
        ]
