-- title: A small-business set-aside to a firm whose recorded parent is large in that industry
-- grain: one row per award set aside for small businesses, of a disclosed recipient
-- key: flag_id
-- code: TL-P15
-- when: on the day of the award its own record, or else the records around that day, name another
-- firm as the firm's parent, and in the large_lookback_days days up to that day contracting
-- officers marked at least min_large_awards new awards in the same industry (NAICS code), to the
-- parent or to another firm recorded under it, as other than small
-- why: a firm's size includes its affiliates', and set-asides are meant for firms that are small
-- with them
-- innocent: size is decided for each NAICS code, by its standard, and as of the offer; the firm may
-- have been bought between offer and award, or the parent recorded later than it was bought; joint
-- ventures, mentor-protege agreements and firms owned by tribes or Alaska Native corporations are
-- exempt from affiliation; the recorded parent may be wrong
-- excludes: only a marking in the same NAICS code counts, because size has no meaning without one;
-- the firm's own other awards do not count; vehicles count as awards, their ceilings play no part;
-- an award known by its summary alone is marked on the day of its latest action, of which the
-- summary tells recipient, parent and size. Awards without a firm, a day, a NAICS code or a parent
-- recorded for the day, of whose days records name different parents, and those whose parent's
-- family has no award in that code loaded that tells its size: not computable; undisclosed
-- recipients are not firms and have no row; evidence: the 20 latest markings at most
-- params: min_large_awards=1 large_lookback_days=1825
-- also: GAO-20-106
-- source: 13 CFR 121.103 (affiliation and its exemptions) and 121.404 (day of size); FAR 19.301;
-- the days and the count are Throughline's own
-- column value: new awards of the parent's family marked as other than small
with set_aside as (
    select
        term.award_key,
        term.organization_id,
        term.agency_id,
        term.award_date,
        term.naics_code,
        term.set_aside_code,
        code.title as set_aside_title,
        term.record_ids,
        coalesce('uei:' || first_action.recipient_uei, term.organization_id) as registration_id,
        'uei:' || first_action.parent_uei as stated_owner_id
    from entities.award_term as term
    inner join entities.award as filed on term.award_key = filed.award_key
    inner join seeds.set_aside as code on term.set_aside_code = code.set_aside_code
    left join staging.usaspending_prime_transaction as first_action
        on term.first_record_id = first_action.record_id
    where code.is_small_business and not filed.is_undisclosed
),

-- whom records state for that day
held as (
    select
        set_aside.award_key,
        ownership.owner_id,
        coalesce(owner.cluster_id, ownership.owner_id) as owner_firm_id,
        coalesce(ownership.owner_name, known.name) as owner_name
    from set_aside
    inner join entities.ownership as ownership
        on
            set_aside.registration_id = ownership.organization_id
            and set_aside.award_date >= ownership.from_date
            and set_aside.award_date < ownership.until_date
            and ownership.is_stated
    left join entities.organization_cluster as owner
        on ownership.owner_id = owner.organization_id
    left join entities.organization as known on ownership.owner_id = known.organization_id
),

holders as (
    select
        award_key,
        min(owner_id) as owner_id,
        count(distinct owner_firm_id) as owner_count,
        string_agg(distinct owner_name, ' and ' order by owner_name) as owner_names
    from held
    group by award_key
),

-- the award's own first action goes before the records around it
found as (
    select
        set_aside.*,
        coalesce(
            set_aside.stated_owner_id,
            case when holders.owner_count = 1 then holders.owner_id end
        ) as owner_id,
        holders.owner_count,
        holders.owner_names
    from set_aside
    left join holders on set_aside.award_key = holders.award_key
),

owned as (
    select
        found.award_key,
        found.organization_id,
        found.agency_id,
        found.award_date,
        found.naics_code,
        found.set_aside_title,
        found.record_ids,
        found.owner_id,
        coalesce(held.owner_name, known.name) as owner_name,
        coalesce(firm.cluster_id, found.registration_id) as firm_id,
        coalesce(owner.cluster_id, found.owner_id) as owner_firm_id,
        case
            when found.organization_id is null then 'the contractor is not stated'
            when found.award_date is null then 'no record states the day of the award'
            when found.naics_code is null
                then 'no NAICS code is stated, by which size is decided'
            when found.owner_id is null and found.owner_count > 1
                then
                    'records of the days around ' || found.award_date
                    || ' name different parents: ' || coalesce(found.owner_names, 'not named')
            when found.owner_id is null
                then 'no record names a parent, nor the firm as its own, for the day of the award'
        end as missing
    from found
    left join held on found.award_key = held.award_key and found.owner_id = held.owner_id
    left join entities.organization as known on found.owner_id = known.organization_id
    left join entities.organization_cluster as firm
        on found.registration_id = firm.organization_id
    left join entities.organization_cluster as owner on found.owner_id = owner.organization_id
),

family as (
    select distinct owner_firm_id
    from owned
    where missing is null and owner_firm_id <> firm_id
),

