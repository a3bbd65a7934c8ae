-- title: The published files from which the cited records come
-- grain: one row per file
select distinct source_sha256 as sha256
from marts.evidence
