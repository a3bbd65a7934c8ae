-- title: People, one row each
-- grain: one row per person
-- key: person_id
-- note: contributors, officers and people of cases; members of Congress and candidates keep the
-- ids of their registers
-- column appearance_count: as-stated identities that are taken for the person
-- column name_count: spellings among them
select
    cluster.person_id,
    arg_max(record.name, (length(record.name), record.name)) as name,
    count(*) as appearance_count,
    count(distinct record.name) as name_count,
    list_sort(list(distinct record.state_code) filter (where record.state_code is not null))
        as state_codes,
    min(cluster.basis) as basis
from entities.person_cluster as cluster
inner join entities.person_record as record on cluster.record_key = record.record_key
group by cluster.person_id
