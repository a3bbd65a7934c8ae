"""The flag TL-T06, the command `loops` and the graph page speak of the same ways round."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from dashboards.graph.drawing import drawing
from dashboards.graph.view import View
from etl.__main__ import app
from etl.build.models import read_model
from etl.build.run import build
from etl.common.progress import Progress
from etl.common.settings import ROOT, SQL, Settings
from etl.graph.loops import Loops, contractor_loops
from tests.fixtures import loaded
from tests.fixtures.graph import link, loop_database

DATA = ROOT.parent / "shared" / "data"
START = date(2020, 1, 1)
ROLES = {"employee": "reported_employer", "officer": "officer_of", "pac": "connected_organization"}

Members = dict[tuple[str, str], int]


def flagged_members(engine: duckdb.DuckDBPyConnection) -> Members:
    """Members by contractor and agency, as the flag counts them; what is not computable is none."""
    rows = engine.execute(
        "select subject_id, agency_id, value::integer from indicators.flag where code = 'TL-T06' "
        "and state <> 'not_computable'"
    ).fetchall()
    return {(subject, agency): value for subject, agency, value in rows}


def loop_members(loops: Loops) -> Members:
    """The same, as the loops of a contractor count them."""
    members: dict[tuple[str, str], set[str]] = defaultdict(set)
    for loop in loops.loops:
        key = (loops.contractor.entity_id, loop.agency.entity_id)
        members[key].add(loop.member.entity_id)
    return {key: len(found) for key, found in members.items()}


def all_loop_members(engine: duckdb.DuckDBPyConnection, contractors: set[str]) -> Members:
    """Members of every contractor's loops."""
    found: Members = {}
    for contractor in sorted(contractors):
        found |= loop_members(contractor_loops(engine, contractor))
    return found


def without_none(members: Members) -> Members:
    """Only where there is a member."""
    return {key: count for key, count in members.items() if count}


def test_flag_command_and_page_agree_about_the_bundled_case(case_data: Path) -> None:
    with duckdb.connect(str(case_data / "throughline.duckdb"), read_only=True) as engine:
        flagged = flagged_members(engine)
    contractors = {contractor for contractor, _ in flagged}
    assert without_none(flagged)
    for contractor in sorted(contractors):
        expected = {key: n for key, n in flagged.items() if n and key[0] == contractor}
        said = CliRunner().invoke(
            app, ["loops", "--contractor", contractor, "--json", "--data", str(case_data)]
        )
        printed: dict[tuple[str, str], set[str]] = defaultdict(set)
        for loop in json.loads(said.output)["loops"]:
            key = (contractor, loop["agency"]["entity_id"])
            printed[key].add(loop["member"]["entity_id"])
        assert {key: len(found) for key, found in printed.items()} == expected
        page = drawing(View(kind="loops", contractor_id=contractor)).ways
        assert isinstance(page, Loops)
        assert loop_members(page) == expected


