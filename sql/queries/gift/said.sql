-- title: What the records say of this name
-- grain: one row per kind of statement and wording
-- given: chosen
-- order: _rank, "records" desc, "as written"
-- note: As givers and committees wrote it, in the records loaded. One person is often written in
-- several ways, and two people in one.
with rows as (
    select
        gift.giver_name,
        gift.employer,
        gift.occupation,
        gift.place,
        gift.gift_date
    from marts.gift as gift
    where gift.rowid in (select chosen.gift_row from chosen)
),

stated as (
    select
        1 as place_in_list,
        'name' as statement,
        giver_name as wording,
        gift_date
    from rows
    union all
    select
        2,
        'employer',
        employer,
        gift_date
    from rows
    union all
    select
        3,
        'occupation',
        occupation,
        gift_date
    from rows
    union all
    select
        4,
        'place',
        place,
        gift_date
    from rows
)

select
    statement as "what",
    wording as "as written",
    count(*) as "records",
    min(gift_date) as "first",
    max(gift_date) as "last",
    place_in_list as _rank
from stated
where wording is not null
group by place_in_list, statement, wording
