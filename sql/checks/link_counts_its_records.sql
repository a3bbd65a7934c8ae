-- title: every link's records are counted
-- grain: one row per link whose count is not the length of its list
select
    link_id,
    record_count,
    len(evidence) as evidence_count
from links.link
where record_count <> len(evidence)
