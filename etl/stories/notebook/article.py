"""A story as an article: cards in order, each footnote with what it rests on and its records."""

from __future__ import annotations

from dataclasses import dataclass, replace

import duckdb

from etl.common.about import read_day, read_notices
from etl.common.settings import ThroughlineError
from etl.common.words import count_of, is_web
from etl.stories.notebook.cards import KINDS, Card, Story, Taken
from etl.stories.notebook.taking import CHANGED, GONE, Recheck, recheck, take

NOTHING = Taken("", "", "", [], [], 0, [], 0)


@dataclass(frozen=True)
class Paragraph:
    """A card as it is told: with what it says, how it stands, and its footnote's number or 0."""

    card: Card
    stands: Recheck
    number: int = 0

    @property
    def taken(self) -> Taken:
        """What it says."""
        return self.card.taken or NOTHING

    @property
    def heading(self) -> str:
        """What stands above it."""
        return self.card.title or ("" if self.card.kind == "text" else KINDS[self.card.kind])

    @property
    def warning(self) -> str:
        """What to know before it is printed; blank where it says what the database says."""
        if self.stands.state in (CHANGED, GONE):
            since = (
                f"Since the build of {self.taken.day}, from which this was taken, it has changed"
            )
            return f"{since}. {' '.join(self.stands.told)}"
        if self.stands.told:
            return f"It could not be asked again. {' '.join(self.stands.told)}"
        return ""

    @property
    def has_rows(self) -> bool:
        """Whether its rows are printed: a sentence made of one row says them already."""
        is_said = self.taken.sentence and self.card.kind in ("number", "flag", "link")
        return bool(self.taken.rows) and not is_said

    @property
    def cut(self) -> str:
        """How many of its rows are shown, where not all are."""
        shown, count = len(self.taken.rows), self.taken.row_count
        return f"The first {shown:,} of {count_of(count, 'row')}." if shown < count else ""

    @property
    def source(self) -> str:
        """What it rests on: the build, the question, and where it was pinned."""
        day = self.taken.day
        told = [f"Taken from the build of {day} ({self.taken.fingerprint[:8]})" if day else ""]
        told += [f"query {self.card.asked}" if self.card.asked else ""]
        told += [f"pinned at {self.card.address}" if self.card.address else ""]
        return "; ".join(part for part in told if part) + "."

    @property
    def records(self) -> list[tuple[str, str]]:
        """Titles and public pages, or blank, of its first records."""
        return [
            (
                record.title
                + ("" if is_web(record.url) or not record.file else f" ({record.file})"),
                record.url if is_web(record.url) else "",
            )
            for record in self.taken.records
        ]

    @property
    def more(self) -> str:
        """How many records there are beside those that are named."""
        rest = self.taken.record_count - len(self.taken.records)
        return f"and {count_of(rest, 'more record')}" if rest > 0 else ""


@dataclass(frozen=True)
class Article:
    """What is written: the title, what stands on everything that leaves, and the entries."""

    title: str
    notices: list[str]
    entries: list[Paragraph]

    @property
    def notes(self) -> list[Paragraph]:
        """The entries that have a footnote."""
        return [entry for entry in self.entries if entry.number]


def told(engine: duckdb.DuckDBPyConnection, card: Card) -> Paragraph:
    """A card against the database at hand: what was taken, or what it says now."""
    if card.taken is not None or card.kind == "text":
        return Paragraph(card, recheck(engine, card))
    try:
        return Paragraph(take(engine, card), Recheck("same"))
    except ThroughlineError as error:
        return Paragraph(card, Recheck("cannot be asked again", [str(error)]))


def article(engine: duckdb.DuckDBPyConnection, story: Story) -> Article:
    """The story against the database at hand."""
    entries, number = [], 0
    for card in story.cards:
        number += card.kind != "text"
        entries.append(replace(told(engine, card), number=number if card.kind != "text" else 0))
    notices = [f"Built as of {read_day(engine)}.", *read_notices(engine)]
    return Article(story.title, notices, entries)
