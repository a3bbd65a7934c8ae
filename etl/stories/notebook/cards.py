"""A story and its cards: what was pinned, where, and what it said in the build of that day."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from etl.common.settings import ThroughlineError

# What a card can be; `text` is written by its author, all else is pinned.
KINDS = {
    "text": "Text",
    "number": "Number",
    "table": "Table",
    "link": "Link",
    "path": "Path",
    "picture": "Picture",
    "graph": "Graph",
    "flag": "Flag",
    "claim": "Claim",
}
CLAIM = "claim:"
# A place on this server; a second slash would be another server's name.
_ADDRESS = re.compile(r"/(?![/\\])[^\s\\]*")
Stored = str | int | float | bool | None | list[str | int | float | bool | None]


@dataclass(frozen=True)
class CitedRecord:
    """A record behind a card: its title, its public page or blank, its published file or blank."""

    title: str
    url: str
    file: str


@dataclass(frozen=True)
class Taken:
    """What a card said in a build: the build's day and fingerprint, a sentence, rows, records.

    `rows` are the first ones and `records` too; the counts are of all. `unknown` stands in a cell
    that holds nothing.
    """

    day: str
    fingerprint: str
    sentence: str
    columns: list[str]
    rows: list[list[Stored]]
    row_count: int
    records: list[CitedRecord]
    record_count: int
    unknown: str = "not stated"


@dataclass(frozen=True)
class Card:
    """One card: `note` is its author's, `address` the place where it was pinned.

    `asked` names the query that it rests on (see `asked.py`), with `values` and an `order` of its
    own; `says` makes a sentence of the first row (`{column}`); `cited` names the query of its
    records; `picture` is SVG. A card that is not `taken` says what the database says now.
    """

    kind: str
    title: str = ""
    note: str = ""
    address: str = ""
    asked: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    order: str = ""
    says: str = ""
    cited: str = ""
    picture: str = ""
    taken: Taken | None = None
    card_id: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ThroughlineError(f"no kind of card {self.kind!r}: {', '.join(KINDS)}")
        if self.address and not _ADDRESS.fullmatch(self.address):
            raise ThroughlineError(f"{self.address!r} is no place of this server")


@dataclass(frozen=True)
class Story:
    """A story: its title, and its cards in order, each with an id of its own."""

    title: str
    cards: tuple[Card, ...] = ()

    def place(self, card_id: str) -> int:
        """Where a card stands; raises ThroughlineError where it is gone."""
        for number, card in enumerate(self.cards):
            if card.card_id == card_id:
                return number
        raise ThroughlineError("this card is not in the story any more: another has taken it out")


def with_card(story: Story, card: Card, after: str | None = None) -> Story:
    """The story with a card at its end, or behind another one.

    What stands there already, word for word, is not put there again.
    """
    known = {one.card_id for one in story.cards}
    number = 0
    while (card_id := _id_of(card, number)) in known:
        same = story.cards[story.place(card_id)]
        if card.kind != "text" and replace(same, card_id="") == replace(card, card_id=""):
            return story
        number += 1
    place = len(story.cards) if after is None else story.place(after) + 1
    cards = [*story.cards]
    cards.insert(place, replace(card, card_id=card_id))
    return replace(story, cards=tuple(cards))


def _id_of(card: Card, number: int) -> str:
    """An id from what the card is about, so that the same steps give the same file."""
    about = [card.kind, card.title, card.note, card.address, card.asked, dict(card.values), number]
    return hashlib.sha256(json.dumps(about).encode()).hexdigest()[:12]


def with_change(story: Story, before: Card, after: Card) -> Story:
    """The story with a card changed.

    Raises ThroughlineError where it is not as it was when the change was begun.
    """
    place = story.place(before.card_id)
    if story.cards[place] != before:
        raise ThroughlineError(
            "this card was changed meanwhile, and yours is not kept: copy what you wrote, and "
            "open the page again"
        )
    cards = [*story.cards]
    cards[place] = replace(after, card_id=before.card_id)
    return replace(story, cards=tuple(cards))


def without_card(story: Story, card_id: str) -> Story:
    """The story without a card."""
    place = story.place(card_id)
    return replace(story, cards=story.cards[:place] + story.cards[place + 1 :])


def with_move(story: Story, card_id: str, steps: int) -> Story:
    """The story with a card moved by so many places, as far as there are any."""
    place = story.place(card_id)
    cards = [*story.cards]
    card = cards.pop(place)
    cards.insert(max(0, place + steps), card)
    return replace(story, cards=tuple(cards))
