-- title: Flags: facts that deserve a second look, none of them a finding
-- grain: one row per flag
-- given: wanted
-- order: _state <> 'flagged', _state, _code, _flag_id
-- most: 40
-- form: cards
with chosen as (
    -- neither firms nor people are ranked: within a state the order is that of the ids
    select flag_row
    from wanted
    order by state <> 'flagged', state, code, flag_id
    limit $most
)

select
    replace(flag.state, '_', ' ') as "state",
    flag.title,
    concat_ws(
        ' · ',
        flag.organization_name,
        flag.piid,
        case
            when flag.object_name is distinct from flag.organization_name then flag.object_name
        end,
        case
            when flag.agency_name is distinct from flag.object_name then flag.agency_name
        end
    ) as "about",
    flag.reason,
    flag.base_rate as "how ordinary",
    card.innocent as "innocent explanations",
    card.raised_when as "flagged when",
    card.why as "why it may matter",
    card.excludes as "left out",
    card.source,
    card.other_codes as "in other catalogues",
    len(flag.evidence) as "records",
    flag.organization_name as _organization_name,
    flag.organization_id as _organization_id,
    flag.piid as _piid,
    flag.award_key as _award_key,
    flag.object_name as _object_name,
    flag.object_id as _object_id,
    other.entity_kind as _object_kind,
    flag.agency_name as _agency_name,
    flag.agency_id as _agency_id,
    flag.state as _state,
    flag.code as _code,
    flag.flag_id as _flag_id
from marts.flag as flag
inner join marts.indicator as card on flag.code = card.code
left join marts.entity as other on flag.object_id = other.entity_id
-- found by row first: the texts of a flag are costly to read
where flag.rowid in (select chosen.flag_row from chosen)
