-- title: How the candidates of a name share the whole
-- grain: one row per candidate kept, the others together, and one for nobody
-- order: position
-- note: those that bore the name at other times are no rivals: each shares with nobody's odds
with candidates as (
    select
        rank,
        firm_name,
        cluster_id,
        weight,
        share,
        1 / (1 + pow(2, weight) + greatest(rival_odds, 0)) as nobody_share,
        from_date is not null as is_in_turn
    from entities.match
    where name = trim($name) and state_code is not distinct from $state
),

asked as (
    select *
    from candidates
    where cluster_id = $firm
),

shared as (
    select candidates.*
    from candidates
    inner join asked on true
    where
        candidates.cluster_id = asked.cluster_id
        or not (candidates.is_in_turn and asked.is_in_turn)
)

select
    rank as position,
    concat_ws(' ', firm_name, concat('(', cluster_id, ')')) as title,
    weight,
    share
from shared
union all
select
    100,
    'other firms, less likely each',
    null,
    round(1 - sum(shared.share) - any_value(asked.nobody_share), 6)
from shared
cross join asked
having round(1 - sum(shared.share) - any_value(asked.nobody_share), 3) > 0
union all
select
    101,
    'no firm of the database',
    0,
    round(nobody_share, 6)
from asked
order by position
