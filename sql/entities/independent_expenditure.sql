-- title: Independent expenditures, each once, with a reason for being counted or not
-- grain: one row per itemized expenditure
-- key: record_id
-- params: max_single_usd=100000000 max_spender_usd=10000000 max_spender_ratio=2
-- note: a notice and the periodic report of it are one expenditure: same spender, cycle and
-- transaction id; the periodic row of the latest filing is kept
-- held out as implausible: one row of max_single_usd or more; or all of a spender's cycle where it
-- sums to max_spender_usd or more and to over max_spender_ratio times what the spender's own
-- summary says it has paid out; seeds.expenditure_judgement overrules (a blank file: all filings)
-- column spender_id: who filed it
-- column candidate_id: whom it is about; a committee's id where the filer gave that
-- column support_oppose_code: S supports, O opposes the candidate
-- column is_notice: a 24- or 48-hour notice
-- column count_reason: from seeds.expenditure_reason
-- column spent_usd: the amount where it is counted; null where not
-- column kept_record_id: the row that is counted in its place
with filed as (
    select
        record_id,
        record_url,
        file_sha256,
        filer_committee_id as spender_id,
        candidate_id,
        support_oppose_code,
        coalesce(transaction_date, dissemination_date) as transaction_date,
        amount_usd,
        report_year + report_year % 2 as cycle,
        transaction_id,
        try_cast(file_number as bigint) as file_number,
        coalesce(is_notice, filing_form = 'F24', false) as is_notice,
        memo_code
    from staging.fec_api_schedule_e
    union all
    select
        row_of_pas2.record_id,
        row_of_pas2.record_url,
        row_of_pas2.file_sha256,
        row_of_pas2.filer_committee_id,
        row_of_pas2.other_id,
        case row_of_pas2.transaction_type_code when '24E' then 'S' when '24A' then 'O' end,
        row_of_pas2.transaction_date,
        row_of_pas2.amount_usd,
        row_of_pas2.cycle,
        row_of_pas2.transaction_id,
        row_of_pas2.file_number,
        coalesce(row_of_pas2.report_type_code in ('24', '48'), false),
        row_of_pas2.memo_code
    from entities.transaction as row_of_pas2
    anti join staging.fec_api_schedule_e as schedule_e
        on row_of_pas2.record_id = schedule_e.record_id
    where row_of_pas2.role = 'independent_expenditure'
),

ranked as (
    select
        *,
        first_value(record_id) over latest_first as kept_record_id,
        first_value(is_notice) over latest_first as is_kept_notice
    from filed
    where memo_code is distinct from 'X'
    window
        latest_first as (
            partition by
                spender_id,
                cycle,
                -- a blank id says nothing: the row stands for itself
                coalesce(transaction_id, record_id)
            order by is_notice asc, file_number desc nulls last, record_id desc
        )
),

once as (
    select
        *,
        case
            when record_id = kept_record_id then 'counted'
            when is_notice and not is_kept_notice then 'notice_repeat'
            else 'superseded'
        end as repeat_reason
    from ranked
    union all
    select
        *,
        null as kept_record_id,
        null as is_kept_notice,
        'memo' as repeat_reason
    from filed
    where memo_code = 'X'
),

spender as (
    select
        once.spender_id,
        once.cycle,
        sum(once.amount_usd) >= getvariable('max_spender_usd')
        and sum(once.amount_usd)
        > getvariable('max_spender_ratio') * any_value(summary.disbursements_usd)
            as is_implausible
    from once
    inner join staging.fec_webk as summary
        on once.spender_id = summary.committee_id and once.cycle = summary.cycle
    where once.repeat_reason = 'counted'
    group by once.spender_id, once.cycle
),

judged as (
    select
        once.record_id,
        arg_max(judgement.judgement, (judgement.judged_date, judgement.judgement)) as judgement
    from once
    inner join seeds.expenditure_judgement as judgement
        on
            once.spender_id = judgement.spender_id
            and coalesce(nullif(judgement.file_number::varchar, ''), once.file_number::varchar, '')
            = coalesce(once.file_number::varchar, '')
    group by once.record_id
),

reasoned as (
    select
        once.*,
        case
            when once.repeat_reason <> 'counted' then once.repeat_reason
            when judged.judgement = 'hold_out' then 'held_out_by_judgement'
            when
                coalesce(spender.is_implausible, false)
                or once.amount_usd >= getvariable('max_single_usd')
                then case when judged.judgement = 'let_in' then 'let_in' else 'held_out' end
            else 'counted'
        end as count_reason
    from once
    left join spender
        on once.spender_id = spender.spender_id and once.cycle = spender.cycle
    left join judged on once.record_id = judged.record_id
)

select
    reasoned.record_id,
    reasoned.record_url,
    reasoned.file_sha256,
    reasoned.spender_id,
    reasoned.candidate_id,
    reasoned.support_oppose_code,
    reasoned.transaction_date,
    reasoned.amount_usd,
    reasoned.cycle,
    reasoned.is_notice,
    reasoned.count_reason,
    reason.is_counted::boolean as is_counted,
    case when reason.is_counted::boolean then reasoned.amount_usd end as spent_usd,
    nullif(reasoned.kept_record_id, reasoned.record_id) as kept_record_id
from reasoned
inner join seeds.expenditure_reason as reason
    on reasoned.count_reason = reason.expenditure_reason
