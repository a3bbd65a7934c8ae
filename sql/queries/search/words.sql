-- title: The words of a text, cut as marts.search_name cuts names
-- grain: one row
-- note: capitals and digits of any script, without accents and apostrophes; AT&T is ATT and J. P.
-- is JP, an AND between words is left out. A test holds it against marts.search_name
with plain as (
    select
        regexp_replace(
            regexp_replace(
                regexp_replace(upper(strip_accents($text)), '[''’‘`]', '', 'g'),
                '\b([A-Z0-9]{1,2}) ?& ?([A-Z0-9]{1,2})\b', '\1\2', 'g'
            ),
            '[^\p{L}\p{N}]+', ' ', 'g'
        ) as text
),

-- letters that stand alone side by side become one word
joined as (
    select
        trim(
            translate(
                replace(
                    regexp_replace(
                        trim(replace(text, ' AND ', ' ')), '\b([A-Z0-9])\b', '<\1>', 'g'
                    ),
                    '> <', ''
                ),
                '<>', ''
            )
        ) as cut_text
    from plain
)

select case when cut_text = '' then [] else string_split(cut_text, ' ') end as words
from joined
