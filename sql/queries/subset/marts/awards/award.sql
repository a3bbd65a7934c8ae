-- title: Contract awards of a subject: what each reports, and its sum where the actions cover it
-- grain: one row per award
-- order: award_key
select columns(* exclude (obligated_usd, difference_usd, marked_usd))
from marts.award
where organization_id in (select unnest($ids))
