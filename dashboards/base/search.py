"""Search everywhere: names that may be misspelt, identifiers, and contract numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from dashboards.base import queries

COLUMNS = ["kind", "id", "name", "place", "links", "said"]
MOST_WORDS, MOST_LETTERS = 12, 200
NUMBER_LETTERS = 6
KIND_OF_ID = "^(UEI|FEC|BIOGUIDE|AGENCY|SEAT|CONGRESS)"
EVERY_NAME = 1_000_000_000
MOST_BEGINNINGS, MOST_LIKE = 300, 500
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
# the words of a text, cut as marts.search_name cuts names
WORDS = r"""
select string_split(trim(translate(replace(regexp_replace(trim(replace(
    regexp_replace(regexp_replace(regexp_replace(
        upper(strip_accents(?)), '[''’‘`]', '', 'g'),
        '\b([A-Z0-9]{1,2}) ?& ?([A-Z0-9]{1,2})\b', '\1\2', 'g'),
        '[^\p{L}\p{N}]+', ' ', 'g'),
    ' AND ', ' ')), '\b([A-Z0-9])\b', '<\1>', 'g'), '> <', ''), '<>', '')), ' ')
"""
_EXACT, _BEGINNING, _LIKE = 0, 1, 2
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
    return table.drop_duplicates(["kind", "id"]).head(limit).reset_index(drop=True)


def _read_text(text: str) -> _Asked:
    """The words of a text; what no name can hold is left out."""
    kept = text[:MOST_LETTERS].replace("\x00", " ").encode("utf-8", "ignore").decode()
    row = queries.execute(WORDS, [kept]).fetchone()
    words = [word for word in dict.fromkeys(row[0]) if word][:MOST_WORDS] if row else []
    number = "".join(letter for letter in kept.upper() if letter.isascii() and letter.isalnum())
    return _Asked(words, number)


def _by_identifier(number: str) -> list[tuple[object, ...]]:
    """The entity of an identifier, with or without what says its kind (`uei:`, `seat:`)."""
    return queries.execute(
        "select entity_kind, entity_id, name, place, link_count, 'by its id' "
        "from marts.search_identifier "
        "where identifier in (?, regexp_replace(?, ?, '')) "
        "order by link_count desc, entity_id limit 5",
        [number, number, KIND_OF_ID],
    ).fetchall()


def _by_number(number: str, limit: int) -> list[tuple[object, ...]]:
    """Awards whose number is the text or begins with it; dashes and spaces do not matter."""
    if len(number) < NUMBER_LETTERS:
        return []
    return queries.execute(
        "select 'award', award_key, coalesce(piid, award_key), "
        "concat_ws(' · ', recipient_name, agency_name), action_count, "
        "case when piid_key = ? then 'by its number' else 'its number begins so' end "
        "from marts.search_award where piid_key >= ? and piid_key < ? || chr(126) "
        "order by piid_key <> ?, action_count desc, award_key limit ?",
        [number, number, number, number, limit],
    ).fetchall()


def _by_words(
    asked: _Asked, understood: Callable[[str, bool], list[_Word]], limit: int
) -> list[tuple[object, ...]]:
    """Entities one of whose names has every word, each as it is understood."""
    alike: list[tuple[int, int, int, int]] = []
    for position, word in enumerate(asked.words, 1):
        found = understood(word, position == len(asked.words))
        if not found:
            return []
        best = {number: (way, edits) for number, way, edits in reversed(found)}
        alike += [(position, number, way, edits) for number, (way, edits) in best.items()]
    columns = zip(("positions", "numbers", "ways", "edits"), zip(*alike, strict=True), strict=True)
    lists = {name: list(values) for name, values in columns}
    sql = _RANKED.replace("{named}", _OF_ONE if len(asked.words) == 1 else _OF_SEVERAL)
    lists |= {"count": len(asked.words)}
    best: dict[int, tuple[int, int]] = {}
    # one entity's many names can crowd out the others: then every name is asked for
    for names in (limit * 10, EVERY_NAME):
        rows = queries.execute(sql, {**lists, "names": names}).fetchall()
        best = {}
        for entity, name, rank in rows:
            best.setdefault(entity, (name, rank))
        if len(best) >= limit or len(rows) < names:
            break
    return _rows_shown(dict(list(best.items())[:limit]))


def _rows_shown(best: dict[int, tuple[int, int]]) -> list[tuple[object, ...]]:
    """The rows of entities by their number, each under the name that fits and how well it does."""
    if not best:
        return []
    names, ranks = zip(*best.values(), strict=True)
    return queries.execute(
        _SHOWN,
        {"entities": list(best), "names": list(names), "ranks": list(ranks)},
    ).fetchall()


def _plainly(word: str, is_last: bool) -> list[_Word]:
    """The word and what it begins; an initial begins too many words, unless it ends the text."""
    return [*_exact(word), *(_beginning(word) if is_last or len(word) >= 3 else [])]


def _in_any_way(word: str, is_last: bool) -> list[_Word]:
    """The word, what it begins, and what is spelt much like it."""
    return [*_exact(word), *_beginning(word), *_like(word)]


def _exact(word: str) -> list[_Word]:
    """The number of the word itself."""
    return queries.execute(
        "select word_number, ?, 0 from marts.search_word where word = ?", [_EXACT, word]
    ).fetchall()


def _beginning(word: str) -> list[_Word]:
    """Longer words that begin with it, the commonest ones."""
    return queries.execute(
        "select word_number, ?, 0 from marts.search_word "
        "where word > ? and word < ? || chr(1114111) order by name_count desc, word limit ?",
        [_BEGINNING, word, word, MOST_BEGINNINGS],
    ).fetchall()


def _like(word: str) -> list[_Word]:
    """Words with one wrong letter, from four letters on, or two from eight on, the nearest ones.

    A wrong letter is one too many, too few, another, or two that changed places.
    """
    edits = 2 if len(word) >= 8 else 1 if len(word) >= 4 else 0
    if not edits or word.isdigit():
        return []
    # one wrong letter changes two bits at most, so that few words are compared in full
    letters = sum(1 << ALPHABET.index(letter) for letter in set(word) & set(ALPHABET))
    return queries.execute(
        "with near as materialized (select word_number, word, name_count from marts.search_word "
        "where length between ? and ? and bit_count(xor(letters, ?::bigint)) <= ?), "
        "measured as (select *, damerau_levenshtein(word, ?) as edits from near) "
        "select word_number, ?, edits from measured where edits between 1 and ? "
        "order by edits, name_count desc, word limit ?",
        [
            len(word) - edits,
            len(word) + edits,
            letters,
            2 * edits,
            word,
            _LIKE,
            edits,
            MOST_LIKE,
        ],
    ).fetchall()


_RANKED = """
with alike as (
    select
        unnest($positions) as asked_position,
        unnest($numbers)::ubigint as word_number,
        unnest($ways) as way,
        unnest($edits) as edits
),
touched as (
    select
        posting.name_number,
        posting.entity_number,
        posting.link_count,
        posting.word_count,
        posting.name_length,
        alike.asked_position,
        alike.way * 100 + alike.edits * 10 + (posting.position <> alike.asked_position)::integer
            as cost
    from alike join marts.search_posting as posting on alike.word_number = posting.word_number
),
named as ({named}),
classed as (
    select
        *,
        case
            when way = 2 then 400 + edits * 2 + (not is_beginning)::integer
            when way = 0 and word_count = $count then 0
            when way = 0 and is_beginning then 100
            else 200 + way * 100
        end as class
    from named
)
select entity_number, name_number, class from classed
order by class, link_count desc, name_length, entity_number, name_number
limit $names
"""

# a name may hold several words that one typed word means: the best of them counts
_OF_ONE = """
    select
        name_number, entity_number, link_count, word_count, name_length,
        cost // 100 as way, cost // 10 % 10 as edits, cost % 10 = 0 as is_beginning
    from touched
