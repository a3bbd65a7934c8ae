-- title: Flags of an indicator in a state, of all agencies and contractors or of some
-- grain: one row per flag
-- note: firm is letters of the contractor's name
select
    rowid as flag_row,
    state,
    code,
    flag_id
from marts.flag
where
    code = $code
    and state = $state
    and ($agency is null or agency_id = $agency)
    and ($firm is null or contains(upper(organization_name), upper($firm)))
