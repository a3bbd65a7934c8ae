"""Cases of one person under several names, and of several people under one; a trap each.

A maker draws people and gives their rows.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.accuracy.labels import person_words as names
from tests.accuracy.labels.edits import misspelt, transposed
from tests.accuracy.labels.persons import People, PersonRow, filed_name, in_order

CaseMaker = Callable[[People, str], list[PersonRow]]


def plain(people: People, trap: str) -> list[PersonRow]:
    person = people.person()
    return people.rows(person, trap, person.name)


def nickname(people: People, trap: str) -> list[PersonRow]:
    first = people.rng.choice(list(names.NICKNAMES))
    person = people.person(first=first)
    short = people.rng.choice(names.NICKNAMES[first])
    return people.rows(person, trap, filed_name(person.last, short, person.middle))


def initial_only(people: People, trap: str) -> list[PersonRow]:
    person = people.person(last=people.rare_last())
    return people.rows(person, trap, filed_name(person.last, person.first[0], person.middle[:1]))


def middle(people: People, trap: str) -> list[PersonRow]:
    """The middle name in full, its letter, its letter with a stop, or none."""
    person = people.full_person()
    letter = person.middle[0]
    written = [filed_name(person.last, person.first, form) for form in ("", letter, f"{letter}.")]
    return people.rows(person, trap, *people.rng.sample(written, 2))


def suffix_form(people: People, trap: str) -> list[PersonRow]:
    """One person whose suffix is written in two ways."""
    one, two = people.rng.choice((("JR", "JR."), ("III", "3RD"), ("SR", "SR."), ("II", "2ND")))
    person = people.person(suffix=one, first=people.rng.choice(list(names.MEN)))
    forms = (
        filed_name(person.last, person.first, person.middle, two),
        filed_name(f"{person.last} {one}", person.first, person.middle),
    )
    return people.rows(person, trap, people.rng.choice(forms))


def suffix_generations(people: People, trap: str) -> list[PersonRow]:
    """Father and son at one address, and often in one firm."""
    old, young = people.rng.choice((("SR", "JR"), ("JR", "III"), ("II", "III")))
    father = people.person(suffix=old, first=people.rng.choice(list(names.MEN)))
    son = father.but(person_id=people.new_id(), suffix=young)
    son = son if people.rng.random() < 0.5 else son.but(**people.job())
    return people.rows(father, trap) + people.rows(son, trap)


def title(people: People, trap: str) -> list[PersonRow]:
    person = people.person()
    titles = names.MENS_TITLES if person.first in names.MEN else names.WOMENS_TITLES
    word = people.rng.choice(titles)
    forms = (
        filed_name(person.last, person.first, person.middle, word),
        filed_name(person.last, word, person.first, person.middle),
    )
    return people.rows(person, trap, people.rng.choice(forms))


def particle(people: People, trap: str) -> list[PersonRow]:
    one, two = people.rng.sample(people.rng.choice(names.PARTICLES), 2)
    person = people.person(last=one)
    return people.rows(person, trap, filed_name(two, person.first, person.middle))


def hyphenated(people: People, trap: str) -> list[PersonRow]:
    one, two = people.rare_last(), people.common_last()
    person = people.person(last=f"{one}-{two}")
    joined = people.rng.choice((f"{one} {two}", f"{one}{two}", f"{one} - {two}"))
    return people.rows(person, trap, filed_name(joined, person.first, person.middle))


def misspelt_last(people: People, trap: str) -> list[PersonRow]:
    person = people.person(last=people.rare_last())
    change = people.rng.choice((misspelt, transposed))
    wrong = change(people.rng, person.last) or misspelt(people.rng, person.last)
    return people.rows(person, trap, filed_name(wrong, person.first, person.middle))


def misspelt_first(people: People, trap: str) -> list[PersonRow]:
    first = people.rng.choice([name for name in names.GIVEN_NAMES if len(name) >= 6])
    person = people.person(first=first)
    wrong = misspelt(people.rng, first)
    return people.rows(person, trap, filed_name(person.last, wrong, person.middle))


def missing_comma(people: People, trap: str) -> list[PersonRow]:
    person = people.person()
    return people.rows(person, trap, person.name.replace(",", ""))


def letter_case(people: People, trap: str) -> list[PersonRow]:
    person = people.person()
    return people.rows(person, trap, people.rng.choice((person.name.title(), person.name.lower())))


def name_order(people: People, trap: str) -> list[PersonRow]:
    person = people.person(last=people.rare_last())
    first = " ".join(part for part in (person.first, person.middle) if part)
    forms = (f"{first} {person.last}", f"{first}, {person.last}")
    return people.rows(person, trap, people.rng.choice(forms))


def moved(people: People, trap: str) -> list[PersonRow]:
    """Another home, the same distinctive employer and occupation."""
    person = people.full_person()
    later = person.but(home=people.home(), plus_four=people.plus_four())
    return in_order(people.rows(person, trap) + people.rows(later, trap))


def employer_changed(people: People, trap: str) -> list[PersonRow]:
    """The same home, another job; a rare last name, or a whole middle name."""
    person = people.full_person(last=people.rare_last())
    job = people.job()
    if people.rng.random() < 0.3:
        job = {"employer": "RETIRED", "occupation": "RETIRED"}
    return in_order(people.rows(person, trap) + people.rows(person.but(**job), trap))


def spouse(people: People, trap: str) -> list[PersonRow]:
    """Two people of one last name, home and firm, some with the same first letter."""
    one, two = people.rng.choice(
        (("JOHN", "JANET"), ("ROBERT", "REBECCA"), ("WILLIAM", "SUSAN"), ("DAVID", "DEBORAH"))
    )
    person = people.person(first=one, middle="")
    other = person.but(person_id=people.new_id(), first=two)
    if people.rng.random() < 0.5:
        other = other.but(occupation=people.rng.choice(names.JOBS))
    return people.rows(person, trap) + people.rows(other, trap)


def common_name_big_zip(people: People, trap: str) -> list[PersonRow]:
    """One common name in one big ZIP, different work: different people."""
    home = people.rng.choice(names.BIG_ZIPS)
    last, first = people.common_last(), people.first()
    rows = []
    for _ in range(people.rng.choice((2, 3))):
        person = people.person(last=last, first=first, middle="", home=home)
        initial = filed_name(last, first[0])
        rows.append(people.row(person, trap, people.rng.choice((None, None, None, initial))))
    return rows


def retired_common_name(people: People, trap: str) -> list[PersonRow]:
    """One common name, retired, in one big ZIP: nothing tells them apart, so they stay apart."""
    home = people.rng.choice(names.BIG_ZIPS)
    retired = {"employer": "RETIRED", "occupation": "RETIRED"}
    shared = {"last": people.common_last(), "first": people.first(), "middle": ""}
    pair = [people.person(**shared, home=home, **retired) for _ in range(2)]
    return [people.row(person, trap) for person in pair]


def rare_name_far(people: People, trap: str) -> list[PersonRow]:
    """A rare name in two far places and stations: different people."""
    here, there = people.rng.choice(names.CONTRASTS)
    one = people.person(last=people.rare_last(), occupation=here)
    home = people.home()
    while home[0] == one.home[0]:
        home = people.home()
    two = people.person(last=one.last, first=one.first, middle=one.middle, home=home)
    return people.rows(one, trap) + people.rows(two.but(occupation=there), trap)


def generic_employer_far(people: People, trap: str) -> list[PersonRow]:
    """One name and an employer such as SELF, in two places: different people."""
    employer, occupation = people.rng.choice(names.GENERIC_EMPLOYERS)
    job = {"employer": employer, "occupation": occupation}
    one = people.person(last=people.common_last(), middle="", **job)
    two = people.person(last=one.last, first=one.first, middle="", **job)
    while two.home[0] == one.home[0]:
        two = two.but(home=people.home())
    return people.rows(one, trap) + people.rows(two, trap)


def married_name(people: People, trap: str) -> list[PersonRow]:
    """Another last name at one home and firm: the records do not say that it is one person."""
    first = people.rng.choice(("MARY", "JENNIFER", "KATHERINE", "REBECCA", "SUSAN"))
    before = people.person(first=first, last=people.rare_last())
    after = before.but(person_id=people.new_id(), last=people.common_last())
    return in_order(people.rows(before, trap) + people.rows(after, trap))


def trust(people: People, trap: str) -> list[PersonRow]:
    """A trust is an entity of its own, and so is the person whose name it bears."""
    person = people.full_person(last=people.rare_last())
    whole = f"{person.first} {person.middle[0]} {person.last}"
    forms = (
        f"{person.last} FAMILY TRUST",
        f"{whole} REVOCABLE TRUST",
        f"{person.last}, {person.first} TRUST",
        f"{whole} LIVING TRUST",
    )
    own = person.but(person_id=people.new_id(), employer="", occupation="")
    name = people.rng.choice(forms)
    return people.rows(person, trap) + [people.row(own, trap, name) for _ in range(2)]


TRAPS: dict[str, tuple[CaseMaker, int]] = {
    "plain": (plain, 6),
    "nickname": (nickname, 8),
    "initial_only": (initial_only, 5),
    "middle": (middle, 8),
    "suffix_form": (suffix_form, 3),
    "suffix_generations": (suffix_generations, 5),
    "title": (title, 5),
    "particle": (particle, 5),
    "hyphenated": (hyphenated, 4),
    "misspelt_last": (misspelt_last, 5),
    "misspelt_first": (misspelt_first, 5),
    "missing_comma": (missing_comma, 4),
    "letter_case": (letter_case, 3),
    "name_order": (name_order, 4),
    "moved": (moved, 6),
    "employer_changed": (employer_changed, 6),
    "spouse": (spouse, 6),
    "common_name_big_zip": (common_name_big_zip, 8),
    "retired_common_name": (retired_common_name, 6),
    "rare_name_far": (rare_name_far, 6),
    "generic_employer_far": (generic_employer_far, 6),
    "married_name": (married_name, 4),
    "trust": (trust, 4),
}
