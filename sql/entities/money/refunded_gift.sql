-- title: The gift that a refund, or a row below zero, takes back
-- grain: one row per itemized transaction that gives back or lowers a gift which is loaded
-- key: record_id
-- note: of the same committee, name and ZIP code (or city, where no ZIP code proves a place): who
-- gets back from a committee has given to it, so that no namesake is meant. Refunds seldom repeat
-- the employer: whose money it was is read from the gift. Of several gifts one that is not later
-- goes first, then one of the same amount, then the newest
-- column gift_record_id: the gift
-- column contributor_key: of the gift
with stated as (
    select
        record_id,
        filer_committee_id,
        role,
        amount_usd,
        transaction_date,
        memo_code,
        contributor_key,
        upper(name) as name_key,
        coalesce(state_code, '') || '|' || coalesce(zip5_code, upper(city_name), '') as place_key
    from entities.transaction
    where
        name is not null
        and amount_usd <> 0
        and not is_with_committee
        and role in ('receipt', 'earmarked', 'refund', 'nonfederal_refund')
),

back as (
    select * from stated
    where role in ('refund', 'nonfederal_refund') or amount_usd < 0
),

gift as (
    select stated.*
    from stated
    semi join back
        on
            stated.filer_committee_id = back.filer_committee_id
            and stated.name_key = back.name_key
            and stated.place_key = back.place_key
    where
        stated.role in ('receipt', 'earmarked')
        and stated.amount_usd > 0
        and stated.memo_code is distinct from 'X'
)

select
    back.record_id,
    gift.record_id as gift_record_id,
    gift.contributor_key
from back
inner join gift
    on
        back.filer_committee_id = gift.filer_committee_id
        and back.name_key = gift.name_key
        and back.place_key = gift.place_key
qualify
    row_number() over (
        partition by back.record_id
        order by
            coalesce(gift.transaction_date <= back.transaction_date, false) desc,
            abs(back.amount_usd) = gift.amount_usd desc,
            gift.transaction_date desc nulls last,
            gift.record_id desc
    ) = 1
