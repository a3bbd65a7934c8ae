"""An invented graph for the bench: typed links, heavy tails, and committees of 100,000 links."""

from __future__ import annotations

import duckdb

from etl.build.models import read_model
from etl.common.settings import SQL
from tests.fixtures.building import sow_all
from tests.fixtures.graph import create_loops

LINKS = 1_000_000
HUBS = 3
PEOPLE, COMMITTEES, FIRMS, MEMBERS, AGENCIES, BODIES = 350_000, 8_000, 40_000, 540, 150, 250


def _tail(seed: int, size: int, power: int) -> str:
    """A number below `size` for row i; the higher the power, the more rows share the first ones."""
    return f"floor(pow((hash(i * 31 + {seed}) % 1000003) / 1000003.0, {power}) * {size})::bigint"


def _even(seed: int, size: int) -> str:
    """A number below `size` for row i, each about as often."""
    return f"(hash(i * 37 + {seed}) % {size})::bigint"


def _shapes(links: int) -> list[tuple[str, int, str, str]]:
    """Link type, how many, and the ids of both ends."""
    person, committee = "'person:' || md5(({})::varchar)", "'fec:C' || lpad(({})::varchar, 8, '0')"
    firm, body = "'uei:F' || lpad(({})::varchar, 11, '0')", "'congress:B' || ({})"
    member, agency = "'bioguide:M' || ({})", "'agency:' || ({})"
    hub = f"if(i % 2 = 0, i // 2 % {HUBS}, {HUBS} + {_tail(2, COMMITTEES - HUBS, 3)})"
    giver = person.format(f"if(i % 2 = 0, {_even(19, PEOPLE)}, {_tail(1, PEOPLE, 2)})")
    some_firm, some_member = firm.format(_even(8, FIRMS)), member.format(_even(15, MEMBERS))
    other_firm, sponsor = firm.format(_even(11, FIRMS)), firm.format(_tail(14, FIRMS, 3))
    employer, winner = firm.format(_tail(4, FIRMS, 4)), firm.format(_tail(5, FIRMS, 1))
    some_body, some_agency = body.format(_even(16, BODIES)), agency.format(_even(18, AGENCIES))
    worker, officer = person.format(_even(3, PEOPLE)), person.format(_even(9, PEOPLE))
    buyer, prime = agency.format(_tail(6, AGENCIES, 3)), firm.format(_tail(7, FIRMS, 3))
    return [
        ("contributed_to", links * 90 // 100, giver, committee.format(hub)),
        ("reported_employer", links * 27 // 100, worker, employer),
        ("received_award", links * 8 // 100, winner, buyer),
        ("subcontracted_to", links * 3 // 100, prime, some_firm),
        ("officer_of", links // 100, officer, some_firm),
        ("parent_of", links // 200, some_firm, other_firm),
        ("connected_organization", COMMITTEES // 3, committee.format("i * 3"), sponsor),
        ("authorized_by", COMMITTEES // 4, committee.format("i"), member.format(f"i % {MEMBERS}")),
        ("sits_on", MEMBERS * 6, some_member, some_body),
        ("oversees", BODIES * 3, some_body, some_agency),
    ]


def fill(engine: duckdb.DuckDBPyConnection, links: int = LINKS) -> int:
    """The tables that the graph and its loops read; gives how many links there are."""
    for schema in ("marts", "links", "measures", "seeds"):
        engine.execute(f"create schema {schema}")
    sow_all(engine)
    selects = [
        f"select distinct '{kind}' as link_type, {origin} as from_id, {target} as to_id "
        f"from range({count}) as r(i)"
        for kind, count, origin, target in _shapes(links)
    ]
    engine.execute(
        "create temp table pair as select * from (" + " union all ".join(selects) + ") "
        f"where from_id <> to_id order by hash(from_id, to_id) limit {links}"
    )
    engine.execute(
        "create temp table stated as select md5(concat_ws('|', link_type, "
        "if(link_type = 'contributed_to', 'itemized', null), from_id, to_id)) as link_id, *, "
        "hash(from_id, to_id, link_type) as h from pair"
    )
    engine.execute(
        "create table marts.entity as select entity_id, case split_part(entity_id, ':', 1) when "
        "'fec' then 'committee' when 'uei' then 'organization' when 'agency' then 'agency' when "
        "'congress' then 'congress_committee' else 'person' end as entity_kind, "
        "'EXAMPLE ' || upper(right(entity_id, 8)) as name, 'VA' as place, count(*) as link_count "
        "from (select from_id as entity_id from stated union all select to_id from stated) "
        "group by entity_id order by hash(entity_id)"
    )
    engine.execute(
        "create table marts.edge as select link_id, link_type, from_id, to_id, "
        "if(link_type in ('contributed_to', 'reported_employer', 'received_award', 'sits_on'), "
        "date '2015-01-01' + (h % 3000)::integer, null) as first_date, "
        "first_date + (h % 400)::integer as last_date, if(link_type in ('contributed_to', "
        "'received_award'), (h % 5000)::decimal(18, 2), null) as amount_usd, "
        "if(amount_usd is null, null, 'itemized') as amount_basis, (1 + h % 9)::bigint as "
        "record_count, if(link_type = 'reported_employer', 'similar_name', 'identifier') as basis, "
        "if(link_type = 'reported_employer', 0.9 + (h % 100) / 1000.0, 1.0)::double as score, "
        "if(link_type = 'reported_employer', 'similar_names', 'identifier') as strength, "
        "link_type <> 'reported_employer' as is_confirmed, "
        "null::varchar as label, ['fec:' || link_id] as evidence, 'EXAMPLE' as from_name, "
        "'EXAMPLE' as to_name, split_part(from_id, ':', 1) as from_kind, "
        "split_part(to_id, ':', 1) as to_kind from stated"
    )
    _create_gifts(engine)
    for name in ("marts.tie_strength", "marts.neighbour"):
        layer, table = name.split(".")
        (path,) = (SQL / layer).rglob(f"{table}.sql")
        engine.execute(f"create table {name} as {read_model(path, layer).sql}")
    create_loops(engine)
    return int(engine.execute("select count(*) from marts.edge").fetchall()[0][0])


def _create_gifts(engine: duckdb.DuckDBPyConnection) -> None:
    """Links by type, and a record for each gift of somebody who is tied to a firm."""
    engine.execute("create view links.link as from marts.edge")
    for kind in ("authorized_by", "sits_on", "oversees", "received_award"):
        engine.execute(f"create view links.{kind} as from marts.edge where link_type = '{kind}'")
    engine.execute(
        "create table measures.tied_gift as select 'fec:' || gift.link_id as record_id, "
        "tie.to_id as organization_id, type.role_code, gift.from_id as giver_id, "
        "gift.to_id as recipient_id, gift.first_date as gift_date, gift.amount_usd, "
        "false as is_refund, null::integer as cycle, tie.link_id as tie_link_id "
        "from marts.edge as gift "
        "join marts.edge as tie on gift.from_id = tie.from_id "
        "join seeds.link_type as type on tie.link_type = type.link_type and type.role_code <> '' "
        "where gift.link_type = 'contributed_to'"
    )
