"""The same question asked from every side: giver, committee, member, agency, contractor, flag."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from etl.common.database import query_rows
from etl.common.queries import read_query
from etl.common.settings import Settings
from etl.graph.loops import contractor_loops
from etl.graph.slices import Filters
from tests.models.invented import overseen

Rows = set[tuple[Any, ...]]


@pytest.fixture(scope="module", params=["the bundled case", "invented records"])
def engine(
    request: pytest.FixtureRequest, case_settings: Settings, tmp_path_factory: Any
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A built database."""
    settings = case_settings
    if request.param == "invented records":
        settings = overseen(tmp_path_factory.mktemp("every_side"))
    with duckdb.connect(str(settings.database), read_only=True) as found:
        yield found


def asked(
    engine: duckdb.DuckDBPyConnection, query: str, values: dict[str, Any], *columns: str
) -> Rows:
    """Chosen columns of a page's table."""
    rows = query_rows(engine, read_query(query), values)
    return {tuple(row[column] for column in columns) for row in rows}


def ids(engine: duckdb.DuckDBPyConnection, sql: str) -> list[str]:
    """One column."""
    found = [row[0] for row in engine.execute(sql).fetchall()]
    assert found
    return found


OVERSEERS = ("role of the givers", "received by", "less refunds USD", "records", "first", "last")
DAYS = ("known to sit there from", "to")


def test_agency_and_member_tell_the_same_money(engine: duckdb.DuckDBPyConnection) -> None:
    """What an agency's page says of its overseers stands on each one's own page."""
    by_agency: Rows = set()
    by_member: Rows = set()
    for agency in ids(engine, "select distinct agency_id from marts.agency"):
        columns = ("_member_id", "sits on", *OVERSEERS, *DAYS)
        found = asked(engine, "agency/overseers", {"agency_id": agency}, *columns)
        by_agency |= {(agency, *row) for row in found}
    for member in ids(engine, "select distinct person_id from marts.member"):
        columns = ("_agency_id", "through", *OVERSEERS, *DAYS)
        found = asked(engine, "member/overseen", {"person_id": member}, *columns)
        by_member |= {(row[0], member, *row[1:]) for row in found}
    assert by_agency and by_agency == by_member


def loop_ways(engine: duckdb.DuckDBPyConnection, least_usd: Decimal | None) -> dict[Any, Any]:
    """By agency, member and congressional committee: what each contractor's loops say of its fund,
    its own name and its people."""
    firms = ids(engine, "select organization_id from marts.contractor order by 1")
    found: dict[Any, Any] = defaultdict(lambda: [set(), 0])
    for firm in firms:
        for loop in contractor_loops(engine, firm, Filters(least_usd=least_usd)).loops:
            key = (loop.agency.entity_id, loop.member.entity_id, loop.body.entity_id)
            found[key][0].add(firm)
            found[key][1] += loop.pac_usd or 0
    return found


def test_loops_and_the_tables_of_overseers_tell_the_same(
    engine: duckdb.DuckDBPyConnection,
) -> None:
    """Every loop of any amount is money on the agency's page, and the reverse; a fund is one
    firm's, so that its sums add up."""
    loops = loop_ways(engine, Decimal(0))
    rows = engine.execute(
        "select agency_id, member_id, congress_committee_id, sum(amount_usd) filter "
        "(where role_code = 'pac') from marts.overseer_money group by all"
    ).fetchall()
    assert {key: pac for key, (_, pac) in loops.items()} == {
        (agency, member, body): pac or 0 for agency, member, body, pac in rows
    }


def test_flags_name_whom_loops_name(engine: duckdb.DuckDBPyConnection) -> None:
    """TL-T06 counts the members of a contractor's loops at an agency; TL-T03 sums its fund's."""
    members: dict[Any, set[str]] = defaultdict(set)
    for (agency, member, _), (firms, _) in loop_ways(engine, None).items():
        for firm in firms:
            members[firm, agency].add(member)
    flagged = engine.execute(
        "select organization_id, agency_id, value from marts.flag "
        "where code = 'TL-T06' and state <> 'not_computable' and value > 0"
    ).fetchall()
    assert {(firm, agency): len(found) for (firm, agency), found in members.items()} == {
        (firm, agency): value for firm, agency, value in flagged
    }


def test_a_contractor_and_its_agency_tell_the_same_awards(
    engine: duckdb.DuckDBPyConnection,
) -> None:
    """The link between them, the agency's table and the contractor's flow of money."""
    by_agency: Rows = set()
    for agency in ids(engine, "select agency_id from marts.agency"):
        columns = ("_organization_id", "obligated USD")
        found = asked(engine, "agency/contractors", {"agency_id": agency}, *columns)
        by_agency |= {(row[0], agency, row[1]) for row in found if row[1] is not None}
    by_year = engine.execute(
        "select organization_id, agency_id, sum(obligated_usd) from marts.obligation group by all"
    ).fetchall()
    known = {(row[0], row[1]) for row in by_agency}
    assert by_agency == {row for row in by_year if row[2] is not None and row[:2] in known}


def test_giver_committee_and_graph_tell_the_same_gifts(
    engine: duckdb.DuckDBPyConnection,
) -> None:
    """A link of gifts stands on both pages with one sum, and its records add up to it."""
    links = engine.execute(
        "select from_id, to_id, link_id, amount_usd, record_count from marts.edge "
        "where link_type in ('contributed_to', 'refunded_by')"
    ).fetchall()
    assert links
    sides: dict[bool, Rows] = {}
    for outward in (True, False):
        rows: Rows = set()
        for entity in {row[0] if outward else row[1] for row in links}:
            values = {"entity_id": entity, "sections": ["gifts"], "link_type": None}
            values |= {"is_outward": outward, "kinds": None}
            for other, link_id, usd, count in asked(
                engine, "entity/links", values, "_other_id", "_link_id", "USD", "records"
            ):
                pair = (entity, other) if outward else (other, entity)
                rows.add((*pair, link_id, usd, count))
        sides[outward] = rows
    assert set(links) <= sides[True] and set(links) <= sides[False]
    assert sides[True] == sides[False]
