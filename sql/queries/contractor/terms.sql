-- title: How each award of a contractor was competed
-- grain: one row per award that it holds, or of which it received an action
-- note: an award whose terms are not loaded is a row of unknowns
select
    term.competition,
    term.ground,
    term.is_competed,
    term.offer_count
from marts.award as award
left join marts.award_term as term on award.award_key = term.award_key
where
    award.organization_id = $organization_id
    or award.award_key in (
        select action.award_key
        from marts.award_action as action
        where
            action.organization_number = md5_number_lower($organization_id)
            and action.organization_id = $organization_id
    )
