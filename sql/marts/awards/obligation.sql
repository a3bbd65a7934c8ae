-- title: Obligations by recipient, agency and fiscal year
-- grain: one row per organization, agency and fiscal year
-- key: obligation_id
-- params: defense_delay_days=90
-- note: the actions loaded, summed; a vehicle's own actions count, its ceiling and orders do not
-- column fiscal_year: from October of the year before; null where an action has no date
-- column obligated_usd: sum of the actions, de-obligations included
-- column deobligated_usd: the negative part of that sum
-- column marks: what is marked of it, in words; null where nothing is
-- column marked_usd: the part of that sum that marts.marked_action holds; null where none
-- column later_taken_usd: amounts of the year that one later action of their award takes back, in
-- this year or another
-- column file_date: the day up to which the files of these actions can speak
-- column is_incomplete: actions of the year are still to come, or to be published
with summed as (
    select
        organization_id,
        agency_id,
        fiscal_year,
        sum(obligated_usd)::decimal(18, 2) as obligated_usd,
        case
            when sum(obligated_usd) is not null
                then coalesce(sum(obligated_usd) filter (where obligated_usd < 0), 0)
        end::decimal(18, 2) as deobligated_usd,
        count(*) as action_count,
        count(distinct award_key) as award_count,
        min(action_date) as first_action_date,
        max(action_date) as last_action_date,
        bool_or(is_undisclosed) as is_undisclosed,
        bool_or(is_defense) as is_defense,
        max(file_date) as file_date
    from entities.award_action
    group by organization_id, agency_id, fiscal_year
),

dated as (
    select
        *,
        make_date(fiscal_year, 9, 30) as year_end_date,
        (file_date - getvariable('defense_delay_days')::integer)::date as gap_date
    from summed
),

told as (
    select
        *,
        md5(concat_ws('|', organization_id, agency_id, fiscal_year)) as obligation_id,
        nullif(
            concat_ws(
                '; ',
                case
                    when year_end_date >= file_date
                        then
                            'fiscal year ' || fiscal_year || ' had not ended on ' || file_date
                            || ', the date of the files'
                end,
                case
                    when is_defense and year_end_date >= gap_date
                        then
                            'defense actions appear ' || getvariable('defense_delay_days')
                            || ' days late: those from ' || gap_date || ' on are incomplete'
                end
            ),
            ''
        ) as incomplete_reason
    from dated
)

select
    told.obligation_id,
    told.organization_id,
    organization.name as recipient_name,
    told.agency_id,
    agency.name as agency_name,
    told.fiscal_year,
    told.obligated_usd,
    told.deobligated_usd,
    coalesce(
        note.marks, case when note.marked_usd is not null then 'actions of marked awards' end
    ) as marks,
    note.marked_usd,
    note.taken_back_usd as later_taken_usd,
    told.action_count,
    told.award_count,
    told.first_action_date,
    told.last_action_date,
    told.is_undisclosed,
    told.is_defense,
    told.file_date,
    told.incomplete_reason is not null as is_incomplete,
    told.incomplete_reason
from told
left join entities.entity as organization on told.organization_id = organization.entity_id
left join entities.agency as agency on told.agency_id = agency.agency_id
left join marts.mark_note as note
    on note.scope = 'obligation' and told.obligation_id = note.scope_id
