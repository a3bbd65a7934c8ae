-- title: Records behind the links and flags that are printed
-- grain: one row per link or flag and record
-- order: _cited_id, "date" nulls last, "record id"
-- most: 600
-- form: records
-- note: The first five of each; all of them stand in rows/marts.evidence, cited by the evidence of
-- rows/marts.edge and rows/marts.flag. A record without an address has no page of its own at the
-- publisher: it stands in the published file named beside it.
with listed as (
    select
        edge.link_id,
        edge.evidence,
        edge.amount_usd,
        type.section in (
            'ties', 'owners', 'fund', 'seats', 'candidacies', 'spending', 'oversight'
        ) as is_listed
    from marts.edge as edge
    inner join marts.link_type as type on edge.link_type = type.link_type
),

largest as (
    select link_id
    from listed
    where amount_usd is not null
    order by abs(amount_usd) desc, link_id asc
    limit 60
),

flagged as (
    select
        flag_id,
        evidence
    from marts.flag
    where state = 'flagged'
    order by code asc, flag_id asc
    limit 60
),

cited as (
    select
        link_id as cited_id,
        unnest(evidence[:5]) as record_id
    from listed
    where is_listed or link_id in (select largest.link_id from largest)
    union all
    select
        flag_id,
        unnest(evidence[:5])
    from flagged
)

select
    record.record_date as "date",
    record.title as "record",
    record.amount_usd as "USD",
    record.record_url as "open",
    record.source_file as "published file",
    record.record_id as "record id",
    cited.cited_id as _cited_id
from cited
inner join marts.evidence as record on cited.record_id = record.record_id
