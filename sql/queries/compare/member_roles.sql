-- title: Gifts tied to contractors that a member's own committees received, by role
-- grain: one row per role
-- order: role_rank
-- note: where a giver is tied to several firms the same gifts stand under each, and no sum is said
select
    gift.role_code,
    role.title,
    role.role_rank::integer as role_rank,
    count(distinct gift.organization_id) as organization_count,
    sum(gift.record_count)::bigint as record_count,
    case
        when sum(gift.record_count) = len(list_distinct(flatten(list(gift.record_ids))))
            then sum(gift.amount_usd)
    end::decimal(18, 2) as amount_usd,
    min(gift.first_date) as first_date,
    max(gift.last_date) as last_date
from marts.member_gift as gift
inner join seeds.tie_role as role on gift.role_code = role.role_code
where gift.person_id = $person_id
group by gift.role_code, role.title, role.role_rank
