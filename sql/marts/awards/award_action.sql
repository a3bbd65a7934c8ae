-- title: Contract actions with the names of both sides
-- grain: one row per action
-- key: record_id
-- note: what sums of obligations are made of
-- column organization_id: the firm; registration_id: the recipient as the record states it
-- column organization_number: 64 bits of the firm's md5; the table is sorted by it
-- column award_number: the same of the award's key
-- column obligated_usd: the action's own amount; negative takes back
-- column marks: what is marked of the action, in words; null where nothing is
-- column fiscal_year: from October of the year before
-- column reported_name: the recipient as reported with the action, where it is another name than
-- the registry's of the file's day
-- column file_sha256: the published file that holds the record
-- column action_from: bulk, api or case
with files as (
    select
        file_sha256,
        min(file_name) as file_name
    from staging.source_file
    group by file_sha256
)

select
    md5_number_lower(action.organization_id) as organization_number,
    md5_number_lower(action.award_key) as award_number,
    action.record_id,
    action.award_key,
    award.piid,
    action.modification_number,
    action.organization_id,
    organization.name as recipient_name,
    action.registration_id,
    action.reported_name,
    action.agency_id,
    agency.name as agency_name,
    action.action_date,
    action.fiscal_year,
    action.obligated_usd,
    note.marks,
    action.action_from,
    action.record_url,
    files.file_name as source_file,
    action.file_sha256
from entities.award_action as action
left join files on action.file_sha256 = files.file_sha256
left join entities.award as award on action.award_key = award.award_key
left join entities.entity as organization on action.organization_id = organization.entity_id
left join entities.agency as agency on action.agency_id = agency.agency_id
left join marts.mark_note as note
    on note.scope = 'record' and action.record_id = note.scope_id
order by organization_number, action.organization_id, action.award_key, action.record_id