-- what a contracting officer says of a firm's size when an award is made
marked as (
    select
        'uei:' || recipient_uei as organization_id,
        'uei:' || parent_uei as owner_id,
        award_key,
        record_id,
        naics_code,
        action_date,
        business_size_code = 'O' as is_large
    from staging.usaspending_prime_transaction
    where
        business_size_code in ('O', 'S')
        and regexp_full_match(modification_number, '0+')
        and recipient_uei is not null
        and naics_code is not null
        and action_date is not null
        and not coalesce(is_undisclosed, false)
    union all
    select
        'uei:' || summary.recipient_uei,
        'uei:' || summary.parent_uei,
        summary.award_key,
        summary.record_id,
        summary.naics_code,
        -- recipient, parent and size are those of the latest action
        summary.latest_action_date,
        summary.business_size_code = 'O'
    from staging.usaspending_prime_award_summary as summary
    -- the summary tells how the award stands now: the first action goes before it
    anti join staging.usaspending_prime_transaction as action
        on summary.award_key = action.award_key
    where
        summary.business_size_code in ('O', 'S')
        and summary.recipient_uei is not null
        and summary.naics_code is not null
        and summary.latest_action_date is not null
        and not coalesce(summary.is_undisclosed, false)
),

placed as (
    select
        marked.*,
        coalesce(firm.cluster_id, marked.organization_id) as firm_id
    from marked
    left join entities.organization_cluster as firm
        on marked.organization_id = firm.organization_id
),

-- the parent itself, one that names it as its parent, and one under it on the day by other records
kin as (
    select
        family.owner_firm_id,
        placed.*
    from placed
    inner join family on placed.firm_id = family.owner_firm_id
    union
    select
        family.owner_firm_id,
        placed.*
    from placed
    left join entities.organization_cluster as owner on placed.owner_id = owner.organization_id
    inner join family on coalesce(owner.cluster_id, placed.owner_id) = family.owner_firm_id
    union
    select
        family.owner_firm_id,
        placed.*
    from placed
    inner join entities.ownership as ownership
        on
            placed.organization_id = ownership.organization_id
            and placed.action_date >= ownership.from_date
            and placed.action_date < ownership.until_date
            and ownership.parent_count = 1
            and ownership.is_stated
    left join entities.organization_cluster as owner
        on ownership.owner_id = owner.organization_id
    inner join family on coalesce(owner.cluster_id, ownership.owner_id) = family.owner_firm_id
    where placed.owner_id is null
),

met as (
    select
        owned.award_key,
        count(distinct kin.award_key) filter (where kin.is_large) as large_count,
        max(kin.action_date) filter (where kin.is_large) as last_date,
        max_by(kin.record_id, (kin.action_date, kin.record_id), 20) filter (where kin.is_large)
            as record_ids
    from owned
    inner join kin
        on
            owned.owner_firm_id = kin.owner_firm_id
            and owned.naics_code = kin.naics_code
            and owned.firm_id <> kin.firm_id
            and owned.award_date >= kin.action_date
            and owned.award_date <= kin.action_date + getvariable('large_lookback_days')::integer
    where owned.missing is null and owned.owner_firm_id <> owned.firm_id
    group by owned.award_key
),

judged as (
    select
        owned.* exclude (missing),
        coalesce(
            owned.missing,
            case
                when met.award_key is null and owned.owner_firm_id <> owned.firm_id
                    then
                        'recorded parent on ' || owned.award_date || ': '
                        || coalesce(owned.owner_name, owned.owner_id) || '; no new award in NAICS '
                        || owned.naics_code || ' to it or to other firms recorded under it in the '
                        || getvariable('large_lookback_days') || ' days before is loaded'
            end
        ) as missing,
        coalesce(met.large_count, 0) as large_count,
        met.last_date,
        met.record_ids as large_record_ids,
        filed.file_date,
        case
            when met.large_count >= getvariable('min_large_awards')::integer then 'flagged'
            when owned.missing is not null then 'not_computable'
            when met.award_key is null and owned.owner_firm_id <> owned.firm_id
                then 'not_computable'
            else 'not_flagged'
        end as state
    from owned
    left join met on owned.award_key = met.award_key
    left join measures.award_loaded as filed on owned.award_key = filed.award_key
)

select
    md5(concat_ws('|', 'TL-P15', 'award:' || award_key, owner_id)) as flag_id,
    'TL-P15' as code,
    'award:' || award_key as subject_id,
    organization_id,
    owner_id as object_id,
    agency_id,
    state,
    case
        when missing is not null then missing
        when owner_firm_id = firm_id
            then 'on ' || award_date || ' the firm is recorded as its own parent'
        else
            set_aside_title || ' of ' || award_date || '; recorded parent that day: '
            || coalesce(owner_name, owner_id) || '; in the ' || getvariable('large_lookback_days')
            || ' days before, ' || large_count || ' new awards in NAICS ' || naics_code
            || ' to it or to other firms recorded under it were marked as other than small'
            || coalesce(', the last on ' || last_date, '')
    end as reason,
    case when missing is null then large_count::double end as value,
    file_date as as_of_date,
    list_sort(list_distinct(list_concat(record_ids, coalesce(large_record_ids, [])))) as evidence
from judged
