-- title: Records by their ids
-- grain: one row per record
select unnest($record_ids) as record_id
