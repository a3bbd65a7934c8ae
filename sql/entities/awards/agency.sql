-- title: Awarding sub-agencies
-- grain: one row per four-digit code, or per name where no code is given
-- key: agency_id
with stated as (
    select
        sub_agency_code as code,
        sub_agency_name as name,
        count(*) as record_count
    from staging.usaspending_prime_transaction
    group by all
    union all
    select
        sub_agency_code,
        sub_agency_name,
        count(*)
    from staging.usaspending_prime_award_summary
    group by all
    union all
    select
        sub_agency_code,
        sub_agency_name,
        count(*)
    from entities.api_award
    group by all
    union all
    select
        agency_code,
        agency,
        1
    from staging.case_award
    union all
    select
        agency_code,
        agency,
        0
    from staging.case_obligation_total
)

select
    coalesce('agency:' || code, 'agency:' || md5(name)) as agency_id,
    any_value(code) as agency_code,
    arg_max(name, (record_count, name)) as name
from stated
where name is not null
group by coalesce('agency:' || code, 'agency:' || md5(name))
