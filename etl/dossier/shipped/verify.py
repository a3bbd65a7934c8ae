"""Check a dossier: its numbers are derived again from its rows, its report is written again.

Needs Python 3.11 or newer and the package duckdb (`pip install duckdb`), nothing else:

    python -I verify.py                     checks the folder in which this file lies
    python -I verify.py x.zip               checks a dossier that is still packed
    python -I verify.py --fingerprint HEX   also holds it against the fingerprint you were told

With -I Python takes no module from this folder or another one that it is told of; without it this
file sees to its own folder itself. Exit 0 when everything holds, 1 when something does not, 2 when
nothing could be checked.

Whoever changes a dossier can change this file too, and what it prints. Take it from the program
itself (`python -m etl dossier --verify x.zip` runs the program's own, and prints its SHA-256); and
ask whoever sent the dossier for its fingerprint on another way than the dossier came.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from etl.dossier.shipped.checks import (
    FAULTS,
    Checked,
    Known,
    check_files,
    check_pins,
    check_sections,
    first_line,
    one_line,
)
from etl.dossier.shipped.derived import check_report, check_rest, check_statement, load_rows
from etl.dossier.shipped.document import Report, read_numbers
from etl.dossier.shipped.members import (
    MANIFEST,
    NUMBERS,
    REPORT,
    SCRIPT,
    Copies,
    Copy,
    RefusedError,
    copy_folder,
)
from etl.dossier.shipped.packed import copy_packed

FINGERPRINT = re.compile(r"[0-9a-f]{64}")
LAST = "Nothing more can be checked."


@dataclass(frozen=True)
class Checker:
    """The program that checks: its own text, the hashes of its sections, and what is expected."""

    script: bytes
    known: Known
    fingerprint: str | None = None


def fingerprint_of(manifest: bytes) -> str:
    """The fingerprint of a dossier: the SHA-256 of its manifest, which names every other file."""
    return hashlib.sha256(manifest).hexdigest()


def say(line: str) -> None:
    """Print a line, on whatever terminal."""
    print(line)


def check(path: Path, work: Path, checker: Checker) -> int:
    """Check a folder or a zip by a copy in `work`; gives the exit code.

    Raises RefusedError for what cannot be checked at all.
    """
    checked = Checked(say)
    if path.is_dir():
        copies = Copies(work)
        foreign = copy_folder(path, copies, checked.fails)
    elif path.is_file():
        copies, foreign = copy_packed(path, work, checked.fails)
    else:
        raise RefusedError("there is no such file or folder")
    members = copies.members
    needed = [name for name in (NUMBERS, REPORT, MANIFEST) if name not in members]
    for name in needed:
        checked.fails(f"{name} is missing")
    if needed:
        say(LAST)
        return 1
    _check_head(members, foreign, checker, checked)
    report = _read_report(members, checked)
    if report is None:
        say(LAST)
        return 1
    _check_body(members, report, (work, checker.known), checked)
    say(f"{checked.faults} do not hold." if checked.faults else "Everything holds.")
    return 1 if checked.faults else 0


def _check_head(
    members: Mapping[str, Copy], foreign: Sequence[str], checker: Checker, checked: Checked
) -> None:
    """The fingerprint, this very program, and the files."""
    found, own = members[MANIFEST].sha256, hashlib.sha256(checker.script).hexdigest()
    say(f"fingerprint     {found}")
    say(f"verify.py       {own}")
    if checker.fingerprint == found:
        checked.holds("the fingerprint is the one given")
    elif checker.fingerprint:
        checked.fails(f"the fingerprint is {found}, not {checker.fingerprint}")
    if SCRIPT in members and members[SCRIPT].sha256 != own:
        checked.fails(f"{SCRIPT} of the dossier is not the one that runs here: never run it")
    try:
        check_files(members, foreign, checked)
    except FAULTS as error:
        checked.fails(f"{MANIFEST} cannot be read: {first_line(error)}")


def _read_report(members: Mapping[str, Copy], checked: Checked) -> Report | None:
    """What the report is made of, or None."""
    try:
        return read_numbers(members[NUMBERS].read())
    except FAULTS as error:
        checked.fails(f"{NUMBERS} cannot be read: {first_line(error)}")
    return None


def _check_body(
    members: Mapping[str, Copy], report: Report, by: tuple[Path, Known], checked: Checked
) -> None:
    """Sentences, rows, numbers, page and manifest, each of which may fail for itself."""
    work, known = by
    check_pins(members, report, checked.fails)
    try:
        ours = check_sections(report, known, checked)
        engine, counts = load_rows(members, work, checked)
        for statement in ours:
            check_statement(engine, statement, checked)
        check_report(members, report, checked)
        check_rest(engine, members, report, checked, counts)
    except FAULTS as error:
        checked.fails(f"the rest cannot be derived: {first_line(error)}")


class Words(argparse.ArgumentParser):
    """The words of the command line; a wrong one is said in a line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and leave."""
        say(one_line(message))
        sys.exit(2)


def read_words(words: Sequence[str]) -> argparse.Namespace:
    """The path to check, and the fingerprint that is expected of it."""
    parser = Words(description="Check a dossier.", allow_abbrev=False)
    parser.add_argument("path", nargs="?", help="folder or zip; default: where verify.py lies")
    parser.add_argument("--fingerprint", help="what the sender told you: 64 signs of 0-9 and a-f")
    read = parser.parse_args(list(words))
    if read.fingerprint is not None and not FINGERPRINT.fullmatch(read.fingerprint):
        parser.error(
            "a fingerprint is 64 signs of 0-9 and a-f, without blanks or colons: "
            f"{read.fingerprint[:80]!r} is none"
        )
    return read


def main(words: Sequence[str], script: bytes, known: Known, here: Path | None = None) -> int:
    """Check the folder or zip that is named, or `here`; `script` and `known` are the checker's."""
    if hasattr(sys.stdout, "reconfigure"):
        # A terminal that cannot print a sign must not end the check.
        sys.stdout.reconfigure(errors="backslashreplace")
    read = read_words(words)
    named = here if read.path is None else read.path
    if named is None:
        say("name a folder or a zip to check")
        return 2
    try:
        # Not to be followed by the dossier's own names: the copies are numbered.
        with tempfile.TemporaryDirectory(prefix="dossier-", ignore_cleanup_errors=True) as work:
            return check(Path(named), Path(work), Checker(script, known, read.fingerprint))
    except BrokenPipeError:
        # Whoever reads has read enough; Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        say("stopped")
    except FAULTS as error:
        say(f"{one_line(named)} cannot be checked: {first_line(error)}")
    return 2
