-- title: The records that the rows of a dossier cite
-- grain: one row per record
select unnest(evidence) as record_id
from marts.edge
union
select unnest(evidence)
from marts.flag
union
select record_id
from marts.award_action
union
select record_id
from measures.tied_gift
union
select record_id
from entities.contribution
union
select record_id
from marts.published_total
union
select reported_record_id
from marts.award
union
select published_record_id
from marts.reconciliation
union
select unnest(record_ids)
from marts.mark
