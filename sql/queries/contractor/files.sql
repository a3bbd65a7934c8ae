-- title: Published files behind the obligations
-- grain: one row per file
-- order: "published", "file", "SHA-256"
-- empty: no action of this contractor is loaded.
select distinct
    file.file_name as "file",
    file.published_date as "published",
    file.retrieved_at::date as "fetched",
    file.source_url as "open",
    file.sha256 as "SHA-256"
from marts.award_action as action
inner join marts.source_file as file on action.file_sha256 = file.sha256
where
    action.organization_number = md5_number_lower($organization_id)
    and action.organization_id = $organization_id
