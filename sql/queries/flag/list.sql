-- title: These flags
-- grain: one row per flag
-- given: wanted
-- order: "contractor", piid, _flag_id
-- note: A flag is a fact that deserves a second look, and no finding.
select
    flag.organization_name as "contractor",
    flag.piid,
    flag.object_name as "other side",
    flag.agency_name as "agency",
    replace(flag.state, '_', ' ') as "state",
    flag.reason,
    flag.value,
    flag.base_rate as "how ordinary",
    card.innocent as "innocent explanations",
    coalesce(flag.as_of_date::varchar, 'not known') as "as of",
    flag.code,
    flag.flag_id as _flag_id,
    flag.award_key as _award_key,
    flag.organization_id as _organization_id
from marts.flag as flag
inner join marts.indicator as card on flag.code = card.code
where flag.rowid in (select wanted.flag_row from wanted)
