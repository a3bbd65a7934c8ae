-- title: Which of the firms a name as written was compared with at all
-- grain: one row per firm
select distinct firm.cluster_id
from entities.name_pair as pair
inner join entities.name_key as key on pair.name_key = key.name_key
inner join entities.name_reading as reading on key.name = reading.reading
inner join entities.organization_key as firm on pair.firm_key = firm.name_key
where reading.name = trim($name) and list_contains($firms, firm.cluster_id)
