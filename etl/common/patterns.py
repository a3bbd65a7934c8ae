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


def is_searchable(name: str) -> bool:
    """Whether a name has a word that publishers search by."""
    return any(len(word) >= LEAST_LETTERS for word in plain_words(name))


def searchable_name(name: str) -> str:
    """The name as it stands; raises ThroughlineError for one without a word to search by."""
    if not is_searchable(name):
        raise ThroughlineError(f"{name!r}: the publishers search words of 3 letters or more")
    return name


# How a firm's form is written at the end of a name: half of the lists have it otherwise.
FORMS = (
    "INC", "INCORPORATED", "LLC", "CORP", "CORPORATION", "CO", "COMPANY", "LP", "LLP", "PLC", "LTD",
    "LIMITED",
)  # fmt: skip


def without_form(name: str) -> str:
    """The plain words of a firm's name without its form at the end."""
    words = plain_words(name)
    while len(words) > 1 and words[-1] in FORMS:
        words.pop()
    return " ".join(words)


def shorter_names(name: str) -> list[str]:
    """The name as it stands, its plain words, those without a form, and without one word more.

    Publishers' lists want words in a row, as written there. One word is left only of such names.
    """
    bare = without_form(name)
    shorter = bare.rsplit(" ", 1)[0] if bare.count(" ") > 1 else bare
    tried = (" ".join(name.upper().split()), " ".join(plain_words(name)), bare, shorter)
    return [text for text in dict.fromkeys(tried) if text]


def begins_with(text: str, name: str) -> bool:
    """Whether the words of a text begin with those of a firm's name, its form left out."""
    wanted = without_form(name).split()
    return bool(wanted) and plain_words(text)[: len(wanted)] == wanted
