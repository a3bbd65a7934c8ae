"""Search everywhere: names that may be misspelt, acronyms, identifiers, and contract numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from dashboards.base import queries
from etl.common.queries import read_query, with_pieces

COLUMNS = ["kind", "id", "name", "place", "links", "said"]
MOST_WORDS, MOST_LETTERS = 12, 200
# Shorter beginnings fit thousands of contract numbers.
NUMBER_LETTERS = 6
MOST_BEGINNINGS, MOST_LIKE = 300, 500
# With fewer names than this that have the words, near spellings are looked for too.
FEW = 20
# Words that stand between a name and a place or a firm, and are in neither.
BETWEEN = {"OF", "FROM", "AT", "IN", "THE", "NEAR"}
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
LIKE, PLACED, AWARD = "like", "placed", "award"
_TOUCHED = read_query("search/touched")
_RANKED = read_query("search/ranked")
_OF_ONE, _OF_SEVERAL = (
    with_pieces(_RANKED, named=with_pieces(read_query(name), touched=_TOUCHED))
    for name in ("search/of_one", "search/of_several")
)
_NARROWED = with_pieces(read_query("search/narrowed"), touched=_TOUCHED)
# a word's number, the way in which it is meant, and its wrong letters
_Word = tuple[int, int, int]
_Meant = dict[str, list[int]]


@dataclass(frozen=True)
class Portion:
    """Which of what is found: of each kind, or of one, so many after so many."""

    kind: str | None = None
    after: int = 0
    shown: int = 20


@dataclass(frozen=True)
class Hit:
    """One thing that is found; `group` is its heading, `order` its place among all."""

    group: str
    kind: str
    id: str
    name: str
    place: str | None
    links: int
    said: str | None
    order: tuple[int, ...] = ()


@dataclass(frozen=True)
class Group:
    """Hits of one kind, the likeliest first, and how many there are in all."""

    kind: str
    count: int
    hits: list[Hit]


@dataclass(frozen=True)
class Asked:
    """What was typed: its words, and the text without anything but letters and digits."""

    words: list[str]
    number: str

    @cached_property
    def plain(self) -> _Meant | None:
        """What the words mean as they stand, or as beginnings; None where one means nothing."""
        last = len(self.words) - 1
        # An initial begins too many words, unless it ends the text.
        return _meant(
            [
                [*exact, *(begun if place == last or len(word) >= 3 else [])]
                for place, (word, exact, begun) in enumerate(self._looked_up)
            ]
        )

    @cached_property
    def some(self) -> _Meant | None:
        """What those of the words mean that mean something; a short one as it stands."""
        found = [[*exact, *(begun if len(word) >= 3 else [])] for word, exact, begun
                 in self._looked_up]  # fmt: skip
        return _meant(found, is_every=False)

    @cached_property
    def alike(self) -> _Meant | None:
        """The same of every word, with what is spelt much like it."""
        return _meant(self._in_any_way)

    @cached_property
    def misspelt(self) -> _Meant | None:
        """The same of those words that mean something."""
        return _meant(self._in_any_way, is_every=False)

    @cached_property
    def _looked_up(self) -> list[tuple[str, list[_Word], list[_Word]]]:
        """Each word with what it is, and what it begins; asked once."""
        return [(word, _exact(word), _beginning(word)) for word in self.words]

    @cached_property
    def _in_any_way(self) -> list[list[_Word]]:
        return [[*exact, *begun, *_like(word)] for word, exact, begun in self._looked_up]


def find(text: str, limit: int = 20) -> pd.DataFrame:
    """What a text finds, the likeliest first: kind, id, name, place, links, and why.

    `kind` is a kind of entity with its entity id, or `award` with an award key. Every word must
    stand in one name: whole, as its beginning, or spelt much alike. Names of these words alone come
    first, then those that begin with them, that have every word, that have them as beginnings,
    people of whom employer or place has the rest, and the nearest spellings; within these the best
    connected. The same text gives the same rows.
    """
    asked = read_text(text)
    if not asked.words:
        return pd.DataFrame(columns=COLUMNS)
    part = Portion(shown=limit)
    hits = [*by_acronym(asked), *by_identifier(asked), *by_number(asked, limit)]
    groups = named_and_placed(asked, part)
    hits += sorted((hit for group in groups for hit in group.hits), key=lambda hit: hit.order)
    rows = [(hit.kind, hit.id, hit.name, hit.place, hit.links, hit.said) for hit in hits]
    table = pd.DataFrame(rows, columns=COLUMNS)
    # An identifier may also be a word of a name; the first, by identifier, stays.
    return table.drop_duplicates(["kind", "id"]).head(limit).reset_index(drop=True)


def read_text(text: str) -> Asked:
    """The words of a text; what no name can hold is left out."""
    # No name holds a NUL, and a lone surrogate, which an address can carry, is no UTF-8.
    kept = text[:MOST_LETTERS].replace("\x00", " ").encode("utf-8", "ignore").decode()
    # Cut by the database: the words must be cut as those of the names were.
    (cut,) = queries.rows(read_query("search/words"), {"text": kept})
    words = list(dict.fromkeys(cut["words"]))[:MOST_WORDS]
    number = "".join(letter for letter in kept.upper() if letter.isascii() and letter.isalnum())
    return Asked(words, number)


def by_acronym(asked: Asked) -> list[Hit]:
    """Agencies whose acronym is the text, with its source; those that are loaded."""
    rows = queries.rows(read_query("search/acronym"), {"number": asked.number})
    return [
        Hit("agency", "agency", row["agency_id"], row["name"], None, row["link_count"],
            f"{row['acronym']}: {row['source']}")
        for row in rows if row["is_loaded"]
    ]  # fmt: skip


def by_identifier(asked: Asked) -> list[Hit]:
    """The entity of an identifier, with or without what says its kind (`uei:`, `seat:`)."""
    found = queries.run(read_query("search/identifier"), {"number": asked.number})
    return [Hit("number", *row) for row in found.fetchall()]


def by_number(asked: Asked, limit: int) -> list[Hit]:
    """Awards whose number is the text or begins with it; dashes and spaces do not matter."""
    if len(asked.number) < NUMBER_LETTERS:
        return []
    found = queries.run(read_query("search/award"), {"number": asked.number, "most": limit})
    return [Hit(AWARD, *row) for row in found.fetchall()]


def by_words(asked: Asked, part: Portion) -> list[Group]:
    """Entities one of whose names has every word, by kind; near spellings where there are few."""
    # Counts of one kind do not tell how many there are of all.
    rows = _rank(asked, asked.plain, Portion(shown=1) if part.kind else part)
    counts = {row["group_kind"]: row["group_count"] for row in rows}
    is_rare = sum(counts.values()) < FEW
    if is_rare or part.kind:
        rows = _rank(asked, asked.alike if is_rare else asked.plain, part)
    return _grouped(rows)


def named_and_placed(asked: Asked, part: Portion) -> list[Group]:
    """Entities by their names; where few have them, people by name and place too."""
    groups = by_words(asked, part)
    near = [group for group in groups if group.kind != LIKE]
    is_enough = sum(group.count for group in near) >= FEW or is_named(groups)
    return groups if is_enough else [*groups, by_place(asked, part, is_forgiving=not groups)]


def is_named(groups: list[Group]) -> bool:
    """Whether a name is the words alone, or a person's has all of them: no place is meant then."""
    people = ("person", "member", "candidate")
    hits = ((group.kind in people, hit.order[0]) for group in groups for hit in group.hits)
    return any(rank == 0 or (is_person and rank < 300) for is_person, rank in hits)


