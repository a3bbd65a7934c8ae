-- title: Rows that reattribute or redesignate a gift and are followed
-- grain: one row per itemized transaction that moves a gift, or states it again
-- key: record_id
-- params: moved_days=60
-- note: a gift that was in part another's (a spouse's: 11 CFR 110.1(k)(3)) or is meant for another
-- election (110.1(b)(5)) is reported as a memo of the whole, a negative half and one or more
-- positive ones (104.8(d)(4)). They are told by their words, with memo code X or without
-- halves of one filer are followed where they add up to nothing: those of one surname and day,
-- else of one ZIP code and day, else two of one amount and day, else all of a day, else two of one
-- amount within moved_days; and only where each giver who loses a part has gifts loaded that reach
-- it: else nothing is loaded that could move, and each half stays what it would be by itself
-- column kind: reattribution (to another giver), redesignation (to another election), whole (the
-- gift that is divided, stated again)
-- column is_in_memo: a half of it has memo code X, so that the committee's totals lack it
-- column other_record_id: a half of the other side, or the gift that is stated again
-- column other_name: whom a reattribution went to, or came from
with worded as (
    select
        filed.record_id,
        filed.filer_committee_id,
        filed.transaction_date,
        filed.amount_usd,
        filed.zip5_code,
        filed.name,
        coalesce(filed.memo_code = 'X', false) as is_memo,
        case
            when regexp_matches(filed.memo_text, 're-?attr|\battribut', 'i') then 'reattribution'
            else 'redesignation'
        end as kind,
        -- the gift itself only points at what becomes of it
        filed.amount_usd > 0
        and (
            regexp_matches(
                filed.memo_text,
                '\b(see (re-?attr|re-?desig|below|memo|line|sched|next)|request|pending|below)',
                'i'
            )
            or regexp_matches(filed.memo_text, '\b(re-?attribut[a-z]*|given) to\b', 'i')
        )
        and not regexp_matches(filed.memo_text, '\bfrom\b', 'i') as is_pointer
    from entities.transaction as filed
    anti join entities.repeated_filing as repeated on filed.record_id = repeated.record_id
    where
        filed.role in ('receipt', 'earmarked')
        and filed.amount_usd <> 0
        and filed.transaction_date is not null
        and filed.name is not null
        and regexp_matches(
            filed.memo_text,
            're-?(attr|desig)|\battribut(ed|ion) (from|to) (spouse|husband|wife)',
            'i'
        )
),

half as (
    select
        *,
        abs(amount_usd) as size_usd,
        amount_usd > 0 as is_gain,
        regexp_extract(upper(name), '^[^,]+') as surname
    from worded
    where not is_pointer
),

of_surname as (
    select
        record_id,
        concat_ws('|', filer_committee_id, kind, transaction_date, surname) as move_id
    from half
    qualify
        sum(amount_usd) over (
            partition by filer_committee_id, kind, transaction_date, surname
        ) = 0
),

of_household as (
    select
        half.record_id,
        concat_ws('|', half.filer_committee_id, half.kind, half.transaction_date, half.zip5_code)
            as move_id
    from half
    anti join of_surname on half.record_id = of_surname.record_id
    where half.zip5_code is not null
    qualify
        sum(half.amount_usd) over (
            partition by half.filer_committee_id, half.kind, half.transaction_date, half.zip5_code
        ) = 0
),

numbered as (
    select
        half.*,
        row_number() over (
            partition by
                half.filer_committee_id,
                half.kind,
                half.transaction_date,
                half.size_usd,
                half.is_gain
            order by half.record_id
        ) as turn
    from half
    anti join of_surname on half.record_id = of_surname.record_id
    anti join of_household on half.record_id = of_household.record_id
),

of_amount as (
    select
        record_id,
        concat_ws('|', filer_committee_id, kind, transaction_date, size_usd, turn) as move_id
    from numbered
    qualify
        count(*) over (
            partition by filer_committee_id, kind, transaction_date, size_usd, turn
        ) = 2
),

of_day as (
    select
        numbered.record_id,
        concat_ws('|', numbered.filer_committee_id, numbered.kind, numbered.transaction_date)
            as move_id
    from numbered
    anti join of_amount on numbered.record_id = of_amount.record_id
    qualify
        sum(numbered.amount_usd) over (
            partition by
                numbered.filer_committee_id, numbered.kind, numbered.transaction_date
        ) = 0
),

