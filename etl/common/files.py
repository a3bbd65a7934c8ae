"""Files that are whole or absent, also after a power cut, and their hashes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

_PIECE = 1 << 22


def swap_in(temporary: Path, target: Path) -> None:
    """Put a finished file or folder of files under its name, so that a power cut leaves one whole.

    Both stand in one file system. The content is on the disk before the name points to it, and the
    name before this returns.
    """
    for path in (temporary, *temporary.rglob("*")) if temporary.is_dir() else (temporary,):
        sync(path)
    temporary.replace(target)
    sync(target.parent)


def make_folder(folder: Path) -> None:
    """A folder with those above it, each on the disk under its name."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync(folder.parent)


def sync(path: Path) -> None:
    """Wait until the disk holds what was written to a file, or the names in a folder."""
    # Windows opens no folders, and keeps their names by itself.
    if os.name == "nt" and path.is_dir():
        return
    # Windows syncs only what is open for writing.
    way = os.O_RDWR if os.name == "nt" else os.O_RDONLY
    descriptor = os.open(path, way)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def hash_file(path: Path, tell: Callable[[int], None] = lambda count: None) -> str:
    """SHA-256 of a file's bytes, in hexadecimal; `tell` is given the bytes of each piece."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while data := stream.read(_PIECE):
            digest.update(data)
            tell(len(data))
    return digest.hexdigest()
