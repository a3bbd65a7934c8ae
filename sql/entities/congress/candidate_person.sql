-- title: The person of each candidate id, where several ids are one person's
-- grain: one row per FEC candidate id that stands for another's person or a member of Congress
-- key: candidate_id
-- note: by Congress's own list of ids, then by a case, then by entities.candidate_pair. Ids that
-- hang together over two members of Congress or over two suffixes stay apart. Of several ids of no
-- member one of a case's seat names the person, else the first
-- column basis_code: legislators | case | shared_ids
with stated as (
    select
        unnest(fec_candidate_ids) as candidate_id,
        bioguide_id,
        1 as trust
    from staging.congress_legislator
    union
    select
        candidate_id,
        bioguide_id,
        0
    from staging.case_seat
    where candidate_id is not null and bioguide_id is not null
),

member as (
    select
        candidate_id,
        arg_max(bioguide_id, (trust, bioguide_id)) as bioguide_id,
        max(trust) as trust
    from stated
    group by candidate_id
),

both_ways as (
    select
        left_id as near_id,
        right_id as far_id
    from entities.candidate_pair
    union
    select
        right_id,
        left_id
    from entities.candidate_pair
),

reached as (
    with recursive walk as (
        select distinct
            near_id as candidate_id,
            near_id as label
        from both_ways
        union
        select
            both_ways.far_id,
            walk.label
        from walk
        inner join both_ways on walk.candidate_id = both_ways.near_id
        where walk.label < both_ways.far_id
    )

    select
        candidate_id,
        min(label) as label
    from walk
    group by candidate_id
),

seat as (
    select distinct candidate_id
    from staging.case_seat
    where candidate_id is not null and bioguide_id is null
),

grouped as (
    select
        reached.label,
        min(member.bioguide_id) as bioguide_id,
        coalesce(
            min(reached.candidate_id) filter (where seat.candidate_id is not null),
            min(reached.candidate_id)
        ) as first_id
    from reached
    left join member on reached.candidate_id = member.candidate_id
    left join entities.candidate_name as name on reached.candidate_id = name.candidate_id
    left join seat on reached.candidate_id = seat.candidate_id
    group by reached.label
    having count(distinct member.bioguide_id) <= 1 and count(distinct name.suffix) <= 1
),

joined as (
    select
        reached.candidate_id,
        coalesce('bioguide:' || grouped.bioguide_id, 'fec:' || grouped.first_id) as person_id
    from reached
    inner join grouped on reached.label = grouped.label
)

select
    coalesce(member.candidate_id, joined.candidate_id) as candidate_id,
    coalesce('bioguide:' || member.bioguide_id, joined.person_id) as person_id,
    case member.trust
        when 1 then 'legislators'
        when 0 then 'case'
        else 'shared_ids'
    end as basis_code
from member
full join joined on member.candidate_id = joined.candidate_id
