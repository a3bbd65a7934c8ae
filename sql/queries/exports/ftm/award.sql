-- title: Who supplies each chosen award, as FollowTheMoney contract awards
-- grain: one row per award whose supplier is chosen
-- given: chosen_award ftm_id
with said as (
    select
        award.*,
        supplier.id as supplier,
        case when not award.is_vehicle then award.published_obligated_usd end as amount_usd
    from chosen_award as award
    inner join ftm_id as supplier on award.organization_id = supplier.entity_id
)

select
    'tl-' || md5('supplier:' || award_key) as id,
    'ContractAward' as schema,
    map {
        'supplier': supplier,
        'contract': 'tl-' || md5('award:' || award_key),
        'amount': amount_usd::varchar,
        'currency': case when amount_usd is not null then 'USD' end,
        'startDate': first_action_date::varchar,
        'endDate': last_action_date::varchar,
        'documentNumber': nullif(
            trim(left(regexp_replace(piid, '[\p{Cc}\p{Cs}\p{Z}]+', ' ', 'g'), 500)), ''
        ),
        'recordId': nullif(
            trim(
                left(regexp_replace(reported_record_id, '[\p{Cc}\p{Cs}\p{Z}]+', ' ', 'g'), 5000)
            ),
            ''
        ),
        'sourceUrl': case
            when regexp_full_match(record_url, 'https://[!-~]+') then record_url
        end
    } as properties
from said
