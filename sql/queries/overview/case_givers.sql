-- title: People and funds tied to a case's firms, with what published totals say they gave
-- grain: one row per firm and giver
-- order: firm_id, total_usd desc, giver_id
-- note: the largest published total of a giver to all committees in the cycle of which most totals
-- are; a total is of one spelling, and so a lower bound. Totals are never added
with cycles as (
    select
        cycle,
        count(*) as total_count
    from marts.published_total
    where case_id = $case and committee_id is null
    group by cycle
),

totals as (
    select
        entity_id,
        max(total_usd) as total_usd,
        any_value(cycle) as cycle
    from marts.published_total
    where
        case_id = $case
        and committee_id is null
        and entity_id is not null
        and cycle = (select arg_max(cycles.cycle, (cycles.total_count, cycles.cycle)) from cycles)
    group by entity_id
)

select
    tie.to_id as firm_id,
    any_value(tie.to_name) as firm_name,
    totals.entity_id as giver_id,
    any_value(tie.from_name) as giver_name,
    any_value(tie.from_kind) as giver_kind,
    string_agg(distinct lower(type.title), ', ' order by lower(type.title)) as tie,
    totals.cycle,
    totals.total_usd
from totals
inner join marts.edge as tie on totals.entity_id = tie.from_id
inner join marts.link_type as type on tie.link_type = type.link_type
inner join marts.case_entity as member
    on member.case_id = $case and tie.to_id = member.entity_id
where type.is_stated_tie and tie.to_kind = 'organization'
group by tie.to_id, totals.entity_id, totals.cycle, totals.total_usd
