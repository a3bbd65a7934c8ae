"""Jobs on all the records that are shared: firms, agencies, committees, people, awards."""

from __future__ import annotations

import re
from decimal import Decimal

from tests.bench.jobs.reporter import Records, Reporter, amount

FIRM, ARMY, ICE = "uei:NU2UC8MX6NK1", "agency:2100", "agency:7012"
PALANTIR, LOCKHEED = "uei:FSY4LVSBGWB7", "uei:ZFN2JJXBLZT3"
# Gifts of the firm's people and funds that reached a member on a day on which he or she sat on a
# committee that oversees the agency, while an award of both ran or was acted on, then or later.
REACHED = """
    select gift.member_name, gift.committee_name, sum(gift.amount_usd)
    from (
        select distinct
            way.gift_link_id, member.name as member_name, committee.name as committee_name,
            way.amount_usd
        from marts.loop_way as way
        join marts.entity as member on member.entity_id = way.member_id
        join marts.entity as committee on committee.entity_id = way.committee_id
        where way.organization_id = ? and way.agency_id = ? and way.is_counted
    ) as gift
    group by all
    order by all
"""


def palantir_not_loaded(reporter: Reporter, records: Records) -> None:
    """Palantir's people and the Army's overseers, where no gift of them is loaded."""
    gifts = records.one(
        "select count(*) from marts.contractor_gift where organization_id = ?", PALANTIR
    )
    reporter.ask("palantir", "PALANTIR TECHNOLOGIES INCORPORATED")
    reporter.holds("the records have no gift of its people", gifts == 0)
    reporter.says("No gift of its fund or of its people is in the contributions loaded")
    reporter.says("others are not loaded · get them")


def overseers_from_the_firm(reporter: Reporter, records: Records) -> None:
    """Boeing's people and fund and the Army's overseers, from the firm's page."""
    reporter.ask("boeing", "BOEING COMPANY, THE")
    link = reporter.main.get_by_role("link", name=re.compile(r"^\d+ members?$"))
    reporter.click(link, "**show=overseers**")
    shown = reporter.all_rows()
    army = [row for row in shown if "DEPT OF THE ARMY" in " ".join(row.values())]
    known = records.rows(REACHED, FIRM, ARMY)
    reporter.outcome.kept = {(row["member"], row["received by"]): amount(row["less refunds USD"])
                             for row in army}  # fmt: skip
    members = {name for name, _, _ in known}
    reporter.holds(
        f"{len(members)} members by loop_way", {row["member"] for row in army} == members
    )
    total = sum((usd for _, _, usd in known), Decimal(0))
    found = sum(reporter.outcome.kept.values(), Decimal(0))
    reporter.holds(f"{found} USD beside {total} by loop_way", found == total)


def overseers_from_the_agency(reporter: Reporter, records: Records) -> None:
    """The same from the agency's page: what each received, at least from Boeing's"""
    reporter.ask("dept of the army", "DEPT OF THE ARMY")
    link = reporter.main.get_by_role("link", name=re.compile(r"^\d+ members?$"))
    reporter.click(link, "**tab=overseers**")
    shown = {(row["member"], row["received by"]): amount(row["less refunds USD"])
             for row in reporter.all_rows()}  # fmt: skip
    known = records.rows(REACHED, FIRM, ARMY)
    missing = [name for name, committee, usd in known if shown.get((name, committee), 0) < usd]
    reporter.holds(f"all {len(known)} receivers of the firm's page stand here", not missing)
    every = records.rows(
        """
        select sum(amount_usd), count(distinct member_id) from (
            select distinct way.organization_id, way.gift_link_id, way.member_id, way.amount_usd
            from marts.loop_way as way where way.agency_id = ? and way.is_counted
        )
        """,
        ARMY,
    )[0]
    total = sum(shown.values(), Decimal(0))
    members = len({member for member, _ in shown})
    reporter.holds(
        f"{total} USD of {members} members beside {every[0]} of {every[1]} by loop_way",
        (total, members) == every,
    )


