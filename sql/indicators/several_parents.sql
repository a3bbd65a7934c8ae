-- title: Several parents recorded at one time
-- grain: one row per firm with a UEI on contract records
-- key: flag_id
-- code: TL-P05
-- when: within one fiscal year the dated records give one UEI min_parents (2) or more parents at
-- one time: on one day, or one between records of the other
-- why: who stands behind the firm, and which other awards and contributions belong to it, then
-- depends on the record that is read
-- innocent: a holding and its subsidiary are both named; registrations of one parent; a joint
-- venture has two parents; a record keyed with old data after a sale
-- excludes: a firm of several registrations is judged by each UEI alone, and goes by the one with
-- most parents; a change of parent, in which one ends before the next begins, is not flagged, and
-- said; a firm recorded as its own parent, or as another of its registrations', has none; parents
-- that are one firm by the rules of registrations or bear one name (signs and legal forms apart)
-- count once. A name that only repeats the recipient's is no name of the parent. An award summary
-- speaks for the day of its latest action. Parents on undated records, of tables (CSIS) and of
-- cases are not used. Not computable: no dated record names a parent, or no record tells the name
-- of one of two. Vehicles' records count as any; no money is used
-- params: min_parents=2
-- source: our own, on the parents of SAM registrations (FAR 52.204-17, ownership or control of
-- offeror) as contract records repeat them
with daily as (
    select
        organization_id,
        owner_id,
        from_date as seen_date,
        max(owner_name) as owner_name,
        min(record_id) as record_id
    from entities.parent_statement
    where statement_from in ('action', 'summary') and from_date is not null
    group by organization_id, owner_id, from_date
),

-- what each is called, by any record of any day
called as (
    select
        owner_id,
        owner_name as name
    from daily
    where owner_name is not null
    union
    select
        bearer.organization_id,
        bearer.name
    from entities.organization_name_day as bearer
    semi join daily on bearer.organization_id = daily.owner_id
),

keyed as (
    select
        called.owner_id,
        called.name,
        key.name_key
    from called
    inner join entities.name_key as key on called.name = key.name
    where key.name_key is not null
),

clustered as (
    select
        owners.owner_id,
        coalesce(firm.cluster_id, owners.owner_id) as cluster_id
    from (select distinct owner_id from daily) as owners
    left join entities.organization_cluster as firm on owners.owner_id = firm.organization_id
),

-- one name, one parent: names without signs and legal forms
named as (
    select
        keyed.name_key,
        min(clustered.cluster_id) as party_id
    from keyed
    inner join clustered on keyed.owner_id = clustered.owner_id
    group by keyed.name_key
),

parties as (
    select
        clustered.owner_id,
        clustered.cluster_id,
        coalesce(min(named.party_id), clustered.cluster_id) as party_id,
        any_value(known.name) filter (where known.uei is not null and named.name_key is not null)
            as known_name,
        count(named.name_key) > 0 as is_named
    from clustered
    left join keyed on clustered.owner_id = keyed.owner_id
    left join named on keyed.name_key = named.name_key
    left join entities.organization as known on clustered.owner_id = known.organization_id
    group by clustered.owner_id, clustered.cluster_id
),

firms as (
    select
        subjects.organization_id,
        coalesce(firm.cluster_id, subjects.organization_id) as cluster_id,
        own.name_key
    from (select distinct organization_id from daily) as subjects
    left join entities.organization_cluster as firm
        on subjects.organization_id = firm.organization_id
    left join entities.organization as known
        on subjects.organization_id = known.organization_id
    left join entities.name_key as own on known.name = own.name
),

yearly as (
    select
        daily.organization_id,
        year(daily.seen_date + interval 3 month)::integer as fiscal_year,
        parties.party_id,
        min(daily.seen_date) as first_date,
        max(daily.seen_date) as last_date,
        -- the name of that year: a registration's later name may be another firm's
        coalesce(
            arg_max(daily.owner_name, (daily.seen_date, daily.owner_name)),
            min(parties.known_name)
        ) as owner_name,
        bool_or(parties.is_named) as is_named,
        arg_min(daily.record_id, (daily.seen_date, daily.record_id)) as first_record_id,
        arg_max(daily.record_id, (daily.seen_date, daily.record_id)) as last_record_id
    from daily
    inner join parties on daily.owner_id = parties.owner_id
    inner join firms on daily.organization_id = firms.organization_id
    left join named as own on firms.name_key = own.name_key
    where
        parties.cluster_id <> firms.cluster_id
        and parties.party_id is distinct from own.party_id
    group by daily.organization_id, fiscal_year, parties.party_id
),

titled as (
    select
        yearly.*,
        -- null where no record tells who it is
        case when yearly.is_named then coalesce(key.name_key, yearly.party_id) end as name_key
    from yearly
    left join entities.name_key as key on yearly.owner_name = key.name
),

