"""Jobs on the bundled case: whose gifts, which claims, paths, the program, what is taken away."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

from tests.bench.jobs.reporter import Records, Reporter, amount

PALANTIR, MUSK = "uei:FSY4LVSBGWB7", "MUSK, ELON"


def case_overseers(reporter: Reporter, records: Records) -> None:
    """Palantir's people and the Army's overseers, from the firm's page"""
    role, usd, receivers = records.rows(
        "select role_code, sum(amount_usd), count(distinct recipient_id) from "
        "marts.contractor_gift where organization_id = ? group by role_code order by role_code",
        PALANTIR,
    )[0]
    seats = records.one("select count(*) from marts.loop_way where organization_id = ?", PALANTIR)
    reporter.ask("palantir", "Palantir Technologies Inc.")
    reporter.says(f"founders, owners or investors gave ${usd:,.0f}", f"{role}: {usd} USD")
    reporter.holds(f"{receivers} receiver", f"to {receivers} committee" in reporter.text())
    reporter.holds("no way to an overseer in the records", seats == 0)
    reporter.says("None of it is known to have gone to a committee of a member who on that day sat")


def case_army(reporter: Reporter, records: Records) -> None:
    """The same from the Army's page"""
    count = records.one(
        "select count(*) from marts.overseer_money as money join marts.entity as agency "
        "on agency.entity_id = money.agency_id where agency.name ilike '%army%'"
    )
    reporter.ask("army", "Department of the Army")
    reporter.holds("no gift to overseers of the Army in the records", count == 0)
    reporter.says("no gift of people or funds tied to its contractors is known to have reached"
                  if "oversee it;" in reporter.text()
                  else "Which committees of Congress oversee it is not loaded.")  # fmt: skip


def investor(reporter: Reporter, records: Records) -> None:
    """Is this the investor Thiel?"""
    reporter.ask("thiel", "Peter Thiel")
    person = reporter.address("id")
    firms = records.rows(
        "select distinct to_name from marts.edge where from_id = ? and link_type in "
        "('founder_of', 'founded', 'officer_of', 'held_office') order by 1",
        person,
    )
    gift = records.rows("select giver_name, place, employer from marts.gift where giver_id = ?",
                        person)[0]  # fmt: skip
    for said in gift[1:]:
        reporter.says(str(said))
    reporter.holds(f"founder of {firms}", all(name in reporter.text() for (name,) in firms))
    reporter.says("least sure of these joins has a probability of")


def quarter_billion(reporter: Reporter, records: Records) -> None:
    """The quarter of a billion"""
    with_memo, without = records.rows(
        "select max(total_usd) filter (where committee_id is null) as usd, "
        "usd - sum(memo_usd) filter (where committee_id is not null) "
        "from marts.published_total where contributor = ? and cycle = 2024",
        MUSK,
    )[0]
    reporter.link("7 records", "**/claim?**")
    reporter.says(f"{with_memo:,.2f}", f"with memo rows {with_memo}")
    reporter.says(f"{without:,.2f}", f"without {without}")
    reporter.says("partly")


def path_to_stefanik(reporter: Reporter, records: Records) -> None:
    """The path from Thiel to Stefanik"""
    reporter.click(reporter.tab.get_by_role("link", name="Graph", exact=True), "**/graph**")
    reporter.click(reporter.tab.get_by_text("Paths between two"))
    reporter.tab.get_by_label("From", exact=True).fill("Peter Thiel")
    box = reporter.tab.get_by_label("To", exact=True)
    box.fill("Elise Stefanik")
    reporter.enter(box, "**from=**")
    steps = records.rows(
        """
        select distinct tied.to_name, gave.from_name, gave.to_name
        from marts.edge as tied
        join marts.edge as other on other.to_id = tied.to_id and other.from_id <> tied.from_id
        join marts.edge as gave
            on gave.from_id = other.from_id and gave.link_type = 'contributed_to'
        join marts.edge as candidate
            on candidate.from_id = gave.to_id and candidate.to_name = 'Elise Stefanik'
        where tied.from_name = 'Peter Thiel'
        """
    )
    shown = reporter.text()
    reporter.holds(f"{len(steps)} ways in the records", steps)
    first = shown[: shown.find("in all, listed below")]
    reporter.holds(
        f"the first is one of these: {steps[0] if steps else None}",
        any(all(name in first for name in way) for way in steps),
    )
    reporter.holds("its weakest link stands beside it", "Weakest link" in shown)


