"""Sentences of a page: each number is that of the records that it opens to."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import duckdb
import pytest

from etl.common.words import day, period
from tests.dashboards.opening import MUSK, asked, opened, shown, texts

AMOUNT = re.compile(r"\[(−?\$[\d,.]+)\]\((/records\?[^)]+)\)")
MOST = (
    "select {kind}_id from marts.gift where {kind}_id is not null and amount_usd is not null "
    "{only} group by 1 order by count(*) desc, 1 limit 1"
)
PAGES = {
    "person": MOST.format(kind="giver", only="and giver_kind = 'person'"),
    "committee": MOST.format(kind="recipient", only=""),
    "member": "select person_id from marts.member_gift group by 1 "
    "order by count(*) desc, 1 limit 1",
}


def said_amounts(page: str, entity_id: str) -> list[tuple[Decimal, str]]:
    """The sums that the sentences of a page state, each with where it leads."""
    found = AMOUNT.findall(texts(opened(f"views/{page}.py", id=entity_id)).replace("\\", ""))
    return [(Decimal(re.sub(r"[$,]", "", usd).replace("−", "-")), href) for usd, href in found]


@pytest.mark.parametrize("page", PAGES)
def test_a_sum_in_a_sentence_is_that_of_the_rows_it_opens(case_data: Path, page: str) -> None:
    entity_id = asked(case_data / "throughline.duckdb", PAGES[page])
    stated = [
        (usd, href) for usd, href in said_amounts(page, entity_id) if "published=" not in href
    ]
    assert stated
    for usd, href in stated[:2]:
        query = dict(parse_qsl(urlsplit(href).query)) | {"tab": "gifts", "rows-gifts": "more"}
        query |= {"rows-given": "more", "rows-one": "more"}
        found = shown(opened("views/records.py", **query))
        columns = ("USD", "memo, in no sum USD")
        sums = {sum(t.sums(name)) for t in found for name in columns if name in t.columns}
        assert usd in sums


def test_who_a_person_is_stands_above_everything_and_totals_of_others_apart(
    case_data: Path,
) -> None:
    with duckdb.connect(str(case_data / "throughline.duckdb"), read_only=True) as engine:
        person_id, since = engine.execute(
            "select from_id, first_said from marts.edge where from_name = ? and "
            "link_type = 'founder_of'",
            [MUSK],
        ).fetchone()
    said = texts(opened("views/person.py", id=person_id)).replace("\\", "")
    assert since == "2002" and "since 2002" in said and "1 January 2002" not in said
    assert "A case or a judgement states who this is" in said
    assert "[$256,608,877](/records?published=" in said
    assert said.index("apart from our sum") < said.index("Names and addresses of individual")


def test_an_id_of_another_kind_or_without_its_prefix_leads_to_its_page(case_data: Path) -> None:
    for page, entity_id in (
        ("contractor", "fec:C00411116"),
        ("person", "C00411116"),
        ("award", "fec:C00411116"),
    ):
        app = opened(f"views/{page}.py", id=entity_id)
        assert not app.exception
        assert "Political committee · Committee C00411116" in texts(app), page


def test_a_flag_opens_to_givers_members_and_seats(case_data: Path) -> None:
    flag_id = asked(
        case_data / "throughline.duckdb",
        "select flag_id from marts.flag where code = 'TL-T06' and state = 'flagged' "
        "order by 1 limit 1",
    )
    app = opened("views/records.py", flag=flag_id)
    assert not app.exception
    ways = next(table for table in shown(app) if "sat on" in table.columns)
    assert "Haley Stevens" in ways.column("campaign of")
    assert any(href.startswith("/member?") for row in ways.links for href in row)
    said = texts(app)
    assert "How ordinary:" in said and "*Innocent explanations:*" in said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2003", "2003"),
        ("2019-03", "March 2019"),
        ("2022-06-14", "14 June 2022"),
        ("2022-13", "2022-13"),
        ("20031", "20031"),
        ("still stated", "still stated"),
        (None, ""),
    ],
)
def test_a_day_is_as_exact_as_it_is_known(value: str | None, said: str) -> None:
    assert day(value) == said


def test_a_period_says_each_end_as_it_is_known() -> None:
    assert period("2025", "2026-04-20") == "2025 to 20 April 2026"
    assert period("2002", None) == period("2002", "2002") == "2002"
