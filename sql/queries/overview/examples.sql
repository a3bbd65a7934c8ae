-- title: What a reader may begin with: the best known of what is loaded
-- grain: one row per question that the records can answer, at most one of each
-- order: example
with firms as (
    select
        firm_id,
        name,
        obligated_usd,
        employer_usd,
        fund_usd
    from marts.firm
),

examples as (
    select
        'firm' as example,
        arg_max(firm_id, (obligated_usd, firm_id)) as id,
        arg_max(name, (obligated_usd, firm_id)) as name
    from firms
    where obligated_usd > 0
    union all
    select
        'employees' as example,
        arg_max(firm_id, (employer_usd, firm_id)) as id,
        arg_max(name, (employer_usd, firm_id)) as name
    from firms
    where employer_usd > 0
    union all
    select
        'fund' as example,
        arg_max(firm_id, (fund_usd, firm_id)) as id,
        arg_max(name, (fund_usd, firm_id)) as name
    from firms
    where fund_usd > 0
    union all
    select
        'agency' as example,
        arg_max(agency_id, (award_count, agency_id)) as id,
        arg_max(name, (award_count, agency_id)) as name
    from marts.agency
    where award_count > 0
    union all
    select
        'committee' as example,
        arg_max(recipient_id, (record_count, recipient_id)) as id,
        arg_max(recipient_name, (record_count, recipient_id)) as name
    from (
        select
            recipient_id,
            any_value(recipient_name) as recipient_name,
            count(*) as record_count
        from marts.contractor_gift
        where starts_with(recipient_id, 'fec:') and role_code in ('employee', 'officer')
        group by recipient_id
    ) as gift
    union all
    select
        'award' as example,
        arg_max(award_key, (obligated_usd, award_key)) as id,
        arg_max(piid, (obligated_usd, award_key)) as name
    from marts.award
    where obligated_usd > 0 and piid is not null
)

select
    example,
    id,
    name
from examples
where id is not null