def gifts_of_a_cycle(reporter: Reporter, records: Records) -> None:
    """Who at Boeing gave to whom in the cycle 2020"""
    reporter.ask("boeing", "BOEING COMPANY, THE")
    people = re.compile("people who named it as employer$")
    reporter.click(reporter.main.get_by_role("link", name=people), "**role=employee**")
    reporter.link("cycle 2020", "**cycle=2020**")
    shown = reporter.all_rows()
    known = records.rows(
        """
        with cited as (
            select distinct unnest(record_ids) as record_id from marts.contractor_gift
            where organization_id = ? and role_code = 'employee'
        )
        select count(*), sum(gift.amount_usd), count(distinct gift.giver_id) from marts.gift
        where gift.record_id in (select record_id from cited) and gift.cycle = 2020
        """,
        FIRM,
    )[0]
    total = sum((amount(row["USD"]) for row in shown), Decimal(0))
    reporter.holds(f"{len(shown)} gifts of {total} USD by marts.gift: {known[0]} of {known[1]}",
                   (len(shown), total) == known[:2])  # fmt: skip
    reporter.holds("each with giver and receiver", all(row["giver"] and row["received by"]
                                                      for row in shown))  # fmt: skip
    reporter.says(f"{known[2]:,} givers")


def cycle_not_loaded(reporter: Reporter, records: Records) -> None:
    """Who at Boeing gave to whom in the cycle 2022: not loaded"""
    count = records.one("select count(*) from marts.gift where cycle = 2022")
    reporter.ask("boeing", "BOEING COMPANY, THE")
    people = re.compile("people who named it as employer$")
    reporter.click(reporter.main.get_by_role("link", name=people), "**role=employee**")
    reporter.holds("no gift of the cycle 2022 is in the records", count == 0)
    cycles = records.rows("select distinct cycle from marts.gift where cycle > 0 order by 1")
    listed = ", ".join(str(cycle) for (cycle,) in cycles)
    reporter.says(f"Contributions are loaded of the cycles {listed} only")


def sole_source(reporter: Reporter, records: Records) -> None:
    """ICE's sole-source awards over $1m by dollars, with their vendors' money"""
    reporter.click(reporter.tab.get_by_role("link", name="Triage"), "**/triage")
    reporter.link("U.S. Immigration and Customs Enforcement", "**agency=**")
    reporter.link("Not competed, over $1m", "**competition=not_competed**", exact=True)
    shown = reporter.all_rows()
    known = records.rows(
        """
        select award.piid, coalesce(award.reported_obligated_usd, award.obligated_usd) as usd
        from marts.award as award join marts.award_term as term using (award_key)
        where award.agency_id = ? and not term.is_competed and usd > 1000000
        order by usd desc, award.piid
        """,
        ICE,
    )
    found = [(row["award"], amount(row["dollars USD"])) for row in shown]
    reporter.holds(f"{len(found)} awards, {sum(usd for _, usd in found)} USD, in order",
                   found == known)  # fmt: skip
    money = records.one(
        """
        select count(*) from marts.contractor_gift where organization_id in (
            select organization_id from marts.award_triage where agency_id = ?
            and competition_code = 'not_competed' and dollars_usd > 1000000)
        """,
        ICE,
    )
    said = "its fund gave" in " ".join(shown[0]) if shown and money else True
    reporter.holds(f"vendors' money: {money} gifts in the records", said)
    reporter.says("None loaded in any row" if not money else "its fund gave")


