-- title: Flags with the names of those they concern and how ordinary they are
-- grain: one row per flag
-- key: flag_id
-- note: flagged ones, and those of firms and gifts that are not flagged or cannot be computed; what
-- is not flagged of single awards is counted in marts.flag_rate alone
-- column organization_number: 64 bits of the id's md5: flags are found by such numbers
-- column base_rate: how many of those examined are flagged, at the agency where there is one
select
    md5_number_lower(flag.organization_id) as organization_number,
    md5_number_lower(flag.object_id) as object_number,
    md5_number_lower(flag.subject_id) as subject_number,
    md5_number_lower(flag.flag_id) as flag_number,
    flag.flag_id,
    flag.code,
    card.title,
    flag.subject_id,
    flag.organization_id,
    organization.name as organization_name,
    flag.object_id,
    other.name as object_name,
    flag.agency_id,
    agency.name as agency_name,
    award.award_key,
    award.piid,
    flag.state,
    flag.reason,
    flag.value,
    concat_ws(
        '; ',
        here.flagged_count || ' of ' || here.flagged_count + here.not_flagged_count
        || ' examined at ' || coalesce(agency.name, 'the agency') || ' are flagged',
        everywhere.flagged_count || ' of '
        || everywhere.flagged_count + everywhere.not_flagged_count || ' examined in all'
    ) as base_rate,
    flag.as_of_date,
    flag.evidence
from indicators.flag as flag
inner join seeds.indicator as card on flag.code = card.code
inner join marts.flag_rate as everywhere
    on flag.code = everywhere.code and everywhere.scope_id = 'all'
left join marts.flag_rate as here
    on flag.code = here.code and flag.agency_id = here.scope_id
left join entities.entity as organization on flag.organization_id = organization.entity_id
left join entities.agency as agency on flag.agency_id = agency.agency_id
left join entities.award as award on flag.subject_id = 'award:' || award.award_key
left join marts.entity as other on flag.object_id = other.entity_id
where flag.state = 'flagged' or flag.subject_id not like 'award:%'
