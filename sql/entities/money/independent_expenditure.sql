-- title: Spending for or against candidates, each row with one reason for being counted or not
-- grain: one row per independent expenditure as filed
-- key: record_id
-- params: max_single_usd=100000000 max_spender_usd=10000000 max_spender_ratio=2
-- note: repeats: rows of one spender, cycle and transaction id are one expenditure. Kept is the
-- periodic report with the highest file number, else the newest notice; rows of that same filing
-- all stay, and a row without a file number counts as older than one with. A row without a
-- transaction id repeats nothing. Then a memo row is out; then the rule of what is implausible:
-- (1) a row of at least max_single_usd, of either sign;
-- (2) all other rows left of a spender in a cycle, when they sum to at least max_spender_usd and
-- to more than max_spender_ratio times the disbursements in its own summary (webk) of the cycle;
-- without a summary that states them, only (1) applies.
-- A judgement in seeds.expenditure_judgement (let_in or hold_out) decides against the rule and does
-- not change what the rule sees; one of a file number goes before one of the spender, then
-- entities.judgement says which holds. It moves no repeat and no memo row.
-- column spender_id: the committee, or person with an FEC id, that filed
-- column candidate_id: null where the row names no candidate, or a committee of several
-- column candidate_name: as filed, else as the register has it
-- column support_oppose_code: S supports, O opposes the candidate; null where not stated
-- column transaction_date: the day of the expenditure, else of its dissemination
-- column amount_usd: as filed, whether it is counted or not
-- column cycle: the report's year rounded up to even, else the year of the date
-- column is_notice: a 24- or 48-hour notice
-- column filing_form: F3X, F5, F24; null in the bulk files, which do not state it
-- column is_counted: whether the row is part of what its spender spent
-- column count_reason: why the row is counted or not, from the list in seeds.expenditure_reason
-- column spent_usd: the amount where it is counted; null where it is not
-- column kept_record_id: the row that stands for this repeat; null for other reasons
with authorized as (
    select
        committee_id,
        cycle,
        candidate_id
    from staging.fec_cm
    where designation_code in ('A', 'P') and candidate_id is not null
    union
    select
        committee_id,
        cycle,
        candidate_id
    from staging.fec_ccl
    where designation_code in ('A', 'P') and candidate_id is not null
),

-- a committee of several candidates does not say which one is meant
sole_candidate as (
    select
        committee_id,
        cycle,
        any_value(candidate_id) as candidate_id
    from authorized
    group by committee_id, cycle
    having count(distinct candidate_id) = 1
),

itemized as (
    select *
    from entities.transaction
    where role = 'independent_expenditure'
),

filed as (
    select
        record_id,
        record_url,
        file_sha256,
        filer_committee_id as spender_id,
        candidate_id,
        candidate_name,
        support_oppose_code,
        coalesce(transaction_date, dissemination_date) as transaction_date,
        amount_usd,
        coalesce(report_year, year(coalesce(transaction_date, dissemination_date))) as filed_year,
        transaction_id,
        try_cast(file_number as bigint) as file_number,
        coalesce(
            is_notice,
            filing_form = 'F24' or report_type_code in ('24', '48', '24H', '48H'),
            false
        ) as is_notice,
        filing_form,
        memo_code
    from staging.fec_api_schedule_e
    union all
    select
        itemized.record_id,
        itemized.record_url,
        itemized.file_sha256,
        itemized.filer_committee_id,
        coalesce(
            itpas2.candidate_id,
            case
                when regexp_full_match(itemized.other_id, '[HSP][0-9A-Z]{8}')
                    then itemized.other_id
            end,
            sole_candidate.candidate_id
        ) as candidate_id,
        null as candidate_name,
        case itemized.transaction_type_code when '24E' then 'S' when '24A' then 'O' end
            as support_oppose_code,
        itemized.transaction_date,
        itemized.amount_usd,
        coalesce(itemized.cycle, year(itemized.transaction_date)) as filed_year,
        itemized.transaction_id,
        itemized.file_number,
        coalesce(itemized.report_type_code in ('24', '48', '24H', '48H'), false) as is_notice,
        null as filing_form,
        itemized.memo_code
    from itemized
    anti join staging.fec_api_schedule_e as schedule_e on itemized.record_id = schedule_e.record_id
    left join staging.fec_itpas2 as itpas2 on itemized.record_id = itpas2.record_id
    left join sole_candidate
        on itemized.other_id = sole_candidate.committee_id and itemized.cycle = sole_candidate.cycle
),

