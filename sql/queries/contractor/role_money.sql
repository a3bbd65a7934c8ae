-- title: Political money by role (rows loaded; roles are never added up)
-- grain: one row per role
-- order: _rank
-- note: A gift is its giver's own. A tie whose surety is not stated was stated by a person, with a
-- source.
-- empty: No itemized gift of its people, its fund or itself is in the records loaded.
select
    title as "role",
    amount_usd as "less refunds USD",
    refunded_usd as "given back USD",
    giver_count as "givers",
    record_count as "records",
    first_date as "first",
    last_date as "last",
    lowest_score as "least sure tie %",
    description as "who they are",
    is_concentrated as _is_concentrated,
    top_giver_name as _top_giver_name,
    top_giver_share as _top_giver_share,
    role_code as _role,
    role_rank as _rank
from marts.contractor_money
where organization_id = $organization_id
