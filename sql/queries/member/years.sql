-- title: Gifts tied to contractors by year and role
-- grain: one row per year and role
-- order: "year", "role", _role
with cited as (
    select distinct
        gift.role_code,
        gift.role_title,
        unnest(gift.record_ids) as record_id
    from marts.member_gift as gift
    where gift.person_id = $person_id
),

own as (
    select unnest(member.committee_ids) as committee_id
    from marts.member as member
    where member.person_id = $person_id
)

select
    year(gift.gift_date) as "year",
    cited.role_title as "role",
    sum(gift.amount_usd)::decimal(18, 2) as "less refunds USD",
    count(*) as "records",
    cited.role_code as _role
from marts.gift as gift
inner join cited on gift.record_id = cited.record_id
where
    gift.recipient_number in (select md5_number_lower(own.committee_id) from own)
    and gift.gift_date is not null
group by year(gift.gift_date), cited.role_title, cited.role_code
