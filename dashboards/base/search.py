"""Search everywhere: names that may be misspelt, identifiers, and contract numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from dashboards.base import queries
from etl.common.queries import read_query, with_pieces

COLUMNS = ["kind", "id", "name", "place", "links", "said"]
MOST_WORDS, MOST_LETTERS = 12, 200
# Shorter beginnings fit thousands of contract numbers.
NUMBER_LETTERS = 6
EVERY_NAME = 1_000_000_000
MOST_BEGINNINGS, MOST_LIKE = 300, 500
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_TOUCHED = read_query("search/touched")
_RANKED = read_query("search/ranked")
_OF_ONE, _OF_SEVERAL = (
    with_pieces(_RANKED, named=with_pieces(read_query(name), touched=_TOUCHED))
    for name in ("search/of_one", "search/of_several")
)
# a word's number, the way in which it is meant, and its wrong letters
_Word = tuple[int, int, int]


@dataclass(frozen=True)
class _Asked:
    """What was typed: its words, and the text without anything but letters and digits."""

    words: list[str]
    number: str


def find(text: str, limit: int = 20) -> pd.DataFrame:
    """What a text finds, the likeliest first: kind, id, name, place, links, and why.

    `kind` is a kind of entity with its entity id, or `award` with an award key. Every word must
    stand in one name: whole, as its beginning, or spelt much alike. Names of these words alone come
    first, then those that begin with them, that have every word, that have them as beginnings,
    and the nearest spellings; within these the best connected. The same text gives the same rows.
    """
    asked = _read_text(text)
    if not asked.words:
        return pd.DataFrame(columns=COLUMNS)
    rows = [*_by_identifier(asked.number), *_by_number(asked.number, limit)]
    named = _by_words(asked, _plainly, limit)
    rows += named if len(named) >= limit else _by_words(asked, _in_any_way, limit)
    table = pd.DataFrame(rows, columns=COLUMNS)
    # An identifier may also be a word of a name; the first, by identifier, stays.
    return table.drop_duplicates(["kind", "id"]).head(limit).reset_index(drop=True)


def _read_text(text: str) -> _Asked:
    """The words of a text; what no name can hold is left out."""
    # No name holds a NUL, and a lone surrogate, which an address can carry, is no UTF-8.
    kept = text[:MOST_LETTERS].replace("\x00", " ").encode("utf-8", "ignore").decode()
    # Cut by the database: the words must be cut as those of the names were.
    (cut,) = queries.rows(read_query("search/words"), {"text": kept})
    words = list(dict.fromkeys(cut["words"]))[:MOST_WORDS]
    number = "".join(letter for letter in kept.upper() if letter.isascii() and letter.isalnum())
    return _Asked(words, number)


def _by_identifier(number: str) -> list[tuple[object, ...]]:
    """The entity of an identifier, with or without what says its kind (`uei:`, `seat:`)."""
    return queries.run(read_query("search/identifier"), {"number": number}).fetchall()


def _by_number(number: str, limit: int) -> list[tuple[object, ...]]:
    """Awards whose number is the text or begins with it; dashes and spaces do not matter."""
    if len(number) < NUMBER_LETTERS:
        return []
    asked = {"number": number, "most": limit}
    return queries.run(read_query("search/award"), asked).fetchall()


def _by_words(
    asked: _Asked, understood: Callable[[str, bool], list[_Word]], limit: int
) -> list[tuple[object, ...]]:
    """Entities one of whose names has every word, each as it is understood."""
    alike: list[tuple[int, int, int, int]] = []
    for position, word in enumerate(asked.words, 1):
        found = understood(word, position == len(asked.words))
        if not found:
            return []
        # Reversed, so that the first way, which is the best, is the one that stays.
        best = {number: (way, edits) for number, way, edits in reversed(found)}
        alike += [(position, number, way, edits) for number, (way, edits) in best.items()]
    columns = zip(("positions", "numbers", "ways", "edits"), zip(*alike, strict=True), strict=True)
    lists = {name: list(values) for name, values in columns}
    query = _OF_ONE if len(asked.words) == 1 else _OF_SEVERAL
    lists |= {"count": len(asked.words)}
    best: dict[int, tuple[int, int]] = {}
    # one entity's many names can crowd out the others: then every name is asked for
    for names in (limit * 10, EVERY_NAME):
        rows = queries.run(query, {**lists, "names": names}).fetchall()
        best = {}
        for entity, name, rank in rows:
            # The rows come best first: an entity stands under its best name.
            best.setdefault(entity, (name, rank))
        if len(best) >= limit or len(rows) < names:
            break
    return _rows_shown(dict(list(best.items())[:limit]))


def _rows_shown(best: dict[int, tuple[int, int]]) -> list[tuple[object, ...]]:
    """The rows of entities by their number, each under the name that fits and how well it does."""
    if not best:
        return []
    names, ranks = zip(*best.values(), strict=True)
    asked = {"entities": list(best), "names": list(names), "ranks": list(ranks)}
    return queries.run(read_query("search/shown"), asked).fetchall()


def _plainly(word: str, is_last: bool) -> list[_Word]:
    """The word and what it begins; an initial begins too many words, unless it ends the text."""
    return [*_exact(word), *(_beginning(word) if is_last or len(word) >= 3 else [])]


def _in_any_way(word: str, is_last: bool) -> list[_Word]:
    """The word, what it begins, and what is spelt much like it."""
    return [*_exact(word), *_beginning(word), *_like(word)]


def _exact(word: str) -> list[_Word]:
    """The number of the word itself."""
    return queries.run(read_query("search/exact"), {"word": word}).fetchall()


def _beginning(word: str) -> list[_Word]:
    """Longer words that begin with it, the commonest ones."""
    asked = {"word": word, "most": MOST_BEGINNINGS}
    return queries.run(read_query("search/beginning"), asked).fetchall()


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
