-- title: Ways round from a contractor over a gift and a member of Congress to its agency
-- grain: one row per organization, role, giver, committee, member, congressional committee, agency
-- and seat
-- key: way_id
-- note: rows lie in the order of organization_number. The rule stands in measures.loop_way; such
-- ways are common and say nothing by themselves
-- column organization_number: 64 bits of the organization's md5: its ways are found by it
-- column tie_type: the type of the link that ties the giver; contractor for a gift in its own name
-- column gift_link_id: the link from the giver to the committee
-- column weakest_link_id: the link on the way of the least certainty; among equals the one at the
-- largest hub, the most ordinary
-- column weakest_certainty: how certain that link is
-- column weakest_hub: links of the larger of its two ends
-- column undated_steps: steps whose first or last day is not stated
with way as (
    select
        *,
        md5(concat_ws('|', 'contributed_to', 'itemized', giver_id, committee_id)) as gift_link_id
    from measures.loop_way
),

link as (
    select
        edge.link_id,
        edge.link_type,
        edge.first_date is null or edge.last_date is null as is_undated,
        coalesce(edge.score, known.certainty) as certainty,
        greatest(origin.link_count, target.link_count) as hub
    from marts.edge as edge
    inner join marts.tie_strength as known on edge.strength = known.strength
    inner join marts.entity as origin on edge.from_id = origin.entity_id
    inner join marts.entity as target on edge.to_id = target.entity_id
),

-- of several award links each closes the way: the most certain one stands for them
award as (
    select
        cited.way_id,
        bool_or(link.is_undated) as is_undated,
        arg_min(link.link_id, (-link.certainty, -link.hub, link.link_id)) as link_id
    from (
        select
            way_id,
            unnest(award_link_ids) as link_id
        from way
    ) as cited
    inner join link on cited.link_id = link.link_id
    group by cited.way_id
),

step as (
    select
        way_id,
        unnest(['affiliation', 'gift', 'committee of', 'seat', 'oversight']) as step,
        unnest([
            tie_link_id, gift_link_id, authorized_link_id, seat_link_id, oversight_link_id
        ]) as link_id
    from way
    union all
    select
        way_id,
        'award',
        link_id
    from award
),

weighed as (
    select
        step.way_id,
        min(link.link_type) filter (where step.step = 'affiliation') as tie_type,
        arg_min(link.link_id, (link.certainty, -link.hub, link.link_id)) as weakest_link_id,
        min(link.certainty) as weakest_certainty,
        arg_min(link.hub, (link.certainty, -link.hub, link.link_id)) as weakest_hub,
        list_sort(list(step.step) filter (where link.is_undated or award.is_undated))
            as undated_steps
    from step
    inner join link on step.link_id = link.link_id
    left join award on step.way_id = award.way_id and step.step = 'award'
    group by step.way_id
)

select
    md5_number_lower(way.organization_id) as organization_number,
    way.way_id,
    way.organization_id,
    way.role_code,
    case way.role_code when 'contractor' then 'contractor' else weighed.tie_type end as tie_type,
    way.giver_id,
    way.committee_id,
    way.member_id,
    way.body_id,
    way.agency_id,
    way.congress,
    way.amount_usd,
    way.is_counted,
    way.gift_count,
    way.first_gift_date,
    way.last_gift_date,
    way.tie_link_id,
    way.gift_link_id,
    way.authorized_link_id,
    way.seat_link_id,
    way.oversight_link_id,
    way.award_link_ids,
    weighed.weakest_link_id,
    weighed.weakest_certainty,
    weighed.weakest_hub,
    coalesce(weighed.undated_steps, []) as undated_steps
from way
inner join weighed on way.way_id = weighed.way_id
order by organization_number, way.organization_id, way.way_id
