-- title: every flag's evidence opens
-- grain: one row per flag and record that marts.evidence lacks
with cited as (
    select
        flag_id,
        unnest(evidence) as record_id
    from indicators.flag
    where state = 'flagged'
)

select
    cited.flag_id,
    cited.record_id
from cited
anti join marts.evidence as record on cited.record_id = record.record_id
