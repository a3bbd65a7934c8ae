"""Triage counts the same by cells, by awards, and by a plain reading of the awards themselves."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from dashboards.triage.answer import AWARDS, CELLS, judged_query
from dashboards.triage.question import LEVELS, OPTIONS, read_question
from etl.build.models import models
from etl.build.run import run_model
from etl.common.database import as_rows, run_query
from tests.fixtures.building import fill
from tests.sql.comparing import empty_database

ROLES = ("fund", "employer", "officer", "founder", "entity")
COUNT, QUESTIONS = 120, 24
Row = dict[str, Any]


def invented(chance: random.Random) -> dict[str, list[Row]]:
    """Awards of some firms and agencies, with every facet known and unknown."""
    firms, agencies = [f"f{n}" for n in range(6)], ["a", "b", None]
    amounts = [None, 0, -5, 100_000, 100_001, 1_000_000, Decimal("1000000.01"), 2_000_000_000]
    tables: dict[str, list[Row]] = {"marts.award": [], "marts.award_term": []}
    for number in range(COUNT):
        key = f"K{number:03}"
        tables["marts.award"].append(
            {
                "award_key": key,
                "organization_id": chance.choice(firms),
                "agency_id": chance.choice(agencies),
                "is_vehicle": chance.choice([True, False, None]),
                "first_action_date": chance.choice(["2018-09-30", "2018-10-01", None]),
                "reported_obligated_usd": chance.choice(amounts),
                "obligated_usd": chance.choice(amounts),
                "marks": chance.choice([None, None, "odd"]),
            }
        )
        tables["marts.award_term"].append(
            {
                "award_key": key,
                "is_competed": chance.choice([True, False, None]),
                "offer_count": chance.choice([None, 1, 3]),
            }
        )
    tables["marts.termination"] = [
        {"record_id": f"t{n}", "award_key": f"K{n:03}", "state": state, "termination": "ended"}
        for n, state in enumerate(["ended", "in part", "rescinded", "repeated"])
    ]
    tables["marts.firm"] = [
        {"firm_id": firm} | {f"{role}_usd": chance.choice([None, 0, 9]) for role in ROLES}
        for firm in firms[:4]
    ]
    codes = ["pac", "employee", "officer", "founder_investor", "contractor"]
    tables["measures.loop_way"] = [
        {"organization_id": firm, "agency_id": agency, "role_code": code, "member_id": "m"}
        for firm in firms
        for agency in "ab"
        for code in codes
        if chance.random() < 0.2
    ]
    return tables


@pytest.fixture(scope="module")
def made(empty: duckdb.DuckDBPyConnection) -> Any:
    """The two tables of triage over invented awards, and what they were made of."""
    with empty_database() as engine:
        tables = invented(random.Random(7))
        two = [model for model in models() if model.name in ("award_triage", "triage_cell")]
        own = {model.table for model in two}
        for table in sorted({name for model in two for name in model.reads} - own):
            fill(engine, empty, table, tables.get(table, []))
        for model in two:
            run_model(engine, model)
        yield engine, tables


def plain(tables: dict[str, list[Row]]) -> list[Row]:
    """Each award with its facets, read without any SQL."""
    terms = {row["award_key"]: row for row in tables["marts.award_term"]}
    firms = {row["firm_id"]: row for row in tables["marts.firm"]}
    words = dict(
        zip(("pac", "employee", "officer", "founder_investor", "contractor"), ROLES, strict=True)
    )
    ended = {
        row["award_key"]
        for row in tables["marts.termination"]
        if row["state"] in ("ended", "in part")
    }
    rows = []
    for award in tables["marts.award"]:
        firm, agency = award["organization_id"], award["agency_id"]
        reported, acted = award["reported_obligated_usd"], award["obligated_usd"]
        rows.append(
            award
            | terms[award["award_key"]]
            | {
                "dollars": acted if reported is None else reported,
                "terminated": award["award_key"] in ended,
                "gave": {r for r in ROLES if (firms.get(firm, {}).get(f"{r}_usd") or 0) > 0},
                "reached": {
                    words[way["role_code"]]
                    for way in tables["measures.loop_way"]
                    if (way["organization_id"], way["agency_id"]) == (firm, agency)
                },
            }
        )
    return rows


TESTS: dict[str, Callable[[Row, str], bool]] = {
    "agency": lambda row, said: row["agency_id"] == said,
    "firm": lambda row, said: row["organization_id"] == said,
    "year": lambda row, said: (
        row["first_action_date"] == {"2018": "2018-09-30", "2019": "2018-10-01"}[said]
    ),
    "competition": lambda row, said: {
        "competed": row["is_competed"] is True,
        "one_offer": row["is_competed"] is True and row["offer_count"] == 1,
        "not_competed": row["is_competed"] is False,
        "not_stated": row["is_competed"] is None,
    }[said],
    "over": lambda row, said: row["dollars"] is not None and row["dollars"] > LEVELS[said],
    "kind": lambda row, said: bool(row["is_vehicle"]) == (said == "vehicle"),
    "terminated": lambda row, said: row["terminated"],
    "marked": lambda row, said: row["marks"] is not None,
    "gave": lambda row, said: bool(row["gave"] & ({said} if said != "any" else set(ROLES))),
    "reached": lambda row, said: bool(row["reached"] & ({said} if said != "any" else set(ROLES))),
}
SAID = {"agency": ["a", "b"], "firm": ["f1", "f5"], "year": ["2018", "2019"]} | {
    facet: list(options) for facet, options in OPTIONS.items()
}


def test_every_way_of_counting_says_the_same(made: Any) -> None:
    engine, tables = made
    rows, chance = plain(tables), random.Random(3)
    seen = 0
    for _ in range(QUESTIONS):
        asked = {facet: chance.choice(SAID[facet]) for facet in chance.sample(list(SAID), 2)}
        question = read_question(asked)
        assert dict(question.chosen) == asked and not question.left_out
        fit = [row for row in rows if all(TESTS[f](row, said) for f, said in asked.items())]
        known = [row["reported_obligated_usd"] for row in fit]
        wanted = (len(fit), sum(one for one in known if one is not None))
        seen += len(fit)
        for facts in (AWARDS, CELLS) if question.is_of_cells else (AWARDS,):
            query = judged_query("triage/sums", facts)
            (sums,) = as_rows(run_query(engine, query, question.values))
            found = (sums["award_count"], sums["reported_usd"] or 0)
            assert found == wanted, (asked, facts.name)
        listed = run_query(engine, judged_query("triage/awards", AWARDS), question.values)
        assert len(listed.fetchall()) == len(fit), asked
    assert seen > QUESTIONS


def test_the_count_on_each_choice_is_that_of_the_question_it_leads_to(made: Any) -> None:
    engine, _ = made
    asked = {"competition": "not_competed", "over": "100k"}
    question = read_question(asked)
    by_cell, by_award = (
        as_rows(run_query(engine, judged_query("triage/counts", facts), question.values))
        for facts in (CELLS, AWARDS)
    )
    assert by_cell == by_award
    led = [row for row in by_cell if row["facet"] in ("competition", "over", "reached", "kind")]
    for row in led:
        kept = {name: said for name, said in asked.items() if name != row["facet"]}
        option = {} if row["option"] == "left" else {row["facet"]: row["option"]}
        values = read_question(kept | option).values
        (sums,) = as_rows(run_query(engine, judged_query("triage/sums", CELLS), values))
        assert sums["award_count"] == row["award_count"], row
