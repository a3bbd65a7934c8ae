-- title: Links with the names of both ends
-- grain: one row per link
-- key: link_id
-- column link_number: 64 bits of the id's md5: a link is found by it without reading the others.
-- Not sorted: rows with lists are sorted in memory only
-- column strength: how it is known that the link joins these two: from marts.tie_strength, by the
-- link's basis. An equal name without a score is the record's own word for who gave, one with a
-- score was weighed and rests on names alone
-- column first_said: the first day as exactly as it is stated: 2002, 2002-03 or 2002-03-14. What a
-- register says of a cycle, and a total of a cycle, is of years
-- column last_said: the last day, likewise; a total's is the day up to which it was summed
-- column label: what the link says of itself, and the marks that stand on its sum
-- column is_confirmed: whether more than the likeness of names says so
with known as (
    select
        *,
        case
            when basis = 'identifier' then 'identifier'
            when basis = 'human' then 'stated'
            when basis = 'exact_name' and score is null then 'as_written'
            when basis = 'exact_name' then 'equal_names'
            when basis = 'similar_name' then 'similar_names'
            else error('a link with the basis ' || coalesce(basis, 'null'))
        end as strength,
        case
            when link_type = 'received_award' and amount_basis = 'itemized'
                then 'agency_contractor'
            when link_type = 'subcontracted_to' then 'subcontract'
        end as note_scope,
        case
            when link_type = 'received_award' then to_id || '|' || from_id
            when link_type = 'subcontracted_to' then from_id || '|' || to_id
        end as note_id
    from links.link
),

-- the days of a case's statements as they were written
written as (
    select
        record_id,
        start_date_stated as first_said,
        start_date as first_date,
        end_date_stated as last_said,
        end_date as last_date
    from staging.case_affiliation
    union all
    select
        record_id,
        start_date_stated,
        start_date,
        end_date_stated,
        end_date
    from staging.case_organization
    union all
    select
        record_id,
        (cycle - 1)::varchar,
        make_date(cycle - 1, 1, 1),
        case
            when as_of_date < make_date(cycle, 12, 31) then as_of_date::varchar
            else cycle::varchar
        end,
        least(as_of_date, make_date(cycle, 12, 31))
    from staging.case_contribution_total
),

cited as (
    select
        link_id,
        unnest(evidence) as record_id
    from known
    where basis = 'human' or amount_basis = 'published_total'
),

-- of statements of one day the most exact one stands
said as (
    select
        known.link_id,
        arg_max(written.first_said, (length(written.first_said), written.first_said))
        filter (where written.first_date = known.first_date) as first_said,
        arg_max(written.last_said, (length(written.last_said), written.last_said))
        filter (where written.last_date = known.last_date) as last_said
    from known
    inner join cited on known.link_id = cited.link_id
    inner join written on cited.record_id = written.record_id
    group by known.link_id
)

select
    md5_number_lower(link.link_id) as link_number,
    link.link_id,
    link.link_type,
    link.from_id,
    link.to_id,
    link.first_date,
    link.last_date,
    case
        when link.link_type in ('authorized_by', 'connected_organization')
            then year(link.first_date)::varchar
        else coalesce(said.first_said, link.first_date::varchar)
    end as first_said,
    case
        when link.link_type in ('authorized_by', 'connected_organization')
            then year(link.last_date)::varchar
        else coalesce(said.last_said, link.last_date::varchar)
    end as last_said,
    link.amount_usd,
    link.amount_basis,
    link.record_count,
    link.basis,
    link.score,
    link.strength,
    strength.is_confirmed::boolean as is_confirmed,
    nullif(concat_ws('; ', link.label, 'marked: ' || note.marks), '') as label,
    link.evidence,
    origin.name as from_name,
    target.name as to_name,
    origin.entity_kind as from_kind,
    target.entity_kind as to_kind
from known as link
inner join seeds.tie_strength as strength on link.strength = strength.strength
inner join marts.entity as origin on link.from_id = origin.entity_id
inner join marts.entity as target on link.to_id = target.entity_id
left join said on link.link_id = said.link_id
-- a mark stands beside the sum wherever the link is shown
left join marts.mark_note as note
    on link.note_scope = note.scope and link.note_id = note.scope_id
