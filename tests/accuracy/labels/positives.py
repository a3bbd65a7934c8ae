"""Employers that name a firm of the register in another way, one trap each.

A maker takes a case and gives a draft, or None where its trap does not apply to the case's firm.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tests.accuracy.labels import edits, words
from tests.accuracy.labels.firms import Firm, Known, Place
from tests.accuracy.labels.naming import acronym, bare, core, distance, is_near
from tests.accuracy.labels.shapes import NameMaker

DISTINCT = ("coined", "long", "surname_pair", "surname", "initials", "university", "hospital")
LOCAL = ("trade", "generic", "place", "research", "surname")
UNIQUE = ("coined", "long")


@dataclass(frozen=True)
class Case:
    """One firm to make a label about; `names` makes firms that no register holds."""

    rng: random.Random
    firm: Firm
    known: Known
    names: NameMaker


@dataclass(frozen=True)
class Draft:
    """What a label says; a place or date left out is drawn from the firm's own."""

    employer: str
    occupation: str | None = None
    place: Place | None = None
    day: date | None = None


Maker = Callable[[Case], Draft | None]


def _draft(employer: str | None) -> Draft | None:
    """The employer when an employer field holds it whole."""
    return Draft(employer) if employer and len(employer) <= edits.EMPLOYER_LENGTH else None


def exact(case: Case) -> Draft | None:
    return _draft(case.firm.name) if case.firm.shape in (*DISTINCT, *LOCAL) else None


def legal_form_changed(case: Case) -> Draft | None:
    forms = [form for form in ("", *words.LEGAL_FORMS) if not case.firm.name.endswith(form or " ")]
    employer = f"{case.firm.core} {case.rng.choice(forms)}".strip()
    fits = case.firm.shape in DISTINCT and employer != case.firm.name
    return _draft(employer) if fits else None


def punctuation(case: Case) -> Draft | None:
    changed = edits.repunctuated(case.rng, case.firm.name)
    # a name without commas, stops and hyphens shows little here
    fits = case.firm.shape in (*DISTINCT, "place") and not set(case.firm.name).isdisjoint(",.-'")
    return _draft(changed) if fits else None


def cut_38(case: Case) -> Draft | None:
    if len(case.firm.name) <= edits.EMPLOYER_LENGTH:
        return None
    return Draft(edits.shortened(case.firm.name))


def _word_changed(
    case: Case, change: Callable[[str], str | None], least: int, away: int = 1
) -> Draft | None:
    """The firm's core with its first long word so many edits away, nearest to itself."""
    firm, found = case.firm, None
    word = next((w for w in bare(firm.core).split() if len(w) >= least), None)
    if firm.shape in (*DISTINCT, "research") and word and word in firm.core:
        found = change(word)
    if not word or not found or distance(word, found) != away:
        return None
    if any(other != word and is_near(found, other, away + 1) for other in case.known.by_word):
        return None
    return _draft(firm.core.replace(word, found, 1))


def misspelt_1(case: Case) -> Draft | None:
    return _word_changed(case, lambda word: edits.misspelt(case.rng, word), 6)


def misspelt_2(case: Case) -> Draft | None:
    return _word_changed(case, lambda word: edits.misspelt(case.rng, word, 2), 9, 2)


def transposed(case: Case) -> Draft | None:
    return _word_changed(case, lambda word: edits.transposed(case.rng, word), 6)


def letter_case(case: Case) -> Draft | None:
    name = case.rng.choice((case.firm.name.title(), case.firm.core.lower()))
    return _draft(name) if case.firm.shape in DISTINCT else None


def title_mixed(case: Case) -> Draft | None:
    job, name = case.rng.choice(words.OCCUPATIONS), case.firm.core
    forms = (f"SR {job}, {name}", f"{name}/{job}", f"{job} AT {name}", f"{name} - {job}")
    employer = case.rng.choice(forms)
    if case.firm.shape not in ("coined", "initials", "hospital") or len(employer) > 38:
        return None
    return Draft(employer, case.rng.choice(("", job)))


def spacing(case: Case) -> Draft | None:
    fits = case.firm.shape in ("coined", "surname_pair")
    return _draft(edits.respaced(case.rng, case.firm.core)) if fits else None


def abbreviation(case: Case) -> Draft | None:
    fits = case.firm.shape in (*DISTINCT, "generic", "research")
    return _draft(edits.abbreviated(case.rng, case.firm.core)) if fits else None


