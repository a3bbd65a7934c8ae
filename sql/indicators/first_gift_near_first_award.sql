-- title: First gifts of people near the firm's first award
-- grain: one row per contractor with a first award and people who give
-- key: flag_id
-- code: TL-T05
-- when: of the firm's officers, founders and people who named it as employer, at least
-- min_first_people gave for the first time within first_days days of its first award, and at least
-- min_first_ratio times as many as random days would give
-- why: people who begin to give when the firm begins to win awards may connect the two
-- innocent: a young firm hires and wins at the same time; people begin to give in election years;
-- small gifts are not itemized, so that a first gift in the records may not be the first; earlier
-- awards may be under another registration
-- excludes: first awards and first gifts within a year of where the loaded records begin, which
-- may not be the first: not computable
-- params: first_days=90 min_first_people=2 min_first_ratio=3 first_lead_days=365
-- source: Throughline's own
-- column value: people over the number that random days would give
with giver as (
    select distinct
        organization_id,
        giver_id
    from measures.tied_gift
    where role_code in ('employee', 'officer', 'founder_investor') and amount_usd > 0
),

everyone as (
    select
        contributor.entity_id as giver_id,
        filed.record_id,
        filed.transaction_date as gift_date
    from entities.contribution as filed
    inner join entities.contributor as contributor
        on filed.is_named_giver and filed.contributor_key = contributor.contributor_key
    where filed.who_gave_usd > 0 and filed.transaction_date is not null
),

-- the first gift to anybody, also while at another employer
first_gift as (
    select
        everyone.giver_id,
        min(everyone.gift_date) as gift_date,
        arg_min(everyone.record_id, (everyone.gift_date, everyone.record_id)) as record_id
    from everyone
    semi join giver on everyone.giver_id = giver.giver_id
    group by everyone.giver_id
),

first_award as (
    select
        organization_id,
        min(award_date) as award_date,
        arg_min(record_id, (award_date, record_id)) as record_id
    from measures.new_award
    group by organization_id
),

dated as (
    select
        giver.organization_id,
        first_award.award_date,
        first_award.record_id as award_record_id,
        first_gift.record_id,
        abs(first_gift.gift_date - first_award.award_date)
        <= getvariable('first_days')::integer as is_near,
        first_gift.gift_date
        >= loaded.first_gift_day + getvariable('first_lead_days')::integer as is_first,
        first_award.award_date
        >= loaded.first_award_day + getvariable('first_lead_days')::integer
        and first_award.award_date
        >= loaded.first_gift_day + getvariable('first_lead_days')::integer as is_first_award,
        -- the days within reach of the award, of all on which a first gift could be seen
        (2 * getvariable('first_days')::integer + 1)::double
        / nullif(
            loaded.last_gift_day - loaded.first_gift_day
            - getvariable('first_lead_days')::integer + 1,
            0
        ) as random_share
    from giver
    inner join first_award on giver.organization_id = first_award.organization_id
    inner join first_gift on giver.giver_id = first_gift.giver_id
    cross join measures.loaded_period as loaded
),

counted as (
    select
        organization_id,
        award_date,
        any_value(award_record_id) as award_record_id,
        bool_and(is_first_award) as is_first_award,
        count(*) filter (where is_first) as people_count,
        count(*) filter (where is_first and is_near) as near_count,
        -- least() passes over a null
        case when any_value(random_share) > 0 then least(any_value(random_share), 1.0) end
            as random_share,
        coalesce(
            list(record_id) filter (where is_first and is_near), list(record_id)
        ) as record_ids
    from dated
    group by organization_id, award_date
),

compared as (
    select
        *,
        case
            when is_first_award and people_count > 0 and random_share > 0
                then round(near_count / (people_count * random_share), 9)
        end as ratio
    from counted
)

select
    md5(concat_ws('|', 'TL-T05', organization_id)) as flag_id,
    'TL-T05' as code,
    organization_id as subject_id,
    organization_id,
    null::varchar as object_id,
    null::varchar as agency_id,
    case
        when ratio is null then 'not_computable'
        when
            near_count >= getvariable('min_first_people')::integer
            and ratio >= getvariable('min_first_ratio')::double
            then 'flagged'
        else 'not_flagged'
    end as state,
    case
        when not is_first_award
            then
                'its first award in the records is of ' || award_date
                || ', within a year of where the records begin: it may not be the first'
        when ratio is null
            then 'no one of its people is seen to give for the first time in the records loaded'
        else
            near_count || ' of ' || people_count || ' people gave for the first time within '
            || getvariable('first_days') || ' days of its first award of ' || award_date
            || '; random days would give ' || round(people_count * random_share, 1)
    end as reason,
    ratio as value,
    (
        select spoken.file_date
        from measures.ledger_date as spoken
        where spoken.ledger = 'both'
    ) as as_of_date,
    list_sort(list_append(list_sort(record_ids)[:200], award_record_id)) as evidence
from compared
