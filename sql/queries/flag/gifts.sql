-- title: Gifts among the records of a flag
-- grain: one row per record
with cited as (
    select unnest(flag.evidence) as record_id
    from marts.flag as flag
    where flag.flag_number = md5_number_lower($flag_id) and flag.flag_id = $flag_id
)

select gift.rowid as gift_row
from marts.gift as gift
where
    gift.record_number in (select md5_number_lower(cited.record_id) from cited)
    and gift.record_id in (select cited.record_id from cited)
