-- title: The employers that go with the people asked about, as appearances have them
-- grain: one row per name asked about
-- given: asked
-- note: the firm where the name is resolved for the day, else the name's key, unless it says that
-- one does not work
select
    asked.position,
    coalesce(
        max(found.organization_id),
        case
            when max(listed.employer) is null and length(max(key.name_key)) >= 3
                then max(key.name_key)
        end
    ) as employer_ref,
    coalesce(max(found.organization_id) is null and max(listed.employer) is not null, false)
        as is_idle
from asked
left join entities.name_key as key on asked.name = key.name
left join seeds.non_employer as listed on key.name_key = listed.employer
left join entities.employer_match as found
    on
        asked.name = found.employer
        and asked.state_code is not distinct from found.state_code
        and coalesce(
            asked.asked_date >= found.from_date
            and (found.until_date is null or asked.asked_date < found.until_date),
            found.until_date is null
        )
group by asked.position
order by asked.position
