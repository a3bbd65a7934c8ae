-- title: These flags
-- grain: one row per flag
-- given: wanted
-- order: "contractor", "contract number", _flag_id
-- note: A flag is a fact that deserves a second look, and no finding.
select
    flag.organization_name as "contractor",
    flag.piid as "contract number",
    flag.object_name as "other side",
    flag.agency_name as "agency",
    replace(flag.state, '_', ' ') as "state",
    flag.reason as "what was seen",
    flag.value as "value",
    flag.base_rate as "how ordinary",
    card.innocent as "innocent explanations",
    coalesce(flag.as_of_date::varchar, 'not known') as "as of",
    flag.title as "indicator",
    other.entity_kind as _object_kind,
    flag.object_id as _object_id,
    flag.agency_id as _agency_id,
    flag.flag_id as _flag_id,
    flag.award_key as _award_key,
    flag.organization_id as _organization_id
from marts.flag as flag
inner join marts.indicator as card on flag.code = card.code
left join marts.entity as other on flag.object_id = other.entity_id
where flag.rowid in (select wanted.flag_row from wanted)
