-- title: every mark opens to its records
-- grain: one row per mark without a record, and per mark and record that marts.evidence lacks
with cited as (
    select
        mark_id,
        unnest(record_ids) as record_id
    from marks.mark
)

select
    cited.mark_id,
    cited.record_id
from cited
anti join marts.evidence as record on cited.record_id = record.record_id
union all
select
    mark_id,
    null
from marks.mark
where record_ids is null or len(record_ids) = 0
