-- title: The records behind a claim
-- grain: one row per record
select
    record_id,
    record_kind,
    record_date,
    title,
    amount_usd,
    coalesce(record_url, source_file) as found_at,
    source_file
from marts.evidence
where
    record_number in (select md5_number_lower(unnest($ids)))
    and record_id in (select unnest($ids))
order by record_date nulls last, record_id
