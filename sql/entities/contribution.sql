-- title: Itemized transactions with a reason for being counted or not
-- grain: one row per itemized transaction
-- key: record_id
-- note: a bulk row comes before the API's, and both before a case's; itpas2 is a subset of itoth
-- column is_counted: whether the row is part of totals
-- column count_reason: why, from the list in seeds.count_reason
with filed as (
    select
        *,
        null::varchar as schedule_code
    from staging.fec_itcont
    union all
    select
        *,
        null
    from staging.fec_itoth
    union all
    select
        itpas2.*,
        null
    from staging.fec_itpas2 as itpas2
    anti join staging.fec_itoth as itoth on itpas2.record_id = itoth.record_id
    union all
    select * from entities.api_transaction
),

stated as (
    select
        gift.record_id,
        gift.filer_committee_id,
        gift.transaction_type as transaction_type_code,
        case when gift.contributor_kind = 'person' then 'IND' else 'PAC' end as entity_type_code,
        case
            when gift.contributor_committee_id is null then gift.contributor
            else gift.committee
        end as name,
        gift.city as city_name,
        gift.state as state_code,
        null as zip5_code,
        gift.employer,
        gift.occupation,
        gift.contribution_date as transaction_date,
        gift.amount_usd,
        case
            when gift.contributor_committee_id is not null then gift.committee_id
        end as other_id,
        gift.memo_code,
        year(gift.contribution_date) + year(gift.contribution_date) % 2 as cycle,
        null::varchar as schedule_code,
        gift.person as case_person
    from staging.case_contribution as gift
    anti join filed on gift.record_id = filed.record_id
    anti join filed as same_row
        on
            gift.sub_id is null
            and gift.contributor = same_row.name
            and gift.contribution_date = same_row.transaction_date
            and gift.amount_usd = same_row.amount_usd
            and gift.filer_committee_id = same_row.filer_committee_id
),

every_row as (
    select
        record_id,
        filer_committee_id,
        transaction_type_code,
        entity_type_code,
        name,
        city_name,
        state_code,
        zip5_code,
        employer,
        occupation,
        transaction_date,
        amount_usd,
        other_id,
        memo_code,
        cycle,
        schedule_code,
        null::varchar as case_person
    from filed
    union all
    select * from stated
),

reasoned as (
    select
        every_row.record_id,
        every_row.filer_committee_id,
        every_row.transaction_type_code,
        every_row.entity_type_code,
        every_row.name,
        every_row.city_name,
        every_row.state_code,
        every_row.zip5_code,
        every_row.employer,
        every_row.occupation,
        every_row.transaction_date,
        every_row.amount_usd,
        every_row.other_id,
        every_row.memo_code,
        every_row.cycle,
        every_row.case_person,
        -- all of Schedule B is paid out, whatever its type
        coalesce(type.direction, case when every_row.schedule_code = 'B' then 'out' end)
            as direction,
        case
            when type.reason is null then 'other_type'
            when type.reason in ('receipt', 'given') and every_row.memo_code = 'X' then 'memo'
            else type.reason
        end as count_reason
    from every_row
    left join seeds.transaction_type as type
        on every_row.transaction_type_code = type.transaction_type_code
)

select
    reasoned.*,
    reason.is_counted::boolean as is_counted
from reasoned
inner join seeds.count_reason as reason on reasoned.count_reason = reason.count_reason
