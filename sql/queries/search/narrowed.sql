-- title: People whose name has some of the words, and whose employer, work or place has the others
-- grain: one row per person, at most so many
-- given: touched
-- note: a word is whole or begins what is stated; with $wrong it may also have so many wrong
-- letters. By name and not by gifts: nobody is ranked
with named as (
    select
        entity_number,
        list(distinct asked_position) as positions,
        min(cost // 10 % 10) as edits
    from touched
    where search_kind = 'person' and cost < 200 + 100 * $wrong
    group by entity_number
    having count(distinct asked_position) < $count
),

stated as (
    select
        named.entity_number,
        named.positions,
        named.edits,
        person.fact_text
    from named
    inner join marts.search_person as person on named.entity_number = person.entity_number
),

placed as (
    select
        entity_number,
        len(positions) as asked_count,
        edits
    from stated
    where
        len(
            list_filter(
                range(1, $count + 1),
                lambda position:
                not list_contains(positions, position)
                and not contains(fact_text, ' ' || $words[position])
                and not (
                    $wrong > 0
                    and length($words[position]) >= 5
                    and len(
                        list_filter(
                            string_split(trim(fact_text), ' '),
                            lambda word: damerau_levenshtein(word, $words[position]) <= $wrong
                        )
                    ) > 0
                )
            )
        ) = 0
),

counted as (
    select
        entity_number,
        asked_count,
        edits,
        count(*) over () as group_count
    from placed
)

select
    counted.entity_number,
    counted.asked_count,
    counted.edits,
    counted.group_count,
    any_value(name.entity_id) as entity_id,
    any_value(name.entity_kind) as entity_kind,
    any_value(name.shown_name) as name,
    any_value(name.place) as place,
    any_value(name.link_count) as link_count
from counted
inner join marts.search_name as name on counted.entity_number = name.entity_number
group by counted.entity_number, counted.asked_count, counted.edits, counted.group_count
order by
    counted.asked_count desc,
    counted.edits asc,
    any_value(name.shown_name) asc,
    any_value(name.entity_id) asc
limit $shown offset $after
