-- title: The marks beside each number that is shown, in words, and how much of it they stand on
-- grain: one row per scope with a mark
-- key: scope, scope_id
-- note: beside a sum and never in place of it
-- column scope: record; award; contractor; agency; agency_contractor, the sum of both; obligation,
-- the same in one fiscal year; subcontract, the sum of one firm's sub-awards to another
-- column scope_id: the id; where two or three make it, they stand with | between them, in the order
-- agency, contractor, or contractor, subcontractor; of obligation marts.obligation's own
-- column marks: the titles of the marks, each with its number where there are several; of sums of
-- obligations those that bear on obligations, and not those of ceilings, days and sub-awards
-- column marked_usd: the part of the sum of actions loaded that is marked; null where none is
-- column marked_reported_usd: what awards with marked obligations report of themselves
-- column marked_subaward_usd: the sub-awards that are marked
-- column taken_back_usd: amounts that a later action of their award takes back; the sum of all
-- actions holds both, that of a year may hold one of them
with held as (
    select distinct award_key
    from marts.mark
    where bears_on = 'award' and until_date is null
),

passed_on as (
    select distinct record_id
    from marts.mark
    where bears_on = 'subaward' and record_id is not null
),

noted as (
    select
        title || case when until_date is null then '' else ', no longer stated' end as title,
        bears_on in ('award', 'records', 'later') as is_obligated,
        award_key,
        record_id,
        organization_id,
        subcontractor_id,
        agency_id,
        fiscal_year,
        null::decimal(18, 2) as marked_usd,
        null::decimal(18, 2) as reported_usd,
        null::decimal(18, 2) as subaward_usd,
        case when code = 'taken_back' then amount_usd end as taken_back_usd
    from marts.mark
    union all
    select
        null,
        null,
        award_key,
        null,
        organization_id,
        null,
        agency_id,
        fiscal_year,
        obligated_usd,
        null,
        null,
        null
    from marts.marked_action
    union all
    select
        null,
        null,
        award.award_key,
        null,
        award.organization_id,
        null,
        award.agency_id,
        null,
        null,
        award.reported_obligated_usd,
        null,
        null
    from entities.award as award
    semi join held on award.award_key = held.award_key
    union all
    select
        null,
        null,
        subaward.award_key,
        null,
        subaward.organization_id,
        subaward.subcontractor_id,
        award.agency_id,
        null,
        null,
        null,
        subaward.amount_usd,
        null
    from entities.subaward as subaward
    semi join passed_on on subaward.record_id = passed_on.record_id
    left join entities.award as award on subaward.award_key = award.award_key
),

listed as (
    select
        noted.*,
        unnest(
            [
                { 'scope': 'record', 'id': noted.record_id },
                { 'scope': 'award', 'id': noted.award_key },
                { 'scope': 'contractor', 'id': noted.organization_id },
                { 'scope': 'agency', 'id': noted.agency_id },
                {
                    'scope': 'agency_contractor',
                    'id': noted.agency_id || '|' || noted.organization_id
                },
                {
                    'scope': 'obligation',
                    'id': case
                        when noted.fiscal_year is not null
                            then
                                md5(
                                    concat_ws(
                                        '|',
                                        noted.organization_id,
                                        noted.agency_id,
                                        noted.fiscal_year
                                    )
                                )
                    end
                },
                {
                    'scope': 'subcontract',
                    'id': noted.organization_id || '|' || noted.subcontractor_id
                }
            ]
        ) as said
    from noted
),

told as (
    select
        listed.*,
        case
            when
                listed.is_obligated
                or listed.said.scope in ('record', 'award', 'subcontract')
                then listed.title
        end as words
    from listed
),

counted as (
    select
        told.said.scope,
        told.said.id as scope_id,
        told.words,
        count(told.words) as mark_count,
        sum(told.marked_usd)::decimal(18, 2) as marked_usd,
        sum(told.reported_usd)::decimal(18, 2) as marked_reported_usd,
        sum(told.subaward_usd)::decimal(18, 2) as marked_subaward_usd,
        sum(told.taken_back_usd)::decimal(18, 2) as taken_back_usd
    from told
    where told.said.id is not null
    group by
        told.said.scope,
        told.said.id,
        told.words
)

select
    scope,
    scope_id,
    sum(mark_count)::bigint as mark_count,
    string_agg(
        words || case when mark_count > 1 then ' (' || mark_count || ')' else '' end,
        '; '
        order by words
    ) as marks,
    sum(marked_usd)::decimal(18, 2) as marked_usd,
    sum(marked_reported_usd)::decimal(18, 2) as marked_reported_usd,
    sum(marked_subaward_usd)::decimal(18, 2) as marked_subaward_usd,
    sum(taken_back_usd)::decimal(18, 2) as taken_back_usd
from counted
group by
    scope,
    scope_id
