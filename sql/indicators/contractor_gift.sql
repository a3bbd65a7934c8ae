-- title: Possible contribution by a federal contractor
-- grain: one row per contribution in an organization's own name
-- key: flag_id
-- code: TL-S01
-- when: an organization's own name stands as contributor to a federal committee, whatever type the
-- filer wrote beside it (what a name names is decided from the name and all its rows), on a day on
-- which the firm of that name had an award under way, or between the solicitation and the award; a
-- firm is its registrations (UEIs) of one name, and its page says by which rule each is of it
-- why: 52 U.S.C. 30119 and 11 CFR 115.2 forbid a federal contractor - the contracting entity itself
-- - to contribute to federal committees from the start of negotiations or the solicitation until
-- performance ends. It is stated as possible: only the records of both can say
-- innocent: cleared by: another firm of the same name, which may hold the award's registration; a
-- gift that was drawn on another entity's or a person's account and reported under the firm's name;
-- a partnership's or LLC's gift that is attributed to its members; an account that is not for
-- federal elections; an award that ended early without a record of it, was no contract, or was
-- never performed; a gift given back or attributed anew in time
-- excludes: it never reaches a separate segregated fund (PAC), an employee, an officer, an
-- individual, or a parent whose subsidiary holds the contract: parents and subsidiaries are told
-- apart, as context. An award is open until the end that is in force as the records stand now,
-- which the reason names: a later option extends it, a termination ends it and a closeout moves
-- nothing; where the records disagree the reason gives both days. Between two
-- stated days of solicitation: not computable. A gift that a committee reports as attributed to a
-- person is not flagged; a name that may be a person's is listed as not computable. A refund is
-- noted and does not clear by itself. Awards without an end date: not computable
-- params: reattribution_days=365
-- source: 52 U.S.C. 30119; 11 CFR 115; FEC MUR 7099, MUR 7450 (found), MUR 6726 (a subsidiary's)
-- column value: the amount, USD
with own as (
    select *
    from measures.tied_gift
    where role_code = 'contractor'
),

-- a registered firm's name that may as well be a person's: listed, never flagged
undecided as (
    select
        filed.record_id,
        named.organization_id,
        'fec:' || filed.recipient_committee_id as recipient_id,
        filed.transaction_date as gift_date,
        filed.who_gave_usd as amount_usd,
        named.probability as score,
        filed.name,
        kind.basis as kind_doubt
    from entities.named_firm as named
    inner join entities.contribution as filed on named.record_id = filed.record_id
    inner join entities.name_kind as kind
        on named.name = kind.name and kind.kind_code = 'undecided'
    where
        named.named_as = 'giver'
        and filed.who_gave_usd > 0
        and filed.recipient_committee_id is not null
        and not filed.is_refund
),

gift as (
    select
        own.record_id,
        own.organization_id,
        own.recipient_id,
        own.gift_date,
        own.amount_usd,
        own.score,
        filed.name,
        null as kind_doubt
    from own
    inner join entities.contribution as filed on own.record_id = filed.record_id
    where own.amount_usd > 0 and not own.is_refund
    union all by name
    select * from undecided
),

-- whose first action is not loaded is performed from the stated start on
dated_award as (
    select
        * exclude (award_date),
        coalesce(award_date, performance_start_date) as award_date
    from entities.award_term
),

award as (
    select
        award_key,
        organization_id,
        agency_id,
        coalesce(piid, award_key) as piid,
        record_ids,
        -- a solicitation date after the award is a slip of the pen
        least(
            award_date,
            case when last_solicitation_date <= award_date then last_solicitation_date end
        ) as open_date,
        least(
            award_date,
            case when first_solicitation_date <= award_date then first_solicitation_date end
        ) as first_open_date,
        award_date,
        performance_end_date,
        case when other_end_date > performance_end_date then other_end_date end as later_end_date,
        end_basis,
        end_note,
        solicitation_note,
        'award ' || coalesce(piid, award_key)
        || case
            when end_basis = 'termination' then ' (terminated, ended '
            else ' (performance until '
        end
        || performance_end_date || coalesce(' by ' || end_statement, '') || ')' as words
    from dated_award
    where award_date is not null
),

owned as (
    select distinct
        coalesce(firm.cluster_id, ownership.organization_id) as organization_id,
        coalesce(owner.cluster_id, ownership.owner_id) as owner_id,
        ownership.from_date,
        ownership.until_date
    from entities.ownership as ownership
    left join entities.organization_cluster as firm
        on ownership.organization_id = firm.organization_id
    left join entities.organization_cluster as owner
        on ownership.owner_id = owner.organization_id
    where ownership.is_stated
),

-- between a firm and whom records of the day name as its owner, either way
relative as (
    select
        organization_id,
        owner_id as relative_id,
        'parent' as kinship,
        from_date,
        until_date
    from owned
    where owner_id <> organization_id
    union all
    select
        owner_id,
        organization_id,
        'subsidiary',
        from_date,
        until_date
    from owned
    where owner_id <> organization_id
),

met as (
    select
        gift.record_id,
        gift.organization_id,
        gift.gift_date,
        award.award_key,
        award.agency_id,
        award.piid,
        award.award_date,
        award.end_note,
        award.solicitation_note,
        award.words,
        award.record_ids as award_record_ids,
        case
            when award.performance_end_date is null then 'endless'
            when gift.gift_date > award.performance_end_date then 'ended'
            when gift.gift_date < award.open_date then 'doubted'
            else 'open'
        end as standing
    from gift
    inner join award
        on
            gift.organization_id = award.organization_id
            and gift.gift_date >= award.first_open_date
            and (
                gift.gift_date <= award.performance_end_date
                or award.performance_end_date is null
                -- closed on the day, though a record states a later end
                or gift.gift_date <= award.later_end_date
            )
),

under_way as (
    select
        record_id,
        organization_id,
        count(*) filter (where standing = 'open') as award_count,
        count(*) filter (where standing = 'endless') as endless_count,
        count(*) filter (where standing = 'doubted') as doubted_count,
        arg_min(words, (piid, award_key)) filter (where standing = 'open') as words,
        arg_min(end_note, (piid, award_key)) filter (where standing = 'open') as end_note,
        arg_min(agency_id, (piid, award_key)) filter (where standing in ('open', 'doubted'))
            as agency_id,
        bool_and(gift_date < award_date) filter (where standing = 'open') as is_solicited,
        arg_min('award ' || piid || ': ' || solicitation_note, (piid, award_key))
        filter (where standing = 'doubted') as doubt,
        arg_min(words || '; ' || end_note, (piid, award_key)) filter (where standing = 'ended')
            as ended_note,
        list_sort(list_distinct(flatten(list(award_record_ids))))[:100] as record_ids
    from met
    group by
        record_id,
        organization_id
),

context as (
    select
        gift.record_id,
        gift.organization_id,
        min(relative.kinship) as kinship
    from gift
    inner join relative
        on
            gift.organization_id = relative.organization_id
            and gift.gift_date >= relative.from_date
            and gift.gift_date < relative.until_date
    inner join award
        on
            relative.relative_id = award.organization_id
            and gift.gift_date >= award.open_date
            and gift.gift_date <= award.performance_end_date
    group by gift.record_id, gift.organization_id
),

taken_back as (
    select
        gift.record_id,
        gift.organization_id,
        bool_or(
            not back.is_refund and back.amount_usd = -gift.amount_usd
            and regexp_matches(filed.memo_text, 're-?(attribut|designat)', 'i')
            and regexp_matches(filed.memo_text, 'attribut', 'i')
        ) as is_reattributed,
        min(back.gift_date) filter (where back.is_refund) as refund_date,
        list(back.record_id) as record_ids
    from gift
    inner join own as back
        on
            gift.organization_id = back.organization_id
            and gift.recipient_id = back.recipient_id
            and back.amount_usd < 0
            and gift.gift_date <= back.gift_date
            and gift.gift_date >= back.gift_date - getvariable('reattribution_days')::integer
    inner join entities.transaction as filed on back.record_id = filed.record_id
    group by gift.record_id, gift.organization_id
),

looked_up as (
    select
        gift.*,
        coalesce(under_way.award_count, 0) as award_count,
        coalesce(under_way.endless_count, 0) as endless_count,
        coalesce(under_way.doubted_count, 0) as doubted_count,
        case when under_way.award_count > 1 then under_way.award_count - 1 || ' more' end
            as more_awards,
        under_way.words,
        under_way.end_note,
        under_way.doubt,
        under_way.ended_note,
        under_way.agency_id,
        under_way.is_solicited,
        context.kinship,
        coalesce(taken_back.is_reattributed, false) as is_reattributed,
        taken_back.refund_date,
        list_sort(
            list_distinct(
                list_concat([gift.record_id], under_way.record_ids, taken_back.record_ids)
            )
        ) as record_ids
    from gift
    left join under_way
        on
            gift.record_id = under_way.record_id
            and gift.organization_id = under_way.organization_id
    left join context
        on gift.record_id = context.record_id and gift.organization_id = context.organization_id
    left join taken_back
        on
            gift.record_id = taken_back.record_id
            and gift.organization_id = taken_back.organization_id
)

select
    md5(concat_ws('|', 'TL-S01', organization_id, record_id)) as flag_id,
    'TL-S01' as code,
    organization_id as subject_id,
    organization_id,
    recipient_id as object_id,
    agency_id,
    case
        when gift_date is null then 'not_computable'
        when is_reattributed then 'not_flagged'
        when award_count > 0 and kind_doubt is not null then 'not_computable'
        when award_count > 0 then 'flagged'
        when endless_count > 0 or doubted_count > 0 then 'not_computable'
        else 'not_flagged'
    end as state,
    concat_ws(
        '; ',
        'not decided whether the name is an organization''s or a person''s: ' || kind_doubt,
        case
            when gift_date is null then 'the contribution states no date'
            when is_reattributed
                then 'the committee reports this contribution as attributed to someone else'
            when award_count > 0 and is_solicited
                then
                    'possible: given between the solicitation and the start of '
                    || concat_ws(' and of ', words, more_awards)
            when award_count > 0
                then
                    'possible: open on the day was ' || concat_ws(' and ', words, more_awards)
            when endless_count > 0
                then endless_count || ' awards made before state no end of performance'
            when doubted_count > 0 then 'between two stated days of solicitation; ' || doubt
            else 'no award of this registration was open on the day, in the records loaded'
        end,
        case when award_count > 0 then end_note else ended_note end,
        'as written: ' || name,
        case
            when score < 1
                then 'taken for the firm with a probability of ' || round(score, 2)
        end,
        'given back on ' || refund_date,
        case
            when kinship is not null
                then
                    'context: a recorded ' || kinship || ' had an award open on the day; '
                    || 'the law speaks of the contracting entity itself'
        end
    ) as reason,
    amount_usd::double as value,
    (
        select spoken.file_date
        from measures.ledger_date as spoken
        where spoken.ledger = 'both'
    ) as as_of_date,
    record_ids as evidence
from looked_up