def as_typed(asked: Asked, part: Portion) -> list[Group]:
    """Entities one of whose names has every word as it stands, or as a beginning, by kind."""
    return _grouped(_rank(asked, asked.plain, part))


def by_place(asked: Asked, part: Portion, is_forgiving: bool = True) -> Group:
    """People whose name has some of the words, and whose employer, work or place has the others."""
    words = [word for word in asked.words if word not in BETWEEN]
    told = asked if words == asked.words else Asked(words, asked.number)
    if len(told.words) < 2 or part.kind not in (None, PLACED):
        return Group(PLACED, 0, [])
    rows = _narrowed(told, told.some, part, 0)
    if not rows and is_forgiving:
        rows = _narrowed(told, told.misspelt, part, 1)
    said = "by name, and employer, work or place"
    hits = [
        Hit(PLACED, row["entity_kind"], row["entity_id"], row["name"], row["place"],
            row["link_count"], said, (350, place))
        for place, row in enumerate(rows)
    ]  # fmt: skip
    return Group(PLACED, rows[0]["group_count"] if rows else 0, hits)


def _narrowed(
    asked: Asked, meant: _Meant | None, part: Portion, wrong: int
) -> list[dict[str, Any]]:
    """People of whom what they stated has the words that the name lacks."""
    if not meant:
        return []
    values = {**meant, "count": len(asked.words), "words": asked.words, "wrong": wrong}
    return queries.rows(_NARROWED, {**values, "after": part.after, "shown": part.shown})