dated as (
    select
        *,
        (filed_year + filed_year % 2)::integer as cycle
    from filed
),

ranked as (
    select
        *,
        first_value(record_id) over newest_first as first_record_id,
        first_value(is_notice) over newest_first as is_kept_notice,
        first_value(file_number) over newest_first as kept_file_number
    from dated
    window
        newest_first as (
            partition by spender_id, cycle, transaction_id
            order by is_notice asc, file_number desc nulls last, record_id desc
        )
),

repeated as (
    select
        *,
        case
            when spender_id is null or cycle is null or transaction_id is null then null
            when is_notice and not is_kept_notice then 'notice_repeat'
            when coalesce(file_number < kept_file_number, kept_file_number is not null)
                then 'superseded'
        end as repeat_reason
    from ranked
),

-- what the rule says of a row by itself; null is plausible
weighed as (
    select
        *,
        case
            when repeat_reason is not null then repeat_reason
            when memo_code = 'X' then 'memo'
            when abs(amount_usd) >= getvariable('max_single_usd') then 'held_out'
        end as row_reason
    from repeated
),

implausible_spender as (
    select
        weighed.spender_id,
        weighed.cycle
    from weighed
    inner join staging.fec_webk as summary
        on weighed.spender_id = summary.committee_id and weighed.cycle = summary.cycle
    where weighed.row_reason is null
    group by weighed.spender_id, weighed.cycle
    having
        sum(weighed.amount_usd) >= getvariable('max_spender_usd')
        and sum(weighed.amount_usd)
        > getvariable('max_spender_ratio') * max(summary.disbursements_usd)
),

ruled as (
    select
        weighed.*,
        coalesce(
            weighed.row_reason,
            case when implausible_spender.spender_id is not null then 'held_out' end,
            'counted'
        ) as rule_reason
    from weighed
    left join implausible_spender
        on
            weighed.spender_id = implausible_spender.spender_id
            and weighed.cycle = implausible_spender.cycle
),

stated_judgement as (
    select
        left_ref as spender_id,
        right_ref::bigint as file_number,
        verdict,
        precedence
    from entities.judgement
    where seed = 'expenditure_judgement'
),

judgement as (
    select
        ruled.record_id,
        arg_max(
            stated_judgement.verdict,
            (stated_judgement.file_number is not null, stated_judgement.precedence)
        ) as judgement
    from ruled
    inner join stated_judgement
        on
            ruled.spender_id = stated_judgement.spender_id
            and (
                stated_judgement.file_number is null
                or ruled.file_number = stated_judgement.file_number
            )
    group by ruled.record_id
),

reasoned as (
    select
        ruled.*,
        case
            when ruled.rule_reason not in ('counted', 'held_out') then ruled.rule_reason
            when judgement.judgement = 'hold_out' then 'held_out_by_judgement'
            when ruled.rule_reason = 'held_out' and judgement.judgement = 'let_in' then 'let_in'
            else ruled.rule_reason
        end as count_reason
    from ruled
    left join judgement on ruled.record_id = judgement.record_id
)

select
    reasoned.record_id,
    reasoned.record_url,
    reasoned.file_sha256,
    reasoned.spender_id,
    reasoned.candidate_id,
    coalesce(reasoned.candidate_name, candidate.name) as candidate_name,
    reasoned.support_oppose_code,
    reasoned.transaction_date,
    reasoned.amount_usd,
    reasoned.cycle,
    reasoned.transaction_id,
    reasoned.file_number,
    reasoned.is_notice,
    reasoned.filing_form,
    reason.is_counted::boolean as is_counted,
    reasoned.count_reason,
    case when reason.is_counted::boolean then reasoned.amount_usd end as spent_usd,
    case when reasoned.repeat_reason is not null then reasoned.first_record_id end
        as kept_record_id
from reasoned
inner join seeds.expenditure_reason as reason on reasoned.count_reason = reason.reason
left join entities.candidate as candidate on reasoned.candidate_id = candidate.candidate_id
