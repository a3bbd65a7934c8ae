-- title: Every itemized transaction of the FEC's records, once
-- grain: one row per itemized transaction
-- key: record_id
-- note: itcont and itoth are disjoint as published; of a row that files loaded as both hold, one
-- stands
-- a bulk row comes before the API's, and both before a case's; itpas2 is a subset of itoth
-- column role: what the type of transaction is, from seeds.transaction_type; null for unknown ones
-- column is_electronic: an electronic filing, by its image number (the FEC's own rule)
-- column is_with_committee: whether the other side is a committee, by its entity type
-- column other_committee_id: the other side's id where it is a committee's; null where a gift from
-- outside states the filer itself (some recipients write their own id there): it names nobody
-- column is_with_itself: both sides are the filer
-- column contributor_key: all that a row states of who gave (name, state, ZIP code or else city,
-- employer, occupation, a case's person), for entities.contributor
with in_both as (
    select itcont.record_id
    from staging.fec_itcont as itcont
    semi join staging.fec_itoth as itoth on itcont.record_id = itoth.record_id
),

filed as (
    select
        record_id,
        record_url,
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
        memo_text,
        transaction_id,
        file_number,
        report_type_code,
        amendment_code,
        image_number,
        cycle,
        file_sha256,
        null::varchar as schedule_code,
        null::varchar as line_number,
        null::boolean as is_individual
    from staging.fec_itcont
    union all
    select
        itoth.record_id,
        itoth.record_url,
        itoth.filer_committee_id,
        itoth.transaction_type_code,
        itoth.entity_type_code,
        itoth.name,
        itoth.city_name,
        itoth.state_code,
        itoth.zip5_code,
        itoth.employer,
        itoth.occupation,
        itoth.transaction_date,
        itoth.amount_usd,
        itoth.other_id,
        itoth.memo_code,
        itoth.memo_text,
        itoth.transaction_id,
        itoth.file_number,
        itoth.report_type_code,
        itoth.amendment_code,
        itoth.image_number,
        itoth.cycle,
        itoth.file_sha256,
        null as schedule_code,
        null as line_number,
        null as is_individual
    from staging.fec_itoth as itoth
    anti join in_both on itoth.record_id = in_both.record_id
    union all
    select
        itpas2.record_id,
        itpas2.record_url,
        itpas2.filer_committee_id,
        itpas2.transaction_type_code,
        itpas2.entity_type_code,
        itpas2.name,
        itpas2.city_name,
        itpas2.state_code,
        itpas2.zip5_code,
        itpas2.employer,
        itpas2.occupation,
        itpas2.transaction_date,
        itpas2.amount_usd,
        itpas2.other_id,
        itpas2.memo_code,
        itpas2.memo_text,
        itpas2.transaction_id,
        itpas2.file_number,
        itpas2.report_type_code,
        itpas2.amendment_code,
        itpas2.image_number,
        itpas2.cycle,
        itpas2.file_sha256,
        null as schedule_code,
        null as line_number,
        null as is_individual
    from staging.fec_itpas2 as itpas2
    anti join staging.fec_itoth as itoth on itpas2.record_id = itoth.record_id
    union all
    select
        record_id,
        record_url,
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
        memo_text,
        transaction_id,
        file_number,
        report_type_code,
        amendment_code,
        image_number,
        cycle,
        file_sha256,
        schedule_code,
        line_number,
        is_individual
    from entities.api_transaction
),

stated as (
    select
        gift.record_id,
        gift.record_url,
        gift.filer_committee_id,
        gift.transaction_type as transaction_type_code,
        case when gift.contributor_kind = 'person' then 'IND' else 'PAC' end as entity_type_code,
        case
            when gift.contributor_committee_id is null then gift.contributor
            else gift.committee
        end as name,
        gift.city as city_name,
        gift.state as state_code,
        gift.employer,
        gift.occupation,
        gift.contribution_date as transaction_date,
        gift.amount_usd,
        case
            when gift.contributor_committee_id is not null then gift.committee_id
        end as other_id,
        gift.memo_code,
        year(gift.contribution_date) + year(gift.contribution_date) % 2 as cycle,
        gift.file_sha256,
        gift.person as case_person
    from staging.case_contribution as gift
    anti join filed on gift.record_id = filed.record_id
    anti join filed as same_row
        on
            gift.sub_id is null
            and case
                when gift.contributor_committee_id is null then gift.contributor
                else gift.committee_id
            end = case
                when gift.contributor_committee_id is null then same_row.name
                else same_row.other_id
            end
            and gift.contribution_date = same_row.transaction_date
            and gift.amount_usd = same_row.amount_usd
            and gift.filer_committee_id = same_row.filer_committee_id
),

every_row as (
    select
        record_id,
        record_url,
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
        memo_text,
        transaction_id,
        try_cast(file_number as bigint) as file_number,
        report_type_code,
        amendment_code,
        substring(image_number, 9, 1) = '9' and length(image_number) = 18 as is_electronic,
        cycle,
        schedule_code,
        line_number,
        is_individual,
        file_sha256,
        null::varchar as case_person
    from filed
    union all by name
    select * from stated
)

select
    every_row.*,
    type.role,
    -- all of Schedule B is paid out, whatever its type
    coalesce(type.direction, case when every_row.schedule_code = 'B' then 'out' end) as direction,
    coalesce(
        every_row.entity_type_code,
        case when every_row.other_id is not null and type.role <> 'earmarked' then 'PAC' end,
        'ORG'
    ) in ('COM', 'CCM', 'PAC', 'PTY') as is_with_committee,
    case
        when
            every_row.other_id = every_row.filer_committee_id
            and type.role in ('receipt', 'earmarked', 'joint_share', 'conduit_in', 'conduit_out')
            then null
        when regexp_full_match(every_row.other_id, 'C[0-9]{8}') then every_row.other_id
    end as other_committee_id,
    coalesce(
        every_row.other_id = every_row.filer_committee_id
        and (
            type.role not in ('receipt', 'earmarked', 'joint_share', 'conduit_in', 'conduit_out')
            -- a committee that is filed as the giver of its own receipt; people may have its id
            or (
                type.role = 'receipt'
                and every_row.entity_type_code in ('COM', 'CCM', 'PAC', 'PTY')
                and strpos(every_row.name, ',') = 0
            )
        ),
        false
    ) as is_with_itself,
    md5_number(
        concat_ws(
            '|',
            every_row.name,
            every_row.state_code,
            every_row.zip5_code,
            -- of one name in London and in Tokyo there are two
            case when every_row.zip5_code is null then upper(every_row.city_name) end,
            every_row.case_person,
            coalesce(every_row.employer, ''),
            coalesce(every_row.occupation, '')
        )
    ) as contributor_key
from every_row
left join seeds.transaction_type as type
    on every_row.transaction_type_code = type.transaction_type_code
