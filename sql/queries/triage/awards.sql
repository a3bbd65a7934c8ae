-- title: Awards that fit
-- grain: one row per award
-- given: judged
-- order: "dollars USD" desc nulls last, _award_key
-- unknown: none loaded
-- note: Dollars are what the award reports of itself, else the sum of the actions loaded. Gifts are
-- their givers' own, of all their days and not of the award's; roles are never added up. Overseers
-- reached are members who received them while they sat on a committee that oversees the agency. Of
-- more than 100,000 awards these are the largest.
-- empty: no award fits all of these choices.
select
    coalesce(piid, award_key) as "award",
    recipient_name as "contractor",
    dollars_usd as "dollars USD",
    competition as "competition",
    first_action_date as "signed",
    coalesce(termination, 'none loaded') as "terminated",
    coalesce(marks, 'none') as "marked: hard to believe",
    reached_count as "overseers reached",
    fund_usd as "its fund gave USD",
    employer_usd as "people who named it gave USD",
    officer_usd as "its officers gave USD",
    founder_usd as "founders, owners, investors gave USD",
    entity_usd as "in its own name USD",
    case when len(flag_codes) > 0 then array_to_string(flag_codes, ', ') else 'none' end as "flags",
    agency_name as "agency",
    coalesce(dollars_basis, 'none loaded') as "dollars are",
    award_key as _award_key,
    organization_id as _organization_id,
    agency_id as _agency_id
from marts.award_triage
where
    rowid in (
        select judged.award_row
        from judged
        where judged.miss_count = 0
        order by judged.dollars_over_usd desc nulls last, judged.award_row asc
        limit 100000
    )
