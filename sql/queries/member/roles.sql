-- title: Received by the member's own committees, by role of the givers
-- grain: one row per role
-- order: _rank
-- note: a gift of somebody who is tied to two contractors is counted once; roles are never added up
with cited as (
    select distinct
        gift.role_code,
        unnest(gift.record_ids) as record_id
    from marts.member_gift as gift
    where gift.person_id = $person_id
),

firm as (
    select
        gift.role_code,
        any_value(gift.role_title) as title,
        count(distinct gift.organization_id) as firm_count
    from marts.member_gift as gift
    where gift.person_id = $person_id
    group by gift.role_code
),

own as (
    select unnest(member.committee_ids) as committee_id
    from marts.member as member
    where member.person_id = $person_id
),

received as (
    select
        gift.record_id,
        gift.giver_id,
        gift.amount_usd,
        gift.gift_date
    from marts.gift as gift
    where gift.recipient_number in (select md5_number_lower(own.committee_id) from own)
)

select
    cited.role_code as _role,
    firm.title as "role",
    firm.firm_count as "contractors",
    count(distinct received.giver_id) as "givers",
    sum(received.amount_usd)::decimal(18, 2) as "less refunds USD",
    count(*) as "records",
    min(received.gift_date) as "first",
    max(received.gift_date) as "last",
    any_value(role.role_rank) as _rank
from cited
inner join firm on cited.role_code = firm.role_code
inner join received on cited.record_id = received.record_id
inner join seeds.tie_role as role on cited.role_code = role.role_code
group by cited.role_code, firm.title, firm.firm_count
