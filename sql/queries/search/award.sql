-- title: Awards whose number is the text or begins with it
-- grain: one row per award, at most so many
-- note: number is the text without anything but letters and digits, in capitals
select
    'award' as kind,
    award_key,
    coalesce(piid, award_key) as name,
    concat_ws(' · ', recipient_name, agency_name) as place,
    action_count,
    case when piid_key = $number then 'by its number' else 'its number begins so' end as said
from marts.search_award
where piid_key >= $number and piid_key < $number || chr(126)
order by piid_key <> $number asc, action_count desc, award_key asc
limit $most
