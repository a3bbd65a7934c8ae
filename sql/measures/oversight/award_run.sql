-- title: Days on which awards of an agency to a recipient ran or were acted on
-- grain: one row per award link and unbroken run of days
-- key: link_id, first_date
-- note: an award runs from its stated start, or its first action, to the end that entities.award
-- gives, or its last action; each action is a day too. Of awards that are known only by a total
-- that somebody else published the days are those that the total states. An award without days
-- runs on none
-- column link_id: of links.received_award
with link as (
    select
        link_id,
        from_id as organization_id,
        to_id as agency_id,
        amount_basis,
        first_date,
        last_date
    from links.received_award
),

acted as (
    select distinct
        organization_id,
        agency_id,
        action_date as first_date,
        action_date as last_date
    from entities.award_action
    where action_date is not null
),

running as (
    select
        award.organization_id,
        award.agency_id,
        coalesce(term.performance_start_date, award.first_action_date) as first_date,
        coalesce(award.performance_end_date, award.last_action_date) as last_date
    from entities.award as award
    left join entities.award_term as term on award.award_key = term.award_key
),

day as (
    select * from acted
    union
    select * from running
),

piece as (
    select
        link.link_id,
        link.organization_id,
        link.agency_id,
        day.first_date,
        day.last_date
    from link
    inner join day
        on link.organization_id = day.organization_id and link.agency_id = day.agency_id
    where link.amount_basis = 'itemized' and day.first_date <= day.last_date
    union all
    select
        link_id,
        organization_id,
        agency_id,
        first_date,
        last_date
    from link
    where amount_basis <> 'itemized' and first_date <= last_date
),

begun as (
    select
        *,
        coalesce(
            first_date > 1 + max(last_date) over (
                partition by link_id
                order by first_date, last_date
                rows between unbounded preceding and 1 preceding
            ),
            true
        ) as is_start
    from piece
),

numbered as (
    select
        *,
        count(*) filter (where is_start) over (
            partition by link_id
            order by first_date, last_date
            rows between unbounded preceding and current row
        ) as run_number
    from begun
)

select
    link_id,
    organization_id,
    agency_id,
    min(first_date) as first_date,
    max(last_date) as last_date
from numbered
group by link_id, organization_id, agency_id, run_number
