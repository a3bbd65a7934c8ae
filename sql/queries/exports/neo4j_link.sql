-- title: The chosen links as relationships for neo4j-admin import
-- grain: one row per link
-- given: chosen_edge

-- the headers are those of the manual of neo4j-admin import
-- noqa: disable=RF05,RF06
select
    from_id as ":START_ID",
    to_id as ":END_ID",
    upper(link_type) as ":TYPE",
    link_id as "linkId",
    first_date as "firstDate:date",
    last_date as "lastDate:date",
    amount_usd as "amountUsd:double",
    amount_basis as "amountBasis",
    record_count as "recordCount:long",
    basis,
    score as "score:double",
    label,
    array_to_string(evidence, '|') as "evidence:string[]"
from chosen_edge
order by link_id
