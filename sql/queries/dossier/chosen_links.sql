-- title: The links that a dossier holds: those of its subjects, the largest sums where many
-- grain: one row per link
select link_id
from marts.neighbour
where
    entity_number in (select md5_number_lower(unnest($ids)))
    and entity_id in (select unnest($ids))
group by link_id
order by max(abs(coalesce(amount_usd, 0))) desc, link_id asc
limit $most_links
