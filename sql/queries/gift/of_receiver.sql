-- title: Gifts to one committee and refunds by it, of all cycles and givers or of some
-- grain: one row per record
-- note: kind is what the giver is: person, organization, committee or unnamed
select rowid as gift_row
from marts.gift
where
    recipient_number = md5_number_lower($committee_id)
    and recipient_id = $committee_id
    and ($cycle is null or cycle::varchar = $cycle)
    and ($kind is null or coalesce(giver_kind, 'unnamed') = $kind)
    and ($name is null or contains(upper(giver_name), upper($name)))
