-- title: Itemized transactions, each with one reason for being in a total or out of it
-- grain: one row per itemized transaction
-- key: record_id
-- params: implausible_usd=10000000000
-- note: two measures: who gave (to the true source) and what a committee received; the signs of
-- each reason stand in seeds.count_reason
-- a row of implausible_usd or more, of either sign, is held out: it is far above every gift in the
-- records that this was tried on, and of the order of what all committees of a cycle take in
-- a row dated after the day on which its file was published, else fetched, is held apart; where no
-- day of the file is known, one dated after the end of the file's cycle
-- column count_reason: why the row is counted or not, from the list in seeds.count_reason
-- column is_counted: whether the row is part of what its contributor gave
-- column who_gave_usd: its part of what its contributor gave, refunds negative; null when none
-- column committee_received_usd: its part of what the recipient took in; null when none
-- column memo_usd: amounts that stand beside the totals and are not in them; null when none
-- column is_refund: gives back what was given, whichever side reports it; what is written down as
-- positive lowers the totals
-- column giver_committee_id: the committee that gave, where a committee did
-- column is_named_giver: whether the name on the row is the giver's (or of who is refunded); an
-- earmarked gift may name only its intermediary, and its giver is then not known
-- column recipient_committee_id: the committee that the money went to, or came back from
-- column counterpart_id: the other report of the same money, the kept row or the divided gift
-- column is_moved: half of a reattribution or redesignation that is followed: neither a new gift
-- nor one given back
-- column moved_name: whom a reattribution went to, or came from
-- column is_fec_individual: what fec.gov shows as an individual's gift, by the API's own word or
-- by openFEC's rule (is_individual, V0195); bulk rows have no line number to infer small gifts from
with matched as (
    select
        sent_record_id as record_id,
        received_record_id as counterpart_id
    from entities.counterpart
    union all
    select
        received_record_id,
        sent_record_id
    from entities.counterpart
    union all
    select
        record_id,
        near_record_id
    from entities.unlike_counterpart
),

-- the last day that a row of the file can be dated
file as (
    select
        file_sha256,
        coalesce(
            max(published_date), max(retrieved_at)::date, make_date(max(cycle), 12, 31)
        ) as last_day
    from staging.source_file
    where table_name like 'fec%'
    group by file_sha256
),

looked_up as (
    select
        filed.* exclude (role, contributor_key),
        -- who gets back is who gave, whatever the row repeats of the employer
        coalesce(refunded.contributor_key, filed.contributor_key) as contributor_key,
        case when independent_refund.record_id is not null then 'refund' else filed.role end
            as role,
        independent_refund.record_id is not null as is_independent_refund,
        relayed.record_id is not null as is_relayed,
        coalesce(abs(filed.amount_usd) >= getvariable('implausible_usd')::decimal(18, 2), false)
            as is_implausible,
        coalesce(filed.transaction_date > file.last_day, false) as is_dated_ahead,
        reattribution.kind as move_kind,
        reattribution.is_in_memo,
        reattribution.other_name as moved_name,
        coalesce(conduit_row.is_recipients, false) as is_recipients,
        conduit_row.recipient_id,
        repeated.count_reason as repeat_reason,
        joint_share.gift_record_id is not null as is_traced,
        matched.counterpart_id is not null as is_matched,
        coalesce(
            repeated.kept_record_id,
            matched.counterpart_id,
            joint_share.gift_record_id,
            relayed.next_record_id,
            reattribution.other_record_id
        ) as counterpart_id
    from entities.transaction as filed
    left join entities.conduit_row as conduit_row on filed.record_id = conduit_row.record_id
    left join entities.repeated_filing as repeated on filed.record_id = repeated.record_id
    left join entities.joint_share as joint_share on filed.record_id = joint_share.record_id
    left join matched on filed.record_id = matched.record_id
    left join entities.reattribution as reattribution
        on filed.record_id = reattribution.record_id
    left join entities.independent_refund as independent_refund
        on filed.record_id = independent_refund.record_id
    left join entities.relayed_earmark as relayed on filed.record_id = relayed.record_id
    left join entities.refunded_gift as refunded on filed.record_id = refunded.record_id
    left join file on filed.file_sha256 = file.file_sha256
),

