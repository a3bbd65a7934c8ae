"""Whom the tests write a dossier of, and how they unpack and verify it."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Sequence
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path

from etl.common.kinds import KINDS
from etl.dossier.join import script
from etl.dossier.shipped.verify import main
from etl.dossier.statements import known_sections
from tests.etl.dossier.remembering import remembered

SPACEX, MUSK = "uei:C6M7C2FLKER5", "Elon Musk"


def unpacked(content: bytes, folder: Path) -> Path:
    """A packed dossier as a folder."""
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        whole.extractall(folder)
    return folder


def verified(python: Path, folder: Path) -> tuple[int, str]:
    """Exit code and words of the dossier's own verify.py."""
    done = subprocess.run(
        [str(python), "-I", "verify.py"], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


@cache
def _known() -> dict[str, list[str]]:
    return known_sections(list(KINDS))


def checked(path: Path, *words: str) -> tuple[int, str]:
    """Exit code and words of this program's own check of a dossier.

    What the same rows gave to the same statements before is not derived again: all but a few
    of the tampered dossiers have the rows of the honest one.
    """
    with redirect_stdout(io.StringIO()) as said, remembered():
        code = main([*words, str(path)], script(), _known())
    return code, said.getvalue()


def run(python: Path, words: Sequence[str], folder: Path) -> tuple[int, str]:
    """Exit code and words of any Python command in a folder."""
    done = subprocess.run(
        [str(python), *words], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr
