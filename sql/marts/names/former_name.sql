-- title: Names that a firm's registrations bear and bore, with their days
-- grain: one row per registration and name that it bore in turn
-- key: former_name_id
-- note: as records report them on their days; the registry's name is that of the file's day
-- column former_name_id: a hash of the registration and the first day
-- column organization_id: the firm
-- column registration_id: its registration
-- column first_stated_date: the first day on which records report the name
-- column last_stated_date: the last one
-- column is_present: the name that it bears now
select
    md5(concat_ws('|', bearer.organization_id, bearer.from_date)) as former_name_id,
    coalesce(firm.cluster_id, bearer.organization_id) as organization_id,
    bearer.organization_id as registration_id,
    bearer.name,
    bearer.from_date as first_stated_date,
    bearer.last_seen_date as last_stated_date,
    bearer.until_date is null as is_present,
    bearer.record_count
from entities.organization_name_day as bearer
left join entities.organization_cluster as firm on bearer.organization_id = firm.organization_id