reasoned as (
    select
        *,
        case
            when repeat_reason is not null then repeat_reason
            when is_implausible then 'implausible_amount'
            when is_dated_ahead then 'dated_ahead'
            when
                is_with_itself
                and role in (
                    'given', 'received', 'transfer_in', 'transfer_out', 'refund_in', 'refund_out',
                    'receipt'
                )
                then 'own_account'
            when move_kind = 'whole' then 'restated'
            -- what is in no memo is in the committee's totals, where both halves add up to nothing
            when move_kind = 'reattribution' and is_in_memo then 'reattributed'
            when move_kind = 'redesignation' and is_in_memo then 'redesignated'
            when role is null and direction = 'out' then 'disbursement'
            when role is null then 'other_type'
            when role = 'joint_share' and is_traced then 'joint_share_traced'
            when role = 'joint_share' then 'joint_share'
            when role = 'conduit_in' then 'conduit_side'
            -- the intermediary's own line beside the earmarked gifts that it passed on
            when role = 'earmarked' and memo_code = 'X' and is_with_committee then 'conduit_side'
            when role = 'conduit_out' and is_matched and not is_recipients then 'conduit_side'
            when role = 'conduit_out' and is_relayed then 'conduit_side'
            when
                memo_code = 'X'
                and role not in (
                    'loan', 'disbursement', 'other_receipt', 'coordinated',
                    'independent_expenditure', 'nonfederal_refund'
                )
                then 'memo'
            when role = 'conduit_out' and is_recipients then 'earmarked_receipt'
            when role = 'conduit_out' and recipient_id is not null then 'conduit_only'
            when role = 'conduit_out' then 'conduit_unresolved'
            when role in ('receipt', 'earmarked') and amount_usd < 0 then 'reversal'
            when role = 'earmarked' then 'earmarked_receipt'
            when role = 'receipt' and is_with_committee and is_matched then 'received'
            when role = 'given' and not is_matched and other_committee_id is not null
                then 'given_only'
            when role = 'received' and not is_matched then 'received_only'
            when role = 'transfer_out' and is_matched then 'transfer'
            when role = 'transfer_out' then 'transfer_only'
            when role = 'transfer_in' then 'transfer_received'
            when role = 'refund' and amount_usd < 0 then 'refund_reversal'
            when is_independent_refund then 'independent_refund'
            when role = 'refund_out' then 'committee_refund'
            when role = 'refund_in' and is_matched then 'refund_mirror'
            when role = 'refund_in' then 'refund_received_only'
            else role
        end as count_reason,
        case
            when is_recipients or recipient_id is not null then recipient_id
            when role in ('given', 'transfer_out', 'refund_in') then other_committee_id
            when role = 'conduit_out' then null
            else filer_committee_id
        end as recipient_committee_id,
        case
            when role in ('given', 'transfer_out', 'refund_in') then filer_committee_id
            when role in ('received', 'transfer_in', 'refund_out') then other_committee_id
            when role in ('receipt', 'joint_share') and is_with_committee then other_committee_id
        end as giver_committee_id
    from looked_up
)

select
    reasoned.record_id,
    reasoned.record_url,
    reasoned.filer_committee_id,
    reasoned.transaction_type_code,
    reasoned.entity_type_code,
    reasoned.name,
    reasoned.city_name,
    reasoned.state_code,
    reasoned.zip5_code,
    reasoned.employer,
    reasoned.occupation,
    reasoned.transaction_date,
    reasoned.amount_usd,
    reasoned.other_id,
    reasoned.memo_code,
    reasoned.cycle,
    reasoned.file_sha256,
    reasoned.case_person,
    reasoned.contributor_key,
    reasoned.role,
    reasoned.direction,
    coalesce(reasoned.role in ('refund', 'refund_out', 'refund_in'), false) as is_refund,
    reasoned.count_reason,
    reasoned.giver_committee_id,
    reasoned.giver_committee_id is null
    and coalesce(
        reasoned.role in (
            'receipt', 'earmarked', 'joint_share', 'received', 'conduit_in', 'conduit_out',
            'refund', 'nonfederal_refund'
        )
        and not (reasoned.role = 'earmarked' and reasoned.count_reason = 'conduit_side')
        -- the intermediary's name in the place of the giver's: people are written LAST, FIRST,
        -- and a committee has no employer
        and not coalesce(
            reasoned.role = 'earmarked'
            and reasoned.is_with_committee
            and reasoned.other_committee_id is not null
            and strpos(reasoned.name, ',') = 0
            and (
                coalesce(reasoned.employer, reasoned.occupation) is not null
                or regexp_matches(reasoned.memo_text, 'earmark[a-z]* (from|by|for) ', 'i')
            ),
            false
        ),
        false
    ) as is_named_giver,
    reasoned.recipient_committee_id,
    reasoned.counterpart_id,
    coalesce(reasoned.move_kind <> 'whole', false) as is_moved,
    reasoned.moved_name,
    reason.who_gave_sign::integer <> 0 as is_counted,
    case
        when reason.who_gave_sign::integer <> 0
            then (reasoned.amount_usd * reason.who_gave_sign::integer)::decimal(18, 2)
    end as who_gave_usd,
    case
        when reason.committee_received_sign::integer <> 0
            then (reasoned.amount_usd * reason.committee_received_sign::integer)::decimal(18, 2)
    end as committee_received_usd,
    case when reason.memo_sign::integer <> 0 then reasoned.amount_usd end as memo_usd,
    coalesce(
        reasoned.is_individual,
        reasoned.transaction_type_code in (
            '10', '15', '15E', '15J', '30', '30T', '31', '31T', '32', '10J', '11', '11J', '30J',
            '31J', '32T', '32J', '30E', '31E', '32E'
        )
        or (
            reasoned.entity_type_code = 'IND'
            and reasoned.transaction_type_code in ('24I', '24T')
        )
        or (
            reasoned.amount_usd < 200
            and reasoned.line_number in ('11AI', '12', '17', '17A', '18')
            and not (
                coalesce(reasoned.memo_code = 'X', false)
                and coalesce(
                    regexp_matches(reasoned.memo_text, 'earmark|earmk|ermk', 'i'), false
                )
            )
        ),
        false
    ) as is_fec_individual
from reasoned
-- a reason without a line keeps its rows here, so that a check can name them
left join seeds.count_reason as reason on reasoned.count_reason = reason.count_reason
