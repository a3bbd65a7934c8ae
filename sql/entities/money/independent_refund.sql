-- title: Refunds of type 20Y that give back a counted contribution
-- grain: one row per itemized transaction of type 20Y of such a filer or to such a giver
-- key: record_id
-- note: 20Y is a refund to an individual (openFEC V0004) of money that was no federal contribution;
-- a super PAC or hybrid PAC (type O, U, V or W in the register of the cycle) gives back with it
-- what it took in as type 10, which is counted; so does any filer to whom that giver's type 10 is
-- loaded, by surname and first name as they are written
-- column why: register or type 10
with filed as (
    select
        record_id,
        filer_committee_id,
        coalesce(
            nullif(
                regexp_extract(
                    regexp_replace(upper(name), '[^A-Z, ]', '', 'g'), '^[^,]*, *[A-Z]+'
                ),
                ''
            ),
            upper(name)
        ) as name,
        cycle
    from entities.transaction
    where transaction_type_code = '20Y'
),

register as (
    select
        committee_id,
        cycle
    from staging.fec_cm
    where committee_type_code in ('O', 'U', 'V', 'W')
    union
    select
        asked.committee_id,
        asked.cycle
    from staging.fec_api_committee as asked
    anti join staging.fec_cm as filed_register
        on
            asked.committee_id = filed_register.committee_id
            and asked.cycle = filed_register.cycle
    where asked.committee_type_code in ('O', 'U', 'V', 'W')
),

gift as (
    select distinct
        filer_committee_id,
        coalesce(
            nullif(
                regexp_extract(
                    regexp_replace(upper(name), '[^A-Z, ]', '', 'g'), '^[^,]*, *[A-Z]+'
                ),
                ''
            ),
            upper(name)
        ) as name
    from entities.transaction
    where
        transaction_type_code = '10'
        and filer_committee_id in (select filed.filer_committee_id from filed)
)

select
    filed.record_id,
    case when register.committee_id is not null then 'register' else 'type 10' end as why
from filed
left join register
    on filed.filer_committee_id = register.committee_id and filed.cycle = register.cycle
left join gift on filed.filer_committee_id = gift.filer_committee_id and filed.name = gift.name
where register.committee_id is not null or gift.filer_committee_id is not null
