"""Progress bars for work that takes more than a second; silent when nobody watches."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import duckdb
from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress


class Progress:
    """Bars on the terminal's error stream."""

    def __init__(self, is_shown: bool | None = None) -> None:
        console = Console(stderr=True)
        shown = console.is_terminal if is_shown is None else is_shown
        self._bars = RichProgress(
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
    def engine(self, title: str, engine: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """A bar that follows the query that the engine runs meanwhile."""
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
        while not done.wait(0.2):
            self._bars.update(task, completed=max(0.0, engine.query_progress()))  # type: ignore[arg-type]
