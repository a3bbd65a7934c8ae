-- title: Independent expenditures that are held out as implausible
-- grain: one row per spender, candidate, side and cycle
-- order: "held out USD" desc, _spender_id
-- note: One row of 100 million dollars or more, or far more than the spender says it has paid out.
-- A filer may simply have mistyped an amount. A dated judgement lets a filing in again.
select
    coalesce(entity.name, 'a spender whose name is not in the records loaded') as "spender",
    coalesce(
        (
            select min(named.name)
            from marts.registered_name as named
            where named.registered_id = spending.candidate_id
        ),
        'a candidate whose name is not in the records loaded'
    ) as "candidate",
    case spending.support_oppose_code
        when 'S' then 'in support'
        when 'O' then 'in opposition'
    end as "side",
    spending.cycle as "cycle",
    spending.spent_usd as "counted USD",
    spending.held_out_usd as "held out USD",
    spending.held_out_row_count as "rows held out",
    'fec:' || spending.spender_id as _spender_id
from marts.independent_expenditure as spending
left join marts.entity as entity on 'fec:' || spending.spender_id = entity.entity_id
where spending.held_out_row_count > 0
