"""Whom the tests write a dossier of, and how they unpack and verify it."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

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
