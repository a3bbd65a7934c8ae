"""An orderly end when a run is stopped: what is unfinished goes, what stood before stands.

Python runs a signal's handler only when the query under way has come to its end. So a thread is
woken instead: it puts in the place of this process, under the same number, one that only clears.
"""

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
from types import FrameType

# the folder in a folder of unfinished work that holds what is being replaced, under its own name
ASIDE = "aside"
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_MESSAGE = "error: stopped: nothing half-done is left, and what stood before stands\n"
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
    for path in sorted(parent.iterdir()):
        owner = re.match(pattern, path.name)
        if owner and not is_running(int(owner[1])):
            clear(path)


def is_running(process: int) -> bool:
    """Whether a process of that number runs on this machine."""
    try:
        # Signal 0 is not sent: it only asks.
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    # It runs, as another user's.
    except PermissionError:
        return True
    return True


@contextmanager
def orderly_end() -> Iterator[None]:
    """Within the block Ctrl-C, SIGTERM and SIGHUP clear all unfinished work and end the process.

    The exit code is 128 and the signal's number. Outside the main thread nothing is changed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    # What the caller ignores stays ignored: nohup, a job in the background.
    caught = [one for one in _SIGNALS if signal.getsignal(one) is not signal.SIG_IGN]
    before = {one: signal.signal(one, _wait_for_the_thread) for one in caught}
    woken_before = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    threading.Thread(target=_watch, args=(reader,), daemon=True).start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(woken_before)
        for one, handler in before.items():
            signal.signal(one, handler)
        # The thread reads the end and goes.
        os.close(writer)


def _wait_for_the_thread(number: int, frame: FrameType | None) -> None:
    """Nothing: the thread that was woken ends the process."""


def _watch(reader: int) -> None:
    """Wait for a signal or for the end of the block."""
    while number := os.read(reader, 1):
        if number[0] in _SIGNALS:
            _end(number[0])
    os.close(reader)


def _end(number: int) -> None:
    """Become a process that clears: with this one end all its threads, whatever they write."""
    # Kept by the next process: a second signal must not stop the clearing.
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    with _lock:
        words = [sys.executable, "-I", "-S", __file__, str(number), *map(str, _held)]
        try:
            os.execv(sys.executable, words)
        finally:
            # Never reached where the program can be run.
            os._exit(128 + number)


def _clear_and_leave(number: int, paths: list[Path]) -> None:
    """What the process does that stands in the place of a stopped one."""
    for path in paths:
        clear(path)
    sys.stderr.write(_MESSAGE)
    sys.exit(128 + number)


if __name__ == "__main__":
    _clear_and_leave(int(sys.argv[1]), [Path(word) for word in sys.argv[2:]])
