-- title: The newest records of each ledger
-- grain: one row per record, the newest hundred of each ledger
-- key: ledger, record_id
-- params: newest_count=100
-- note: of contributions only those that committees gave: private persons are not listed
with actions as (
    select
        'contract action' as ledger,
        action_date as record_date,
        concat_ws(' ', piid, 'modification', modification_number) as title,
        obligated_usd as amount_usd,
        agency_id as from_id,
        agency_name as from_name,
        organization_id as to_id,
        recipient_name as to_name,
        award_key,
        record_id
    from marts.award_action
    where action_date is not null
    qualify
        row_number() over (order by action_date desc, record_id asc)
        <= getvariable('newest_count')::integer
),

gifts as (
    select
        'contribution of a committee' as ledger,
        gift.transaction_date as record_date,
        'contribution' as title,
        gift.who_gave_usd as amount_usd,
        'fec:' || gift.giver_committee_id as from_id,
        giver.name as from_name,
        'fec:' || gift.recipient_committee_id as to_id,
        recipient.name as to_name,
        null as award_key,
        gift.record_id
    from entities.contribution as gift
    left join entities.committee as giver on gift.giver_committee_id = giver.committee_id
    left join entities.committee as recipient
        on gift.recipient_committee_id = recipient.committee_id
    where
        gift.giver_committee_id is not null
        and gift.recipient_committee_id is not null
        and gift.transaction_date is not null
        and gift.who_gave_usd is not null
    qualify
        row_number() over (order by gift.transaction_date desc, gift.record_id asc)
        <= getvariable('newest_count')::integer
)

select * from actions
union all by name
select * from gifts
