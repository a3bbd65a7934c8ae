-- title: How many people bear a full name where it stands
-- grain: one row per last name, given name and ZIP code of an appearance
-- key: last_name, given_name, zip5_code
-- note: how rare a name is comes from counts alone: of a surname that is frequent in the public
-- table (seeds.name_share) its share there; of every other its share among the appearances that are
-- loaded, each name and ZIP code once, to which prior_units are added
-- a name that neither has often is taken as one of the common: a surname as borne by surname_floor
-- in 100,000, a given name by given_floor, so that only many records can show that it is rare
-- a surname goes with given names of its kind (AHMED with MOHAMMED): the full name is counted too,
-- less two, as one person may have moved, among full_units more, as few records tell little of it
-- where more than family_size given names stand beside a surname in one ZIP code, it is frequent
-- there
-- params: prior_units=20000 full_units=150000 surname_floor=10 given_floor=1000
-- family_size=3 zip_people=10000
-- column zip5_code: none where no ZIP code is stated
-- column expected_count: people of this full name to be expected among zip_people who live together
-- column rarity_level: very_common | common | uncommon | rare, by expected_count
with named as (
    select distinct
        last_name,
        given_names[-1] as given_name,
        coalesce(zip5_code, 'none') as zip5_code
    from entities.person_record
),

total as (
    select count(*) as units from named
),

surnames as (
    select
        last_name,
        count(*) as units
    from named
    group by last_name
),

given as (
    select
        given_name,
        count(*) as units
    from named
    group by given_name
),

full_names as (
    select
        last_name,
        given_name,
        count(*) as units
    from named
    group by last_name, given_name
),

neighbours as (
    select
        last_name,
        zip5_code,
        count(*) as given_count
    from named
    where zip5_code <> 'none'
    group by last_name, zip5_code
    having count(*) > getvariable('family_size')
),

surname_share as (
    select
        surnames.last_name,
        case
            when share.per_100k::integer > getvariable('surname_floor')
                then share.per_100k::integer / 100000
            else
                (
                    surnames.units
                    + getvariable('prior_units') * getvariable('surname_floor') / 100000
                )
                / (total.units + getvariable('prior_units'))
        end as share
    from surnames
    cross join total
    left join seeds.name_share as share
        on share.kind = 'surname' and surnames.last_name = share.name
),

given_share as (
    select
        given.given_name,
        greatest(
            coalesce(share.per_100k::integer, 0) / 100000,
            given.units / (total.units + getvariable('full_units')),
            getvariable('given_floor') / 100000
        ) as share
    from given
    cross join total
    left join seeds.name_share as share
        on share.kind = 'given_name' and given.given_name = share.name
),

expected as (
    select
        named.last_name,
        named.given_name,
        named.zip5_code,
        getvariable('zip_people') * greatest(
            surname_share.share * given_share.share,
            (full_names.units - 2) / (total.units + getvariable('full_units'))
        )
        + coalesce(neighbours.given_count - getvariable('family_size'), 0)
        * 2 * given_share.share as expected_count
    from named
    cross join total
    inner join surname_share on named.last_name = surname_share.last_name
    inner join given_share on named.given_name = given_share.given_name
    inner join full_names
        on named.last_name = full_names.last_name and named.given_name = full_names.given_name
    left join neighbours
        on named.last_name = neighbours.last_name and named.zip5_code = neighbours.zip5_code
)

select
    last_name,
    given_name,
    zip5_code,
    round(expected_count, 6)::double as expected_count,
    case
        when expected_count >= 1 then 'very_common'
        when expected_count >= 0.009 then 'common'
        when expected_count >= 0.001 then 'uncommon'
        else 'rare'
    end as rarity_level
from expected
