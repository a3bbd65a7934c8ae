"""Unfinished work: cleared at its end, when a run is stopped, and by the next run after a kill."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# the folder in a folder of unfinished work that holds what is being replaced, under its own name
ASIDE = "aside"
_held: list[Path] = []
# Held from the moment of the signal on: nothing new is begun that nobody would clear.
_lock = threading.Lock()


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """A file or folder of unfinished work, cleared at the end of the block, or when stopped."""
    with _lock:
        _held.append(path)
    try:
        yield path
    finally:
        _release(path)


@contextmanager
def work_folder(parent: Path, label: str) -> Iterator[Path]:
    """A hidden folder for unfinished work; those that killed runs have left there go first."""
    clear_dead(parent, rf"\.{re.escape(label)}-(\d+)-")
    with _lock:
        folder = Path(tempfile.mkdtemp(prefix=f".{label}-{os.getpid()}-", dir=parent))
        _held.append(folder)
    try:
        yield folder
    finally:
        _release(folder)


def _release(path: Path) -> None:
    """Clear, and forget only then: a signal in between finds it still."""
    try:
        clear(path)
    finally:
        with _lock:
            _held.remove(path)


def clear(path: Path) -> None:
    """Remove unfinished work, and the files that an engine has put beside it under its name.

    What a folder holds aside returns to its place where nothing has taken it.
    """
    for kept in sorted(path.glob(f"{ASIDE}/*")):
        home = path.parent / kept.name
        if not home.exists():
            kept.rename(home)
    # Listed first, and by its beginning alone: a name may hold what a pattern would read.
    beside = list(path.parent.iterdir()) if path.parent.is_dir() else []
    for part in [entry for entry in beside if entry.name.startswith(path.name)]:
        # A stopped run and the next one may clear at the same time.
        with suppress(FileNotFoundError):
            if part.is_dir() and not part.is_symlink():
                shutil.rmtree(part)
            else:
                part.unlink()


def clear_dead(parent: Path, pattern: str) -> None:
    """Clear what killed runs have left in a folder; the pattern's first group is the process."""
    # Here: a process that only clears knows none of our modules.
    from etl.common.running.locks import is_running

    for path in sorted(parent.iterdir()):
        owner = re.match(pattern, path.name)
        if owner and not is_running(int(owner[1])):
            clear(path)


def end_by_clearing(number: int, line: str) -> None:
    """End with a signal's code and a line, and clear what is unfinished; returns where nothing is.

    This process becomes one that clears, under the same number: with it end all its threads,
    whatever they write.
    """
    # Its holder may be the very thread that the signal has stopped.
    _lock.acquire(timeout=1)
    if not _held:
        _lock.release()
        return
    if hasattr(signal, "pthread_sigmask"):
        # Kept by the next process: a second signal must not stop the clearing.
        signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
    words = [sys.executable, "-I", "-S", __file__, str(number), line, *map(str, _held)]
    try:
        os.execv(sys.executable, words)
    finally:
        # Never reached where the program can be run.
        os._exit(128 + number)


def _clear_and_leave(number: int, line: str, paths: list[Path]) -> None:
    """What the process does that stands in the place of a stopped one."""
    for path in paths:
        clear(path)
    sys.stderr.write(f"{line}\n")
    sys.exit(128 + number)


if __name__ == "__main__":
    _clear_and_leave(int(sys.argv[1]), sys.argv[2], [Path(word) for word in sys.argv[3:]])
