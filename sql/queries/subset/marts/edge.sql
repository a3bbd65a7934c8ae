-- title: Every link of a subject: who, to whom, since when, how it is known, by which records
-- grain: one row per link
-- given: chosen
-- order: link_id
with found as (
    select md5_number_lower(link_id) as link_number
    from chosen
)

select columns(*)
from marts.edge
-- found by row first: the texts of a link are costly to read
where rowid in (
    select link.rowid
    from marts.edge as link
    inner join found on link.link_number = found.link_number
)
