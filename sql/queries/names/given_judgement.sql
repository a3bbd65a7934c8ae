-- title: The judgements of one run: those of a file, before those that the database holds
-- grain: one row per judgement
-- given: stated
-- note: what the file says of two the database's judgement of them does not hold against; whom the
-- file says a name or an appearance is goes before whom the database says it is
with decided as (
    select *
    from stated
    where precedence is not null
),

meant as (
    select distinct left_ref
    from decided
    where verdict = 'same'
),

held as (
    select held.*
    from entities.judgement as held
    anti join decided
        on held.left_ref = decided.left_ref and held.right_ref = decided.right_ref
    anti join meant
        on
            held.verdict = 'same'
            and (
                held.left_ref = meant.left_ref
                or (
                    starts_with(meant.left_ref, 'name:')
                    and starts_with(held.left_ref, meant.left_ref || '|')
                )
            )
),

highest as (
    select coalesce(max(precedence), 0) as precedence
    from held
)

select * -- noqa: AM04
from held
union all by name
select stated.* replace (stated.precedence + highest.precedence as precedence)
from stated
cross join highest