"""
_OF_SEVERAL = """
    select
        name_number,
        any_value(entity_number) as entity_number,
        any_value(link_count) as link_count,
        any_value(word_count) as word_count,
        any_value(name_length) as name_length,
        max(cost // 100) as way,
        sum(cost // 10 % 10)::bigint as edits,
        max(cost % 10) = 0 as is_beginning
    from (
        select
            name_number,
            min(cost) as cost,
            any_value(entity_number) as entity_number,
            any_value(link_count) as link_count,
            any_value(word_count) as word_count,
            any_value(name_length) as name_length
        from touched
        where name_number in (
            select name_number from touched
            group by name_number
            having bit_count(bit_or(1::bigint << asked_position)) = $count
        )
        group by name_number, asked_position
    )
    group by name_number
"""

_SHOWN = """
with best as (
    select
        unnest($entities)::ubigint as entity_number,
        unnest($names)::ubigint as name_number,
        unnest($ranks) as class
)
select
    name.entity_kind,
    name.entity_id,
    name.shown_name,
    name.place,
    name.link_count,
    case
        when regexp_replace(upper(name.shown_name), '[^\\p{L}\\p{N}]', '', 'g')
            <> regexp_replace(name.name, '[^\\p{L}\\p{N}]', '', 'g')
            then 'also written ' || name.name
        when best.class >= 400 then 'spelt much like it'
    end
from best
join marts.search_name as name
    on best.entity_number = name.entity_number and best.name_number = name.name_number
order by best.class, name.link_count desc, length(name.name), name.entity_id
"""
