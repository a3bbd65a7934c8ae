-- title: The chosen awards as releases of the Open Contracting Data Standard 1.1
-- grain: one row per award
-- given: chosen_award
-- note: the fields of the standard: https://standard.open-contracting.org/1.1/en/schema/reference/.
-- json_merge_patch leaves out what is not stated. Obligations are amendments of the contract and
-- no payments; a vehicle has no value, because its ceiling is a limit on its orders
with acted as (
    select
        award_key,
        list(
            json_merge_patch(
                '{}',
                json_object(
                    'id', record_id,
                    'date', action_date::varchar || 'T00:00:00Z',
                    'description', 'Modification ' || coalesce(modification_number, 'not stated')
                    || ': obligated ' || coalesce(obligated_usd::varchar, 'an amount not stated')
                    || ' USD'
                )
            )
            order by action_date asc nulls first, record_id asc
        ) as amendments
    from marts.award_action
    where award_key in (select chosen_award.award_key from chosen_award)
    group by award_key
),

sides as (
    select
        award_key,
        1 as position,
        agency_id as party_id,
        agency_name as party_name,
        ['buyer', 'procuringEntity'] as roles
    from chosen_award
    where agency_id is not null
    union all
    select
        award_key,
        2,
        organization_id,
        recipient_name,
        ['supplier']
    from chosen_award
    where organization_id is not null
),

parties as (
    select
        award_key,
        list(
            json_merge_patch(
                '{}',
                json_object(
                    'id', party_id,
                    'name', party_name,
                    'identifier', case split_part(party_id, ':', 1)
                        when 'uei'
                            then
                                json_object(
                                    'scheme',
                                    'US-UEI',
                                    'id',
                                    substr(party_id, 5),
                                    'legalName',
                                    party_name
                                )
                        when 'agency' then json_object(
                            'scheme', 'US-FPDS', 'id', substr(party_id, 8), 'legalName', party_name
                        )
                    end,
                    'roles', roles
                )
            )
            order by position
        ) as parties
    from sides
    group by award_key
),

referenced as (
    select
        *,
        $prefix || '-' || award_key as ocid,
        case
            when agency_id is not null then json_object('id', agency_id, 'name', agency_name)
        end as buyer,
        case
            when organization_id is not null
                then json_object('id', organization_id, 'name', recipient_name)
        end as supplier
    from chosen_award
)

select
    award.award_key,
    json_merge_patch(
        '{}',
        json_object(
            'ocid', award.ocid,
            'id', award.ocid || '-' || $as_of,
            'date', $as_of || 'T00:00:00Z',
            'tag', ['tender', 'award', 'contract'],
            'initiationType', 'tender',
            'language', 'en',
            'parties', coalesce(parties.parties, []),
            'buyer', award.buyer,
            'tender', json_object(
                'id', award.award_key,
                'title', award.piid,
                'status', 'complete',
                'procurementMethod', term.procurement_method_code,
                'procurementMethodDetails', term.competition,
                'numberOfTenderers', award.offer_count,
                'procuringEntity', award.buyer
            ),
            'awards', [
                json_merge_patch(
                    '{}',
                    json_object(
                        'id', award.award_key,
                        'title', award.piid,
                        'description', concat_ws(
                            ' ',
                            case
                                when award.is_vehicle
                                    then 'A vehicle: orders under it are awards of their own.'
                            end,
                            'Ceiling ' || award.ceiling_usd
                            || ' USD, which is a limit and no spending.',
                            'Obligations are not payments.',
                            'Coverage: ' || award.coverage_reason || '.'
                        ),
                        'status', 'active',
                        'date', award.first_action_date::varchar || 'T00:00:00Z',
                        'suppliers', case
                            when award.supplier is not null then [award.supplier]
                        end,
                        'documents', case
                            when award.record_url is not null
                                then [
                                    json_object(
                                        'id', 'usaspending',
                                        'title', 'The award at USAspending',
                                        'url', award.record_url
                                    )
                                ]
                        end
                    )
                )
            ],
            'contracts', [
                json_merge_patch(
                    '{}',
                    json_object(
                        'id', award.award_key,
                        'awardID', award.award_key,
                        'title', award.piid,
                        'description', term.description,
                        'status', case
                            when term.end_basis = 'termination' then 'terminated'
                            else 'active'
                        end,
                        'period', case
                            when term.performance_start_date is not null
                                then json_object(
                                    'startDate',
                                    term.performance_start_date::varchar || 'T00:00:00Z',
                                    'endDate',
                                    term.performance_end_date::varchar || 'T00:00:00Z'
                                )
                        end,
                        'value', case
                            when not award.is_vehicle and award.published_obligated_usd is not null
                                then json_object(
                                    'amount', award.published_obligated_usd, 'currency', 'USD'
                                )
                        end,
                        'dateSigned', award.first_action_date::varchar || 'T00:00:00Z',
                        'amendments', acted.amendments
                    )
                )
            ],
            'relatedProcesses', case
                when award.vehicle_key is not null
                    then [
                        json_object(
                            'id', '1',
                            'relationship', ['framework'],
                            'scheme', 'ocid',
                            'identifier', $prefix || '-' || award.vehicle_key
                        )
                    ]
            end
        )
    )::varchar as release
from referenced as award
left join marts.award_term as term on award.award_key = term.award_key
left join parties on award.award_key = parties.award_key
left join acted on award.award_key = acted.award_key
order by award.award_key
