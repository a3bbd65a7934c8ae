"""Each number of a sentence is what the rows behind its link add up to."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboards.base.texts import brief
from tests.dashboards.opening import SPACEX, asked, followed, opened, shown, texts

LINK = re.compile(r"\[([^\]]+)\]\((/[^)\s]*)\)")
MONEY = ("less refunds USD", "obligated USD")
NASA = "agency:8000"


def said_links(app: AppTest) -> list[tuple[str, str]]:
    """The links of the sentences: what they say and where they lead."""
    said = " ".join(str(element.value) for element in app.markdown).replace("\\", "")
    return LINK.findall(said)


@pytest.mark.parametrize(("page", "entity"), [("contractor", SPACEX), ("agency", NASA)])
def test_each_sum_of_a_sentence_is_that_of_its_rows(
    case_data: Path, page: str, entity: str
) -> None:
    sums = [(label, href) for label, href in said_links(opened(f"views/{page}.py", id=entity))
            if "$" in label]  # fmt: skip
    assert len(sums) >= 3
    for label, href in sums:
        table = shown(followed(href))[0]
        column = next(name for name in MONEY if name in table.columns)
        assert brief(sum(table.sums(column), Decimal(0))) == label, href


def test_each_count_of_a_sentence_is_that_of_its_rows(case_data: Path) -> None:
    counted = {}
    for label, href in said_links(opened("views/contractor.py", id=SPACEX)):
        count, _, noun = label.partition(" ")
        if count.isdigit() and noun in ("awards", "members", "committees"):
            counted.setdefault(noun, (int(count), shown(followed(href))[0]))
    assert {"awards", "members", "committees"} <= set(counted)
    columns = {"awards": "award", "members": "member", "committees": "received by"}
    for noun, (count, table) in counted.items():
        at = table.columns.index(columns[noun]) if columns[noun] in table.columns else 0
        assert len({row[at] for row in table.rows}) == count, noun


def test_the_competition_of_a_sentence_is_that_of_its_table(case_data: Path) -> None:
    app = opened("views/contractor.py", id=SPACEX)
    said = " ".join(str(element.value) for element in app.markdown).replace("\\", "")
    coded = said.partition("the contracting offices coded")[2].partition(". ")[0]
    counts = sorted(int(label) for label, _ in LINK.findall(coded))
    _, href = LINK.findall(coded)[0]
    table = shown(followed(href))[0]
    sums: dict[str, int] = {}
    # A column of which nothing is stated in any row stands below the table, not in it.
    known = "coded as" in table.columns
    coded_as = table.column("coded as") if known else ["not stated"] * len(table.rows)
    for meant, count in zip(coded_as, table.column("awards"), strict=True):
        sums[meant] = sums.get(meant, 0) + int(count)
    assert counts == sorted(sums.values())


def test_what_cannot_be_said_is_said_to_be_not_loaded(case_data: Path) -> None:
    without = asked(
        case_data / "throughline.duckdb",
        "select organization_id from marts.contractor where acted_award_count = 0 order by 1",
    )
    app = opened("views/contractor.py", id=without)
    assert not app.exception
    said = texts(app).replace("\\", "")
    assert "was obligated is not loaded: no action is on its" in said
    assert "/bring?name=" in said and "not loaded · [get them]" in said


def test_no_tab_of_a_firm_or_an_agency_fails(case_data: Path) -> None:
    """Any key in the address is a choice or none."""
    for tab in ("awards", "money", "people", "owners", "terminated", "flags", "coverage", "x"):
        app = opened("views/contractor.py", id=SPACEX, tab=tab, show="y", picture="time", rows="1")
        assert not app.exception, tab
    for tab in ("contractors", "awards", "years", "overseers", "terminated", "flags", "marks"):
        app = opened("views/agency.py", id=NASA, tab=tab, by="count", rows="1", congress="<b>")
        assert not app.exception, tab
