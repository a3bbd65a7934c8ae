-- title: Recipient withheld
-- grain: one row per award
-- key: flag_id
-- code: TL-P04
-- when: the award's recipient is one of the texts under which agencies report those whom they do
-- not name (the list of such texts)
-- why: who was paid cannot be followed to owners, officers, contributions or other awards
-- innocent: classified work, vendors in a war zone, small purchases abroad reported together and
-- natural persons are lawfully reported so (FAR 4.606, 4.1102(a) and DFARS 204.606)
-- excludes: not computable where no record names a recipient at all, nor withholds one. The text
-- is no firm: no organization carries the flag, only the award and its agency. A vehicle is judged
-- by its own record and its ceiling is not spending
-- source: our own; USAspending reports these recipients under one stand-in name and UEI
with told as (
    select
        award.award_key,
        case when not award.is_undisclosed then award.organization_id end as organization_id,
        award.agency_id,
        award.is_undisclosed,
        loaded.file_date as as_of_date,
        organization.name as recipient_name,
        coalesce(award.is_vehicle, false) as is_vehicle,
        coalesce(term.record_ids, [award.reported_record_id]) as record_ids
    from entities.award as award
    left join entities.award_term as term on award.award_key = term.award_key
    left join measures.award_loaded as loaded on award.award_key = loaded.award_key
    left join entities.entity as organization on award.organization_id = organization.entity_id
),

withheld as (
    select
        told.award_key,
        array_agg(distinct action.record_id) as record_ids
    from told
    inner join entities.award_action as action
        on told.award_key = action.award_key and action.is_undisclosed
    where told.is_undisclosed
    group by told.award_key
),

judged as (
    select
        told.*,
        withheld.record_ids as withheld_record_ids,
        case
            when told.is_undisclosed then 'flagged'
            when
                told.organization_id is null
                or coalesce(told.recipient_name = 'Recipient not named', false)
                then 'not_computable'
            else 'not_flagged'
        end as state
    from told
    left join withheld on told.award_key = withheld.award_key
)

select
    md5(concat_ws('|', 'TL-P04', 'award:' || award_key)) as flag_id,
    'TL-P04'::varchar as code,
    'award:' || award_key as subject_id,
    case when state = 'not_flagged' then organization_id end as organization_id,
    null::varchar as object_id,
    agency_id,
    state,
    case state
        when 'flagged'
            then
                'the recipient is withheld: '
                || coalesce('reported as ' || recipient_name, 'no firm is named')
                || case when is_vehicle then '; a vehicle: its orders carry the money' else '' end
        when 'not_flagged' then 'the recipient is named'
        else 'no record names a recipient'
    end as reason,
    case when state <> 'not_computable' then is_undisclosed::integer::double end as value,
    as_of_date,
    list_sort(list_filter(
        coalesce(withheld_record_ids, record_ids), lambda cited: cited is not null
    )) as evidence
from judged
