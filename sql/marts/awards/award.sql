-- title: Federal contract awards: what the actions loaded add up to, and what each award reports
-- grain: one row per award
-- key: award_key
-- params: gate_share=0.97 defense_delay_days=90
-- note: a vehicle's row holds its own actions only, never its orders'; its ceiling is not spending
-- column obligated_usd: our sum of the actions loaded; null where none is
-- column deobligated_usd: the negative part of that sum
-- column reported_obligated_usd: the award's own total, by its latest record that states one
-- column difference_usd: ours less reported
-- column coverage_share: ours over reported; null where it cannot be said
-- column coverage_state: published, withheld or not_computable
-- column published_obligated_usd: our sum where it covers the award's own total within the gate
-- column ceiling_usd: base and all options; not spending, never added
-- column current_value_usd: base and exercised options; not spending, never added
-- column outlayed_usd: paid out so far, as reported; part of what was obligated, not added to it
-- column performance_end_date: of the statement in force, see entities.award_end
-- column offer_note: 'not applicable' where the latest record says 999 offers
-- column subaward_usd: as reported by the prime contractor; lower trust, never added to the award
-- column marks: what is marked of it, in words; null where nothing is
-- column marked_usd: the part of our sum that marts.marked_action holds; null where none
-- column file_date: the day up to which the files of the award's actions can speak
-- column is_incomplete: the defense delay of 90 days touches the figure
with summed as (
    select
        award_key,
        count(*) as action_count,
        sum(obligated_usd)::decimal(18, 2) as obligated_usd,
        case
            when sum(obligated_usd) is not null
                then coalesce(sum(obligated_usd) filter (where obligated_usd < 0), 0)
        end::decimal(18, 2) as deobligated_usd,
        min(action_date) as first_loaded_date,
        max(action_date) as last_loaded_date,
        bool_or(regexp_matches(modification_number, '^0+$')) as has_first_action,
        max(file_date) as file_date
    from entities.award_action
    group by award_key
),

passed_on as (
    select
        award_key,
        count(*) as subaward_count,
        sum(amount_usd)::decimal(18, 2) as subaward_usd
    from entities.subaward
    group by award_key
),

compared as (
    select
        award.*,
        coalesce(summed.action_count, 0) as action_count,
        summed.obligated_usd,
        summed.deobligated_usd,
        summed.first_loaded_date,
        summed.last_loaded_date,
        summed.has_first_action,
        summed.file_date,
        coalesce(passed_on.subaward_count, 0) as subaward_count,
        passed_on.subaward_usd,
        case
            when award.reported_obligated_usd <> 0
                then summed.obligated_usd::double / award.reported_obligated_usd::double
            when award.reported_obligated_usd = 0 and summed.obligated_usd = 0 then 1.0
        end as coverage_share
    from entities.award as award
    left join summed on award.award_key = summed.award_key
    left join passed_on on award.award_key = passed_on.award_key
),

judged as (
    select
        *,
        case
            when obligated_usd is null or reported_obligated_usd is null then 'not_computable'
            when
                coverage_share between getvariable('gate_share')::double
                and 1 / getvariable('gate_share')::double
                then 'published'
            else 'withheld'
        end as coverage_state,
        (file_date - getvariable('defense_delay_days')::integer)::date as gap_date,
        concat_ws(
            ' and ',
            case
                when
                    first_loaded_date > first_action_date
                    or (has_first_action is false and coverage_share < 1)
                    then 'before ' || first_loaded_date
            end,
            case when last_loaded_date < last_action_date then 'after ' || last_loaded_date end
        ) as not_loaded
    from compared
),

told as (
    select
        *,
        coalesce(
            is_defense and greatest(last_loaded_date, performance_end_date) >= gap_date, false
        ) as is_incomplete,
        case
            when obligated_usd = 0 and reported_obligated_usd = 0
                then 'the actions loaded add up to 0, as the award itself reports'
            when coverage_share is null or coverage_share < 0
                then
                    'the actions loaded add up to ' || obligated_usd
                    || ' USD, and the award itself reports ' || reported_obligated_usd || ' USD'
            else
                'the actions loaded add up to '
                || regexp_replace(round(100 * coverage_share, 1)::varchar, '\.0$', '')
                || ' % of what the award itself reports'
        end as comparison
    from judged
)

select
    told.award_key,
    told.piid,
    told.organization_id,
    organization.name as recipient_name,
    told.agency_id,
    agency.name as agency_name,
    told.is_vehicle,
    told.vehicle_key,
    told.first_action_date,
    told.last_action_date,
    told.performance_end_date,
    told.action_count,
    told.obligated_usd,
    told.deobligated_usd,
    told.reported_obligated_usd,
    told.reported_as_of_date,
    told.reported_record_id,
    told.reported_record_url,
    (told.obligated_usd - told.reported_obligated_usd)::decimal(18, 2) as difference_usd,
    told.coverage_share,
    told.coverage_state,
    case when told.coverage_state = 'published' then told.obligated_usd end
        as published_obligated_usd,
    case
        when told.action_count = 0 then 'no action of this award is loaded'
        when told.obligated_usd is null then 'the actions loaded state no amounts'
        when told.reported_obligated_usd is null
            then 'the award itself reports no total to compare the actions with'
        when told.coverage_state = 'published' then told.comparison
        when told.not_loaded <> ''
            then told.comparison || ': actions ' || told.not_loaded || ' are not loaded'
        else
            concat_ws(
                ': ',
                told.comparison,
                case
                    when told.first_loaded_date = told.last_loaded_date
                        then 'the actions loaded are of ' || told.first_loaded_date
                    else
                        'the actions loaded run from ' || told.first_loaded_date || ' to '
                        || told.last_loaded_date
                end || '; why the two differ is not in the records loaded'
            )
    end as coverage_reason,
    told.ceiling_usd,
    told.current_value_usd,
    told.outlayed_usd,
    told.offer_count,
    told.offer_note,
    told.subaward_count,
    told.subaward_usd,
    told.is_undisclosed,
    told.is_defense,
    told.file_date,
    told.is_incomplete,
    case
        when told.is_incomplete
            then
                'defense actions appear ' || getvariable('defense_delay_days')
                || ' days late: those from ' || told.gap_date || ' on are incomplete'
    end as incomplete_reason,
    note.marks,
    note.marked_usd,
    'https://www.usaspending.gov/award/' || told.award_key || '/' as record_url
from told
left join entities.entity as organization on told.organization_id = organization.entity_id
left join entities.agency as agency on told.agency_id = agency.agency_id
left join marts.mark_note as note
    on note.scope = 'award' and told.award_key = note.scope_id
