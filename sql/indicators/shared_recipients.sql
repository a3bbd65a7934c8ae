-- title: Competitors share recipients that few others give to
-- grain: one row per two contractors that share such a recipient and won the same kind of award
-- key: flag_id
-- code: TL-T04
-- when: two contractors with awards of one agency and product code share at least min_shared
-- recipients that at most max_recipient_firms contractors give to, and these are at least
-- min_shared_share of the smaller one's recipients
-- why: two competitors who support the same little-known committees may know each other better
-- than competitors do
-- innocent: firms of one trade and place support the same local members; a joint venture, a common
-- owner or one adviser; members of the congressional committee that deals with their trade
-- excludes: recipients that many contractors give to; contractors with fewer than min_recipients
-- recipients: not computable; two of which a record of any day names one as the other's owner, or
-- one owner of both
-- params: min_shared=3 max_recipient_firms=5 min_shared_share=0.5 min_recipients=3
-- source: Throughline's own
-- column value: share of the smaller one's recipients that both give to and few others do
with given as (
    select
        organization_id,
        recipient_id,
        min(record_id) as record_id
    from measures.tied_gift
    where amount_usd > 0
    group by organization_id, recipient_id
),

recipients as (
    select
        organization_id,
        count(*) as recipient_count
    from given
    group by organization_id
),

-- each with itself and with all that records name as its owner
kin as (
    select
        organization_id,
        organization_id as owner_id
    from recipients
    union
    select
        coalesce(firm.cluster_id, stated.organization_id),
        coalesce(owner.cluster_id, stated.owner_id)
    from entities.parent_statement as stated
    left join entities.organization_cluster as firm
        on stated.organization_id = firm.organization_id
    left join entities.organization_cluster as owner
        on stated.owner_id = owner.organization_id
    union
    select
        organization_id,
        owner_id
    from entities.parent_statement
),

rare as (
    select recipient_id
    from given
    group by recipient_id
    having count(distinct organization_id) <= getvariable('max_recipient_firms')::integer
),

alike as (
    select
        given.organization_id as left_id,
        rival.organization_id as right_id,
        count(*) as shared_count,
        list_sort(list_concat(list(given.record_id), list(rival.record_id))) as record_ids
    from given
    inner join rare on given.recipient_id = rare.recipient_id
    inner join given as rival
        on
            given.recipient_id = rival.recipient_id
            and given.organization_id < rival.organization_id
    group by given.organization_id, rival.organization_id
),

related as (
    select
        alike.left_id,
        alike.right_id
    from alike
    inner join kin as ours on alike.left_id = ours.organization_id
    inner join kin as theirs
        on alike.right_id = theirs.organization_id and ours.owner_id = theirs.owner_id
),

shared as (
    select alike.*
    from alike
    anti join related on alike.left_id = related.left_id and alike.right_id = related.right_id
),

field as (
    select distinct
        organization_id,
        agency_id,
        product_or_service_code
    from entities.award_term
    where organization_id like 'uei:%' and product_or_service_code is not null
),

-- kept, so that nobody's fields are joined to everybody's
ours as materialized (
    select
        shared.left_id,
        shared.right_id,
        field.agency_id,
        field.product_or_service_code
    from shared
    inner join field on shared.left_id = field.organization_id
),

rivals as (
    select
        ours.left_id,
        ours.right_id,
        min(ours.agency_id) as agency_id,
        min(ours.product_or_service_code) as product_or_service_code
    from ours
    inner join field as theirs
        on
            ours.right_id = theirs.organization_id
            and ours.agency_id = theirs.agency_id
            and ours.product_or_service_code = theirs.product_or_service_code
    group by ours.left_id, ours.right_id
),

compared as (
    select
        shared.*,
        rivals.agency_id,
        rivals.product_or_service_code,
        least(own.recipient_count, theirs.recipient_count) as smaller_count
    from shared
    inner join rivals on shared.left_id = rivals.left_id and shared.right_id = rivals.right_id
    inner join recipients as own on shared.left_id = own.organization_id
    inner join recipients as theirs on shared.right_id = theirs.organization_id
)

select
    md5(concat_ws('|', 'TL-T04', left_id, right_id)) as flag_id,
    'TL-T04' as code,
    left_id as subject_id,
    left_id as organization_id,
    right_id as object_id,
    agency_id,
    case
        when smaller_count < getvariable('min_recipients')::integer then 'not_computable'
        when
            shared_count >= getvariable('min_shared')::integer
            and shared_count::double / smaller_count >= getvariable('min_shared_share')::double
            then 'flagged'
        else 'not_flagged'
    end as state,
    case
        when smaller_count < getvariable('min_recipients')::integer
            then 'one of the two has only ' || smaller_count || ' recipients: too few to compare'
        else
            'both won awards of product code ' || product_or_service_code || ' from the agency, '
            || 'and people or funds of both gave to ' || shared_count || ' recipients that at most '
            || getvariable('max_recipient_firms') || ' contractors give to, of ' || smaller_count
            || ' recipients of the one with fewer'
    end as reason,
    case
        when smaller_count >= getvariable('min_recipients')::integer
            then shared_count::double / smaller_count
    end as value,
    (
        select spoken.file_date
        from measures.ledger_date as spoken
        where spoken.ledger = 'both'
    ) as as_of_date,
    record_ids as evidence
from compared