-- how many stand on the first day of each: the most that stand at one time is among these
placed as (
    select
        later.organization_id,
        later.fiscal_year,
        later.party_id,
        count(distinct earlier.name_key) as parent_count,
        count(*) filter (where not earlier.is_named) as nameless_count,
        string_agg(distinct earlier.owner_name, ' and ' order by earlier.owner_name) as owner_names,
        max(earlier.first_date) as from_date,
        min(earlier.last_date) as until_date,
        flatten(array_agg([earlier.first_record_id, earlier.last_record_id])) as record_ids
    from titled as later
    inner join titled as earlier
        on
            later.organization_id = earlier.organization_id
            and later.fiscal_year = earlier.fiscal_year
            and later.first_date between earlier.first_date and earlier.last_date
    group by later.organization_id, later.fiscal_year, later.party_id
),

crowded as (
    select
        organization_id,
        max(parent_count) as parent_count,
        max(parent_count + nameless_count) as possible_count,
        count(distinct fiscal_year) filter (
            where parent_count >= getvariable('min_parents')::integer
        ) as year_count,
        arg_max(owner_names, (parent_count, fiscal_year, party_id)) as owner_names,
        arg_max(fiscal_year, (parent_count, fiscal_year, party_id)) as fiscal_year,
        arg_max(record_ids, (parent_count, fiscal_year, party_id)) as record_ids
    from placed
    group by organization_id
),

changed as (
    select
        organization_id,
        count(distinct party_id) as party_count,
        array_agg(first_record_id) as record_ids
    from yearly
    group by organization_id
),

recorded as (
    select
        recipient_uei as uei,
        file_sha256,
        record_id,
        parent_uei is not null and action_date is not null as is_told
    from staging.usaspending_prime_transaction
    where recipient_uei is not null
    union all
    select
        recipient_uei,
        file_sha256,
        record_id,
        parent_uei is not null and latest_action_date is not null
    from staging.usaspending_prime_award_summary
    where recipient_uei is not null
),

spoken as (
    select
        'uei:' || recorded.uei as organization_id,
        bool_or(recorded.is_told) as is_told,
        max(files.file_date) as file_date,
        min(recorded.record_id) as record_id
    from recorded
    left join entities.file_date as files on recorded.file_sha256 = files.file_sha256
    group by recorded.uei
),

judged as (
    select
        spoken.organization_id,
        spoken.record_id,
        spoken.file_date as as_of_date,
        coalesce(crowded.parent_count, 0) as parent_count,
        coalesce(changed.party_count, 0) as party_count,
        spoken.is_told,
        crowded.owner_names,
        crowded.fiscal_year,
        crowded.year_count,
        crowded.record_ids as crowded_record_ids,
        changed.record_ids as changed_record_ids,
        case
            when not spoken.is_told then 'not_computable'
            when crowded.parent_count >= getvariable('min_parents')::integer then 'flagged'
            when crowded.possible_count >= getvariable('min_parents')::integer
                then 'not_computable'
            else 'not_flagged'
        end as state
    from spoken
    left join crowded on spoken.organization_id = crowded.organization_id
    left join changed on spoken.organization_id = changed.organization_id
),

-- a firm by the registration that says most: flagged before not, not before not computable
told as (
    select
        judged.*,
        coalesce(firm.cluster_id, judged.organization_id) as firm_id,
        case
            when count(*) over (partition by coalesce(firm.cluster_id, judged.organization_id)) > 1
                then 'registration ' || substr(judged.organization_id, 5) || ': '
            else ''
        end as uei_words
    from judged
    left join entities.organization_cluster as firm
        on judged.organization_id = firm.organization_id
    qualify
        row_number() over (
            partition by coalesce(firm.cluster_id, judged.organization_id)
            order by
                case judged.state when 'flagged' then 0 when 'not_flagged' then 1 else 2 end,
                judged.parent_count desc,
                judged.organization_id asc
        ) = 1
)

select
    md5(concat_ws('|', 'TL-P05', firm_id)) as flag_id,
    'TL-P05'::varchar as code,
    firm_id as subject_id,
    firm_id as organization_id,
    null::varchar as object_id,
    null::varchar as agency_id,
    state,
    case
        when not is_told then 'no dated record names a parent'
        when state = 'not_computable'
            then
                'two parents are recorded at one time, but no record tells the name of one of '
                || 'them: whether they are one firm is not known'
        when state = 'flagged'
            then
                uei_words || parent_count || ' parents at one time in fiscal year '
                || fiscal_year || ': '
                || coalesce(owner_names, 'not named') || ' (so in ' || year_count
                || case when year_count = 1 then ' fiscal year' else ' fiscal years' end || ')'
        when party_count = 0 then 'recorded only as its own parent'
        when party_count > 1
            then
                party_count || ' parents over time, no ' || getvariable('min_parents')
                || ' of them at one time: a change of parent'
        else 'one parent is recorded'
    end as reason,
    case when state <> 'not_computable' then parent_count::double end as value,
    as_of_date,
    case
        when state = 'flagged' then list_sort(list_distinct(crowded_record_ids))
        when party_count > 0 then list_sort(list_distinct(changed_record_ids))
        else [record_id]
    end as evidence
from told
