"""Pairs of different people who look alike: a maker gives the rows of two."""

from __future__ import annotations

from collections.abc import Callable

from tests.accuracy.labels.origins.names import LARGE, OriginPeople
from tests.accuracy.labels.persons import Person, filed_name

Written = tuple[Person, str]
PairMaker = Callable[[OriginPeople], tuple[Written, Written]]
RETIRED = {"employer": "RETIRED", "occupation": "RETIRED"}


def _two(people: OriginPeople, one: Person, **changed: object) -> tuple[Written, Written]:
    other = one.but(person_id=people.new_id(), **changed)
    return (one, one.name), (other, other.name)


def same_zip(people: OriginPeople) -> tuple[Written, Written]:
    """Namesakes in one ZIP code, at other work."""
    one = people.person()
    return _two(people, one, **people.other_job(one))


def same_zip_retired(people: OriginPeople) -> tuple[Written, Written]:
    """Namesakes in one ZIP code, one of them retired; a middle name on one side."""
    one = people.middle(people.person())
    return _two(people, one, middle="", **RETIRED)


def same_zip_same_trade(people: OriginPeople) -> tuple[Written, Written]:
    """Namesakes in one ZIP code and one trade."""
    one = people.person()
    return _two(people, one, **people.other_job(one) | {"occupation": one.occupation})


def same_city(people: OriginPeople) -> tuple[Written, Written]:
    """Namesakes in one city, at other work."""
    one = people.person()
    home = (*one.home[:2], people.home()[2])
    return _two(people, one, home=home, **people.other_job(one))


def same_city_retired(people: OriginPeople) -> tuple[Written, Written]:
    one = people.person(**RETIRED)
    home = (*one.home[:2], people.home()[2])
    return _two(people, one, home=home, employer="NOT EMPLOYED", occupation="NOT EMPLOYED")


def large_employer(people: OriginPeople) -> tuple[Written, Written]:
    """Namesakes in one large firm, elsewhere and of another trade."""
    one = people.person(employer=people.rng.choice(LARGE))
    trade = people.other_job(one)["occupation"]
    return _two(people, one, home=people.far_home(one.home), occupation=trade)


def large_employer_same_trade(people: OriginPeople) -> tuple[Written, Written]:
    """Namesakes in one large firm, of one trade, in other states."""
    one = people.person(employer=people.rng.choice(LARGE), occupation="ENGINEER")
    home = people.far_home(one.home)
    while home[0] == one.home[0]:
        home = people.far_home(one.home)
    return _two(people, one, home=home)


def sibling(people: OriginPeople) -> tuple[Written, Written]:
    """Two of one family at one address, whose first names begin alike where the origin has such."""
    one = people.person()
    for _ in range(60):
        given = people.given()
        if given[0] == one.first[0] and given != one.first:
            break
    while given == one.first:
        given = people.given()
    return _two(people, one, first=given)


def other_middle(people: OriginPeople) -> tuple[Written, Written]:
    """Namesakes at one address whose middle names differ."""
    one = people.middle(people.person())
    other = people.middle(one)
    while other.middle[0] == one.middle[0]:
        other = people.middle(one.but(first=people.given())).but(first=one.first)
    return _two(people, one, middle=other.middle)


def father_and_son(people: OriginPeople) -> tuple[Written, Written]:
    one = people.person(first=people.drawn("man"), suffix="SR")
    return _two(people, one, suffix="JR")


def husband_and_wife(people: OriginPeople) -> tuple[Written, Written]:
    """A wife who goes by her husband's name, and the two at one address."""
    one = people.person(first=people.drawn("man"))
    wife = one.but(person_id=people.new_id(), **RETIRED)
    name = filed_name(one.last, one.first, "MRS.")
    return (one, filed_name(one.last, one.first, "MR.")), (wife, name)


def couple(people: OriginPeople) -> tuple[Written, Written]:
    """Husband and wife with one last name, home and firm."""
    one = people.person(first=people.drawn("man"))
    return _two(people, one, first=people.drawn("woman"))


def far(people: OriginPeople) -> tuple[Written, Written]:
    """Namesakes in other cities, both with an employer that says nothing."""
    one = people.person(employer="SELF-EMPLOYED", occupation="CONSULTANT")
    return _two(people, one, home=people.far_home(one.home))


ALIKE: dict[str, PairMaker] = {
    maker.__name__: maker
    for maker in (
        same_zip, same_zip_retired, same_zip_same_trade, same_city, same_city_retired,
        large_employer, large_employer_same_trade, sibling, other_middle, father_and_son,
        husband_and_wife, couple, far,
    )
}  # fmt: skip
