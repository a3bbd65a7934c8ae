-- title: ZIP codes that cannot be taken as written: repaired, or no proof of a place
-- grain: one row per ZIP code as written and state
-- key: zip_code, state_code
-- note: a ZIP code that lost its leading zeros (6880, 68806114, 6880-6114 in CT) is put right where
-- the state has codes that begin so, and nowhere else; a placeholder (blank but for one digit over
-- and over, 12345) proves no place, unless the state has that code; foreign codes stay as written
-- column zip_code: as written, trimmed
-- column state_code: as written; empty where blank
-- column zip5_code: the repaired first five digits; null for a placeholder
-- column problem: the published value, and what was done
with written as (
    select
        trim(zip_code) as zip_code,
        coalesce(trim(state_code), '') as state_code
    from lake.fec_itcont
    where zip_code is not null
    union
    select
        trim(zip_code),
        coalesce(trim(state_code), '')
    from lake.fec_itoth
    where zip_code is not null
    union
    select
        trim(zip_code),
        coalesce(trim(state_code), '')
    from lake.fec_itpas2
    where zip_code is not null
    union
    select
        trim(zip_code),
        coalesce(trim(state_code), '')
    from lake.fec_api_schedule_a
    where zip_code is not null
    union
    select
        trim(zip_code),
        coalesce(trim(state_code), '')
    from lake.fec_api_schedule_b
    where zip_code is not null
),

-- the part that a five-digit code would be, where zeros are lost
numbered as (
    select
        zip_code,
        state_code,
        case
            when regexp_full_match(zip_code, '[0-9]{3,4}([ -][0-9]{4})?')
                then regexp_extract(zip_code, '^[0-9]+')
            when regexp_full_match(zip_code, '[0-9]{7,8}') then left(zip_code, -4)
        end as short_code,
        regexp_replace(zip_code, '[ -]', '', 'g') as digits
    from written
),

placeholder as (
    select
        zip_code,
        state_code,
        null::varchar as zip5_code,
        'zip_code: ' || zip_code || ' (names no place)' as problem
    from numbered
    where
        (
            regexp_full_match(
                digits, '0+|1+|2+|3+|4+|5+|6+|7+|8+|9+|12345([0-9]{4})?|(0{5}|9{5})[0-9]{4}'
            )
        )
        -- there are such places
        and (left(digits, 5), state_code) not in (
            ('12345', 'NY'), ('22222', 'VA'), ('44444', 'OH'), ('55555', 'MN')
        )
),

repaired as (
    select
        numbered.zip_code,
        numbered.state_code,
        min(lpad(numbered.short_code, 5, '0')) as zip5_code
    from numbered
    inner join seeds.zip_zero as known
        on
            numbered.state_code = known.state_code
            and left(lpad(numbered.short_code, 5, '0'), 3)
            between known.first_prefix and known.last_prefix
    where numbered.short_code is not null
    group by numbered.zip_code, numbered.state_code
)

select
    repaired.zip_code,
    repaired.state_code,
    repaired.zip5_code,
    'zip_code: '
    || repaired.zip_code
    || ' (read as '
    || repaired.zip5_code
    || ': the leading zero is lost)' as problem
from repaired
anti join placeholder
    on
        repaired.zip_code = placeholder.zip_code
        and repaired.state_code = placeholder.state_code
union all
select
    zip_code,
    state_code,
    zip5_code,
    problem
from placeholder
