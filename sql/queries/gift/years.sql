-- title: Given by year and kind of receiver
-- grain: one row per year and kind of receiver
-- given: chosen
-- order: "year", "to"
-- note: The gifts loaded, less what was given back, each dollar once; a record without a date
-- stands in no year.
select
    year(gift.gift_date) as "year",
    case coalesce(receiver.kind, 'unknown')
        when 'campaign' then 'campaigns'
        when 'party' then 'parties'
        when 'PAC' then 'PACs'
        when 'super PAC' then 'super PACs'
        when 'other' then 'other filers'
        else 'receivers of a kind not stated'
    end as "to",
    sum(gift.amount_usd)::decimal(18, 2) as "less refunds USD",
    count(*) as "records"
from marts.gift as gift
left join marts.committee as receiver on gift.recipient_id = receiver.entity_id
where gift.gift_date is not null and gift.rowid in (select chosen.gift_row from chosen)
group by year(gift.gift_date), coalesce(receiver.kind, 'unknown')
having sum(gift.amount_usd) is not null
