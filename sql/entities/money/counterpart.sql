-- title: Two reports of the same dollar: the sender's row and the recipient's
-- grain: one row per pair; a record stands in one pair at most
-- key: sent_record_id
-- params: earmark_days=10 committee_days=45
-- note: earliest first within the days allowed, which leaves the fewest rows unpaired
-- an earmarked gift pairs by recipient, amount, and name as written or short name and ZIP code
-- a gift between committees pairs by both ids and the amount
-- column pair_kind: earmark, committee (gift or transfer) or refund
-- column sent_record_id: the row of the intermediary, the giver or the refunding committee
-- column received_record_id: the row of the committee that took the money in
-- column gap_days: days between the dates of the two rows
-- read three times with other rows each: kept whole it would hold most of the records
with live as not materialized (
    select
        filed.record_id,
        filed.role,
        filed.filer_committee_id,
        filed.other_committee_id,
        filed.is_with_committee,
        filed.name,
        filed.zip5_code,
        filed.amount_usd,
        filed.transaction_date,
        filed.memo_code
    from entities.transaction as filed
    anti join entities.repeated_filing as repeated on filed.record_id = repeated.record_id
    where filed.transaction_date is not null and filed.amount_usd is not null
),

passed_on as (
    select
        live.*,
        conduit_row.recipient_id
    from live
    inner join entities.conduit_row as conduit_row on live.record_id = conduit_row.record_id
    where not conduit_row.is_recipients
),

earmark_event as (
    select
        'earmark' as pair_kind,
        '' as sender_id,
        recipient_id,
        amount_usd,
        0 as phase,
        0 as side,
        transaction_date,
        record_id,
        name,
        zip5_code,
        filer_committee_id as via_id
    from passed_on
    union all
    select
        'earmark',
        '',
        gift.filer_committee_id,
        gift.amount_usd,
        case when gift.role = 'receipt' then 1 else 0 end,
        1,
        gift.transaction_date,
        gift.record_id,
        gift.name,
        gift.zip5_code,
        gift.other_committee_id
    from live as gift
    semi join passed_on
        on
            gift.filer_committee_id = passed_on.recipient_id
            and gift.amount_usd = passed_on.amount_usd
    where
        gift.role in ('earmarked', 'receipt')
        and gift.memo_code is distinct from 'X'
        and not gift.is_with_committee
    union all
    select
        'earmark',
        '',
        live.filer_committee_id,
        live.amount_usd,
        0,
        1,
        live.transaction_date,
        live.record_id,
        live.name,
        live.zip5_code,
        live.other_committee_id
    from live
    inner join entities.conduit_row as conduit_row on live.record_id = conduit_row.record_id
    where conduit_row.is_recipients and live.memo_code is distinct from 'X'
),

committee_event as (
    select
        case when role in ('refund_out', 'refund_in') then 'refund' else 'committee' end
            as pair_kind,
        role in ('received', 'transfer_in', 'refund_in', 'receipt') as is_received,
        transaction_date,
        record_id,
        filer_committee_id,
        other_committee_id,
        amount_usd
    from live
    where
        other_committee_id is not null
        and memo_code is distinct from 'X'
        and (
            role in ('given', 'received', 'transfer_in', 'transfer_out', 'refund_in', 'refund_out')
            or (role = 'receipt' and is_with_committee)
        )
),

event as (
    select
        *,
        coalesce(
            nullif(
                regexp_extract(
                    regexp_replace(upper(name), '[^A-Z, ]', '', 'g'), '^[^,]*, *[A-Z]+'
                ),
                ''
            ),
            upper(name)
        ) as name_key,
        getvariable('earmark_days')::integer as days
    from earmark_event
    union all
    select
        pair_kind,
        case when is_received then other_committee_id else filer_committee_id end,
        case when is_received then filer_committee_id else other_committee_id end,
        amount_usd,
        0,
        is_received::integer,
        transaction_date,
        record_id,
        '',
        null,
        null,
        '',
        getvariable('committee_days')::integer
    from committee_event
),

-- lists are dear: only keys with rows of both sides are listed
two_sided as (
    select
        pair_kind,
        sender_id,
        recipient_id,
        amount_usd,
        name_key
    from event
    where name_key is not null
    group by pair_kind, sender_id, recipient_id, amount_usd, name_key
    having min(side) < max(side)
),

-- each key's rows in order, each as a queue of one that waits for its other side
queued as (
    select
        list(
            {
                'waiting': [
                    {
                        'side': side,
                        'day': transaction_date,
                        'record_id': record_id,
                        'name': upper(name),
                        'zip5_code': zip5_code,
                        'via_id': via_id,
                        'days': days,
                        'pair_kind': pair_kind
                    }
                ],
                'pairs': []::struct(
                    pair_kind varchar,
                    sent_record_id varchar,
                    received_record_id varchar,
                    gap_days integer
                )[]
            }
            order by phase, transaction_date, side, record_id
        ) as rows_in_order
    from event
    inner join two_sided using (pair_kind, sender_id, recipient_id, amount_usd, name_key)
    group by pair_kind, sender_id, recipient_id, amount_usd, name_key
),

-- a row takes the earliest waiting row of the other side that fits it, or waits itself
paired as (
    select
        list_reduce(
            rows_in_order,
            lambda done, next: list_transform(
                [
                    list_filter(
                        done.waiting,
                        lambda row: row.side <> next.waiting[1].side
                        and abs(row.day - next.waiting[1].day) <= row.days
                        and (
                            row.name = next.waiting[1].name
                            or coalesce(row.zip5_code = next.waiting[1].zip5_code, false)
                        )
                        and coalesce(row.via_id = next.waiting[1].via_id, true)
                    )[1]
                ],
                lambda found: case
                    when found is null
                        then {'waiting': done.waiting || next.waiting, 'pairs': done.pairs}
                    else {
                        'waiting': list_filter(
                            done.waiting, lambda row: row.record_id <> found.record_id
                        ),
                        'pairs': done.pairs || [
                            {
                                'pair_kind': found.pair_kind,
                                'sent_record_id': case
                                    when found.side = 0 then found.record_id
                                    else next.waiting[1].record_id
                                end,
                                'received_record_id': case
                                    when found.side = 1 then found.record_id
                                    else next.waiting[1].record_id
                                end,
                                'gap_days': abs(found.day - next.waiting[1].day)::integer
                            }
                        ]
                    }
                end
            )[1]
        ).pairs as pairs
    from queued
),

pair as (
    select unnest(pairs) as found
    from paired
)

select
    found.pair_kind,
    found.sent_record_id,
    found.received_record_id,
    found.gap_days
from pair
