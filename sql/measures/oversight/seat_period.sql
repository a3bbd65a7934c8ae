-- title: Days of which seats on the committees of Congress are loaded
-- grain: one row per Congress
-- key: congress
-- params: min_shown_share=0.5
-- note: from the first day on which files show, of each chamber that they show at all in that
-- Congress, at least min_shown_share of the seats on full committees that they show on any of its
-- days, to the last such day. On other days nobody is known to sit or not to sit on a committee,
-- save where a case states it
-- column snapshot_count: days of which such a file is loaded
with shown as (
    select
        congress,
        seen_date,
        substr(body_id, length('congress:') + 1, 1) as chamber,
        sum(member_count) as member_count
    from entities.committee_roster
    where not is_carried_over and length(body_id) = length('congress:HSAS')
    group by congress, seen_date, chamber
),

-- joint committees have few seats
measured as (
    select
        *,
        member_count >= getvariable('min_shown_share')::double * max(member_count) over (
            partition by congress, chamber
        ) as is_shown
    from shown
    where chamber in ('H', 'S')
),

chamber as (
    select
        congress,
        chamber,
        min(seen_date) as first_date
    from measured
    where is_shown
    group by congress, chamber
),

begun as (
    select
        congress,
        max(first_date) as first_date
    from chamber
    group by congress
)

select
    begun.congress,
    begun.first_date,
    max(measured.seen_date) as last_date,
    count(distinct measured.seen_date) as snapshot_count
from begun
inner join measured
    on begun.congress = measured.congress and begun.first_date <= measured.seen_date
where measured.is_shown
group by begun.congress, begun.first_date
