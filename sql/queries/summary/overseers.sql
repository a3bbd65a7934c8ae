-- title: Members who received while they sat on a committee that oversees an agency of its
-- grain: one row per member, receiver and role
-- given: way
-- order: "member", "received by", "role of the givers", _member_id, _committee_id, _role
-- note: Gifts on days on which the member is known to have sat there and an award of the agency ran
-- or was acted on, then or later; each gift once. Many members sit on such committees, and gifts
-- have many reasons: nothing here says that a gift and an award have to do with each other.
with gift as (
    select
        role_code,
        role_title,
        committee_id,
        committee_name,
        member_id,
        member_name,
        congress,
        max(amount_usd) as amount_usd,
        max(gift_count) as gift_count,
        min(first_date) as first_date,
        max(last_date) as last_date,
        list(distinct body_name) as body_names,
        list(distinct agency_name) as agency_names
    from way
    group by
        role_code, role_title, committee_id, committee_name, member_id, member_name, congress
)

select
    member_name as "member",
    committee_name as "received by",
    role_title as "role of the givers",
    sum(amount_usd)::decimal(18, 2) as "less refunds USD",
    sum(gift_count)::bigint as "gifts",
    min(first_date) as "first",
    max(last_date) as "last",
    list_aggregate(list_sort(list_distinct(flatten(list(body_names)))), 'string_agg', '; ')
        as "sat on",
    list_aggregate(list_sort(list_distinct(flatten(list(agency_names)))), 'string_agg', '; ')
        as "which oversees",
    member_id as _member_id,
    committee_id as _committee_id,
    role_code as _role
from gift
group by
    member_name, committee_name, role_title, member_id, committee_id, role_code
