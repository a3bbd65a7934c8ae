-- title: Names of organizations as contributors, sponsors and committees write them
-- grain: one row per name and state
-- key: mention_id
-- note: what is to be resolved; the names of registered organizations stand in organization_name
-- column name: as written
-- column state_code: where the contributor lives; null for a sponsor
with stated as (
    select
        employer as name,
        state_code,
        transaction_date as seen_date
    from entities.contribution
    where employer is not null
    union all
    select
        gift.name,
        gift.state_code,
        gift.transaction_date
    from entities.contribution as gift
    inner join entities.giver_name as giver on gift.name = giver.name
    where gift.is_named_giver and giver.may_be_firm
    union all
    -- where employer and occupation changed places
    select
        reading.firm_text,
        gift.state_code,
        gift.transaction_date
    from entities.contribution as gift
    inner join entities.employer_reading as reading
        on gift.employer = reading.employer and gift.occupation = reading.occupation
    where gift.is_named_giver and reading.firm_text is not null
    union all
    select
        stated_name,
        null,
        null
    from entities.sponsor
)

select
    md5_number(concat_ws('|', name, coalesce(state_code, ''))) as mention_id,
    name,
    state_code,
    min(seen_date) as first_date,
    max(seen_date) as last_date,
    count(*) as record_count
from stated
group by name, state_code
