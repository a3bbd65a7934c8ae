-- title: Flags with what the card of their indicator says
-- grain: one row per flag
-- given: wanted
-- order: state <> 'flagged', state, code, flag_id
-- note: wanted names flags by flag_row (their rowid), with state, code and flag_id. Within a state
-- the order is that of the ids: neither firms nor people are ranked
with chosen as (
    select flag_row
    from wanted
    order by state <> 'flagged', state, code, flag_id
    limit $most
)

select
    flag.flag_id,
    flag.code,
    flag.title,
    flag.subject_id,
    flag.organization_id,
    flag.organization_name,
    flag.object_id,
    flag.object_name,
    flag.agency_id,
    flag.agency_name,
    flag.award_key,
    flag.piid,
    flag.state,
    flag.reason,
    flag.value,
    flag.base_rate,
    flag.as_of_date,
    flag.evidence,
    card.raised_when,
    card.why,
    card.innocent,
    card.excludes,
    card.source
from marts.flag as flag
inner join marts.indicator as card on flag.code = card.code
-- found by row first: the texts of a flag are costly to read
where flag.rowid in (select chosen.flag_row from chosen)
