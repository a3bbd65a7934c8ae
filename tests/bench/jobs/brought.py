"""Jobs that bring something in, and what changed by it: each on a copy of its own."""

from __future__ import annotations

import csv
import io
import re

from playwright.sync_api import expect

from dashboards.bring.answers import WHO
from tests.bench.jobs.reporter import Records, Reporter
from tests.browser.conftest import PATIENCE

NAMES = 50


def fetched(reporter: Reporter, records: Records) -> None:
    """A firm that is not loaded, fetched in the page from the imitated publisher"""
    before = records.one("select count(*) from marts.contractor where name ilike 'acme%'")
    reporter.ask("Acme Rockets", "from the publisher")
    expect(reporter.tab.get_by_text("It takes about")).to_be_visible(timeout=PATIENCE)
    reporter.click(reporter.tab.get_by_role("button", name="Get these"))
    expect(reporter.tab.get_by_text("is brought in")).to_be_visible(timeout=PATIENCE)
    reporter.link("ACME ROCKETS LLC", "**/contractor?id=**", exact=True)
    usd, count = records.rows(
        "select obligated_usd, action_count from marts.contractor where organization_id = ?",
        "uei:ACMEROCKET01",
    )[0]
    reporter.holds(f"loaded before: {before}; now {count} actions of {usd} USD",
                   before == 0 and count == 3)  # fmt: skip
    reporter.holds("its page states the sum", f"${usd:,.0f}" in reporter.text()
                   or f"${usd:,.2f}" in reporter.text())  # fmt: skip


def changed(reporter: Reporter, records: Records) -> None:
    """What changed since the build before"""
    reporter.link("All changes, and what you watch", "**/watch**")
    if "All changes" in reporter.text():
        reporter.link("All changes", "**tab=all**", exact=True)
    reporter.tab.get_by_text(re.compile(r"Between the builds of")).wait_for(timeout=PATIENCE)
    reporter.rest()
    awards = records.rows("select award_key from marts.award where organization_id = ?",
                          "uei:ACMEROCKET01")  # fmt: skip
    reporter.holds(f"{len(awards)} new award of the firm is listed", "ACME0001" in reporter.text())
    said = re.search(r"Between the builds of \S+ and \S+: ([\d,]+) changes", reporter.text())
    reporter.holds(f"counted: {said[1] if said else None}", said)


def names_answered(reporter: Reporter, records: Records) -> None:
    """A list of 50 names"""
    known = [name for (name,) in records.rows(
        "select name from marts.contractor where not is_undisclosed and name is not null "
        "order by award_count desc, organization_id limit ?", NAMES - 5)]  # fmt: skip
    names = [*known, *(f"Nobody Of That Name {place}" for place in range(NAMES - len(known)))]
    sheet = io.StringIO()
    csv.writer(sheet).writerows([["vendor"], *([name] for name in names)])
    path = reporter.folder / "vendors.csv"
    path.write_text(sheet.getvalue(), encoding="utf-8")
    reporter.link("A list of names", "**tab=names**", exact=True)
    with reporter.tab.expect_file_chooser() as chooser:
        reporter.click(reporter.tab.locator("[data-testid='stFileUploader'] button"))
    chooser.value.set_files(path)
    reporter.click(reporter.tab.get_by_role("button", name=f"Answer {NAMES} names"))
    reporter.tab.get_by_role("heading", name=re.compile(r"names answered")).wait_for(
        timeout=PATIENCE
    )
    reporter.rest()
    rows = reporter.all_rows()
    reporter.holds(f"{len(rows)} answers in the order of the list",
                   [row["Name as written"] for row in rows] == names)  # fmt: skip
    taken = [row[WHO] for row in rows]
    reporter.holds("names of nobody are left open",
                   all(who.startswith("left open") for who in taken[len(known):]))  # fmt: skip
    right = sum(who == f"{name} (organization)" for name, who in zip(names, taken, strict=True))
    reporter.holds(f"{right} of {len(known)} vendors are tied to the firm so called",
                   right >= 0.8 * len(known))  # fmt: skip


BROUGHT, LISTED = [fetched, changed], [names_answered]
