-- title: Every name key under which a firm is known
-- grain: one row per name key and firm
-- key: name_key, cluster_id
-- column state_codes: where its registrations are, under any name
-- column use_level: current | former (a registration bore it, or does business as it) | other (one
-- that only another's record gives a firm with records of its own) | superseded (former or other,
-- and another firm bears it now; or it only does business as it, and another is registered under
-- it, be it as a parent)
-- column is_cut: one of the names may have been cut at its field's end
-- column is_coined: has a word that no list knows
-- column letters: its words in their order, without spaces
-- column acronym: the first letters of its words
with firms as (
    select
        organization.organization_id,
        coalesce(cluster.cluster_id, organization.organization_id) as cluster_id,
        organization.name,
        organization.state_code,
        organization.trust,
        organization.first_seen_date,
        organization.last_seen_date,
        organization.record_count,
        organization.uei,
        organization.is_registered,
        case
            when current_name.organization_id is not null then 'current'
            when organization.trust >= 2 or organization.state_code is not null then 'former'
            -- of a parent without records of its own all names are those that others report
            when
                organization.is_registered
                and max(organization.trust) over (partition by organization.organization_id) < 2
                then 'former'
            else 'other'
        end as use_level
    from entities.organization_name as organization
    left join entities.organization as current_name
        on
            organization.organization_id = current_name.organization_id
            and organization.name = current_name.name
    left join entities.organization_cluster as cluster
        on organization.organization_id = cluster.organization_id
    where organization.trust >= 1
),

places as (
    select
        cluster_id,
        list_sort(list(distinct state_code) filter (where state_code is not null)) as state_codes,
        bool_or(uei is not null) as is_registered
    from firms
    group by cluster_id
),

told as (
    select
        word.name_key,
        count(*) as word_count,
        string_agg(left(word.word, 1), '' order by word.position) as acronym,
        string_agg(word.word, '' order by word.position) as letters,
        list_sort(list(distinct word.word)) as words,
        bool_or(word.kind is null and length(word.word) >= 3) as is_coined
    from entities.name_word as word
    group by word.name_key
),

borne as (
    select
        key.name_key,
        firms.cluster_id,
        arg_max(firms.name, (firms.trust, firms.record_count, firms.name)) as name,
        any_value(key.compact) as compact,
        list_sort(list(distinct key.legal_form) filter (where key.legal_form is not null))
            as legal_forms,
        bool_or(length(firms.name) between 28 and 30) as is_cut,
        max(firms.trust) as trust,
        -- current before former before other, by the alphabet
        min(firms.use_level) as use_level,
        bool_or(firms.is_registered) as is_bearer,
        min(firms.first_seen_date) as first_seen_date,
        max(firms.last_seen_date) as last_seen_date,
        any_value(told.words) as words,
        any_value(told.is_coined) as is_coined,
        any_value(told.letters) as letters,
        any_value(case when told.word_count >= 3 then told.acronym end) as acronym,
        any_value(places.state_codes) as state_codes,
        any_value(places.is_registered) as is_registered
    from firms
    inner join entities.name_key as key on firms.name = key.name
    inner join told on key.name_key = told.name_key
    inner join places on firms.cluster_id = places.cluster_id
    where key.name_key is not null and not starts_with(firms.organization_id, 'undisclosed:')
    group by key.name_key, firms.cluster_id
)

select
    * exclude (is_bearer) replace (
        case
            when
                use_level <> 'current'
                and (
                    bool_or(use_level = 'current') over names
                    or (not is_bearer and bool_or(is_bearer) over names)
                )
                then 'superseded'
            else use_level
        end as use_level
    )
from borne
window names as (partition by name_key)
