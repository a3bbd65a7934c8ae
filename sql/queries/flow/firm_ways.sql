-- title: What reached members while they oversaw an agency with awards to the firm
-- grain: one row per role, receiver, member, Congress, committee of Congress and agency
-- order: role_code, committee_id, member_id, congress, body_id, agency_id
-- note: by the rule of measures.loop_way, gifts of any amount. A gift to a member on two committees
-- stands with both, so sums of rows mean nothing. $congress: null for all
with way as (
    select
        role_code,
        giver_id,
        committee_id,
        member_id,
        congress,
        body_id,
        agency_id,
        max(amount_usd) as amount_usd,
        max(gift_count) as gift_count,
        min(first_gift_date) as first_gift_date,
        max(last_gift_date) as last_gift_date
    from marts.loop_way
    where
        organization_number = md5_number_lower($organization_id)
        and organization_id = $organization_id
        and ($congress::integer is null or congress = $congress::integer)
    group by role_code, giver_id, committee_id, member_id, congress, body_id, agency_id
),

summed as (
    select
        role_code,
        committee_id,
        member_id,
        congress,
        body_id,
        agency_id,
        sum(amount_usd)::decimal(18, 2) as amount_usd,
        sum(gift_count)::bigint as gift_count,
        min(first_gift_date) as first_date,
        max(last_gift_date) as last_date
    from way
    group by role_code, committee_id, member_id, congress, body_id, agency_id
),

side as (
    select committee_id as entity_id from summed
    union
    select member_id from summed
    union
    select body_id from summed
    union
    select agency_id from summed
),

-- the entities are read once, not once for each side
named as (
    select
        entity.entity_id,
        entity.name
    from marts.entity as entity
    inner join side on entity.entity_id = side.entity_id
)

select
    summed.*,
    role.title as role_title,
    coalesce(committee.name, summed.committee_id) as committee_name,
    coalesce(member.name, summed.member_id) as member_name,
    coalesce(body.name, summed.body_id) as body_name,
    coalesce(agency.name, summed.agency_id) as agency_name
from summed
inner join seeds.tie_role as role on summed.role_code = role.role_code
left join named as committee on summed.committee_id = committee.entity_id
left join named as member on summed.member_id = member.entity_id
left join named as body on summed.body_id = body.entity_id
left join named as agency on summed.agency_id = agency.entity_id
