-- title: Many of one employer's people gave to one committee on one day
-- grain: one row per contractor and committee that its people gave to
-- key: flag_id
-- code: TL-T02
-- when: on one day at least min_cluster_people people who named the firm as employer (or are its
-- officers) gave to the same committee, and they are at least min_cluster_share of all its people
-- who gave to anybody in that cycle
-- why: gifts of colleagues on one day can come from one event or one request
-- innocent: a fundraiser or a colleague's candidacy; the last day before a reporting deadline, when
-- campaigns ask everybody; payroll deductions; the committee may be one that many people give to
-- excludes: separate segregated funds of firms, unions and associations, which take payroll gifts
-- on one day, and committees of no candidate that have own_fund_share or more of their gifts from
-- the firm's people; refunds; firms with fewer than min_cluster_givers contributors in the cycle:
-- not computable
-- params: min_cluster_people=5 min_cluster_share=0.25 min_cluster_givers=8 own_fund_share=0.75
-- source: Throughline's own; compare FEC guidance on corporate facilitation, 11 CFR 114.2(f)
-- column value: the largest share of the firm's contributors of a cycle on one day
with people as (
    select *
    from measures.tied_gift
    where
        role_code in ('employee', 'officer', 'founder_investor')
        and amount_usd > 0
        and not is_refund
        and gift_date is not null
),

received as (
    select
        'fec:' || filed.recipient_committee_id as recipient_id,
        count(*) as record_count
    from entities.contribution as filed
    where filed.who_gave_usd > 0 and filed.is_named_giver
    group by filed.recipient_committee_id
),

-- a fund of the firm that its registration does not name as such: nearly all it has is from here
unnamed_fund as (
    select
        people.organization_id,
        people.recipient_id
    from people
    inner join received on people.recipient_id = received.recipient_id
    anti join links.authorized_by as campaign on people.recipient_id = campaign.from_id
    group by people.organization_id, people.recipient_id
    having count(*) >= getvariable('own_fund_share')::double * any_value(received.record_count)
),

gift as (
    select people.*
    from people
    anti join entities.sponsor as fund on people.recipient_id = 'fec:' || fund.committee_id
    anti join unnamed_fund
        on
            people.organization_id = unnamed_fund.organization_id
            and people.recipient_id = unnamed_fund.recipient_id
),

giver as (
    select
        organization_id,
        cycle,
        count(distinct giver_id) as giver_count
    from people
    group by organization_id, cycle
),

clusters as (
    select
        organization_id,
        recipient_id,
        cycle,
        gift_date,
        count(distinct giver_id) as people_count,
        list_sort(list(record_id)) as record_ids
    from gift
    group by organization_id, recipient_id, cycle, gift_date
),

compared as (
    select
        clusters.*,
        giver.giver_count,
        clusters.people_count::double / giver.giver_count as people_share,
        giver.giver_count >= getvariable('min_cluster_givers')::integer as is_computable,
        clusters.people_count >= getvariable('min_cluster_people')::integer
        and clusters.people_count::double / giver.giver_count
        >= getvariable('min_cluster_share')::double as is_cluster
    from clusters
    inner join giver
        on
            clusters.organization_id = giver.organization_id
            and clusters.cycle is not distinct from giver.cycle
),

largest as (
    select
        *,
        count(*) over (partition by organization_id, recipient_id) as day_count,
        median(people_count) over (partition by organization_id, recipient_id) as usual_count
    from compared
    qualify
        row_number() over (
            partition by organization_id, recipient_id
            order by
                is_computable and is_cluster desc,
                is_computable desc,
                people_share desc,
                gift_date asc
        ) = 1
)

select
    md5(concat_ws('|', 'TL-T02', organization_id, recipient_id)) as flag_id,
    'TL-T02' as code,
    organization_id as subject_id,
    organization_id,
    recipient_id as object_id,
    null::varchar as agency_id,
    case
        when not is_computable then 'not_computable'
        when is_cluster then 'flagged'
        else 'not_flagged'
    end as state,
    case
        when not is_computable
            then
                'only ' || giver_count || ' of its people gave in the cycle '
                || coalesce(cycle::varchar, 'not stated') || ': too few to compare'
        else
            people_count || ' of the ' || giver_count || ' of its people who gave in the cycle '
            || coalesce(cycle::varchar, 'not stated') || ' gave to this committee on ' || gift_date
            || '; on the ' || day_count || ' days with such gifts it was usually ' || usual_count
    end as reason,
    case when is_computable then people_share end as value,
    (
        select spoken.file_date
        from measures.ledger_date as spoken
        where spoken.ledger = 'both'
    ) as as_of_date,
    record_ids as evidence
from largest
