"""What the command `fetch` is told: the publishers' words, and which of them go together."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

import typer

from etl.commands.shared.options import option
from etl.common.publisher import BulkFiles, Targets, Wish
from etl.common.settings import ThroughlineError
from etl.fetch.targets import is_empty
from etl.sources import bulk_files, words

_CASE = Annotated[str | None, typer.Option(help="All that a case wants, e.g. golden_dome.")]
_SINCE = Annotated[str | None, typer.Option(help="Nothing dated before, e.g. 2023-01-31.")]
_UPDATE = Annotated[
    bool, typer.Option("--update", help="Only what changed since it was last fetched.")
]


@dataclass(frozen=True)
class Chosen:
    """What to fetch: words to search for, a case's, whole files by `bulk`, or all that changed.

    `periods` and `names` are what was said to each publisher's own words for whole files.
    """

    case: str | None
    targets: Targets
    bulk: str | None
    is_update: bool
    periods: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def parameters(cls) -> list[inspect.Parameter]:
        """The options, those of the publishers among them."""
        return [
            option("case", _CASE, None),
            *_word_options(),
            option("since", _SINCE, None),
            option("bulk", Annotated[str | None, typer.Option(help=_bulk_help())], None),
            *_period_options(),
            *_name_options(),
            option("update", _UPDATE, False),
        ]

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Chosen:
        """The words by the names that their publishers give them."""
        asked = {word.name: _as_words(said.get(word.name)) for word in words().values()}
        owners = bulk_files()
        return cls(
            case=said["case"],
            targets=Targets(asked, said["since"]),
            bulk=said["bulk"],
            is_update=said["update"],
            periods={name: tuple(said[f"{name}_periods"] or ()) for name in owners},
            names={name: _names_of(said.get(f"{name}_names")) for name in owners},
        )

    def check(self) -> None:
        """Raise ThroughlineError for words that would be passed over."""
        is_said = any(said for said in self.targets.words.values()) or bool(self.targets.since)
        if self.is_update and (is_said or self.case or self.bulk):
            raise ThroughlineError("--update asks for all that was ever fetched: say nothing else")
        if self.bulk and (self.case or self.targets.since or not is_empty(self.targets)):
            alone = [name for name in _search_options() if name != "--since"]
            raise ThroughlineError(
                f"--bulk fetches whole files: say --case, {', '.join(alone)} or --since in a "
                "command of their own"
            )
        if self.case and any(self.targets.words.values()):
            raise ThroughlineError(
                "--case names all that it wants: say the rest in another command"
            )
        if self.bulk in bulk_files():
            self._check_bulk(bulk_files()[self.bulk][1])

    def _check_bulk(self, files: BulkFiles) -> None:
        """Raise ThroughlineError for the words of another publisher's files."""
        others = [name for name in bulk_files() if name != files.name]
        strange = [self.periods[name] or self.names[name] for name in others]
        narrowing = [
            self.targets.said(word.name)
            for word in words().values()
            if word.is_narrowing and word.name != files.narrowing
        ]
        if any(strange) or any(narrowing):
            raise ThroughlineError(
                f"--bulk {files.name} goes by {files.period.option}: {files.knows_not}"
            )

    def wishes(self) -> Iterator[Wish]:
        """The whole files that are asked for, a period at a time.

        Raises ThroughlineError for files that nobody offers, or without a period.
        """
        name, owners = self.bulk or "", bulk_files()
        if name not in owners:
            raise ThroughlineError(f"--bulk {name!r}: choose {' or '.join(owners)}")
        files = owners[name][1]
        if not self.periods[name]:
            raise ThroughlineError(f"--bulk {name} wants {files.period.option} 2024")
        said = self.targets.said(files.narrowing) if files.narrowing else ()
        for period in self.periods[name]:
            yield Wish(period, self.names[name], next(iter(said), None))


def nothing_said() -> str:
    """What to say when nothing was."""
    return (
        f"say what to fetch: --case golden_dome, or {', '.join(_search_options())}; or whole files "
        "with --bulk; see `fetch --help`"
    )


def _as_words(said: str | list[str] | None) -> tuple[str, ...]:
    """One word or several as a tuple."""
    return (said,) if isinstance(said, str) else tuple(said or ())


def _names_of(said: str | None) -> tuple[str, ...]:
    """File names from a list with commas."""
    return tuple(word for word in (said or "").split(",") if word.strip())


def _search_options() -> list[str]:
    """The options that ask for something by themselves."""
    return [word.option for word in words().values() if word.help and not word.is_narrowing]


def _word_options() -> Iterator[inspect.Parameter]:
    """One option for each word that a publisher offers."""
    for word in words().values():
        if word.help:
            # A word that narrows is said once.
            kind = str if word.is_narrowing else list[str]
            shown = typer.Option(word.option, help=word.help)
            yield option(word.name, Annotated[kind | None, shown], None)


def _bulk_help() -> str:
    """Which whole files there are."""
    return f"Whole files instead: {' or '.join(f'`{name}`' for name in bulk_files())}."


def _period_options() -> Iterator[inspect.Parameter]:
    """The cycle, the fiscal year: one option for each publisher of whole files."""
    for name, (_, files) in bulk_files().items():
        shown = typer.Option(files.period.option, help=files.period.help)
        yield option(f"{name}_periods", Annotated[list[int] | None, shown], None)


def _name_options() -> Iterator[inspect.Parameter]:
    """The names of files, where a publisher has several for a period."""
    for name, (_, files) in bulk_files().items():
        if files.names:
            shown = typer.Option(files.names.option, help=files.names.help)
            yield option(f"{name}_names", Annotated[str | None, shown], None)
