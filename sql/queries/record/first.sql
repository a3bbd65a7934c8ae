-- title: The first of the records that are cited, by date
-- grain: one row per cited record
-- given: cited
select cited.record_id
from cited
inner join marts.evidence as record
    on md5_number_lower(cited.record_id) = record.record_number
order by record.record_date asc nulls last, record.record_id asc
limit $most
