-- title: Rows of one database whose like is not in the other
-- grain: one row per row that differs
-- given: watched own_print other_print scope_id scope_record
-- note: is_told says whether a row is told at all: with a scope, what touches it
select
    key,
    title,
    day,
    usd,
    url,
    file,
    code,
    ends,
    coalesce(
        is_told
        and (
            not $is_scoped
            or list_has_any(ends, (select list(scope_id.entity_id) from scope_id))
            or (len(ends) = 0 and key in (select scope_record.record_id from scope_record))
        ),
        false
    ) as is_told,
    cast(said as map (varchar, varchar)) as said
from watched
where
    watched_row in (
        select own_print.watched_row
        from own_print
        where own_print.print not in (select other_print.print from other_print)
    )
