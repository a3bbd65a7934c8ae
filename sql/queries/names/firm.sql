-- title: The firms that a UEI, an id or a name stands for
-- grain: one row per firm
select cluster_id
from entities.organization_cluster
where organization_id in ('uei:' || upper(trim($text)), trim($text))
union distinct
select firm.cluster_id
from entities.name_key as key
inner join entities.organization_key as firm on key.name_key = firm.name_key
where key.name = trim($text)
order by cluster_id
