-- title: Our sum of each award's actions beside the award's own reported total
-- grain: one row per award that reports a total
-- key: reconciliation_id
-- column cycle: null; awards have none
-- column line: obligated
-- column our_usd: sum of the actions loaded; null where none is
-- column published_usd: the award's own total, by its latest record that states one
-- column difference_usd: ours less published
-- column coverage_share: ours over published; null where it cannot be said
-- column state: published, withheld (outside the gate) or not_computable (no action loaded)
-- column record_count: our rows
select
    md5(concat_ws('|', 'award', award_key, 'obligated'))::varchar as reconciliation_id,
    'award'::varchar as subject_kind,
    award_key::varchar as subject_id,
    nullif(concat_ws(' / ', piid, recipient_name), '')::varchar as subject_name,
    null::integer as cycle,
    'obligated'::varchar as line,
    obligated_usd::decimal(18, 2) as our_usd,
    reported_obligated_usd::decimal(18, 2) as published_usd,
    difference_usd::decimal(18, 2) as difference_usd,
    coverage_share::double as coverage_share,
    coverage_state::varchar as state,
    coverage_reason::varchar as reason,
    action_count::bigint as record_count,
    reported_record_id::varchar as published_record_id,
    reported_record_url::varchar as published_url,
    reported_as_of_date::date as as_of_date
from marts.award
where reported_obligated_usd is not null
