-- title: Names, by the days on which records report them
-- grain: one row per registration and name
-- order: "reported from" desc, "registration", "name"
-- note: The publisher writes the registry's present name into every row; what was reported that day
-- stands here with its days.
-- empty: no dated record reports a name.
select
    name as "name",
    case when is_present then 'now' else 'formerly' end as "borne",
    first_stated_date as "reported from",
    last_stated_date as "reported until",
    registration_id as "registration",
    record_count as "records"
from marts.former_name
where organization_id = $organization_id