def dossier(reporter: Reporter, records: Records) -> None:
    """A dossier of SpaceX, which checks itself"""
    reporter.ask("spacex", "Space Exploration Technologies Corp. (SpaceX)")
    with reporter.tab.expect_download() as taken:
        reporter.click(reporter.tab.get_by_role("button", name="Dossier"))
        whole = Path(taken.value.path())
    folder = reporter.folder / "dossier"
    with zipfile.ZipFile(whole) as found:
        found.extractall(folder)
    checked = subprocess.run([sys.executable, "verify.py"], cwd=folder, capture_output=True,
                             text=True, timeout=300, check=False)  # fmt: skip
    reporter.holds("verify.py derives every number again", checked.returncode == 0)
    usd = records.one("select obligated_usd from marts.contractor where name ilike '%(SpaceX)'")
    page = (folder / "report.html").read_text(encoding="utf-8")
    reporter.holds(f"states {usd} USD", f"{usd:,.2f}".removesuffix(".00") in page)
    reporter.holds("loads nothing", not re.search(r"<(script|link|img)[^>]+(src|href)=.http", page))


def program(reporter: Reporter, records: Records) -> None:
    """Golden Dome as a program"""
    reporter.click(reporter.tab.get_by_role("link", name="Programs"), "**/program")
    reporter.link("Golden Dome", "**id=golden_dome**")
    for row in reporter.all_rows():
        ceiling = records.one(
            "select max(award.ceiling_usd) from marts.award as award join marts.entity as firm "
            "on firm.entity_id = award.organization_id where firm.name = ? and award.is_vehicle",
            row["holder"],
        )
        said = amount(row["largest ceiling of one vehicle, not spending USD"])
        reporter.holds(f"{row['holder']}: largest ceiling {said}", said == Decimal(ceiling))
    reporter.says("limits, not spending")
    reporter.says("SHIELD (Missile Defense Agency): not loaded")


def notebook_offline(reporter: Reporter, records: Records) -> None:
    """A notebook exported and opened offline"""
    reporter.click(reporter.tab.get_by_role("link", name="Notebook"), "**/notebook")
    reporter.link("Golden Dome", "**case=golden_dome**")
    with reporter.tab.expect_download() as taken:
        reporter.click(reporter.tab.get_by_role("button", name="HTML"))
        path = reporter.folder / "story.html"
        taken.value.save_as(path)
    context = reporter.tab.context.browser.new_context(offline=True)
    alone, asked = context.new_page(), []
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto(path.as_uri())
    reporter.holds("asks for nothing", [url for url in asked if not url.startswith("file:")] == [])
    usd = records.one(
        "select total_usd from marts.published_total where contributor = ? and committee_id is "
        "null and cycle = 2024 order by total_usd desc limit 1",
        MUSK,
    )
    said = alone.locator("body").inner_text()
    reporter.holds(f"states {usd} USD", f"{usd:,.2f}" in said)
    notes = alone.locator("ol.notes > li").count()
    reporter.holds(f"{notes} footnotes to records", notes > 5)
    alone.screenshot(path=str(reporter.folder / "story.png"))
    context.close()


JOBS = [
    case_overseers,
    case_army,
    investor,
    quarter_billion,
    path_to_stefanik,
    dossier,
    program,
    notebook_offline,
]
