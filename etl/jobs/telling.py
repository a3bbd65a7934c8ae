"""What a job tells while it works: its state for whoever looks, and its log."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

from etl.common.progress import Progress, WalkBar
from etl.common.running import stopping
from etl.common.running.failures import FAULT, find_ending, one_line
from etl.common.settings import now
from etl.jobs.state import LOG, STATE, STEPS, JobState, write_part

# A state is a file that is synced: not at each of thousands of answers.
PAUSE_SECONDS = 0.5
STOPPED = "Stopped. Nothing half-done is left: go on, and it continues where it was."


class Teller:
    """Writes a job's state and log; used in a `with` block, which notes how the job ended."""

    def __init__(self, folder: Path, step: str) -> None:
        self.folder = folder
        self.state = JobState(step, now())
        self.count_calls: Callable[[], int] = lambda: 0
        self._written = 0.0
        # A search is walked by several threads, and each of them tells of it.
        self._turn = threading.RLock()
        self._write()

    def begin(self, step: str) -> None:
        """Go on to a step."""
        self.state = replace(self.state, step=step, said="", share=None)
        self.say(STEPS[step])
        self._write()

    def say(self, line: str) -> None:
        """A line of the log, and what the job is at."""
        with (self.folder / LOG).open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{now()[11:19]} {one_line(line)}\n")
        self.tell(line, None)

    def tell(self, said: str, share: float | None) -> None:
        """What the job is at, and how much of it is done; written down now and then."""
        with self._turn:
            self.state = replace(self.state, said=one_line(said), share=share)
            if time.monotonic() - self._written >= PAUSE_SECONDS:
                self._write()

    def _write(self) -> None:
        with self._turn:
            self.state = replace(self.state, calls=max(self.state.calls, self.count_calls()))
            write_part(self.folder, STATE, self.state)
            self._written = time.monotonic()

    def __enter__(self) -> Teller:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> bool:
        """Note how it ended; an error has its one line here, as on the command line."""
        if error is None:
            self._end("done", "Done.")
        elif stopping.exit_code() or isinstance(error, KeyboardInterrupt):
            self._end("stopped", STOPPED)
        else:
            ending = find_ending(error)
            self._end("failed", ending.line)
            # Its trace goes to the log, which a report of the fault wants.
            return ending.code != FAULT
        return True

    def _end(self, ending: str, message: str) -> None:
        self.say(message)
        self.state = replace(self.state, ending=ending, message=one_line(message), ended_at=now())
        self._write()


class JobProgress(Progress):
    """Progress that is written into a job's state, and on no terminal."""

    def __init__(self, teller: Teller) -> None:
        super().__init__(is_shown=False)
        self._teller = teller

    @contextmanager
    def bytes(self, title: str, total: int) -> Iterator[Callable[[int], None]]:
        """Bytes handled."""
        done = 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            self._teller.tell(title, done / total if total else None)

        yield advance

    @contextmanager
    def steps(self, title: str, total: int) -> Iterator[Callable[[str], None]]:
        """Named steps."""
        done = 0

        def advance(name: str) -> None:
            nonlocal done
            done += 1
            self._teller.tell(f"{title} {name}", done / total)

        yield advance

    @contextmanager
    def walk(self, title: str, chains: int) -> Iterator[WalkBar]:
        """A search: its rows, or the lists that were walked to their end."""
        told: dict[str, Any] = {"said": "", "completed": 0, "total": chains if chains > 1 else None}

        def update(**changed: Any) -> None:
            told.update(changed)
            done, total = told["completed"], told["total"]
            # A count of the publisher may be an estimate: never more than the whole.
            self._teller.tell(
                f"{title}: {told['said']}", min(done / total, 1.0) if total and done else None
            )

        yield WalkBar(update, chains > 1)