def invented(seed: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Links and gifts of two contractors drawn at random, their days few so that they meet."""
    draw = random.Random(seed)

    def day(share: float = 0.7) -> date | None:
        return START + timedelta(days=draw.randrange(12)) if draw.random() < share else None

    def dated() -> dict[str, date | None]:
        ends = sorted(START + timedelta(days=draw.randrange(12)) for _ in range(2))
        first, last = (end if draw.random() < 0.7 else None for end in ends)
        return {"first_date": first, "last_date": last}

    firms, agencies = ["uei:ACME", "uei:BIRCH"], ["agency:A", "agency:B"]
    members, bodies = ["bioguide:M", "bioguide:N"], ["congress:X", "congress:Y"]
    committees = ["fec:C1", "fec:C2", "fec:C3"]
    links = [link("authorized_by", c, draw.choice(members)) for c in committees]
    links += [link("sits_on", m, b, **dated()) for m in members for b in bodies]
    links += [link("oversees", b, draw.choice(agencies), **dated()) for b in bodies]
    links += [
        link("received_award", f, a, link_id=f"{f}{a}{n}", **dated())
        for f in firms
        for a in agencies
        for n in range(2)
    ]
    gifts: list[dict[str, Any]] = []
    for firm in firms:
        for role, kind in ROLES.items():
            tie = link(kind, f"{role}:{firm[4:]}", firm, **dated())
            links.append(tie)
            gifts += [
                {
                    "organization_id": firm,
                    "role_code": role,
                    "giver_id": tie["from_id"],
                    "recipient_id": draw.choice(committees),
                    "gift_date": day(0.9),
                    "amount_usd": draw.choice([200, 400, -200, -400]),
                    "tie_link_id": tie["link_id"],
                }
                for _ in range(4)
            ]
    for gift in gifts:
        gift["is_refund"] = gift["amount_usd"] < 0 and draw.random() < 0.5
    pairs = sorted({(gift["giver_id"], gift["recipient_id"]) for gift in gifts})
    for giver, committee in pairs:
        key = f"contributed_to|itemized|{giver}|{committee}"
        (hashed,) = duckdb.execute("select md5(?)", [key]).fetchall()[0]
        links.append(link("contributed_to", giver, committee, link_id=hashed))
    return links, gifts


def walked(links: list[dict[str, Any]], gifts: list[dict[str, Any]]) -> Members:
    """The rule walked link by link and day by day, as its header words it."""
    first, last = START - timedelta(days=99), START + timedelta(days=99)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]

    def runs(row: dict[str, Any], on: date) -> bool:
        return (row["first_date"] or first) <= on <= (row["last_date"] or last)

    by_type: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in links:
        by_type[row["link_type"]].append(row)
    ties = {row["link_id"]: row for row in links}
    members: dict[tuple[str, str], set[str]] = defaultdict(set)
    for award in by_type["received_award"]:
        for over in (row for row in by_type["oversees"] if row["to_id"] == award["to_id"]):
            for seat in (row for row in by_type["sits_on"] if row["to_id"] == over["from_id"]):
                # Without both of its days a seat, and an award, is known to run on none.
                if not all(
                    row[f"{end}_date"] for row in (award, seat) for end in ("first", "last")
                ):
                    continue
                sat = [d for d in days if runs(over, d) and runs(seat, d)]
                open_days = (sat, [d for d in sat if runs(award, d)])
                for auth in by_type["authorized_by"]:
                    if auth["to_id"] != seat["from_id"]:
                        continue
                    givers: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
                    for gift in gifts:
                        is_here = gift["recipient_id"] == auth["from_id"]
                        if is_here and gift["organization_id"] == award["from_id"]:
                            givers[gift["role_code"], gift["giver_id"]].append(gift)
                    if any(closes(records, open_days, ties) for records in givers.values()):
                        members[award["from_id"], award["to_id"]].add(seat["from_id"])
    return {key: len(found) for key, found in members.items()}


def closes(
    records: list[dict[str, Any]],
    open_days: tuple[list[date], list[date]],
    ties: dict[str, dict[str, Any]],
) -> bool:
    """Whether a giver's records to one committee close a way.

    `open_days` are those on which the member oversaw, and those on which the award ran as well.
    """
    sat, ran = open_days
    in_time = [
        gift
        for gift in records
        if gift["amount_usd"] > 0
        and gift["gift_date"]
        and gift["gift_date"] in sat
        and any(day >= gift["gift_date"] for day in ran)
    ]
    if not in_time:
        return False
    tie = ties[in_time[0]["tie_link_id"]]
    given = [gift["gift_date"] for gift in in_time]
    if tie["first_date"] and tie["first_date"] > max(given):
        return False
    if tie["last_date"] and tie["last_date"] < min(given):
        return False
    back = sum(
        gift["amount_usd"]
        for gift in records
        if gift["amount_usd"] < 0 and not (gift["gift_date"] and gift["gift_date"] < min(given))
    )
    return sum(gift["amount_usd"] for gift in in_time) + back > 0


@pytest.mark.parametrize("seed", range(25))
def test_flag_and_loops_agree_about_invented_records(seed: int) -> None:
    links, gifts = invented(seed)
    engine = loop_database(links, gifts)
    engine.execute("create schema indicators")
    engine.execute("set variable min_loop_members = '1'")
    engine.execute(
        "create table measures.ledger_date as "
        "select 'both' as ledger, date '2026-06-30' as file_date"
    )
    model = read_model(SQL / "indicators" / "closed_loop.sql", "indicators")
    engine.execute(f"create table indicators.flag as {model.sql}")
    flagged = flagged_members(engine)
    expected = walked(links, gifts)
    assert without_none(flagged) == expected
    assert all_loop_members(engine, {"uei:ACME", "uei:BIRCH"}) == expected
    for contractor in ("uei:ACME", "uei:BIRCH"):
        for loop in contractor_loops(engine, contractor).loops:
            assert (loop.people_usd or Decimal(0)) + (loop.pac_usd or Decimal(0)) > 0


def test_the_invented_records_close_some_ways_and_leave_others_open() -> None:
    found = [len(walked(*invented(seed))) for seed in range(25)]
    assert 0 in found and max(found) > 1


@pytest.mark.skipif(
    not DATA.is_dir(), reason=f"the real sample files are not beside the project ({DATA})"
)
def test_flag_and_loops_agree_about_the_shared_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THROUGHLINE_AS_OF", "2026-06-30")
    fec = DATA / "fec"
    paths = sorted((fec / "2024_asof_2023-04").glob("[cp]*.zip"))
    paths += sorted((fec / "legislators").glob("[cl]*s-current.yaml"))
    paths += sorted((fec / "legislators_dated").rglob("*2023*.gz"))
    paths += [DATA / "usaspending" / "Contracts_PrimeTransactions_from_fpds.csv.gz"]
    for path in paths:
        loaded(path, tmp_path)
    settings = Settings(data=tmp_path)
    build(settings, Progress(False))
    with duckdb.connect(str(settings.database), read_only=True) as engine:
        flagged = flagged_members(engine)
        loops = all_loop_members(engine, {contractor for contractor, _ in flagged})
    assert without_none(flagged) == loops
    assert len(loops) > 3
