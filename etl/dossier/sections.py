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
class DossierSection:
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


def sections_of(kind: str) -> Iterator[DossierSection]:
    """The sections of an entity of a kind, in the order of the report."""
    yield DossierSection("links", read_query("entity/link_counts"))
    yield from BY_KIND.get(kind, _no_sections)()
    yield from _tie_sections()
    yield from _flag_sections()
    yield DossierSection("events", read_query("entity/events"))
    yield DossierSection("questions", read_query("dossier/questions"))
    yield DossierSection("answers", read_query("entity/answers"))
    yield DossierSection("tied_answers", read_query("entity/tied_answers"))


def _no_sections() -> Iterator[DossierSection]:
    yield from ()


def _contractor_sections() -> Iterator[DossierSection]:
    """What a contractor's page shows; sums of a mart are held against their records."""
    yield DossierSection("obligated", read_query("contractor/obligated"))
    yield DossierSection("reported", read_query("firm/reported"))
    yield DossierSection("registrations", read_query("firm/registrations"))
    yield DossierSection("published_totals", read_query("firm/published"))
    yield DossierSection("marks", read_query("mark/of_entity"))
    yield DossierSection("role_money", read_query("contractor/role_money"))
    yield DossierSection("concentration", read_query("contractor/concentration"))
    yield DossierSection("role_records", read_query("contractor/role_records"))
    yield DossierSection("recipients", read_query("contractor/recipients"))
    yield DossierSection("recipient_records", read_query("contractor/recipient_records"))
    yield DossierSection("published", read_query("entity/published"))
    yield DossierSection("published_ties", read_query("contractor/published_ties"))
    yield DossierSection("years", read_query("contractor/obligations"))
    yield DossierSection("family_years", read_query("family/years"))
    yield DossierSection("family_firms", read_query("family/firms"))
    yield DossierSection("owners_by_day", read_query("family/owners"))
    yield DossierSection("names_by_day", read_query("family/names"))
    yield DossierSection("awards", read_query("contractor/awards"))
    yield DossierSection(
        "competition",
        with_pieces(read_query("award/competition"), term=read_query("contractor/terms")),
    )
    yield DossierSection("coverage", read_query("contractor/coverage"))
    yield DossierSection("months", read_query("contractor/months"))
    yield DossierSection("month_records", read_query("contractor/month_records"))


def _person_sections() -> Iterator[DossierSection]:
    yield DossierSection("gave", read_query("entity/given"))
    yield DossierSection("given_records", read_query("entity/given_records"))
    yield _link_section("gifts", "Gifts, and gifts given back", ["gifts"])
    yield DossierSection("published", read_query("entity/published"))
    yield DossierSection("months", read_query("entity/given_months"))


def _committee_sections() -> Iterator[DossierSection]:
    yield DossierSection("cycles", read_query("committee/cycles"))
    yield DossierSection("received", read_query("committee/received"))
    yield DossierSection("sides", read_query("committee/sides"))
    yield DossierSection("marks", read_query("mark/of_entity"))
    links = _link_section("gifts", "Committees and organizations on the other side", ["gifts"])
    kinds = {"kinds": ["organization", "committee", "agency"]}
    # Thousands give to a committee: listing them is no dossier about the committee.
    people = f"{LINK_NOTE} People are not listed here; they stand in rows/marts.edge."
    yield replace(links, values={**links.values, **kinds}, note=people)
    yield DossierSection("published", read_query("entity/published"))


def _agency_sections() -> Iterator[DossierSection]:
    yield DossierSection("marks", read_query("mark/of_entity"))
    yield DossierSection("years", read_query("agency/years"))
    yield DossierSection("contractors", read_query("agency/contractors"))


BY_KIND = {
    "organization": _contractor_sections,
    "person": _person_sections,
    "committee": _committee_sections,
    "agency": _agency_sections,
}


def _link_section(name: str, title: str, sections: list[str]) -> DossierSection:
    """The links of a subject that stand in some sections of `marts.link_type`."""
    values = {"sections": sections, "link_type": None, "is_outward": None, "kinds": None}
    return DossierSection(name, read_query("entity/links"), title, LINK_NOTE, values)


def _tie_sections() -> Iterator[DossierSection]:
    yield _link_section("ties", "Officers, founders, investors, advisers", ["ties"])
    owners = _link_section("owners", "Owners over time", ["owners"])
    yield replace(owners, note=f"{LINK_NOTE} {PARENT_NOTE}")
    yield _link_section("fund", "Separate segregated fund", ["fund"])
    yield _link_section(
        "seats",
        "Seats, candidacies, spending about them, oversight",
        ["seats", "candidacies", "spending", "oversight"],
    )
    yield DossierSection("employers", read_query("entity/employers"))


def _flag_sections() -> Iterator[DossierSection]:
    yield DossierSection("flag_counts", read_query("flag/counts"))
    yield DossierSection(
        "flags",
        with_pieces(read_query("flag/cards"), wanted=read_query("flag/of_entity")),
        values={"most": MOST_FLAGS},
    )


def shared_sections() -> Iterator[DossierSection]:
    """What stands between several subjects."""
    yield DossierSection("between", read_query("dossier/between"))
    yield DossierSection("common", read_query("dossier/common"))


def head_sections() -> Iterator[DossierSection]:
    """Whom a dossier is about, what stands on everything that leaves, and what it was built from.

    They stand in the report's head and versions, and not as tables.
    """
    yield DossierSection("subjects", read_query("dossier/subject"))
    yield DossierSection("notices", read_query("about/notice"))
    yield DossierSection("build", read_query("dossier/versions"))


def end_sections() -> Iterator[DossierSection]:
    """What all subjects share."""
    yield DossierSection("reconciliation", read_query("dossier/reconciliation"))
    yield DossierSection("files", read_query("dossier/files"))
    yield DossierSection("gaps", read_query("about/known_gap"))


def record_section() -> DossierSection:
    """The records behind what is printed."""
    return DossierSection("records", read_query("dossier/records"))
