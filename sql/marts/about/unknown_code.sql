-- title: Codes in contract records that no vocabulary has
-- grain: one row per table, column and code
-- key: table_name, column_name, code
-- note: such a code is shown as it stands and decides nothing; what rests on it is not known
-- column table_name: the staging table
-- column column_name: the column of the staging table
-- column code: as it stands, in upper case
-- column row_count: rows that bear it
-- column record_id: one of them
with known as (
    select
        'set_aside_code' as column_name,
        set_aside_code as code
    from seeds.set_aside
    union all
    select
        'extent_competed_code' as column_name,
        extent_competed_code as code
    from seeds.extent_competed
    union all
    select
        'not_competed_code' as column_name,
        not_competed_code as code
    from seeds.not_competed_reason
    union all
    select
        'fair_opportunity_code' as column_name,
        fair_opportunity_code as code
    from seeds.fair_opportunity
    union all
    select
        'award_type_code' as column_name,
        award_type_code as code
    from seeds.award_type
    union all
    select
        column_name,
        code
    from seeds.contract_code
),

coded as (
    select
        'usaspending_prime_transaction' as table_name,
        record_id,
        unnest(
            [
                struct_pack(column_name := 'set_aside_code', code := set_aside_code),
                struct_pack(column_name := 'extent_competed_code', code := extent_competed_code),
                struct_pack(column_name := 'not_competed_code', code := not_competed_code),
                struct_pack(column_name := 'fair_opportunity_code', code := fair_opportunity_code),
                struct_pack(column_name := 'award_type_code', code := award_type_code),
                struct_pack(column_name := 'action_type_code', code := action_type_code),
                struct_pack(column_name := 'business_size_code', code := business_size_code),
                struct_pack(column_name := 'contract_pricing_code', code := contract_pricing_code),
                struct_pack(column_name := 'holders_code', code := holders_code),
                struct_pack(column_name := 'vehicle_holders_code', code := vehicle_holders_code),
                struct_pack(column_name := 'undefinitized_code', code := undefinitized_code),
                struct_pack(
                    column_name := 'solicitation_procedures_code',
                    code := solicitation_procedures_code
                )
            ]
        ) as word
    from staging.usaspending_prime_transaction
    union all
    select
        'usaspending_prime_award_summary' as table_name,
        record_id,
        unnest(
            [
                struct_pack(column_name := 'set_aside_code', code := set_aside_code),
                struct_pack(column_name := 'extent_competed_code', code := extent_competed_code),
                struct_pack(column_name := 'not_competed_code', code := not_competed_code),
                struct_pack(column_name := 'fair_opportunity_code', code := fair_opportunity_code),
                struct_pack(column_name := 'award_type_code', code := award_type_code),
                struct_pack(column_name := 'business_size_code', code := business_size_code),
                struct_pack(column_name := 'contract_pricing_code', code := contract_pricing_code),
                struct_pack(column_name := 'holders_code', code := holders_code),
                struct_pack(column_name := 'vehicle_holders_code', code := vehicle_holders_code)
            ]
        ) as word
    from staging.usaspending_prime_award_summary
),

counted as (
    select
        table_name,
        word['column_name'] as column_name,
        word['code'] as code,
        count(*) as row_count,
        min(record_id) as record_id
    from coded
    where word['code'] is not null
    group by all
)

select counted.*
from counted
anti join known
    on
        counted.column_name = known.column_name
        and counted.code = known.code
