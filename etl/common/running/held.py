"""A folder whose files are read, changed and written by one program at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from etl.common.files import make_folder
from etl.common.running.failures import system_line
from etl.common.running.locks import hold_file
from etl.common.settings import ThroughlineError


@contextmanager
def held_folder(folder: Path) -> Iterator[None]:
    """Hold a folder, made where it is not there, against every other writer; they wait.

    Raises ThroughlineError where it cannot be written.
    """
    try:
        make_folder(folder)
        # Beside the files, since each write puts another file in a file's place.
        lock = (folder / ".lock").open("ab")
    except OSError as error:
        raise ThroughlineError(system_line(error)) from error
    with lock:
        hold_file(lock, f"another program holds {folder}: try again", is_waiting=True)
        yield
