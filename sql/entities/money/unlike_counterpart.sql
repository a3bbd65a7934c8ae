-- title: Gifts and transfers that both sides report, but not with the same amount
-- grain: one row per unpaired row that has an unpaired row of the other side near it
-- key: record_id
-- params: committee_days=45
-- note: 30,000 in the giver's report can be two gifts of 15,000 in the recipient's: each side
-- is then counted in its own report only, so that nothing counts twice
-- column near_record_id: the nearest row of the other side
with unpaired as (
    select
        filed.record_id,
        filed.transaction_date,
        filed.amount_usd,
        filed.role in ('received', 'transfer_in') as is_received,
        case
            when filed.role in ('received', 'transfer_in') then filed.other_committee_id
            else filed.filer_committee_id
        end as sender_id,
        case
            when filed.role in ('received', 'transfer_in') then filed.filer_committee_id
            else filed.other_committee_id
        end as recipient_id
    from entities.transaction as filed
    anti join entities.repeated_filing as repeated on filed.record_id = repeated.record_id
    anti join entities.counterpart as sent on filed.record_id = sent.sent_record_id
    anti join entities.counterpart as received on filed.record_id = received.received_record_id
    where
        filed.role in ('given', 'received', 'transfer_in', 'transfer_out')
        and filed.other_committee_id is not null
        and filed.memo_code is distinct from 'X'
)

select
    own.record_id,
    arg_min(
        other.record_id,
        (abs(own.transaction_date - other.transaction_date), other.record_id)
    ) as near_record_id
from unpaired as own
inner join unpaired as other
    on
        own.sender_id = other.sender_id
        and own.recipient_id = other.recipient_id
        and own.is_received <> other.is_received
        and sign(own.amount_usd) = sign(other.amount_usd)
        and abs(own.transaction_date - other.transaction_date)
        <= getvariable('committee_days')::integer
group by own.record_id
