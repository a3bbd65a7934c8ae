-- title: Entities one of whose names has every word, the whole text and whole words first
-- grain: one row per entity; with link_type, of those that send such links
-- note: words and names are in capitals; first_word is one of the words; within an equal fit the
-- best connected first
select
    entity_id,
    any_value(shown_name) as shown_name,
    any_value(entity_kind) as entity_kind,
    max(link_count) as link_count,
    bool_or(name = $whole) as is_whole,
    max(until_date) filter (where name = $whole) as until_date,
    bool_or(len(list_filter($words, lambda word: not list_contains(words, word))) = 0)
        as is_worded,
    min(place) as place
from marts.search_name
where
    contains(name, $first_word)
    and len(list_filter($words, lambda word: not contains(name, word))) = 0
    and (
        $link_type is null
        or entity_id in (
            select edge.from_id
            from marts.edge as edge
            where edge.link_type = $link_type
        )
    )
group by entity_id
order by is_whole desc, is_worded desc, max(link_count) desc, entity_id asc
