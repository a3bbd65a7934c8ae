"""Rows of the FEC's files for the full-size database, as column → SQL of the lake's tables."""

from __future__ import annotations

from tests.bench.full.cast import SPONSORS, Sizes, even, pick, tail

Rows = tuple[dict[str, str], str]
CYCLES = (2016, 2018, 2020, 2022, 2024)
_AMOUNTS = "[25, 50, 100, 250, 500, 1000, 2700, 5000]"


def itcont(sizes: Sizes, cycle: int) -> Rows:
    """Gifts of one cycle. One in twenty is the conduit's row of the gift that follows it."""
    turn, each = CYCLES.index(cycle), sizes.contributions // len(CYCLES)
    first, last = turn * each, (turn + 1) * each
    who = f"if({even(50, 2)} = 0, {even(51, sizes.people)}, {tail(52, sizes.people, 2)})"
    date = f"date '{cycle - 1}-01-01' + {even(53, 700)}::integer"
    amount = f"if({even(54, 4)} = 0, {even(55, 3000)}, {pick(_AMOUNTS, even(56, 800))})"
    gifts = (
        f"select row_number, i, {who} as who, {date} as gift_date, {amount} as amount, "
        f"{tail(57, sizes.committees, 4)} as body, {even(58, 8)} as draw from (select i as "
        f"row_number, if(i % 20 = 0, i + 1, i) as i from range({first}, {last}) as r(i))"
    )
    body = (
        f"if(person.firm < {min(SPONSORS, sizes.contractors)} and gift.draw < 3, "
        "4 * person.firm + 2, gift.body)"
    )
    gift = (
        f"select gift.*, person.*, 'C' || lpad(({body} + 10000)::varchar, 8, '0') as "
        "committee_id, row_number % 20 = 0 as passes, row_number % 20 = 1 as earmarked "
        f"from ({gifts}) as gift inner join person on gift.who = person.i"
    )
    return _itcont_columns(), gift


def _itcont_columns() -> dict[str, str]:
    return {
        "filer_committee_id": "if(passes, 'C00401224', committee_id)",
        "amendment_code": "'N'",
        "report_type_code": pick("['M3', 'Q1', 'YE', 'MY']", "row_number"),
        "election_code": "'P'",
        "image_number": "(202001010000000000 + row_number)::varchar",
        "transaction_type_code": "case when passes then '24T' when earmarked then '15E' "
        "when row_number % 97 = 0 then '22Y' else '15' end",
        "entity_type_code": "'IND'",
        "name": "name",
        "city_name": "city",
        "state_code": "state",
        "zip_code": "zip",
        "employer": "left(if(draw < 6, employer, short_employer), 38)",
        "occupation": "occupation",
        "transaction_date": "gift_date",
        "amount_usd": "amount",
        "other_id": "case when passes then committee_id when earmarked then 'C00401224' end",
        "transaction_id": "'SA11AI.' || row_number",
        "file_number": "(1700000 + row_number // 200)::varchar",
        "memo_text": "if(earmarked, 'EARMARKED FOR SAMPLE COMMITTEE', null)",
        "sub_id": "(4010120230000000000 + row_number)::varchar",
    }


def itpas2(sizes: Sizes, cycle: int) -> Rows:
    """Gifts of sponsored and other PACs to members' committees."""
    turn, each = CYCLES.index(cycle), sizes.gifts // len(CYCLES)
    giver = f"4 * {tail(60, SPONSORS, 2)} + if({even(61, 5)} = 0, 3, 2)"
    rows = (
        f"select g.i, giver.committee_id as giver_id, taker.* exclude (i), "
        f"date '{cycle - 1}-01-01' + {even(62, 700).replace('(i,', '(g.i,')}::integer as day "
        f"from (select i, {giver} as giver, 4 * {tail(63, 535, 2)} + 1 as taker from "
        f"range({turn * each}, {(turn + 1) * each}) as r(i)) as g "
        "inner join committee as giver on g.giver = giver.i "
        "inner join committee as taker on g.taker = taker.i"
    )
    return {
        "filer_committee_id": "giver_id",
        "amendment_code": "'N'",
        "report_type_code": "'Q1'",
        "election_code": "'P'",
        "image_number": "(202101010000000000 + i)::varchar",
        "transaction_type_code": "if(i % 50 = 0, '24Z', '24K')",
        "entity_type_code": "'CCM'",
        "name": "name",
        "city_name": "city",
        "state_code": "state",
        "zip_code": "zip",
        "transaction_date": "day",
        "amount_usd": pick("[500, 1000, 2500, 5000]", even(64, 100)),
        "other_id": "committee_id",
        "candidate_id": "candidate_id",
        "transaction_id": "'SB23.' || i",
        "file_number": "(1900000 + i // 20)::varchar",
        "sub_id": "(4020120230000000000 + i)::varchar",
    }, rows


