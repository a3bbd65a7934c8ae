"""What a publisher states of itself: all that fetching, loading and the command line know of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from etl.common.asking import Asker, Request, Service, Walk
from etl.common.published import PublishedTable
from etl.common.settings import ThroughlineError


@dataclass(frozen=True)
class Word:
    """A word that a fetch may be told, by the name under which it is remembered.

    `check` gives it in the publisher's spelling or raises ThroughlineError. A word that narrows
    asks for nothing by itself and is said once; the others may be repeated. One without help is
    not offered on the command line. `case_column` is the case file and column that says it.
    """

    name: str
    option: str
    help: str = ""
    check: Callable[[str], str] = lambda word: word
    is_narrowing: bool = False
    case_column: tuple[str, str] | None = None


@dataclass(frozen=True)
class Targets:
    """The words of one fetch. `since` (YYYY-MM-DD) leaves out what is dated before it."""

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: str | None = None

    def said(self, name: str) -> tuple[str, ...]:
        """What was said for a word; nothing is an empty tuple."""
        return self.words.get(name, ())


class Found(Protocol):
    """A search that was walked to its end."""

    @property
    def walk(self) -> Walk:
        """The search."""

    def values(self, *columns: str) -> list[tuple[Any, ...]]:
        """Distinct values of the first table's columns in the rows that were asked for."""


@dataclass(frozen=True)
class Registration:
    """A line of a publisher's own list that a name finds, and the words of a fetch that get it.

    `words` are said by their names; without any it cannot be fetched by itself, and `note` says
    why. `is_named` where the name asked for stands in it whole, from its beginning.
    """

    name: str
    note: str
    words: Mapping[str, tuple[str, ...]]
    is_named: bool = False


@dataclass(frozen=True)
class Register:
    """What a publisher's own list has under a name: its lines, and how many there are in all.

    `asked` is the name as it was asked for, which may be shorter than what was typed.
    """

    title: str
    asked: str
    found: tuple[Registration, ...] = ()
    total: int = 0


@dataclass(frozen=True)
class Following:
    """What the rows of the first searches lead to: calls and bytes for each, for a plan."""

    title: str
    calls: int
    bytes: int


@dataclass(frozen=True)
class Wish:
    """Bulk files of one period (a cycle, a fiscal year): some by name, or narrowed by a word."""

    period: int
    names: tuple[str, ...] = ()
    narrowed: str | None = None


@dataclass(frozen=True)
class Listed:
    """A bulk file: its address, its path among the downloads, and the name it replaces there."""

    url: str
    path: str
    replaces: str
    published: str | None = None


@dataclass(frozen=True)
class Job:
    """A file that a publisher was asked to make: where its state and the file itself are."""

    status_url: str
    file_name: str
    file_url: str


@dataclass(frozen=True)
class State:
    """How far a made file is; `rows` is the publisher's count of its rows."""

    word: str
    is_made: bool
    failure: str | None = None
    rows: int | None = None


@dataclass(frozen=True)
class Made:
    """A file that is to be made on request, and how the publisher's answers about it are read.

    `job_path` is where the request is remembered among the downloads until the file is here.
    """

    label: str
    asked: Request
    path: str
    replaces: str
    job_path: str
    read_job: Callable[[Any], Job]
    read_state: Callable[[Any], State]
    state_request: Callable[[str, str], Request]


@dataclass(frozen=True)
class Option:
    """A word of the command line and its help."""

    option: str
    help: str


@dataclass(frozen=True)
class BulkFiles:
    """Whole files of a publisher: how they are asked for, listed and named.

    `find` gives the files of a wish, told where those of earlier fetches are (name → path), or the
    file to be made instead. `asked_before` reads from these names what an update asks for again.
    `check` raises ThroughlineError for a period that is none. `knows_not` ends the sentence that
    refuses another publisher's words; `narrowing` is the word of this one that it takes.
    """

    name: str
    service: str
    period: Option
    find: Callable[[Wish, Mapping[str, str], Asker], Sequence[Listed] | Made]
    asked_before: Callable[[Sequence[str]], list[Wish]]
    check: Callable[[Wish], None]
    knows_not: str
    names: Option | None = None
    narrowing: str | None = None


def find_nothing(targets: Targets, askers: Mapping[str, Asker]) -> list[Walk]:
    """The first searches of a publisher that is not searched."""
    return []


def list_nothing(kind: str, name: str, askers: Mapping[str, Asker]) -> list[Register]:
    """The lists of a publisher that has none to look a name up in."""
    return []


def walk_all(targets: Targets, searches: Sequence[Walk], walk: Callable[[Walk], Found]) -> None:
    """Walk the first searches and nothing else."""
    for search in searches:
        walk(search)


def accept(targets: Targets) -> None:
    """No two words of the publisher depend on each other."""


@dataclass(frozen=True)
class Publisher:
    """One publisher. `turn` says which is searched first; `layouts` names its files in a help text.

    A change is dated when it is made and appears up to `appears_within_days` later. `searches`
    gives the first searches for the words said; `follow` walks them and what their answers lead
    to. `check` raises ThroughlineError for words that do not go together. `useless` are CSV layouts
    that are known and not loaded, by columns that only they have, each with the reason. `lookup`
    gives what the publisher's own lists have for a name of a firm, a person or a committee.
    """

    name: str
    tables: tuple[PublishedTable, ...]
    layouts: str = ""
    useless: tuple[tuple[frozenset[str], str], ...] = ()
    services: tuple[Service, ...] = ()
    words: tuple[Word, ...] = ()
    turn: int = 0
    appears_within_days: int = 0
    searches: Callable[[Targets, Mapping[str, Asker]], list[Walk]] = find_nothing
    follow: Callable[[Targets, Sequence[Walk], Callable[[Walk], Found]], None] = walk_all
    check: Callable[[Targets], None] = accept
    following: Following | None = None
    lookup: Callable[[str, str, Mapping[str, Asker]], list[Register]] = list_nothing
    bulk: BulkFiles | None = None


def require(is_fitting: bool, complaint: str) -> None:
    """Raise ThroughlineError with the complaint unless a word fits."""
    if not is_fitting:
        raise ThroughlineError(complaint)
