-- title: The picture as a table
-- grain: one row per step and its two sides
-- given: gift way spent
-- order: _step, "USD" desc nulls last, "from", "to", _from_id, _to_id
-- unknown: not loaded
-- note: Each row is a band of the picture before the small ones are folded. A gift to a member on
-- two committees stands with both, so rows of one step are not added up. Gifts and obligations are
-- different money: nothing here says that one has to do with the other.
with oversight as (
    select
        1 as step,
        committee_id as from_id,
        member_name || ': ' || committee_name as from_name,
        body_id as to_id,
        body_name as to_name,
        role_code,
        member_id,
        congress,
        max(amount_usd) as amount_usd,
        max(gift_count) as gift_count
    from way
    group by
        committee_id, member_name, committee_name, body_id, body_name, role_code, member_id,
        congress
    union all
    select
        2,
        body_id,
        body_name,
        agency_id,
        agency_name,
        role_code,
        member_id || committee_id,
        congress,
        max(amount_usd),
        max(gift_count)
    from way
    group by
        body_id, body_name, agency_id, agency_name, role_code, member_id, committee_id, congress
),

step as (
    select
        0 as step,
        "from" as from_name,
        "to" as to_name,
        "USD" as amount_usd,
        "records" as record_count,
        _from_id as from_id,
        _to_id as to_id
    from gift
    union all
    select
        step,
        from_name,
        to_name,
        sum(amount_usd)::decimal(18, 2),
        sum(gift_count)::bigint,
        from_id,
        to_id
    from oversight
    group by step, from_name, to_name, from_id, to_id
    union all
    select
        3,
        "from",
        "to",
        "USD",
        "records",
        _from_id,
        _to_id
    from spent
)

select
    from_name as "from",
    case step
        when 0 then 'gave to'
        when 1 then 'gifts to a member on'
        when 2 then 'gifts to members on it, which oversees'
        else 'obligated'
    end as "what",
    to_name as "to",
    amount_usd as "USD",
    record_count as "records",
    step as _step,
    from_id as _from_id,
    to_id as _to_id
from step
