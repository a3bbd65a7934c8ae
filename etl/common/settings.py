"""Paths, limits and the clock: the only reader of the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SQL = ROOT / "sql"
CASES = ROOT / "etl" / "cases"
# More of a count means nothing, and Python reads no number of thousands of digits.
MOST_DIGITS = 9


class ThroughlineError(Exception):
    """Bad use or bad input; the message is one line that says what to do."""

    # What the command line ends with.
    exit_code = 2


def data_path() -> Path:
    """The data folder: THROUGHLINE_DATA, or `data` beside the program."""
    return Path(os.environ.get("THROUGHLINE_DATA") or ROOT / "data")


def database_path() -> Path:
    """The research database that pages and exports read."""
    return data_path() / "throughline.duckdb"


def now() -> str:
    """This moment, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def this_day() -> date:
    """The day by the clock (UTC): for what is asked of a publisher."""
    return datetime.now(UTC).date()


def today() -> date:
    """The date of this build (UTC); THROUGHLINE_AS_OF fixes it for repeatable builds."""
    # Only for what is built: a publisher is always asked by the true day.
    fixed = os.environ.get("THROUGHLINE_AS_OF")
    try:
        return date.fromisoformat(fixed) if fixed else this_day()
    except ValueError as error:
        raise ThroughlineError(
            f"THROUGHLINE_AS_OF={fixed!r} is no date: write it as 2026-06-30, or leave it out"
        ) from error


def setting(name: str, default: str) -> str:
    """A setting of the environment by its name; blank is as good as absent."""
    return os.environ.get(name, "").strip() or default


def _count(name: str, default: int) -> int:
    """A setting that is a number, 0 or more."""
    text = setting(name, str(default))
    # `int` takes signs, blanks and other scripts' digits.
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise ThroughlineError(f"{name}={text!r} is no number: write 0 or more, or leave it out")
    return int(text)


def _size(name: str, default: str) -> str:
    """A setting that is an amount of memory, as the engine takes it."""
    text = setting(name, default)
    if not re.fullmatch(r"(?=.*[1-9])[0-9]{1,9}(\.[0-9]{1,3})? ?[KMGT]i?B", text, re.I):
        raise ThroughlineError(f"{name}={text!r} is no size: write it as 4GB, or leave it out")
    return text


@dataclass(frozen=True)
class Settings:
    """Where the data lies and how much of the machine one run may take."""

    data: Path = field(default_factory=data_path)
    memory_limit: str = field(default_factory=lambda: _size("THROUGHLINE_MEMORY", "1200MB"))
    reject_share: float = 0.001
    history_count: int = field(default_factory=lambda: _count("THROUGHLINE_HISTORY", 3))
    # Named settings that go before the environment's: addresses and keys, so never shown.
    given: Mapping[str, str] = field(default_factory=dict, repr=False, hash=False)

    def setting(self, name: str, default: str) -> str:
        """A named setting: as given, or the environment's; blank is as good as absent."""
        return self.given.get(name, "").strip() or setting(name, default)

    @property
    def downloads(self) -> Path:
        """Published files and answers exactly as they came, with their manifest."""
        return self.data / "downloads"

    @property
    def lake(self) -> Path:
        """Typed Parquet, one file per published file and table."""
        return self.data / "lake"

    @property
    def loads(self) -> Path:
        """One JSON per loaded file; its presence says that the load is whole."""
        return self.lake / "loads"

    @property
    def temporary(self) -> Path:
        """Unfinished work, on the same disk as the lake so that a rename is atomic."""
        return self.data / "tmp"

    @property
    def database(self) -> Path:
        """The research database."""
        return self.data / "throughline.duckdb"

    @property
    def exports(self) -> Path:
        """What people take away."""
        return self.data / "exports"

    @property
    def history(self) -> Path:
        """Earlier builds, the newest THROUGHLINE_HISTORY of them."""
        return self.data / "history"
