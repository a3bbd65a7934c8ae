-- title: every action that terminates an award is told
-- grain: one row per terminating action that marts.termination lacks
select action.record_id
from staging.usaspending_prime_transaction as action
inner join seeds.action_type as type on upper(action.action_type_code) = type.action_type_code
anti join marts.termination as told on action.record_id = told.record_id
where type.kind = 'termination' and action.award_key is not null
