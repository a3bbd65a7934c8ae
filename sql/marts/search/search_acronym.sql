-- title: Acronyms of agencies
-- grain: one row per acronym and agency
-- key: acronym, agency_id
-- note: an agency that is listed and has no award here is kept, to say that it is not loaded
-- column acronym: as the source writes it, in capitals
-- column acronym_key: its letters and digits
-- column agency_id: the agency: agency: and its code
-- column name: the agency's name in the records, else in the list
-- column source: where the acronym is from
-- column is_loaded: records of the agency are loaded
-- column link_count: of the agency
select
    upper(listed.acronym) as acronym,
    regexp_replace(upper(listed.acronym), '[^A-Z0-9]', '', 'g') as acronym_key,
    'agency:' || listed.agency_code as agency_id,
    any_value(coalesce(entity.name, listed.agency)) as name,
    min(listed.source) as source,
    bool_or(entity.entity_id is not null) as is_loaded,
    any_value(coalesce(entity.link_count, 0)) as link_count
from seeds.agency_acronym as listed
left join marts.entity as entity on 'agency:' || listed.agency_code = entity.entity_id
group by upper(listed.acronym), listed.agency_code
order by acronym_key, agency_id
