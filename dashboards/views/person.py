"""A person on one page: who the records say it is, ties to firms, gifts, and what is not known."""

from dashboards.base import queries, shell
from dashboards.base.grid import show
from dashboards.base.sections import Section, sections
from dashboards.entity import head as entity_head
from dashboards.entity.flag_cards import entity_flags, flag_count
from dashboards.entity.money import show_given, show_published
from dashboards.entity.told.person import identity_table, person_picture, person_words
from dashboards.tables.gift import made_table
from dashboards.tables.link import GIFT, REFUND, Links, link_table
from dashboards.tables.person import namesake_table
from etl.common.queries import read_query

TIES = Links(["ties"])
EMPLOYERS = Links(["employers"])
OFFICES = Links(["candidacies", "seats", "spending"])


def gifts(person_id: str) -> None:
    """Every gift, then the sums by cycle."""
    show(made_table(person_id), "gifts")
    show_given(person_id)


def receivers(person_id: str) -> None:
    """By committee, with what came back."""
    show(link_table("Gifts by committee", person_id, Links(["gifts"], GIFT, True)), "receivers")
    show(link_table("Gifts given back", person_id, Links(["gifts"], REFUND)), "refunds")


def ties(person_id: str) -> None:
    """Stated ties, employers as reported, offices."""
    show(link_table("Ties to organizations", person_id, TIES), "ties")
    show(link_table("Employers as the person reported them", person_id, EMPLOYERS), "e")
    show(link_table("Candidacies, seats and spending about them", person_id, OFFICES), "offices")


def identity(person_id: str) -> None:
    """Every wording of the records, and others of the same name."""
    identity_table(person_id)
    show(namesake_table(person_id), "namesakes")


def page(person_id: str, name: str) -> None:
    """Sentences, one picture, sections."""
    person_words(person_id, name)
    person_picture(person_id, name)
    counted = queries.one(read_query("person/counts"), {"entity_id": person_id}) or {}
    no_gift = "no gift in this name is in the records loaded."
    sections(
        [
            Section("gifts", "Gifts", lambda: gifts(person_id), counted["gifts"], no_gift),
            Section(
                "receivers", "By committee", lambda: receivers(person_id), counted["links"], no_gift
            ),
            Section(
                "ties", "Ties and employers", lambda: ties(person_id), counted["ties"],
                "no source loaded states a tie or an employer.",
            ),
            Section("who", "Who this is", lambda: identity(person_id)),
            Section(
                "published", "Published totals", lambda: show_published(person_id),
                counted["published"], "nobody's published total is loaded for this name.",
            ),
            Section(
                "flags", "Flags", lambda: entity_flags(person_id), flag_count(person_id),
                "none of the indicators that were computed concerns this person.",
            ),
        ]
    )  # fmt: skip


found = entity_head.open_entity("Person")
if found:
    page(str(found["entity_id"]), str(found["name"]))
shell.foot()
