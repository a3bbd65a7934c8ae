-- title: What each committee took in, by cycle
-- grain: one row per committee and cycle
-- key: committee_id, cycle
-- note: the number that is held against the committee's own summary is the number that is shown:
-- the committee's own rows of the two lines of marts.reconciliation_committee, to the last day that
-- the summary covers. It stands only where both lines pass the gate; else the figures are null and
-- coverage_reason says why. What others report of it, and its own rows of other lines or later
-- days, stand beside it and never in it. A committee's own summary (webk) goes before that of its
-- candidate, which speaks for it only where both have no other
-- column state: published, withheld or not_computable
-- column committee_received_usd: itemized contributions and transfers in its own reports, to the
-- last day of its summary: individual_usd and from_committees_usd
-- column individual_usd: itemized gifts of individuals and organizations
-- column from_committees_usd: gifts and transfers from committees
-- column conduit_only_usd: beside it: earmarked gifts known only from the intermediary's report
-- column reported_by_others_usd: beside it: gifts, transfers and refunds that only other committees
-- report
-- column not_compared_usd: beside it: its own rows after the summary's last day, of the candidate's
-- own money and of convention, headquarters and recount accounts, which these lines do not hold
-- column refunded_usd: beside it: given back, by its own reports to the summary's last day
-- column memo_usd: memo rows, which are in no total
-- column unitemized_usd: gifts of individuals that the summary reports and no row loaded itemizes
-- column summary_usd: what the summary reports of the same two lines
-- column coverage_share: committee_received_usd over summary_usd; null where it cannot be said
-- column record_count: rows behind the number that is compared; without a summary, all known of it
with known as (
    select
        recipient_committee_id as committee_id,
        cycle,
        sum(committee_received_usd) filter (
            where filer_committee_id = recipient_committee_id and not is_refund
        ) as own_usd,
        sum(committee_received_usd) filter (where count_reason = 'conduit_only')
            as conduit_only_usd,
        sum(committee_received_usd) filter (
            where filer_committee_id <> recipient_committee_id and count_reason <> 'conduit_only'
        ) as reported_by_others_usd,
        sum(memo_usd) as memo_usd,
        count(*) as record_count,
        max(transaction_date) as last_date
    from entities.contribution
    where
        recipient_committee_id is not null
        and cycle is not null
        and coalesce(committee_received_usd, memo_usd) is not null
    group by recipient_committee_id, cycle
),

linkage as (
    select distinct
        candidate_id,
        committee_id,
        cycle
    from staging.fec_ccl
    where designation_code in ('P', 'A')
),

only_committee as (
    select
        candidate_id,
        committee_id,
        cycle
    from linkage
    qualify
        count(*) over (partition by candidate_id, cycle) = 1
        and count(*) over (partition by committee_id, cycle) = 1
),

own_line as (
    select
        subject_id as committee_id,
        subject_kind,
        cycle,
        line,
        state,
        reason,
        our_usd,
        published_usd,
        record_count,
        published_url,
        as_of_date
    from marts.reconciliation_committee
    where subject_kind = 'committee'
    union all
    select
        link.committee_id,
        summary.subject_kind,
        summary.cycle,
        summary.line,
        summary.state,
        summary.reason,
        summary.our_usd,
        summary.published_usd,
        summary.record_count,
        summary.published_url,
        summary.as_of_date
    from marts.reconciliation_committee as summary
    inner join only_committee as link
        on summary.subject_id = link.candidate_id and summary.cycle = link.cycle
    where summary.subject_kind = 'candidate'
),

line as (
    select
        *,
        line in ('received from committees', 'individual contributions') as is_compared
    from own_line
    qualify
        rank() over (
            partition by committee_id, cycle
            order by case subject_kind when 'committee' then 1 else 2 end
        ) = 1
),

summed as (
    select
        committee_id,
        cycle,
        bool_or(state not in ('published', 'itemized_part')) filter (where is_compared)
            as is_withheld,
        string_agg(line || ': ' || reason, '; ' order by line) filter (where is_compared)
            as reason,
        sum(our_usd) filter (where is_compared) as committee_received_usd,
        sum(our_usd) filter (where line = 'individual contributions') as individual_usd,
        sum(our_usd) filter (where line = 'received from committees') as from_committees_usd,
        sum(published_usd) filter (where is_compared) as summary_usd,
        sum(published_usd) filter (where line = 'individual contributions')
            as summary_individual_usd,
        sum(our_usd) filter (
            where line in ('refunds to individuals', 'refunds to committees')
            and state in ('published', 'itemized_part')
        ) as refunded_usd,
        sum(record_count) filter (where is_compared) as record_count,
        any_value(published_url) as published_url,
        max(as_of_date) as as_of_date
    from line
    group by committee_id, cycle
),

judged as (
    select
        known.committee_id,
        known.cycle,
        known.conduit_only_usd,
        known.reported_by_others_usd,
        known.own_usd,
        known.memo_usd,
        known.last_date,
        summed.is_withheld,
        summed.reason,
        summed.committee_received_usd,
        summed.individual_usd,
        summed.from_committees_usd,
        summed.summary_usd,
        summed.summary_individual_usd,
        summed.refunded_usd,
        summed.published_url,
        summed.as_of_date,
        coalesce(summed.record_count, known.record_count)::bigint as record_count,
        case
            when summed.committee_received_usd is not null and summed.summary_usd <> 0
                then summed.committee_received_usd::double / summed.summary_usd::double
        end as coverage_share,
        case
            when summed.reason is null then 'not_computable'
            when summed.is_withheld or summed.committee_received_usd is null then 'withheld'
            else 'published'
        end as state
    from known
    left join summed
        on known.committee_id = summed.committee_id and known.cycle = summed.cycle
),

shown as (
    select
        *,
        state = 'published' as is_published
    from judged
)

select
    shown.committee_id,
    coalesce(committee.name, shown.committee_id) as committee_name,
    shown.cycle,
    shown.state,
    shown.coverage_share,
    case
        when shown.reason is null
            then 'no line of the committee''s own summary is loaded to compare this with'
        else
            concat(
                'its own rows loaded add up to ' || round(100 * shown.coverage_share, 1)
                || ' % of what its summary reports of both lines to '
                || coalesce(shown.as_of_date::varchar, 'an unknown day') || ': ',
                shown.reason
            )
    end as coverage_reason,
    case when shown.is_published then shown.committee_received_usd end as committee_received_usd,
    case when shown.is_published then shown.individual_usd end as individual_usd,
    case when shown.is_published then shown.from_committees_usd end as from_committees_usd,
    case when shown.is_published then shown.conduit_only_usd end as conduit_only_usd,
    case when shown.is_published then shown.reported_by_others_usd end as reported_by_others_usd,
    case when shown.is_published then nullif(shown.own_usd - shown.committee_received_usd, 0) end
        as not_compared_usd,
    case when shown.is_published then shown.refunded_usd end as refunded_usd,
    shown.memo_usd,
    case
        when shown.individual_usd is null then shown.summary_individual_usd
        else shown.summary_individual_usd - shown.individual_usd
    end as unitemized_usd,
    shown.summary_usd,
    shown.record_count,
    shown.last_date,
    shown.as_of_date,
    shown.published_url
from shown
left join entities.committee as committee on shown.committee_id = committee.committee_id