def firms_of_a_committee(reporter: Reporter, records: Records) -> None:
    """Firms whose people gave to the DCCC, by name"""
    reporter.ask("dccc", "DCCC")
    reporter.link("40 firms with federal contracts", "**tab=**")
    shown = reporter.all_rows()
    known = records.rows(
        """
        select organization.name, gift.role_title, sum(gift.amount_usd)
        from marts.contractor_gift as gift
        join marts.entity as organization on organization.entity_id = gift.organization_id
        where gift.recipient_id = 'fec:C00000935' group by all
        """
    )
    found = {(row["contractor"], row["role of the givers"], amount(row["less refunds USD"]))
             for row in shown}  # fmt: skip
    # A browser draws two blanks as one.
    same = {(" ".join(name.split()), role, usd) for name, role, usd in known}
    count = len({name for name, _, _ in same})
    reporter.holds(f"{count} firms by name, sums by role", found == same)


def people_of_a_name(reporter: Reporter, records: Records) -> None:
    """John Smith of Sacramento"""
    reporter.ask("john smith sacramento")
    known = records.rows(
        """
        select distinct giver_id from marts.gift
        where giver_name like 'SMITH, JOHN%' and place like 'SACRAMENTO%'
        """
    )
    items = [text for text in reporter.main.get_by_role("listitem").all_inner_texts()
             if "SACRAMENTO" in text]  # fmt: skip
    reporter.holds(f"{len(items)} listed of {len(known)} who gave", len(items) == len(known))
    reporter.holds("each with employer, occupation, gifts and span",
                   all("employer" in text and "gift record" in text for text in items))  # fmt: skip
    reporter.link("SMITH, JOHN", "**/person?id=**")
    person = reporter.address("id")
    usd = records.one("select sum(amount_usd) from marts.gift where giver_id = ?", person)
    reporter.says(f"${usd:,.2f}".removesuffix(".00"), f"gave {usd} USD")
    reporter.says("may be of two people who share a name")


def investor_unknown(reporter: Reporter, records: Records) -> None:
    """Is this the investor Thiel? By the gifts alone"""
    reporter.ask("thiel peter", "THIEL, PETER")
    employer = records.one(
        "select max(employer) from marts.gift where giver_id = ?", reporter.address("id")
    )
    reporter.says(f"employer as written: {employer}")
    reporter.says("may be of two people who share a name")


def compared(reporter: Reporter, records: Records) -> None:
    """Compare Lockheed Martin and Boeing"""
    reporter.click(reporter.tab.get_by_role("link", name="Compare"), "**/compare")
    box = reporter.tab.get_by_label("Add by name")
    box.fill("Lockheed Martin; Boeing")
    reporter.enter(box, "**/compare?id=**")
    ids = reporter.addresses("id")
    reporter.holds("both are the firms meant", ids == [LOCKHEED, FIRM])
    for organization_id in (LOCKHEED, FIRM):
        fund, count = records.rows(
            "select amount_usd, (select award_count from marts.contractor where "
            "organization_id = ?) from marts.contractor_money where organization_id = ? and "
            "role_code = 'pac'",
            organization_id,
            organization_id,
        )[0]
        reporter.says(f"its fund gave ${float(fund) / 1000:.1f}K", f"its fund gave {fund}")
        reporter.says(f"{count} awards of {count}")


def award_by_number(reporter: Reporter, records: Records) -> None:
    """An award by its number"""
    reporter.ask("HSCEMD-17-F-00008", "HSCEMD17F00008")
    usd, firm = records.rows(
        "select reported_obligated_usd, recipient_name from marts.award "
        "where piid = 'HSCEMD17F00008'"
    )[0]
    reporter.says(firm)
    reporter.holds(f"reports {usd} USD", f"{usd:,.2f}" in reporter.text()
                   or f"${float(usd) / 1e6:.1f}m" in reporter.text())  # fmt: skip


JOBS = [
    palantir_not_loaded,
    overseers_from_the_firm,
    overseers_from_the_agency,
    gifts_of_a_cycle,
    cycle_not_loaded,
    sole_source,
    firms_of_a_committee,
    people_of_a_name,
    investor_unknown,
    compared,
    award_by_number,
]
