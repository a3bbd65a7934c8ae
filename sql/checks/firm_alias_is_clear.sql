-- title: every name by judgement means one firm a day, and is of a known kind
-- grain: one row per line of seeds.firm_alias, and the other line, that does not
-- note: of one name and day the lines of one preference name one firm, and the firms of several
-- preferences are tied by the seed itself: a unit and its owner, or two names of one owner; days
-- are compared as they are written, so that where one owner ends the next begins with the same text
with lines as (
    select
        line.alias,
        line.firm_name,
        line.preference,
        line.from_date,
        line.until_date,
        alias_key.name_key as alias_key,
        firm_key.name_key as firm_key,
        firm_key.compact as firm_letters,
        non_employer.employer is not null as is_no_employer,
        line.kind in ('brand', 'unit', 'acronym', 'former_name', 'subsidiary', 'short_form')
            as is_known_kind
    from seeds.firm_alias as line
    inner join entities.name_key as alias_key on line.alias = alias_key.name
    inner join entities.name_key as firm_key on line.firm_name = firm_key.name
    left join seeds.non_employer as non_employer on alias_key.name_key = non_employer.employer
),

ties as (
    select distinct
        alias_key,
        firm_key
    from lines
),

rivals as (
    select
        one.alias_key,
        one.alias,
        one.firm_name,
        one.firm_key,
        other.firm_name as other_name,
        other.firm_key as other_key,
        one.preference = other.preference as is_same_preference
    from lines as one
    inner join lines as other
        on
            one.alias_key = other.alias_key
            and (one.firm_name, one.preference) < (other.firm_name, other.preference)
            and coalesce(one.from_date < other.until_date, true)
            and coalesce(one.until_date > other.from_date, true)
    where one.firm_letters <> other.firm_letters or one.preference = other.preference
),

owners as (
    select
        rivals.alias_key,
        rivals.firm_key,
        rivals.other_key
    from rivals
    inner join ties as tie
        on rivals.firm_key = tie.alias_key and rivals.other_key = tie.firm_key
    union
    select
        rivals.alias_key,
        rivals.firm_key,
        rivals.other_key
    from rivals
    inner join ties as tie
        on rivals.other_key = tie.alias_key and rivals.firm_key = tie.firm_key
    union
    select
        rivals.alias_key,
        rivals.firm_key,
        rivals.other_key
    from rivals
    inner join ties as tie on rivals.firm_key = tie.alias_key
    inner join ties as other_tie
        on rivals.other_key = other_tie.alias_key and tie.firm_key = other_tie.firm_key
    where rivals.alias_key <> tie.firm_key
)

select
    alias,
    firm_name,
    null as other_name,
    case
        when not is_known_kind then 'no such kind'
        when from_date >= until_date then 'ends before it begins'
        when alias_key = firm_key then 'is the name of the firm'
        when alias_key is null then 'no letters'
        else 'is no employer'
    end as reason
from lines
where
    not is_known_kind
    or from_date >= until_date
    or alias_key is null
    or alias_key = firm_key
    or is_no_employer
union all
select
    alias,
    firm_name,
    other_name,
    'two firms of one preference' as reason
from rivals
where is_same_preference
union all
select
    rivals.alias,
    rivals.firm_name,
    rivals.other_name,
    'two firms that no line ties' as reason
from rivals
anti join owners
    on
        rivals.alias_key = owners.alias_key
        and rivals.firm_key = owners.firm_key
        and rivals.other_key = owners.other_key
where not rivals.is_same_preference
