"""The sections of a dossier: named queries, those of the pages where both show the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from etl.common.queries import Query, read_query, with_pieces

# Rows printed where a query's header says nothing else.
MOST, MOST_FLAGS = 200, 20_000
LINK_NOTE = (
    "A link says what its records say and no more: they stand below, and what speaks against "
    "reading more into it beside it."
)
PARENT_NOTE = "A parent is what the contract records stated on the dates shown."


@dataclass(frozen=True)
class Section:
    """A query of a subject under a name, with values beside the subject's own.

    Title, note, what stands in its place where it has no row, how many rows are printed, and its
    form (table; facts, one row upright; cards, questions, records, timeline) are those of the
    query's header, but for `title` and `note`. Without `empty` a table of no row stays away.
    """

    name: str
    query: Query
    title: str = ""
    note: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def heading(self) -> str:
        """What stands above it."""
        return self.title or self.query.title

    @property
    def caption(self) -> str:
        """What stands under it."""
        return self.note or self.query.note

    @property
    def empty(self) -> str:
        """What stands in its place where it has no row, as a sentence."""
        # In a header it continues a sentence; here it is one. `capitalize` would lower the names in
        # it.
        return self.query.empty[:1].upper() + self.query.empty[1:]

    @property
    def form(self) -> str:
        """How its rows are drawn."""
        return self.query.words.get("form", "table")

    @property
    def most(self) -> int:
        """How many of its rows are printed; the picture prints those of a time line."""
        return 0 if self.form == "timeline" else int(self.query.words.get("most", MOST))


def sections_of(kind: str) -> Iterator[Section]:
    """The sections of an entity of a kind, in the order of the report."""
    yield Section("links", read_query("entity/link_counts"))
    yield from BY_KIND.get(kind, _no_sections)()
    yield from _tie_sections()
    yield from _flag_sections()
    yield Section("events", read_query("entity/events"))
    yield Section("questions", read_query("dossier/questions"))
    yield Section("answers", read_query("entity/answers"))
    yield Section("tied_answers", read_query("entity/tied_answers"))


def _no_sections() -> Iterator[Section]:
    yield from ()


def _contractor_sections() -> Iterator[Section]:
    """What a contractor's page shows; sums of a mart are held against their records."""
    yield Section("obligated", read_query("contractor/obligated"))
    yield Section("reported", read_query("firm/reported"))
    yield Section("registrations", read_query("firm/registrations"))
    yield Section("published_totals", read_query("firm/published"))
    yield Section("marks", read_query("mark/of_entity"))
    yield Section("role_money", read_query("contractor/role_money"))
    yield Section("concentration", read_query("contractor/concentration"))
    yield Section("role_records", read_query("contractor/role_records"))
    yield Section("recipients", read_query("contractor/recipients"))
    yield Section("recipient_records", read_query("contractor/recipient_records"))
    yield Section("published", read_query("entity/published"))
    yield Section("published_ties", read_query("contractor/published_ties"))
    yield Section("years", read_query("contractor/obligations"))
    yield Section("family_years", read_query("family/years"))
    yield Section("family_firms", read_query("family/firms"))
    yield Section("owners_by_day", read_query("family/owners"))
    yield Section("names_by_day", read_query("family/names"))
    yield Section("awards", read_query("contractor/awards"))
    yield Section(
        "competition",
        with_pieces(read_query("award/competition"), term=read_query("contractor/terms")),
    )
    yield Section("coverage", read_query("contractor/coverage"))
    yield Section("months", read_query("contractor/months"))
    yield Section("month_records", read_query("contractor/month_records"))


def _person_sections() -> Iterator[Section]:
    yield Section("gave", read_query("entity/given"))
    yield Section("given_records", read_query("entity/given_records"))
    yield _link_section("gifts", "Gifts, and gifts given back", ["gifts"])
    yield Section("published", read_query("entity/published"))
    yield Section("months", read_query("entity/given_months"))


def _committee_sections() -> Iterator[Section]:
    yield Section("cycles", read_query("committee/cycles"))
    yield Section("received", read_query("committee/received"))
    yield Section("sides", read_query("committee/sides"))
    yield Section("marks", read_query("mark/of_entity"))
    links = _link_section("gifts", "Committees and organizations on the other side", ["gifts"])
    kinds = {"kinds": ["organization", "committee", "agency"]}
    # Thousands give to a committee: listing them is no dossier about the committee.
    people = f"{LINK_NOTE} People are not listed here; they stand in rows/marts.edge."
    yield replace(links, values={**links.values, **kinds}, note=people)
    yield Section("published", read_query("entity/published"))


def _agency_sections() -> Iterator[Section]:
    yield Section("marks", read_query("mark/of_entity"))
    yield Section("years", read_query("agency/years"))
    yield Section("contractors", read_query("agency/contractors"))


BY_KIND = {
    "organization": _contractor_sections,
    "person": _person_sections,
    "committee": _committee_sections,
    "agency": _agency_sections,
}


def _link_section(name: str, title: str, sections: list[str]) -> Section:
    """The links of a subject that stand in some sections of `marts.link_type`."""
    values = {"sections": sections, "link_type": None, "is_outward": None, "kinds": None}
    return Section(name, read_query("entity/links"), title, LINK_NOTE, values)


def _tie_sections() -> Iterator[Section]:
    yield _link_section("ties", "Officers, founders, investors, advisers", ["ties"])
    owners = _link_section("owners", "Owners over time", ["owners"])
    yield replace(owners, note=f"{LINK_NOTE} {PARENT_NOTE}")
    yield _link_section("fund", "Separate segregated fund", ["fund"])
    yield _link_section(
        "seats",
        "Seats, candidacies, spending about them, oversight",
        ["seats", "candidacies", "spending", "oversight"],
    )
    yield Section("employers", read_query("entity/employers"))


def _flag_sections() -> Iterator[Section]:
    yield Section("flag_counts", read_query("flag/counts"))
    yield Section(
        "flags",
        with_pieces(read_query("flag/cards"), wanted=read_query("flag/of_entity")),
        values={"most": MOST_FLAGS},
    )


def shared_sections() -> Iterator[Section]:
    """What stands between several subjects."""
    yield Section("between", read_query("dossier/between"))
    yield Section("common", read_query("dossier/common"))


def head_sections() -> Iterator[Section]:
    """Whom a dossier is about, what stands on everything that leaves, and what it was built from.

    They stand in the report's head and versions, and not as tables.
    """
    yield Section("subjects", read_query("dossier/subject"))
    yield Section("notices", read_query("about/notice"))
    yield Section("build", read_query("dossier/versions"))


def end_sections() -> Iterator[Section]:
    """What all subjects share."""
    yield Section("reconciliation", read_query("dossier/reconciliation"))
    yield Section("files", read_query("dossier/files"))
    yield Section("gaps", read_query("about/known_gap"))


def record_section() -> Section:
    """The records behind what is printed."""
    return Section("records", read_query("dossier/records"))
