-- title: Itemized transactions with a reason for being counted or not
-- grain: one row per itemized transaction
-- key: record_id
-- note: itpas2 is a subset of itoth; a case's row yields to the published row it repeats
-- column is_counted: whether the row is part of totals
-- column count_reason: why, from the list in seeds.count_reason
with filed as (
    select * from staging.fec_itcont
    union all
    select * from staging.fec_itoth
    union all
    select itpas2.*
    from staging.fec_itpas2 as itpas2
    anti join staging.fec_itoth as itoth on itpas2.record_id = itoth.record_id
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
        null::varchar as case_person
    from filed
    union all
    select * from stated
),

reasoned as (
    select
        every_row.*,
        type.direction,
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
