"""Progress bars for work that takes more than a second; silent when nobody watches."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import duckdb
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.progress import Progress as RichProgress


class WalkBar:
    """What a search tells of itself while it is walked. Threads may share it."""

    def __init__(self, update: Callable[..., None], by_chain: bool) -> None:
        self._update = update
        self._by_chain = by_chain
        self._started = time.monotonic()
        self._lock = threading.Lock()
        self.calls = 0
        self.rows = 0
        self.chains = 0

    def page(self, rows: int, expected: int | None) -> None:
        """One more answer of so many rows, out of so many where that is known."""
        with self._lock:
            self.calls += 1
            self.rows += rows
            pace = self.calls / max(time.monotonic() - self._started, 0.001)
        said = f"{self.rows:,} rows, {self.calls:,} calls, {pace:.1f} a second"
        if self._by_chain:
            self._update(said=said)
        else:
            self._update(said=said, total=expected, completed=self.rows)

    def chain(self) -> None:
        """One more list walked to its end."""
        with self._lock:
            self.chains += 1
        if self._by_chain:
            self._update(completed=self.chains)


class Progress:
    """Bars on the terminal's error stream."""

    def __init__(self, is_shown: bool | None = None) -> None:
        console = Console(stderr=True)
        shown = console.is_terminal if is_shown is None else is_shown
        self._bars = RichProgress(
            # A title may hold [brackets], which rich would take for markup.
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f}%"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not shown,
        )

    @contextmanager
    def bytes(self, title: str, total: int) -> Iterator[Callable[[int], None]]:
        """A bar that advances by the bytes handled."""
        with self._bars:
            task = self._bars.add_task(title, total=total)
            yield lambda count: self._bars.advance(task, count)
            self._bars.remove_task(task)

    @contextmanager
    def steps(self, title: str, total: int) -> Iterator[Callable[[str], None]]:
        """A bar that advances by named steps."""
        with self._bars:
            task = self._bars.add_task(title, total=total)
            yield lambda name: self._bars.update(task, advance=1, description=f"{title} {name}")
            self._bars.remove_task(task)

    @contextmanager
    def walk(self, title: str, chains: int) -> Iterator[WalkBar]:
        """A bar for a search: by rows where it is one list, else by the lists walked to the end."""
        bars = RichProgress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f}% {task.fields[said]}", markup=False),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=self._bars.console,
            transient=True,
            disable=self._bars.disable,
        )
        with bars:
            total = chains if chains > 1 else None
            task = bars.add_task(title, total=total, said="")
            yield WalkBar(lambda **changed: bars.update(task, **changed), chains > 1)

    @contextmanager
    def download(self, title: str) -> Iterator[Callable[[int, int], None]]:
        """A bar over a file's bytes, with the rate and the time left."""
        bars = RichProgress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            console=self._bars.console,
            transient=True,
            disable=self._bars.disable,
        )
        with bars:
            task = bars.add_task(title, total=None)
            yield lambda here, total: bars.update(task, completed=here, total=total or None)

    @contextmanager
    def waiting(self, title: str) -> Iterator[Callable[[str], None]]:
        """A spinner while somebody else works, with what they say of it."""
        bars = RichProgress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            TimeElapsedColumn(),
            console=self._bars.console,
            transient=True,
            disable=self._bars.disable,
        )
        with bars:
            task = bars.add_task(title)
            yield lambda state: bars.update(task, description=f"{title}: {state}")

    @contextmanager
    def engine(self, title: str, engine: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """A bar that follows the query that the engine runs meanwhile."""
        # Without the bar there is nothing to ask; its own print would spoil ours.
        engine.execute("set enable_progress_bar = true; set enable_progress_bar_print = false")
        done = threading.Event()
        with self._bars:
            task = self._bars.add_task(title, total=100)
            watcher = threading.Thread(target=self._follow, args=(task, engine, done), daemon=True)
            watcher.start()
            try:
                yield
            finally:
                done.set()
                watcher.join()
                self._bars.remove_task(task)

    def _follow(
        self, task: object, engine: duckdb.DuckDBPyConnection, done: threading.Event
    ) -> None:
        # DuckDB tells its progress only when asked, from another thread than the query's.
        while not done.wait(0.2):
            self._bars.update(task, completed=max(0.0, engine.query_progress()))  # type: ignore[arg-type]
