-- title: The chosen awards as FollowTheMoney contracts
-- grain: one row per award
-- given: chosen_award ftm_id
-- note: a vehicle has no amount, because its ceiling is a limit on its orders
with said as (
    select
        award.*,
        agency.id as authority,
        nullif(
            trim(left(regexp_replace(award.piid, '[\p{Cc}\p{Cs}\p{Z}]+', ' ', 'g'), 500)), ''
        ) as procedure_number,
        case when not award.is_vehicle then award.published_obligated_usd end as amount_usd,
        concat_ws(
            ' ',
            case
                when award.is_vehicle
                    then 'A vehicle: orders under it are awards of their own.'
            end,
            'Ceiling ' || award.ceiling_usd || ' USD, which is a limit and no spending.',
            'The amount is what the actions loaded obligate, which is no payment; coverage: '
            || award.coverage_reason || '.'
        ) as summary
    from chosen_award as award
    left join ftm_id as agency on award.agency_id = agency.entity_id
)

select
    'tl-' || md5('award:' || award_key) as id,
    'Contract' as schema,
    map {
        'name': coalesce(procedure_number, award_key),
        'title': coalesce(procedure_number, award_key),
        'procedureNumber': procedure_number,
        'authority': authority,
        'contractDate': first_action_date::varchar,
        'type': case when is_vehicle then 'vehicle' else 'award' end,
        'amount': amount_usd::varchar,
        'currency': case when amount_usd is not null then 'USD' end,
        'sourceUrl': case
            when regexp_full_match(record_url, 'https://[!-~]+') then record_url
        end,
        'summary': nullif(
            trim(left(regexp_replace(summary, '[\p{Cc}\p{Cs}\p{Z}]+', ' ', 'g'), 5000)), ''
        )
    } as properties
from said
