-- title: every link has evidence
-- grain: one row per link without evidence
select
    link_id,
    link_type
from links.link
where evidence is null or len(evidence) = 0