def cm() -> Rows:
    """The register of committees, with both conduits."""
    conduits = (
        "select -1 as i, id as committee_id, 0 as k, 'pac' as kind, name, null as sponsor, null "
        "as candidate_id, null as chamber, 'SOMERVILLE' as city, 'MA' as state, '02144' as zip "
        "from (values ('C00401224', 'ACTBLUE'), ('C00694323', 'WINRED')) as v(id, name)"
    )
    return {
        "committee_id": "committee_id",
        "committee_name": "name",
        "treasurer_name": "'TREASURER, INVENTED'",
        "street_1": "'1 MAIN ST'",
        "city_name": "city",
        "state_code": "state",
        "zip_code": "zip",
        "designation_code": "case kind when 'member' then 'P' when 'sponsored' then 'B' "
        "else 'U' end",
        "committee_type_code": "case kind when 'member' then if(chamber = 'senate', 'S', 'H') "
        "when 'party' then if(k % 2 = 0, 'Y', 'O') when 'sponsored' then 'Q' else 'N' end",
        "filing_frequency_code": "'Q'",
        "organization_type_code": "if(kind = 'sponsored', 'C', null)",
        "connected_organization_name": "sponsor",
        "candidate_id": "candidate_id",
    }, f"select * from committee union all {conduits}"


def cn() -> Rows:
    """Members as candidates."""
    return {
        "candidate_id": "candidate_id",
        "candidate_name": "last_name || ', ' || first_name",
        "party_code": "left(party, 3)",
        "election_year": "2024",
        "office_state_code": "state",
        "office_code": "left(candidate_id, 1)",
        "office_district_code": "if(chamber = 'senate', '00', '01')",
        "incumbency_code": "'I'",
        "status_code": "'C'",
        "principal_committee_id": "'C' || lpad((4 * i + 1 + 10000)::varchar, 8, '0')",
        "city_name": "city",
        "state_code": "state",
        "zip_code": "zip",
    }, "select * from member"


def ccl() -> Rows:
    """Whose committee each is."""
    return {
        "candidate_id": "candidate_id",
        "candidate_election_year": "2024",
        "fec_election_year": "2024",
        "committee_id": "committee_id",
        "committee_type_code": "if(chamber = 'senate', 'S', 'H')",
        "designation_code": "'P'",
        "linkage_id": "(220000 + i)::varchar",
    }, "select * from committee where candidate_id is not null"


def legislator() -> Rows:
    """Members of Congress with one term."""
    return {
        "bioguide_id": "bioguide_id",
        "first_name": "first_name",
        "last_name": "last_name",
        "official_name": "first_name || ' ' || last_name",
        "fec_candidate_ids": "[candidate_id]",
        "terms": "[{'chamber': chamber, 'start_date': date '2025-01-03', 'end_date': "
        "date '2027-01-03', 'state_code': state, 'district': '1', 'party': party}]",
    }, "select * from member"


def congress_committee() -> Rows:
    """The committees that oversee an agency."""
    return {
        "committee_code": "committee_code",
        "parent_code": "if(length(committee_code) > 4, left(committee_code, 4), null)",
        "chamber": "if(committee_code like 'H%', 'house', 'senate')",
        "committee_name": "'Committee ' || committee_code",
    }, "select distinct committee_code from seat"


def seat() -> Rows:
    """Up to eight seats for each member."""
    return {
        "committee_code": "committee_code",
        "bioguide_id": "bioguide_id",
        "member_name": "first_name || ' ' || last_name",
        "party_side": "if(party = 'DEMOCRAT', 'minority', 'majority')",
        "rank": "1 + i % 20",
        "title": "if(i % 30 = 0, 'Chairman', null)",
    }, "select member.*, seat.committee_code from seat inner join member on seat.i = member.i"
