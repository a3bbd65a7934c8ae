"""Search everywhere: names that may be misspelt, identifiers, and contract numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from dashboards import queries

COLUMNS = ["kind", "id", "name", "place", "links", "said"]
MOST_WORDS, MOST_LETTERS = 8, 200
NUMBER_LETTERS = 6
MOST_BEGINNINGS, MOST_LIKE = 300, 60
QUICK_LIKENESS = 0.7
# the words of a text, cut as marts.search_name cuts names
WORDS = (
    "regexp_extract_all(regexp_replace(upper(strip_accents(?)), '[''’`.&]', '', 'g'), '[A-Z0-9]+')"
)
_EXACT, _BEGINNING, _LIKE = 0, 1, 2


@dataclass(frozen=True)
class _Asked:
    """What was typed: its words, and the text without anything but letters and digits."""

    words: list[str]
    number: str


def found(text: str, limit: int = 20) -> pd.DataFrame:
    """What a text finds, the likeliest first: kind, id, name, place, links, and why.

    `kind` is a kind of entity with its entity id, or `award` with an award key. Every word must
    stand in one name: whole, as its beginning, or, where nothing has them all, spelt much alike.
    The same text gives the same rows.
    """
    asked = _asked(text)
    if not asked.words:
        return pd.DataFrame(columns=COLUMNS)
    rows = [*_by_identifier(asked.number), *_by_number(asked.number, limit)]
    for way in (_long_beginning, _beginning, _like):
        named = _by_words(asked, way, limit)
        if named:
            rows += named
            break
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.drop_duplicates(["kind", "id"]).head(limit).reset_index(drop=True)


def _asked(text: str) -> _Asked:
    """The words of a text; what no name can hold is left out."""
    kept = text[:MOST_LETTERS].replace("\x00", " ")
    row = queries.executed(f"select {WORDS}", [kept]).fetchone()
    words = list(dict.fromkeys(row[0]))[:MOST_WORDS] if row else []
    number = "".join(letter for letter in kept.upper() if letter.isascii() and letter.isalnum())
    return _Asked(words, number)


def _by_identifier(number: str) -> list[tuple[object, ...]]:
    """The entity of an identifier: a UEI, an FEC committee or candidate id, a Bioguide id."""
    if len(number) < NUMBER_LETTERS:
        return []
    ids = [f"{kind}:{number}" for kind in ("uei", "fec", "bioguide")]
    return queries.executed(
        "select entity_kind, entity_id, name, place, link_count, 'by its id' from marts.entity "
        "where entity_id in (select unnest(?)) or entity_id in "
        "(select person_id from marts.committee where candidate_id = ?) "
        "order by link_count desc, entity_id limit 5",
        [ids, number],
    ).fetchall()


def _by_number(number: str, limit: int) -> list[tuple[object, ...]]:
    """Awards whose number is the text or begins with it; dashes and spaces do not matter."""
    if len(number) < NUMBER_LETTERS or not any(letter.isdigit() for letter in number):
        return []
    return queries.executed(
        "select 'award', award_key, coalesce(piid, award_key), "
        "concat_ws(' · ', recipient_name, agency_name), action_count, "
        "case when piid_key = ? then 'by its number' else 'its number begins so' end "
        "from marts.search_award where piid_key >= ? and piid_key < ? || chr(126) "
        "order by piid_key <> ?, action_count desc, award_key limit ?",
        [number, number, number, number, limit],
    ).fetchall()


def _by_words(
    asked: _Asked, more: Callable[[str], list[tuple[int, int]]], limit: int
) -> list[tuple[object, ...]]:
    """Entities one of whose names has every word, as typed or as `more` understands it."""
    alike: list[tuple[int, int, int]] = []
    for position, word in enumerate(asked.words):
        found = [*_exact(word), *more(word)]
        if not found:
            return []
        alike += [(position, number, way) for number, way in dict(reversed(found)).items()]
    positions, numbers, ways = zip(*alike, strict=True)
    return queries.executed(
        _RANKED,
        {
            "positions": list(positions),
            "numbers": list(numbers),
            "ways": list(ways),
            "count": len(asked.words),
            "most": limit,
        },
    ).fetchall()


def _exact(word: str) -> list[tuple[int, int]]:
    """The number of the word itself."""
    return queries.executed(
        "select word_number, ? from marts.search_word where word = ?", [_EXACT, word]
    ).fetchall()


def _long_beginning(word: str) -> list[tuple[int, int]]:
    """The same of three letters or more: an initial begins too many words."""
    return _beginning(word) if len(word) >= 3 else []


def _beginning(word: str) -> list[tuple[int, int]]:
    """Longer words that begin with it, the commonest ones."""
    return queries.executed(
        "select word_number, ? from marts.search_word where word > ? and word < ? || '~' "
        "order by name_count desc, word limit ?",
        [_BEGINNING, word, word, MOST_BEGINNINGS],
    ).fetchall()


def _like(word: str) -> list[tuple[int, int]]:
    """Words with one wrong letter, from four letters on, or two from eight on, the nearest ones.

    A wrong letter is one too many, too few, another, or two that changed places.
    """
    edits = 2 if len(word) >= 8 else 1 if len(word) >= 4 else 0
    if not edits:
        return []
    # the quick measure first: it passes every word with so few edits
    return queries.executed(
        "select word_number, ? from marts.search_word "
        "where length between ? and ? and case when jaro_similarity(word, ?) >= ? "
        "then damerau_levenshtein(word, ?) <= ? else false end "
        "order by damerau_levenshtein(word, ?), name_count desc, word limit ?",
        [
            _LIKE,
            len(word) - edits,
            len(word) + edits,
            word,
            QUICK_LIKENESS,
            word,
            edits,
            word,
            MOST_LIKE,
        ],
    ).fetchall()


_RANKED = """
with alike as (
    select
        unnest($positions) as position,
        unnest($numbers)::ubigint as word_number,
        unnest($ways) as way
),
hit as (
    select
        posting.name_number,
        alike.position,
        min(alike.way) as way,
        any_value(posting.entity_number) as entity_number,
        any_value(posting.word_count) as word_count,
        any_value(posting.link_count) as link_count
    from alike join marts.search_posting as posting on alike.word_number = posting.word_number
    group by posting.name_number, alike.position
),
named as (
    select
        name_number,
        any_value(entity_number) as entity_number,
        any_value(link_count) as links,
        any_value(word_count) as words,
        max(way) as way,
        sum(way) as ways
    from hit
    group by name_number
    having count(*) = $count
),
entity as (
    select
        entity_number,
        any_value(links) as links,
        min({
            'way': way, 'ways': ways, 'is_longer': words > $count, 'words': words,
            'name_number': name_number
        }) as best
    from named
    group by entity_number
),
ranked as (
    select
        entity_number,
        best['name_number'] as name_number,
        best['way'] as way,
        row_number() over (
            order by
                best['way'], best['ways'], best['is_longer'], links = 0, links desc,
                best['words'], entity_number
        ) as place
    from entity
    qualify place <= $most
)
select
    name.entity_kind,
    name.entity_id,
    name.shown_name,
    name.place,
    name.link_count,
    case
        when upper(name.shown_name) <> name.name then 'also written ' || name.name
        when ranked.way = 2 then 'spelt much like it'
    end
from ranked
join marts.search_name as name
    on ranked.entity_number = name.entity_number
    and ranked.name_number = name.name_number
order by ranked.place
"""
