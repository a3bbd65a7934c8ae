-- title: Loops of a contractor, the largest sum first
-- grain: one row per campaign committee, member, congressional committee and agency
-- order: coalesce(people_usd, 0) + coalesce(pac_usd, 0) + coalesce(own_usd, 0) desc, committee_id,
-- member_id, body_id, agency_id
-- note: ways of marts.loop_way that pass the filters, those that differ only in who gave together.
-- $types: of the ties, null for all of them; $since, $until, $score: null for none; $usd: null for
-- the least amount of measures.loop_way
with way as (
    select *
    from marts.loop_way
    where
        organization_number = md5_number_lower($contractor)
        and organization_id = $contractor
        and ($types is null or list_contains($types, tie_type))
        and ($since is null or last_gift_date >= $since)
        and ($until is null or first_gift_date <= $until)
        and case when $usd is null then is_counted else amount_usd >= $usd end
        and ($score is null or weakest_certainty >= $score)
),

counted as (
    select
        committee_id,
        member_id,
        body_id,
        agency_id,
        tie_type,
        count(distinct giver_id) as giver_count
    from way
    group by committee_id, member_id, body_id, agency_id, tie_type
),

headed as (
    select
        committee_id,
        member_id,
        body_id,
        agency_id,
        map_from_entries(list((tie_type, giver_count) order by tie_type)) as giver_counts
    from counted
    group by committee_id, member_id, body_id, agency_id
),

summed as (
    select
        committee_id,
        member_id,
        body_id,
        agency_id,
        count(distinct giver_id) filter (where role_code not in ('pac', 'contractor'))
            as people_count,
        sum(amount_usd) filter (where role_code not in ('pac', 'contractor')) as people_usd,
        sum(amount_usd) filter (where role_code = 'pac') as pac_usd,
        sum(amount_usd) filter (where role_code = 'contractor') as own_usd,
        min(first_gift_date) as first_gift_date,
        max(last_gift_date) as last_gift_date,
        coalesce(
            list_sort(list(distinct tie_link_id) filter (where tie_link_id is not null)), []
        ) as affiliation_ids,
        list_sort(list(distinct gift_link_id)) as gift_ids,
        list_sort(
            list_distinct(
                flatten(
                    list([authorized_link_id, seat_link_id, oversight_link_id] || award_link_ids)
                )
            )
        ) as link_ids,
        list_sort(list_distinct(flatten(list(undated_steps)))) as undated_steps,
        -- the weakest link of the strongest way; among equals the one at the largest hub
        arg_min(weakest_link_id, (-weakest_certainty, -weakest_hub, weakest_link_id))
            as weakest_id,
        coalesce(
            list_sort(list(distinct giver_id) filter (where role_code <> 'employee')), []
        ) as named_ids
    from way
    group by committee_id, member_id, body_id, agency_id
)

select
    summed.*,
    headed.giver_counts
from summed
inner join headed
    on
        summed.committee_id = headed.committee_id
        and summed.member_id = headed.member_id
        and summed.body_id = headed.body_id
        and summed.agency_id = headed.agency_id
order by
    coalesce(summed.people_usd, 0) + coalesce(summed.pac_usd, 0) + coalesce(summed.own_usd, 0)
    desc,
    summed.committee_id asc,
    summed.member_id asc,
    summed.body_id asc,
    summed.agency_id asc
