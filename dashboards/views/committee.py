"""A political committee on one page: what it took in, from whom, and to whom it gave."""

from dashboards.base import queries, shell
from dashboards.base.grid import show
from dashboards.base.sections import Section, sections
from dashboards.entity import head as entity_head
from dashboards.entity.flag_cards import entity_flags, flag_count
from dashboards.entity.marks import entity_marks
from dashboards.entity.money import show_given, show_published, show_received
from dashboards.entity.told.committee import EVERY, committee_picture, committee_words
from dashboards.tables.committee import case_people_table, cycles_table, tied_table
from dashboards.tables.gift import made_table, received_table
from dashboards.tables.link import GIFT, REFUND, Links, link_table
from etl.common.queries import read_query

NOT_PEOPLE = ["organization", "committee", "agency"]


def gifts(committee_id: str) -> None:
    """Every gift as on fec.gov: found by a name, sorted as the reader likes."""
    show(received_table(committee_id, EVERY), "gifts")


def firms(committee_id: str) -> None:
    """Firms whose people or funds gave, by name."""
    show(tied_table(committee_id), "tied")


def givers(committee_id: str) -> None:
    """Committees, organizations and people of a case among the givers; what they got back."""
    show(case_people_table(committee_id), "case-people")
    came = Links(["gifts"], GIFT, False, NOT_PEOPLE)
    show(link_table("Committees and organizations that gave", committee_id, came), "givers")
    refunds = Links(["gifts"], REFUND, None, NOT_PEOPLE)
    show(link_table("Given back to committees and organizations", committee_id, refunds), "refunds")


def gave(committee_id: str) -> None:
    """What it gave, by receiver, one by one and by cycle; its independent spending."""
    show(link_table("What it gave", committee_id, Links(["gifts"], GIFT, True)), "given")
    show(made_table(committee_id), "made")
    show_given(committee_id)
    show(link_table("Independent spending", committee_id, Links(["spending"])), "spending")


def own(committee_id: str) -> None:
    """Its registers, its sponsor, its own summaries and totals that others published."""
    show_received(committee_id)
    show(cycles_table(committee_id), "cycles")
    show(link_table("Its sponsor", committee_id, Links(["fund"])), "sponsor")


def flags(committee_id: str) -> None:
    """Flags and marks."""
    entity_flags(committee_id)
    entity_marks(committee_id)


def page(committee_id: str, name: str) -> None:
    """Sentences, one picture, sections."""
    committee_words(committee_id, name)
    committee_picture(committee_id, name)
    counted = queries.one(read_query("committee/counts"), {"committee_id": committee_id}) or {}
    sections(
        [
            Section(
                "gifts", "Gifts to it", lambda: gifts(committee_id), counted["gifts"],
                "no gift to it is in the records loaded.",
            ),
            Section(
                "firms", "Firms whose people gave", lambda: firms(committee_id), counted["firms"],
                "no gift of a contractor's people or fund to it is in the records loaded.",
            ),
            Section(
                "givers", "Committees and people of a case",
                lambda: givers(committee_id), counted["givers"],
                "no gift of a committee, an organization or a person of a case is loaded.",
            ),
            Section(
                "gave", "What it gave and spent", lambda: gave(committee_id), counted["given"],
                "no gift and no independent spending of it is in the records loaded.",
            ),
            Section(
                "published", "Published totals", lambda: show_published(committee_id),
                counted["published"], "nobody's published total of it is loaded.",
            ),
            Section("received", "Registers and own reports", lambda: own(committee_id)),
            Section(
                "flags", "Flags and marks", lambda: flags(committee_id), flag_count(committee_id),
                "no flag or mark concerns it.",
            ),
        ]
    )  # fmt: skip


found = entity_head.open_entity("Committee")
if found:
    page(str(found["entity_id"]), str(found["name"]))
shell.foot()
