-- title: Families of the day
-- grain: one row per firm that ranks
-- order: "place", _organization_id
-- note: Each action counts once, with the firm above which records name nobody on its day. A firm
-- that was owned on some days ranks with the actions of its other days. Actions loaded; never add
-- these to the contractors' own sums above.
-- empty: no action is loaded.
select
    family_rank as "place",
    name as "firm",
    top_obligated_usd as "obligated with what it owned USD",
    own_obligated_usd as "its own USD",
    owned_firm_count as "firms owned",
    first_fiscal_year as "from fiscal year",
    last_fiscal_year as "to fiscal year",
    organization_id as _organization_id
from marts.family
where family_rank is not null