waiting as (
    select
        numbered.* exclude (turn),
        row_number() over (
            partition by
                numbered.filer_committee_id, numbered.kind, numbered.size_usd, numbered.is_gain
            order by numbered.transaction_date, numbered.record_id
        ) as turn
    from numbered
    anti join of_amount on numbered.record_id = of_amount.record_id
    anti join of_day on numbered.record_id = of_day.record_id
),

of_weeks as (
    select
        record_id,
        concat_ws('|', filer_committee_id, kind, size_usd, 'turn', turn) as move_id
    from waiting
    qualify
        count(*) over (partition by filer_committee_id, kind, size_usd, turn) = 2
        and max(transaction_date) over (partition by filer_committee_id, kind, size_usd, turn)
        - min(transaction_date) over (partition by filer_committee_id, kind, size_usd, turn)
        <= getvariable('moved_days')::integer
),

matched as (
    select * from of_surname
    union all
    select * from of_household
    union all
    select * from of_amount
    union all
    select * from of_day
    union all
    select * from of_weeks
),

moved as (
    select
        half.record_id,
        half.filer_committee_id,
        half.amount_usd,
        half.name,
        half.kind,
        half.is_memo,
        half.is_gain,
        matched.move_id
    from half
    inner join matched on half.record_id = matched.record_id
),

written as (
    select distinct name
    from entities.transaction
    where
        role in ('receipt', 'earmarked')
        and filer_committee_id in (select worded.filer_committee_id from worded)
),

-- a name as it is compared: without titles, initials and marks
keyed as (
    select
        written.name,
        coalesce(
            nullif(
                regexp_extract(
                    regexp_replace(upper(written.name), '[^A-Z, ]', '', 'g'),
                    '^[^,]*, *[A-Z]+'
                ),
                ''
            ),
            upper(written.name)
        ) as name_key
    from written
),

gift as (
    select
        filed.record_id,
        filed.filer_committee_id as committee_id,
        keyed.name_key,
        filed.amount_usd,
        filed.transaction_date
    from entities.transaction as filed
    inner join keyed on filed.name = keyed.name
    anti join entities.repeated_filing as repeated on filed.record_id = repeated.record_id
    anti join half on filed.record_id = half.record_id
    where
        filed.role in ('receipt', 'earmarked')
        and filed.memo_code is distinct from 'X'
        and filed.amount_usd > 0
),

given as (
    select
        committee_id,
        name_key,
        sum(amount_usd) as given_usd
    from gift
    group by committee_id, name_key
),

lost as (
    select
        moved.filer_committee_id,
        keyed.name_key,
        -sum(moved.amount_usd) filter (where not moved.is_gain) as lost_usd,
        list(distinct moved.move_id) as move_ids
    from moved
    inner join keyed on moved.name = keyed.name
    where not moved.is_gain
    group by moved.filer_committee_id, keyed.name_key
),

groundless as (
    select distinct unnest(lost.move_ids) as move_id
    from lost
    left join given
        on lost.filer_committee_id = given.committee_id and lost.name_key = given.name_key
    where given.given_usd is null or given.given_usd < lost.lost_usd
),

move as (
    select
        moved.move_id,
        bool_or(moved.is_memo) as is_in_memo,
        min(moved.record_id) filter (where moved.is_gain) as gain_record_id,
        min(moved.record_id) filter (where not moved.is_gain) as loss_record_id,
        list_aggregate(
            list_sort(list(distinct moved.name) filter (where moved.is_gain)), 'string_agg', ' and '
        ) as gain_name,
        list_aggregate(
            list_sort(list(distinct moved.name) filter (where not moved.is_gain)),
            'string_agg',
            ' and '
        ) as loss_name
    from moved
    anti join groundless on moved.move_id = groundless.move_id
    group by moved.move_id
),

restated as (
    select
        worded.record_id,
        min(gift.record_id) as gift_record_id
    from worded
    inner join keyed on worded.name = keyed.name
    inner join gift
        on
            worded.filer_committee_id = gift.committee_id
            and keyed.name_key = gift.name_key
            and worded.amount_usd = gift.amount_usd
    where worded.is_pointer and worded.is_memo
    group by worded.record_id
)

select
    moved.record_id,
    moved.kind,
    move.is_in_memo,
    case when moved.is_gain then move.loss_record_id else move.gain_record_id end
        as other_record_id,
    case
        when moved.kind = 'redesignation' then null
        when moved.is_gain then move.loss_name
        else move.gain_name
    end as other_name
from moved
inner join move on moved.move_id = move.move_id
union all
select
    record_id,
    'whole' as kind,
    true as is_in_memo,
    gift_record_id as other_record_id,
    null as other_name
from restated
