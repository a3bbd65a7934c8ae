-- title: Awards counted by all that an auditor sorts them by
-- grain: one row per agency, fiscal year, competition, level of dollars, kind, termination, mark,
-- roles that gave and roles that reached overseers
-- key: cell_id
-- note: of marts.award_triage; counts of choices are sums of these cells, so that they take no
-- longer with millions of awards. Firms, days and flags are not in it
-- column cell_id: a hash of all that the cell is counted by
-- column fiscal_year: in which the awards were signed; null where the day is not known
-- column competition_code: competed, not_competed or not_stated
-- column is_one_offer: competed, and a single offer came
-- column is_terminated: an action ended them or a part of them, and that was not taken back
-- column is_marked: something of them is marked as hard to believe
-- column gave_bits: roles of which gifts are loaded, as in marts.award_triage
-- column reached_bits: roles that reached overseers of the agency, as there
-- column dollars_over_usd: the highest of 100 thousand, 1, 10 and 100 million and 1 billion that
-- the dollars are over; null where they are over none or not known
-- column award_count: awards in the cell
-- column reported_count: of these, the ones that report a total of themselves
-- column reported_usd: what they report, added up
-- column acted_count: awards of which actions are loaded
-- column obligated_usd: what these actions add up to
-- column unknown_count: awards of which neither is known
-- column first_date: of the first actions
-- column last_date: the last of the first actions
with levelled as (
    select
        *,
        case
            when dollars_usd > 1000000000 then 1000000000
            when dollars_usd > 100000000 then 100000000
            when dollars_usd > 10000000 then 10000000
            when dollars_usd > 1000000 then 1000000
            when dollars_usd > 100000 then 100000
        end::decimal(18, 2) as dollars_over_usd
    from marts.award_triage
)

select
    md5(
        concat_ws(
            '|', coalesce(agency_id, ''), coalesce(fiscal_year, 0), competition_code, is_one_offer,
            coalesce(dollars_over_usd, 0), is_vehicle, is_terminated, marks is not null, gave_bits,
            reached_bits
        )
    ) as cell_id,
    agency_id,
    fiscal_year,
    competition_code,
    is_one_offer,
    dollars_over_usd,
    is_vehicle,
    is_terminated,
    marks is not null as is_marked,
    gave_bits,
    reached_bits,
    count(*) as award_count,
    count(reported_obligated_usd) as reported_count,
    sum(reported_obligated_usd)::decimal(18, 2) as reported_usd,
    count(obligated_usd) as acted_count,
    sum(obligated_usd)::decimal(18, 2) as obligated_usd,
    count(*) filter (where dollars_usd is null) as unknown_count,
    min(first_action_date) as first_date,
    max(first_action_date) as last_date
from levelled
group by
    agency_id,
    fiscal_year,
    competition_code,
    is_one_offer,
    dollars_over_usd,
    is_vehicle,
    is_terminated,
    marks is not null,
    gave_bits,
    reached_bits
