-- title: What each committee took in, by cycle
-- grain: one row per committee and cycle
-- key: committee_id, cycle
-- note: a figure stands only where the rows loaded agree with the committee's own summary; else
-- the figures are null and coverage_reason says why
-- column state: published, withheld or not_computable
-- column committee_received_usd: itemized money taken in, each dollar once, refunds subtracted
-- column individual_usd: itemized gifts of individuals and organizations in its own report
-- column conduit_only_usd: earmarked gifts known only from the intermediary's report
-- column from_committees_usd: gifts and transfers from committees
-- column refunded_usd: given back; already subtracted
-- column memo_usd: memo rows, which are in no total
-- column unitemized_usd: gifts of individuals that the summary reports and no row loaded itemizes
-- column coverage_share: of the money from committees, which must be itemized whole
with received as (
    select
        gift.recipient_committee_id as committee_id,
        gift.cycle,
        sum(gift.committee_received_usd) as committee_received_usd,
        sum(gift.committee_received_usd) filter (
            where reason.is_own_receipt::boolean and gift.giver_committee_id is null
        ) as individual_usd,
        sum(gift.committee_received_usd) filter (where gift.count_reason = 'conduit_only')
            as conduit_only_usd,
        sum(gift.committee_received_usd) filter (
            where gift.role in ('given', 'received', 'transfer_in', 'transfer_out')
            or (gift.role = 'receipt' and gift.giver_committee_id is not null)
        ) as from_committees_usd,
        -sum(gift.committee_received_usd) filter (where gift.is_refund) as refunded_usd,
        sum(gift.memo_usd) as memo_usd,
        count(*) as record_count,
        max(gift.transaction_date) as last_date
    from entities.contribution as gift
    inner join seeds.count_reason as reason on gift.count_reason = reason.count_reason
    where
        gift.recipient_committee_id is not null
        and gift.cycle is not null
        and coalesce(gift.committee_received_usd, gift.memo_usd) is not null
    group by gift.recipient_committee_id, gift.cycle
),

only_committee as (
    select
        candidate_id,
        cycle,
        min(committee_id) as committee_id
    from staging.fec_ccl
    where designation_code in ('P', 'A')
    group by candidate_id, cycle
    having count(distinct committee_id) = 1
),

own_summary as (
    select
        subject_id as committee_id,
        cycle,
        line,
        state,
        reason,
        coverage_share,
        our_usd,
        published_usd,
        published_url,
        as_of_date
    from marts.reconciliation_committee
    where subject_kind = 'committee'
    union all
    -- a candidate with one committee: the candidate's summary is that committee's
    select
        link.committee_id,
        summary.cycle,
        summary.line,
        summary.state,
        summary.reason,
        summary.coverage_share,
        summary.our_usd,
        summary.published_usd,
        summary.published_url,
        summary.as_of_date
    from marts.reconciliation_committee as summary
    inner join only_committee as link
        on summary.subject_id = link.candidate_id and summary.cycle = link.cycle
    where summary.subject_kind = 'candidate'
),

gated as (
    select
        committee_id,
        cycle,
        bool_or(
            (line = 'received from committees' and state <> 'published')
            or (line = 'individual contributions' and state in ('withheld', 'not_computable'))
        ) as is_withheld,
        string_agg(line || ': ' || reason, '; ' order by line) filter (
            where line in ('received from committees', 'individual contributions')
        ) as reason,
        max(coverage_share) filter (where line = 'received from committees') as coverage_share,
        sum(published_usd - coalesce(our_usd, 0)) filter (where line = 'individual contributions')
            as unitemized_usd,
        sum(published_usd) filter (
            where line in ('received from committees', 'individual contributions')
        ) as summary_usd,
        any_value(published_url) as published_url,
        max(as_of_date) as as_of_date
    from own_summary
    group by committee_id, cycle
),

judged as (
    select
        received.*,
        gated.coverage_share,
        gated.reason,
        gated.unitemized_usd,
        gated.summary_usd,
        gated.published_url,
        gated.as_of_date,
        case
            when gated.reason is null then 'not_computable'
            when gated.is_withheld then 'withheld'
            else 'published'
        end as state
    from received
    left join gated
        on received.committee_id = gated.committee_id and received.cycle = gated.cycle
)

select
    judged.committee_id,
    coalesce(committee.name, judged.committee_id) as committee_name,
    judged.cycle,
    judged.state,
    judged.coverage_share,
    coalesce(
        judged.reason, 'no line of the committee''s own summary is loaded to compare this with'
    ) as coverage_reason,
    case when judged.state = 'published' then judged.committee_received_usd end
        as committee_received_usd,
    case when judged.state = 'published' then judged.individual_usd end as individual_usd,
    case when judged.state = 'published' then judged.conduit_only_usd end as conduit_only_usd,
    case when judged.state = 'published' then judged.from_committees_usd end
        as from_committees_usd,
    case when judged.state = 'published' then judged.refunded_usd end as refunded_usd,
    judged.memo_usd,
    judged.unitemized_usd,
    judged.summary_usd,
    judged.record_count,
    judged.last_date,
    judged.as_of_date,
    judged.published_url
from judged
left join entities.committee as committee on judged.committee_id = committee.committee_id