def _rank(asked: Asked, meant: _Meant | None, part: Portion) -> list[dict[str, Any]]:
    """The numbers of what the words mean, the likeliest of each kind, with the kind's count."""
    if not meant:
        return []
    query = _OF_ONE if len(asked.words) == 1 else _OF_SEVERAL
    values = {**meant, "count": len(asked.words), "kind": part.kind}
    return queries.rows(query, {**values, "after": part.after, "shown": part.shown})


def _grouped(rows: list[dict[str, Any]]) -> list[Group]:
    """Ranked numbers by kind, each entity under the name that fits best."""
    shown = _shown(rows)
    counts = {row["group_kind"]: row["group_count"] for row in rows}
    groups: dict[str, list[Hit]] = {kind: [] for kind in counts}
    for row in rows:
        order = (row["class"], -row["link_count"], row["name_length"], row["entity_number"])
        kind, key, name, place, links, said, _ = shown[row["entity_number"]]
        hit = Hit(row["group_kind"], kind, key, name, place, links, said, order)
        groups[row["group_kind"]].append(hit)
    return [Group(kind, counts[kind], hits) for kind, hits in groups.items()]


def _shown(rows: list[dict[str, Any]]) -> dict[int, tuple]:
    """The rows of entities by their number, each under the name that fits and how well it does."""
    if not rows:
        return {}
    names = ("entities", "entity_number"), ("names", "name_number"), ("ranks", "class")
    values = {name: [row[column] for row in rows] for name, column in names}
    found = queries.run(read_query("search/shown"), values).fetchall()
    return {row[-1]: row for row in found}


def _meant(found: list[list[_Word]], is_every: bool = True) -> _Meant | None:
    """What typed words mean, as lists for the database; None where nothing, or one, is unknown."""
    if not any(found) or (is_every and not all(found)):
        return None
    lists: _Meant = {name: [] for name in ("positions", "numbers", "ways", "edits")}
    for position, words in enumerate(found, 1):
        # Reversed, so that the first way, which is the best, is the one that stays.
        best = {number: (way, edits) for number, way, edits in reversed(words)}
        for number, (way, edits) in best.items():
            for values, value in zip(lists.values(), (position, number, way, edits), strict=True):
                values.append(value)
    return lists


def _exact(word: str) -> list[_Word]:
    """The number of the word itself."""
    return queries.run(read_query("search/exact"), {"word": word}).fetchall()


def _beginning(word: str) -> list[_Word]:
    """Longer words that begin with it, the commonest ones."""
    values = {"word": word, "most": MOST_BEGINNINGS}
    return queries.run(read_query("search/beginning"), values).fetchall()


def _like(word: str) -> list[_Word]:
    """Words with one wrong letter, from four letters on, or two from eight on, the nearest ones.

    A wrong letter is one too many, too few, another, or two that changed places.
    """
    edits = 2 if len(word) >= 8 else 1 if len(word) >= 4 else 0
    # A number with a wrong digit is another number.
    if not edits or word.isdigit():
        return []
    # one wrong letter changes two bits at most, so that few words are compared in full
    letters = sum(1 << ALPHABET.index(letter) for letter in set(word) & set(ALPHABET))
    asked = {"word": word, "edits": edits, "letters": letters, "most": MOST_LIKE}
    return queries.run(read_query("search/like"), asked).fetchall()
