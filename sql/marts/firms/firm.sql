-- title: Firms: contracts and political money side by side
-- grain: one row per firm
-- key: firm_id
-- note: a firm is what its registrations together are (marts.registration says by which rule);
-- stand-ins for many are none. The roles of political money are never added up: a gift is its
-- giver's own. Null: nothing is loaded that could tell
-- column firm_id: uei: and the UEI that stands for it, or a hash of its name
-- column place: state of the registration that stands for it
-- column registration_count: UEIs that are this firm
-- column award_count: awards that it holds or received an action on; null where none is loaded
-- column acted_award_count: the awards of which an action is loaded
-- column obligated_usd: sum of the actions loaded, de-obligations included; as in marts.contractor
-- column reported_obligated_usd: what the awards that it holds report of themselves, added up
-- column fund_usd: gifts of its separate segregated fund, less refunds
-- column employer_usd: gifts of people who named it as employer, less refunds
-- column officer_usd: gifts of its officers, less refunds
-- column founder_usd: gifts of its founders, owners and investors, less refunds
-- column entity_usd: gifts in its own name, less refunds
with roles as (
    select
        organization_id,
        max(amount_usd) filter (where role_code = 'pac') as fund_usd,
        max(amount_usd) filter (where role_code = 'employee') as employer_usd,
        max(amount_usd) filter (where role_code = 'officer') as officer_usd,
        max(amount_usd) filter (where role_code = 'founder_investor') as founder_usd,
        max(amount_usd) filter (where role_code = 'contractor') as entity_usd
    from marts.contractor_money
    group by organization_id
)

select
    firm.firm_id,
    coalesce(entity.name, firm.name) as name,
    coalesce(entity.place, firm.state_code) as place,
    firm.registration_count,
    contractor.award_count,
    contractor.acted_award_count,
    contractor.agency_count,
    contractor.action_count,
    contractor.obligated_usd,
    contractor.reported_obligated_usd,
    roles.fund_usd,
    roles.employer_usd,
    roles.officer_usd,
    roles.founder_usd,
    roles.entity_usd,
    contractor.first_action_date,
    contractor.last_action_date
from entities.firm as firm
left join entities.entity as entity on firm.firm_id = entity.entity_id
left join marts.contractor as contractor on firm.firm_id = contractor.organization_id
left join roles on firm.firm_id = roles.organization_id
