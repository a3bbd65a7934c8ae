-- title: Agencies with what they obligated, to whom, and how it was competed
-- grain: one row per agency that made an award or an action on one
-- key: agency_id
-- note: of the records loaded, which may be a selection of the agency's awards
-- column obligated_usd: sum of the actions, de-obligations included; null where none is loaded, and
-- where they obligate nothing, are of some of its awards only, and its awards report money
-- column acted_award_count: the awards of which an action is loaded
-- column action_count: null where none is loaded
-- column reported_obligated_usd: what its awards report of themselves, added up; not the actions'
-- sum, and null where none reports
-- column reported_award_count: the awards that report
-- column marks: what is marked of it, in words; null where nothing is
-- column marked_usd: the part of what was obligated that marts.marked_action holds; null where none
-- column unmarked_usd: the sum without it
-- column contractor_count: recipients that are named; those withheld are in no share and no count
-- column competed_count: awards, vehicles among them, that were competed
-- column competition_unknown_count: awards whose records do not say or contradict each other
-- column offers_known_count: competed awards that state a number of offers
-- column one_offer_count: of these, the ones with a single offer
-- column top_contractor_share: of the positive sums of named recipients
-- column concentration_index: Herfindahl-Hirschman, from 0 to 1, of the same shares
-- column incomplete_reason: of the latest fiscal year that is not whole
with acted as (
    select
        agency_id,
        sum(obligated_usd)::decimal(18, 2) as obligated_usd,
        sum(action_count)::bigint as action_count,
        min(first_action_date) as first_action_date,
        max(last_action_date) as last_action_date,
        arg_max(incomplete_reason, (fiscal_year, incomplete_reason))
        filter (where is_incomplete) as incomplete_reason
    from marts.obligation
    group by agency_id
),

held as (
    select
        agency_id,
        award_key
    from entities.award
    union
    select
        agency_id,
        award_key
    from entities.award_action
),

counted as (
    select
        agency_id,
        count(*) as award_count
    from held
    where agency_id is not null
    group by agency_id
),

acting as (
    select
        agency_id,
        count(distinct award_key) as acted_award_count
    from entities.award_action
    group by agency_id
),

reported as (
    select
        agency_id,
        sum(reported_obligated_usd)::decimal(18, 2) as reported_obligated_usd,
        count(reported_obligated_usd) as reported_award_count
    from entities.award
    where agency_id is not null
    group by agency_id
),

shares as (
    select
        agency_id,
        organization_id,
        recipient_name,
        obligated_usd,
        round(
            obligated_usd::double
            / sum(obligated_usd::double) over (partition by agency_id), 9
        ) as share
    from marts.agency_contractor
    where not is_undisclosed and obligated_usd > 0
),

concentrated as (
    select
        agency_id,
        arg_max(organization_id, (obligated_usd, organization_id)) as top_contractor_id,
        arg_max(recipient_name, (obligated_usd, organization_id)) as top_contractor_name,
        max(share) as top_contractor_share,
        round(sum(share * share), 6) as concentration_index
    from shares
    group by agency_id
),

named as (
    select
        agency_id,
        count(*) filter (where not is_undisclosed) as contractor_count
    from marts.agency_contractor
    group by agency_id
),

competed as (
    select
        agency_id,
        count(*) filter (where is_competed) as competed_count,
        count(*) filter (where not is_competed) as not_competed_count,
        count(*) filter (where is_competed is null) as competition_unknown_count,
        count(*) filter (where is_competed and offer_count is not null) as offers_known_count,
        count(*) filter (where is_competed and offer_count = 1) as one_offer_count
    from measures.award_competition
    group by agency_id
)

select
    counted.agency_id,
    coalesce(agency.name, counted.agency_id) as name,
    case
        when
            acted.obligated_usd <> 0
            or coalesce(reported.reported_obligated_usd, 0) = 0
            or acting.acted_award_count = counted.award_count
            then acted.obligated_usd
    end as obligated_usd,
    note.marks,
    note.marked_usd,
    case
        when note.marked_usd is not null
            then (acted.obligated_usd - note.marked_usd)::decimal(18, 2)
        when
            acted.obligated_usd <> 0
            or coalesce(reported.reported_obligated_usd, 0) = 0
            or acting.acted_award_count = counted.award_count
            then acted.obligated_usd
    end as unmarked_usd,
    acted.action_count,
    counted.award_count,
    coalesce(acting.acted_award_count, 0) as acted_award_count,
    reported.reported_obligated_usd,
    coalesce(reported.reported_award_count, 0) as reported_award_count,
    coalesce(named.contractor_count, 0) as contractor_count,
    acted.first_action_date,
    acted.last_action_date,
    coalesce(competed.competed_count, 0) as competed_count,
    coalesce(competed.not_competed_count, 0) as not_competed_count,
    coalesce(competed.competition_unknown_count, 0) as competition_unknown_count,
    coalesce(competed.offers_known_count, 0) as offers_known_count,
    coalesce(competed.one_offer_count, 0) as one_offer_count,
    concentrated.top_contractor_id,
    concentrated.top_contractor_name,
    concentrated.top_contractor_share,
    concentrated.concentration_index,
    acted.incomplete_reason is not null as is_incomplete,
    acted.incomplete_reason
from counted
left join acted on counted.agency_id = acted.agency_id
left join acting on counted.agency_id = acting.agency_id
left join reported on counted.agency_id = reported.agency_id
left join named on counted.agency_id = named.agency_id
left join concentrated on counted.agency_id = concentrated.agency_id
left join competed on counted.agency_id = competed.agency_id
left join entities.agency as agency on counted.agency_id = agency.agency_id
left join marts.mark_note as note
    on note.scope = 'agency' and counted.agency_id = note.scope_id
