-- title: Our sums beside the totals that committees and candidates report of themselves
-- grain: one row per committee or candidate, cycle and line of its summary
-- key: reconciliation_id
-- params: gate_share=0.97
-- note: like with like: the filer's own rows, memo and replaced rows left out, to the last day that
-- the summary covers; lines that must be itemized whole pass or fail the gate
-- gifts of individuals (and their refunds) need not be itemized up to 200 dollars: of these the
-- itemized part and its share are stated, and only a sum above the summary's fails
-- column line: the line of the summary
-- column our_usd: sum of the itemized rows loaded; null where none is
-- column published_usd: the summary's own figure
-- column difference_usd: ours less published; wide, as the sums are: two lines of a summary that
-- are as large as a field can hold do not stop a build
-- column coverage_share: ours over published; null where it cannot be said
-- column state: published, withheld (outside the gate), itemized_part or not_computable
-- column record_count: our rows
with summary as (
    select
        'committee' as subject_kind,
        record_id,
        record_url,
        committee_id as subject_id,
        cycle,
        coverage_end_date,
        individual_contributions_usd,
        committee_contributions_usd + transfers_from_affiliates_usd as from_committees_usd,
        given_to_committees_usd + transfers_to_affiliates_usd as to_committees_usd,
        individual_refunds_usd,
        committee_refunds_usd,
        independent_expenditures_usd
    from staging.fec_webk
    union all
    select
        'candidate',
        record_id,
        record_url,
        candidate_id,
        cycle,
        coverage_end_date,
        individual_contributions_usd,
        committee_contributions_usd
        + party_contributions_usd
        + transfers_from_authorized_usd,
        null,
        individual_refunds_usd,
        committee_refunds_usd,
        null
    from staging.fec_weball
),

authorized as (
    select distinct
        candidate_id,
        committee_id,
        cycle
    from staging.fec_ccl
    where designation_code in ('P', 'A')
),

filer as (
    select
        record_id,
        subject_id as filer_id
    from summary
    where subject_kind = 'committee'
    union all
    select
        summary.record_id,
        authorized.committee_id
    from summary
    inner join authorized
        on
            summary.subject_id = authorized.candidate_id
            and summary.cycle = authorized.cycle
    where summary.subject_kind = 'candidate'
),

own_row as (
    select
        filer.record_id as summary_id,
        case
            -- convention, headquarters and recount accounts are other receipts in the summary
            when regexp_matches(gift.transaction_type_code, '^3[0-2]') then null
            when
                reason.is_own_receipt::boolean
                and gift.giver_committee_id is null
                and coalesce(gift.transaction_type_code <> '15C', true)
                then 'individual contributions'
            when
                gift.role in ('received', 'transfer_in')
                or (gift.role = 'receipt' and gift.giver_committee_id is not null)
                then 'received from committees'
            when gift.role in ('given', 'transfer_out') then 'given to committees'
            when gift.role = 'refund' then 'refunds to individuals'
            when gift.role = 'refund_out' then 'refunds to committees'
            when gift.role = 'independent_expenditure' then 'independent expenditures'
        end as line,
        gift.amount_usd,
        gift.transaction_date
    from entities.contribution as gift
    inner join seeds.count_reason as reason on gift.count_reason = reason.count_reason
    inner join filer on gift.filer_committee_id = filer.filer_id
    inner join summary
        on
            filer.record_id = summary.record_id
            and gift.cycle = summary.cycle
            and coalesce(gift.transaction_date <= summary.coverage_end_date, true)
    where
        gift.memo_code is distinct from 'X'
        and reason.is_summarized::boolean
),

ours as (
    select
        summary_id,
        line,
        sum(amount_usd) as our_usd,
        count(*) as record_count,
        max(transaction_date) as last_date
    from own_row
    where line is not null
    group by summary_id, line
),

stated_line as (
    unpivot (
        select
            record_id,
            individual_contributions_usd as individual_contributions,
            from_committees_usd as received_from_committees,
            to_committees_usd as given_to_committees,
            individual_refunds_usd as refunds_to_individuals,
            committee_refunds_usd as refunds_to_committees,
            independent_expenditures_usd as independent_expenditures
        from summary
    ) on columns(* exclude (record_id)) into name line_name value published_usd
),

stated as (
    select
        record_id,
        replace(line_name, '_', ' ') as line,
        published_usd
    from stated_line
),

compared as (
    select
        summary.*,
        stated.line,
        stated.published_usd,
        ours.our_usd,
        ours.record_count,
        ours.last_date,
        stated.line in ('individual contributions', 'refunds to individuals') as is_partly_itemized,
        case
            when stated.published_usd <> 0
                then coalesce(ours.our_usd, 0)::double / stated.published_usd::double
            when coalesce(ours.our_usd, 0) = 0 then 1.0
        end as coverage_share
    from stated
    inner join summary on stated.record_id = summary.record_id
    left join ours on stated.record_id = ours.summary_id and stated.line = ours.line
    where stated.published_usd <> 0 or ours.our_usd is not null
),

judged as (
    select
        *,
        case
            when our_usd is null then 'not_computable'
            when coverage_share is null or coverage_share > 2 - getvariable('gate_share')
                then 'withheld'
            when is_partly_itemized and coverage_share >= 0 then 'itemized_part'
            when coverage_share >= getvariable('gate_share') then 'published'
            else 'withheld'
        end as state
    from compared
),

named as (
    select
        judged.*,
        round(100 * judged.coverage_share, 1) || ' %' as percent,
        coalesce(judged.coverage_end_date::varchar, 'an unknown day') as summary_day,
        coalesce(judged.last_date::varchar, 'an unknown day') as last_day,
        coalesce(committee.name, candidate.name, judged.subject_id) as subject_name
    from judged
    left join entities.committee as committee on judged.subject_id = committee.committee_id
    left join entities.candidate as candidate on judged.subject_id = candidate.candidate_id
),

worded as (
    select
        *,
        case
            when our_usd is null
                then 'no row of this line is loaded, and the summary reports some'
            when coverage_share is null
                then 'the rows loaded have some of this line, and the summary reports none'
            when state = 'withheld' and coverage_share > 1
                then concat(
                    'the rows loaded add up to ', percent,
                    ' of what the summary reports: more than it can explain'
                )
            when state = 'withheld'
                then concat(
                    'the rows loaded add up to ', percent, ' of what the summary reports to ',
                    summary_day, '; the last row loaded is of ', last_day
                )
            when state = 'itemized_part'
                then concat(
                    percent, ' of what the summary reports is itemized in the rows loaded; ',
                    'the rest need not be itemized, or is not loaded'
                )
            else concat('the rows loaded add up to ', percent, ' of what the summary reports')
        end as explained
    from named
)

select
    md5(concat_ws('|', subject_kind, subject_id, cycle, line))::varchar as reconciliation_id,
    subject_kind::varchar as subject_kind,
    subject_id::varchar as subject_id,
    subject_name::varchar as subject_name,
    cycle::integer as cycle,
    line::varchar as line,
    our_usd::decimal(38, 2) as our_usd,
    published_usd::decimal(38, 2) as published_usd,
    (our_usd - published_usd)::decimal(38, 2) as difference_usd,
    case when our_usd is not null then coverage_share end::double as coverage_share,
    state::varchar as state,
    explained::varchar as reason,
    coalesce(record_count, 0)::bigint as record_count,
    record_id::varchar as published_record_id,
    record_url::varchar as published_url,
    coverage_end_date::date as as_of_date
from worded
