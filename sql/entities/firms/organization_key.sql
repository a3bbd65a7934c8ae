-- title: Every name key under which a firm is known
-- grain: one row per name key and firm
-- key: name_key, cluster_id
-- note: the names that records give it, and those of entities.firm_alias
-- column state_codes: where its registrations are, under any name
-- column use_level: current | former (a registration bore it, or does business as it) | alias (by
-- entities.firm_alias, and no registration of the firm bears it) | other (a parent's or another
-- record) | superseded (all but current, where another firm bears it now; or the firm only does
-- business as it, and another is registered under it, be it as a parent)
-- column alias_kind: brand | unit | acronym | former_name | subsidiary | short_form; null for a
-- name that a record gives the firm
-- column is_cut: one of the names may have been cut at its field's end
-- column is_coined: has a word that no list knows
-- column letters: its words in their order, without spaces
-- column acronym: the first letters of its words
with places as (
    select
        coalesce(cluster.cluster_id, organization.organization_id) as cluster_id,
        list_sort(
            list(distinct organization.state_code)
            filter (where organization.state_code is not null)
        ) as state_codes,
        bool_or(organization.uei is not null) as is_registered
    from entities.organization_name as organization
    left join entities.organization_cluster as cluster
        on organization.organization_id = cluster.organization_id
    where organization.trust >= 1
    group by coalesce(cluster.cluster_id, organization.organization_id)
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

named as (
    select
        *,
        null::varchar as alias_kind
    from entities.recorded_key
    union all by name
    select
        name_key,
        cluster_id,
        alias as name,
        compact,
        kind as alias_kind,
        false as is_cut,
        false as is_bearer,
        1 as trust,
        'alias' as use_level
    from entities.firm_alias
),

-- what is said of the firm's name by judgement goes before what another record calls it
known as (
    select *
    from named
    qualify row_number() over (
        partition by name_key, cluster_id order by use_level = 'other', alias_kind
    ) = 1
),

borne as (
    select
        known.name_key,
        known.cluster_id,
        known.name,
        known.compact,
        known.legal_forms,
        known.is_cut,
        known.is_bearer,
        known.trust,
        known.use_level,
        known.alias_kind,
        known.first_seen_date,
        known.last_seen_date,
        told.words,
        told.is_coined,
        told.letters,
        case when told.word_count >= 3 then told.acronym end as acronym,
        places.state_codes,
        places.is_registered
    from known
    inner join told on known.name_key = told.name_key
    inner join places on known.cluster_id = places.cluster_id
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
