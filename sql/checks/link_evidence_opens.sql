-- title: every piece of evidence opens
-- grain: one row per link and record that marts.evidence lacks
with cited as (
    select
        link_id,
        unnest(evidence) as record_id
    from links.link
)

select
    cited.link_id,
    cited.record_id
from cited
anti join marts.evidence as record on cited.record_id = record.record_id
