-- title: Awards with all that an auditor sorts them by
-- grain: one row per award
-- key: award_key
-- note: what stands elsewhere of an award, its firm, and its firm with its agency, side by side, so
-- that one scan answers any choice. A gift is its giver's own: money of roles is the firm's in no
-- sum, it is that of all its days and not of the award's, and most large firms have some. The table
-- is sorted by agency
-- column agency_number: 64 bits of the agency's md5; the table is sorted by it
-- column is_vehicle: a vehicle is a limit on orders, which are awards of their own
-- column fiscal_year: in which it was signed: of its first action, from October of the year before
-- column dollars_usd: what the award reports of itself, else what the actions loaded add up to;
-- null where neither is known
-- column dollars_basis: which of the two it is
-- column obligated_usd: our sum of the actions loaded; null where none is
-- column reported_obligated_usd: what the award reports of itself; null where it reports none
-- column competition_code: competed, not_competed or not_stated
-- column competition: the same in words, with the offers and the ground
-- column is_one_offer: competed, and a single offer came
-- column is_terminated: an action ended it or a part of it, and that was not taken back
-- column termination: what was done and how it stands; null where no action loaded terminates it
-- column marks: what is marked of it, in words; null where nothing is
-- column flag_codes: indicators that are flagged of the award, or of its firm with its agency
-- column fund_usd: gifts of its firm's separate segregated fund, less refunds; null: none is loaded
-- column employer_usd: gifts of people who named its firm as employer, less refunds
-- column officer_usd: gifts of its firm's officers, less refunds
-- column founder_usd: gifts of its firm's founders, owners and investors, less refunds
-- column entity_usd: gifts in its firm's own name, less refunds
-- column reached_count: members who received gifts of any of them while they sat on a committee
-- that oversees the agency, by measures.loop_way; null where there is none
-- column fund_reached_count: the same of its fund alone
-- column employer_reached_count: the same of people who named it as employer
-- column officer_reached_count: the same of its officers
-- column founder_reached_count: the same of its founders, owners and investors
-- column entity_reached_count: the same of gifts in its own name
-- column gave_bits: roles of which gifts above zero are loaded: 1 fund, 2 named it as employer,
-- 4 officers, 8 founders, owners and investors, 16 in its own name
-- column reached_bits: roles that reached overseers, in the same bits
with reached as (
    select
        organization_id,
        agency_id,
        count(distinct member_id) as reached_count,
        count(distinct member_id) filter (where role_code = 'pac') as fund_count,
        count(distinct member_id) filter (where role_code = 'employee') as employer_count,
        count(distinct member_id) filter (where role_code = 'officer') as officer_count,
        count(distinct member_id) filter (where role_code = 'founder_investor') as founder_count,
        count(distinct member_id) filter (where role_code = 'contractor') as entity_count
    from measures.loop_way
    group by organization_id, agency_id
),

flagged as (
    select
        award_key,
        organization_id,
        coalesce(agency_id, object_id) as agency_id,
        code
    from marts.flag
    where state = 'flagged'
),

award_flag as (
    select
        award_key,
        list(distinct code) as codes
    from flagged
    where award_key is not null
    group by award_key
),

pair_flag as (
    select
        organization_id,
        agency_id,
        list(distinct code) as codes
    from flagged
    where award_key is null and organization_id is not null and agency_id is not null
    group by organization_id, agency_id
),

ended as (
    select
        award_key,
        bool_or(state in ('ended', 'in part')) as is_terminated,
        string_agg(
            termination || ' on ' || coalesce(action_date::varchar, 'a day not stated') || ': '
            || case state
                when 'ended' then 'it ended the award'
                when 'in part' then 'of a part only'
                when 'rescinded' then 'taken back later'
                else 'told again'
            end,
            '; '
            order by action_date, record_id
        ) as termination
    from marts.termination
    group by award_key
)

select
    md5_number_lower(award.agency_id) as agency_number,
    award.award_key,
    award.piid,
    award.organization_id,
    award.recipient_name,
    award.agency_id,
    award.agency_name,
    coalesce(award.is_vehicle, false) as is_vehicle,
    award.first_action_date,
    award.last_action_date,
    (year(award.first_action_date) + (month(award.first_action_date) >= 10)::integer)::integer
        as fiscal_year,
    coalesce(award.reported_obligated_usd, award.obligated_usd) as dollars_usd,
    case
        when award.reported_obligated_usd is not null then 'reported by the award'
        when award.obligated_usd is not null then 'sum of the actions loaded'
    end as dollars_basis,
    award.obligated_usd,
    award.reported_obligated_usd,
    case
        when term.is_competed then 'competed'
        when not term.is_competed then 'not_competed'
        else 'not_stated'
    end as competition_code,
    case
        when term.is_competed
            then
                'competed'
                || case
                    when term.offer_count = 1 then ', one offer'
                    when term.offer_count is not null then ', ' || term.offer_count || ' offers'
                    else ''
                end
        when term.ground like '%(no ground is stated)' then 'not competed: no ground stated'
        when not term.is_competed then 'not competed' || coalesce(': ' || term.ground, '')
        else 'not stated' || coalesce(': ' || term.unknown_reason, '')
    end as competition,
    coalesce(term.is_competed and term.offer_count = 1, false) as is_one_offer,
    coalesce(ended.is_terminated, false) as is_terminated,
    ended.termination,
    award.marks,
    list_sort(
        list_distinct(list_concat(coalesce(own.codes, []), coalesce(pair.codes, [])))
    ) as flag_codes,
    firm.fund_usd,
    firm.employer_usd,
    firm.officer_usd,
    firm.founder_usd,
    firm.entity_usd,
    reached.reached_count,
    nullif(reached.fund_count, 0) as fund_reached_count,
    nullif(reached.employer_count, 0) as employer_reached_count,
    nullif(reached.officer_count, 0) as officer_reached_count,
    nullif(reached.founder_count, 0) as founder_reached_count,
    nullif(reached.entity_count, 0) as entity_reached_count,
    (
        coalesce(firm.fund_usd > 0, false)::integer
        + 2 * coalesce(firm.employer_usd > 0, false)::integer
        + 4 * coalesce(firm.officer_usd > 0, false)::integer
        + 8 * coalesce(firm.founder_usd > 0, false)::integer
        + 16 * coalesce(firm.entity_usd > 0, false)::integer
    )::integer as gave_bits,
    (
        coalesce(reached.fund_count > 0, false)::integer
        + 2 * coalesce(reached.employer_count > 0, false)::integer
        + 4 * coalesce(reached.officer_count > 0, false)::integer
        + 8 * coalesce(reached.founder_count > 0, false)::integer
        + 16 * coalesce(reached.entity_count > 0, false)::integer
    )::integer as reached_bits
from marts.award as award
left join marts.award_term as term on award.award_key = term.award_key
left join marts.firm as firm on award.organization_id = firm.firm_id
left join reached
    on award.organization_id = reached.organization_id and award.agency_id = reached.agency_id
left join award_flag as own on award.award_key = own.award_key
left join pair_flag as pair
    on award.organization_id = pair.organization_id and award.agency_id = pair.agency_id
left join ended on award.award_key = ended.award_key
order by agency_number, award.agency_id, award.award_key