def acronym_of_four(case: Case) -> Draft | None:
    """Only an acronym that is nobody else's, written by somebody in the firm's state."""
    letters = acronym(case.firm.name)
    alone = len(case.known.by_acronym[letters]) == 1 and letters not in case.known.by_word
    fits = case.firm.shape == "research" and len(letters) >= 4 and alone
    return Draft(letters, place=case.rng.choice(case.firm.places)) if fits else None


def short_name(case: Case) -> Draft | None:
    firm = case.firm
    alone = firm.shape in UNIQUE and case.known.has_word_alone(firm.first_word)
    return Draft(firm.first_word) if alone and firm.first_word != firm.core else None


def dba(case: Case) -> Draft | None:
    names = case.firm.other_names("dba")
    return _draft(case.rng.choice(names)) if names else None


def former_name(case: Case) -> Draft | None:
    names = case.firm.other_names("former")
    if not names:
        return None
    name = case.rng.choice(names)
    return _draft(case.rng.choice((name, core(name))))


def division(case: Case) -> Draft | None:
    part = case.rng.choice(words.DIVISIONS)
    start = case.rng.choice((case.firm.first_word, case.firm.core))
    alone = case.firm.shape == "coined" and case.known.has_word_alone(case.firm.first_word)
    return _draft(f"{start} {part}") if alone else None


def word_order(case: Case) -> Draft | None:
    fits = case.firm.shape in ("coined", "surname_pair", "university")
    return _draft(edits.reordered(case.firm.core, case.firm.shape)) if fits else None


def ampersand(case: Case) -> Draft | None:
    return _draft(edits.ampersand_changed(case.firm.core)) if case.firm.shape in DISTINCT else None


def plural(case: Case) -> Draft | None:
    return _draft(edits.renumbered(case.firm.core)) if case.firm.shape in DISTINCT else None


def place_suffix(case: Case) -> Draft | None:
    state, city = place = case.rng.choice(case.firm.places)
    name = case.firm.core
    forms = (f"{name} OF {city}", f"{name} - {city}", f"{name}, {city} {state}", f"{name} USA")
    employer = case.rng.choice(forms)
    fits = case.firm.shape in ("coined", "initials", "surname_pair") and len(employer) <= 38
    return Draft(employer, place=place) if fits else None


def owned_name(case: Case) -> Draft | None:
    """A firm that has had two parents, on a day before or after the change."""
    spans = [(row.first_date, row.last_date) for row in case.firm.rows]
    if len(case.firm.parents) < 2 or len(case.firm.core) > edits.EMPLOYER_LENGTH:
        return None
    first, last = case.rng.choice(spans)
    day = first + (last - first) * case.rng.random()
    return Draft(case.firm.core, day=day) if case.firm.owner_on(day) else None


def common_name_own_state(case: Case) -> Draft | None:
    """A name of several firms, with the state of one of them."""
    if case.firm.shape != "common":
        return None
    return Draft(case.firm.core, place=case.rng.choice(case.firm.places))


def shared_word_whole(case: Case) -> Draft | None:
    """Two firms of the register share the first word, and the employer says which it is."""
    return _draft(case.firm.core) if case.firm.shape == "twin" else None


POSITIVES: dict[str, tuple[Maker, int]] = {
    "exact": (exact, 40),
    "legal_form_changed": (legal_form_changed, 35),
    "punctuation": (punctuation, 25),
    "cut_38": (cut_38, 20),
    "misspelt_1": (misspelt_1, 30),
    "misspelt_2": (misspelt_2, 20),
    "transposed": (transposed, 20),
    "letter_case": (letter_case, 12),
    "title_mixed": (title_mixed, 25),
    "spacing": (spacing, 20),
    "abbreviation": (abbreviation, 30),
    "acronym": (acronym_of_four, 15),
    "short_name": (short_name, 30),
    "dba": (dba, 20),
    "former_name": (former_name, 20),
    "division": (division, 20),
    "word_order": (word_order, 15),
    "ampersand": (ampersand, 20),
    "plural": (plural, 20),
    "place_suffix": (place_suffix, 20),
    "owned_name": (owned_name, 25),
    "common_name_own_state": (common_name_own_state, 15),
    "shared_word_whole": (shared_word_whole, 12),
}
