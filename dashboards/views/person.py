"""A person on one page: ties to firms, gifts, and what is not known."""

from dashboards.base import shell
from dashboards.base.grid import show
from dashboards.entity import head as entity_head
from dashboards.entity.flag_cards import entity_flags
from dashboards.entity.money import show_given, show_published
from dashboards.tables.link import GIFT, REFUND, Links, link_table


def page(person_id: str) -> None:
    """Every section."""
    show(link_table("Ties to organizations", person_id, Links(["ties"])), "ties")
    employers = Links(["employers"])
    show(link_table("Employers as the person reported them", person_id, employers), "e")
    show(link_table("Gifts", person_id, Links(["gifts"], GIFT, True)), "gifts")
    show(link_table("Gifts given back", person_id, Links(["gifts"], REFUND)), "refunds")
    show_given(person_id)
    show_published(person_id)
    offices = Links(["candidacies", "seats", "spending"])
    show(link_table("Candidacies, seats and spending about them", person_id, offices), "offices")
    entity_flags(person_id)


found = entity_head.open_entity("Person")
if found:
    page(str(found["entity_id"]))
shell.foot()
