-- title: How each award of a contractor was competed
-- grain: one row per award that it holds, or of which it received an action
select
    term.competition,
    term.ground,
    term.is_competed,
    term.offer_count
from marts.award_term as term
where
    term.organization_id = $organization_id
    or term.award_key in (
        select action.award_key
        from marts.award_action as action
        where
            action.organization_number = md5_number_lower($organization_id)
            and action.organization_id = $organization_id
    )
