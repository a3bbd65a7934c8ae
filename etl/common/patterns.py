"""Patterns of names, for searches that return strangers: who was meant is told by whole words."""

from __future__ import annotations

import re
import unicodedata

from etl.common.settings import ThroughlineError

# The publishers search keywords of three letters or more.
LEAST_LETTERS = 3


def plain_words(name: str) -> list[str]:
    """The words of a name without accents and punctuation, in capitals."""
    # Taken apart, an accent is a sign of its own, which ASCII then drops.
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    # Points, hyphens and apostrophes join what they stand between: U.S. is one word, as is O'NEIL.
    return re.findall(r"[A-Z0-9]+", re.sub(r"['.\-]", "", plain))


def words_pattern(name: str) -> str:
    """Matches a text that holds the name's words, whole and in order."""
    return f"(?:.*[ ,])?{' +'.join(plain_words(name))}(?:[ ,].*)?"


def searchable_name(name: str) -> str:
    """The name as it stands; raises ThroughlineError for one without a word to search by."""
    if not any(len(word) >= LEAST_LETTERS for word in plain_words(name)):
        raise ThroughlineError(f"{name!r}: the publishers search words of 3 letters or more")
    return name


def shorter_names(name: str) -> list[str]:
    """The name as it stands, its plain words, and those without the last one or two.

    Publishers' lists want words in a row as written there, and a form of firm at the end (INC, LLC)
    stands otherwise in half of them.
    """
    words = plain_words(name)
    ends = range(len(words), max(len(words) - 3, 0), -1)
    tried = [" ".join(name.upper().split()), *(" ".join(words[:count]) for count in ends)]
    found = dict.fromkeys(tried)
    return [text for text in found if any(len(w) >= LEAST_LETTERS for w in plain_words(text))]


def begins_with(text: str, name: str) -> bool:
    """Whether the words of a text begin with those of a name."""
    wanted = plain_words(name)
    return bool(wanted) and plain_words(text)[: len(wanted)] == wanted
