-- title: The actions whose amounts are marked
-- grain: one row per action of an award whose obligations are marked, or that a mark names
-- key: record_id
-- note: what sums without marked amounts leave out; a mark that a later statement ended leaves out
-- nothing
with named as (
    select unnest(mark.record_ids) as record_id
    from marts.mark as mark
    where mark.bears_on = 'records' and mark.until_date is null
),

held as (
    select distinct award_key
    from marts.mark
    where bears_on = 'award' and until_date is null
)

select
    record_id,
    award_key,
    organization_id,
    agency_id,
    fiscal_year,
    obligated_usd
from entities.award_action
where
    record_id in (select named.record_id from named)
    or award_key in (select held.award_key from held)
