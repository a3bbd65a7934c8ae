"""The SQL of loops: every way round a contractor, and the ways brought together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import duckdb

from etl.graph.slices import Entity, Filters

PAC_TYPE = "connected_organization"
AFFILIATION_TYPES = ("reported_employer", "officer_of", "founder_of", "invested_in", PAC_TYPE)

# One row for each way round; `hub` is the larger link count at a link's ends.
_WAYS = """
with affiliation as (
    select link_id, link_type, other_id as giver_id, first_date, last_date, certainty,
        greatest(other_link_count, $links) as hub, other_link_count as giver_links
    from marts.neighbour
    where entity_number = md5_number_lower($contractor) and entity_id = $contractor
        and not is_outward and link_type in (select unnest($types)) and certainty >= $score
),
award as (
    select link_id, other_id as agency_id, first_date, last_date, certainty,
        greatest(other_link_count, $links) as hub
    from marts.neighbour
    where entity_number = md5_number_lower($contractor) and entity_id = $contractor
        and is_outward and link_type = 'received_award' and certainty >= $score
),
gift as (
    select link_id, entity_id as giver_id, other_id as committee_id, first_date, last_date,
        amount_usd, certainty, other_link_count as committee_links
    from marts.neighbour
    where entity_number in (select md5_number_lower(giver_id) from affiliation)
        and is_outward and link_type = 'contributed_to' and {condition}
),
others as (
    select link_id, link_type, entity_id, other_id, first_date, last_date, certainty,
        other_link_count
    from marts.neighbour
    where is_outward and certainty >= $score
        and link_type in ('authorized_by', 'sits_on', 'oversees')
),
overseer as (
    select
        authorized.entity_id as committee_id, authorized.other_id as member_id,
        seat.other_id as body_id, award.agency_id,
        greatest(seat.first_date, oversight.first_date, award.first_date) as from_date,
        least(seat.last_date, oversight.last_date, award.last_date) as until_date,
        authorized.link_id as authorized_id, seat.link_id as seat_id,
        oversight.link_id as oversight_id, award.link_id as award_id,
        [
            ('committee of', authorized.first_date is null or authorized.last_date is null),
            ('seat', seat.first_date is null or seat.last_date is null),
            ('oversight', oversight.first_date is null or oversight.last_date is null),
            ('award', award.first_date is null or award.last_date is null)
        ] as undated,
        list_sort([
            (authorized.certainty, -authorized.other_link_count, authorized.link_id),
            (seat.certainty, -greatest(seat.other_link_count, authorized.other_link_count),
                seat.link_id),
            (oversight.certainty, -greatest(oversight.other_link_count, seat.other_link_count),
                oversight.link_id),
            (award.certainty, -award.hub, award.link_id)
        ])[1] as weakest
    from others as authorized
    inner join others as seat
        on authorized.other_id = seat.entity_id and seat.link_type = 'sits_on'
    inner join others as oversight
        on seat.other_id = oversight.entity_id and oversight.link_type = 'oversees'
    inner join award on oversight.other_id = award.agency_id
    where authorized.link_type = 'authorized_by'
),
way as (
    select
        overseer.* exclude (weakest, undated), affiliation.link_type as affiliation_type,
        affiliation.link_id as affiliation_id, gift.link_id as gift_id, gift.giver_id,
        gift.amount_usd, gift.first_date as gift_first_date, gift.last_date as gift_last_date,
        [
            ('affiliation', affiliation.first_date is null or affiliation.last_date is null),
            ('gift', gift.first_date is null or gift.last_date is null)
        ] || overseer.undated as undated,
        list_sort([
            overseer.weakest,
            (affiliation.certainty, -affiliation.hub, affiliation.link_id),
            (gift.certainty, -greatest(gift.committee_links, affiliation.giver_links), gift.link_id)
        ])[1] as weakest
    from affiliation
    inner join gift on affiliation.giver_id = gift.giver_id
    inner join overseer on gift.committee_id = overseer.committee_id
    where coalesce(affiliation.first_date <= gift.last_date, true)
        and coalesce(affiliation.last_date >= gift.first_date, true)
        and coalesce(
            greatest(gift.first_date, overseer.from_date) <= overseer.until_date, true
        )
)
"""
_LOOPS = """,
given as (
    select committee_id, member_id, body_id, agency_id, gift_id,
        any_value(amount_usd) as amount_usd, bool_or(affiliation_type = $pac) as is_pac
    from way group by committee_id, member_id, body_id, agency_id, gift_id
),
summed as (
    select committee_id, member_id, body_id, agency_id,
        sum(amount_usd) filter (not is_pac) as people_usd,
        sum(amount_usd) filter (is_pac) as pac_usd
    from given group by committee_id, member_id, body_id, agency_id
),
counted as (
    select committee_id, member_id, body_id, agency_id, affiliation_type,
        count(distinct giver_id) as giver_count
    from way group by committee_id, member_id, body_id, agency_id, affiliation_type
),
headed as (
    select committee_id, member_id, body_id, agency_id,
        map_from_entries(list((affiliation_type, giver_count) order by affiliation_type))
            as giver_counts
    from counted group by committee_id, member_id, body_id, agency_id
)
select
    committee_id, member_id, body_id, agency_id,
    any_value(giver_counts) as giver_counts,
    count(distinct giver_id) filter (affiliation_type <> $pac) as people_count,
    any_value(people_usd) as people_usd,
    any_value(pac_usd) as pac_usd,
    min(gift_first_date) as first_gift_date,
    max(gift_last_date) as last_gift_date,
    list_sort(list(distinct affiliation_id)) as affiliation_ids,
    list_sort(list(distinct gift_id)) as gift_ids,
    list_sort(list(distinct authorized_id) || list(distinct seat_id)
        || list(distinct oversight_id) || list(distinct award_id)) as link_ids,
    list_sort(list_distinct(flatten(list(
        list_transform(list_filter(undated, lambda step: step[2]), lambda step: step[1])
    )))) as undated_steps,
    arg_min(weakest[3], (-weakest[1], weakest[2], weakest[3])) as weakest_id,
    list_sort(list(distinct giver_id) filter (affiliation_type <> 'reported_employer')) as named_ids
from way
inner join summed using (committee_id, member_id, body_id, agency_id)
inner join headed using (committee_id, member_id, body_id, agency_id)
group by committee_id, member_id, body_id, agency_id
order by coalesce(any_value(people_usd), 0) + coalesce(any_value(pac_usd), 0) desc,
    committee_id, member_id, body_id, agency_id
"""


def loop_rows(
    connection: duckdb.DuckDBPyConnection, contractor: Entity, filters: Filters
) -> list[dict[str, Any]]:
    """One row for each committee, member, congressional committee and agency."""
    wanted = filters.link_types or AFFILIATION_TYPES
    types = [kind for kind in AFFILIATION_TYPES if kind in wanted]
    condition, values = replace(filters, link_types=()).condition()
    cursor = connection.execute(
        _WAYS.format(condition=condition) + _LOOPS,
        {
            "contractor": contractor.entity_id,
            "links": contractor.link_count,
            "types": types,
            "pac": PAC_TYPE,
            "score": 0.0,
            **values,
        },
    )
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
