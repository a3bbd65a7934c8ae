"""Pairs of rows of one person, written in two ways: a maker gives both."""

from __future__ import annotations

from collections.abc import Callable

from tests.accuracy.labels.edits import misspelt
from tests.accuracy.labels.origins.alike import Written
from tests.accuracy.labels.origins.names import OriginPeople, variants
from tests.accuracy.labels.persons import Person, filed_name

VariantMaker = Callable[[OriginPeople], tuple[Written, Written]]


def _pair(one: Person, other: Person, name: str | None = None) -> tuple[Written, Written]:
    return (one, one.name), (other, name or other.name)


def moved(people: OriginPeople) -> tuple[Written, Written]:
    """Another home; the same employer, occupation and middle name."""
    one = people.middle(people.person())
    return _pair(one, one.but(home=people.far_home(one.home)))


def moved_in_state(people: OriginPeople) -> tuple[Written, Written]:
    """Another ZIP code of the same city, and the same small firm."""
    one = people.person()
    return _pair(one, one.but(home=(*one.home[:2], people.home()[2])))


def job_changed(people: OriginPeople) -> tuple[Written, Written]:
    """The same home and whole middle name, another job."""
    one = people.middle(people.person())
    return _pair(one, one.but(**people.job()))


def retired(people: OriginPeople) -> tuple[Written, Written]:
    """The same home and middle name, retired meanwhile."""
    one = people.middle(people.person())
    return _pair(one, one.but(employer="RETIRED", occupation="RETIRED"))


def promoted(people: OriginPeople) -> tuple[Written, Written]:
    """The same home and firm, another occupation, a middle name on one side."""
    one = people.middle(people.person())
    return _pair(one, one.but(middle="", occupation=people.other_job(one)["occupation"]))


def initial(people: OriginPeople) -> tuple[Written, Written]:
    one = people.person()
    return _pair(one, one.but(first=one.first[0]))


def middle_form(people: OriginPeople) -> tuple[Written, Written]:
    one = people.middle(people.person())
    return _pair(one, one.but(middle=people.rng.choice((one.middle[0], ""))))


def given_variant(people: OriginPeople) -> tuple[Written, Written]:
    """A short form or another spelling; spacing where the given name has two parts."""
    one = people.person()
    for _ in range(80):
        if " " in one.first or one.first in variants("given"):
            break
        one = people.person()
    if " " in one.first:
        spaced = people.rng.choice((one.first.replace(" ", ""), one.first.replace(" ", "-")))
        return _pair(one, one.but(first=spaced))
    return _pair(
        one, one.but(first=people.rng.choice(variants("given").get(one.first, (one.first,))))
    )


def surname_variant(people: OriginPeople) -> tuple[Written, Written]:
    """A doubled surname in part, another spelling, or a slip."""
    one = people.person()
    if people.origin == "hispanic":
        second = people.drawn("surname")
        both = people.rng.choice((f"{one.last} {second}", f"{one.last}-{second}"))
        form = people.rng.choice((one.last, second, f"{one.last}-{second}"))
        return _pair(one.but(last=both), one.but(last=form))
    for _ in range(80):
        if one.last in variants("surname"):
            return _pair(one, one.but(last=people.rng.choice(variants("surname")[one.last])))
        one = people.person()
    return misspelt_surname(people)


def misspelt_surname(people: OriginPeople) -> tuple[Written, Written]:
    one = people.person()
    while len(one.last) < 6:
        one = people.person()
    return _pair(one, one.but(last=misspelt(people.rng, one.last) or one.last))


def suffix_form(people: OriginPeople) -> tuple[Written, Written]:
    one = people.person(first=people.drawn("man"), suffix="JR")
    return _pair(one, one.but(suffix=people.rng.choice(("JR.", "JUNIOR"))))


def title(people: OriginPeople) -> tuple[Written, Written]:
    """A title on one side, or the same on both, and the job left blank on one."""
    one = people.person(first=people.drawn("man"))
    name = filed_name(one.last, one.first, "MR.")
    return (one, people.rng.choice((one.name, name))), (one, name.replace(".", ""))


def without_comma(people: OriginPeople) -> tuple[Written, Written]:
    """FIRST LAST; where the origin puts the surname first, also LAST FIRST."""
    one = people.person()
    forms = [f"{one.first} {one.last}"]
    if people.origin == "east_asian":
        forms.append(f"{one.last} {one.first}")
    return _pair(one, one, people.rng.choice(forms))


VARIANTS: dict[str, VariantMaker] = {
    maker.__name__: maker
    for maker in (
        moved, moved_in_state, job_changed, retired, promoted, initial, middle_form, given_variant,
        surname_variant, misspelt_surname, suffix_form, title, without_comma,
    )
}  # fmt: skip
