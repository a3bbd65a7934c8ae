-- title: The links of a part: both ends belong to it
-- grain: one row per link
-- given: chosen_id
select * -- noqa: AM04
from marts.edge
where
    from_id in (select chosen_id.entity_id from chosen_id)
    and to_id in (select chosen_id.entity_id from chosen_id)
