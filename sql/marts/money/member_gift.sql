-- title: Gifts tied to contractors that came to a member's own committees while they were that
-- grain: one row per member, committee, contractor and role
-- key: member_gift_id
-- note: a gift is the member's by the authorization of its own cycle: what a committee took in as a
-- PAC, before or after, is not here
-- column member_gift_id: a hash of member, committee, contractor and role
-- column person_id: whose campaign the committee was in the cycle of the gift
-- column committee_id: the entity that received
-- column amount_usd: gifts less refunds
-- column lowest_score: of the ties; null where a person has stated them
-- column giver_count: different givers
-- column record_ids: every record behind the sum
select
    md5(
        concat_ws(
            '|', own.person_id, gift.recipient_id, gift.organization_id, gift.role_code
        )
    ) as member_gift_id,
    own.person_id,
    gift.recipient_id as committee_id,
    gift.organization_id,
    gift.role_code,
    any_value(role.title) as role_title,
    sum(gift.amount_usd)::decimal(18, 2) as amount_usd,
    count(distinct gift.giver_id) as giver_count,
    count(*) as record_count,
    min(gift.gift_date) as first_date,
    max(gift.gift_date) as last_date,
    min(gift.score) as lowest_score,
    list_sort(list(gift.record_id)) as record_ids
from measures.tied_gift as gift
inner join entities."authorization" as own
    on
        gift.recipient_id = 'fec:' || own.committee_id
        and (
            gift.cycle = own.cycle
            or (
                own.cycle is null
                and not coalesce(list_contains(own.register_cycles, gift.cycle), false)
            )
        )
inner join seeds.tie_role as role on gift.role_code = role.role_code
group by own.person_id, gift.recipient_id, gift.organization_id, gift.role_code
