-- title: Gifts of one role to one committee by people tied to contractors of one agency
-- grain: one row per contractor and giver
select gift.rowid as gift_row
from marts.contractor_gift as gift
where
    gift.recipient_number = md5_number_lower($committee_id)
    and gift.recipient_id = $committee_id
    and gift.role_code = $role
    and gift.organization_id in (
        select firm.organization_id
        from marts.agency_contractor as firm
        where firm.agency_id = $agency_id
    )
