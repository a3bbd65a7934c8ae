-- title: Gifts of one role to one committee by people tied to contractors of one agency, some of
-- them while the member oversaw it
-- grain: one row per contractor and giver
-- note: Of these givers something stands in the sum above; their gifts on other days, and what was
-- given back, stand here too.
select gift.rowid as gift_row
from marts.contractor_gift as gift
where
    gift.recipient_number = md5_number_lower($committee_id)
    and gift.recipient_id = $committee_id
    and gift.role_code = $role
    and (gift.organization_id, gift.giver_id) in (
        select
            way.organization_id,
            way.giver_id
        from marts.loop_way as way
        where
            way.agency_id = $agency_id
            and way.committee_id = $committee_id
            and way.role_code = $role
    )
