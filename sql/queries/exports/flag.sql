-- title: Flags of the chosen entities, each with its indicator's innocent explanations
-- grain: one row per flag
-- given: chosen_entity
select
    flag.code,
    flag.title,
    flag.organization_name,
    flag.piid,
    flag.object_name,
    flag.agency_name,
    flag.state,
    flag.reason,
    flag.base_rate,
    card.innocent,
    card.excludes,
    card.other_codes,
    flag.evidence,
    flag.flag_id
from marts.flag as flag
inner join marts.indicator as card on flag.code = card.code
where
    coalesce(flag.organization_id, flag.subject_id)
    in (select chosen_entity.entity_id from chosen_entity)
order by flag.flag_id
