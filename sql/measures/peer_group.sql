-- title: How a measure is spread over the awards of one agency for one product or service
-- grain: one row per measure, agency and product or service code
-- key: measure, agency_id, product_or_service_code
-- params: min_peers=10 fence_width=1.5
-- note: of whole values only; an award is one of its own peers; Tukey's fence is the third quartile
-- and fence_width times the distance between the quartiles
-- column fence: null where fewer than min_peers awards can be compared or the quartiles are equal
-- column fence_missing: why there is no fence
with quartiles as (
    select
        measure,
        agency_id,
        product_or_service_code,
        count(*) as award_count,
        quantile_cont(value, 0.25) as first_quartile,
        quantile_cont(value, 0.75) as third_quartile
    from measures.award_ratio
    where
        is_whole
        and value is not null
        and agency_id is not null
        and product_or_service_code is not null
    group by
        measure,
        agency_id,
        product_or_service_code
),

judged as (
    select
        *,
        case
            when award_count < getvariable('min_peers')::integer
                then
                    'only ' || award_count || ' awards of the agency for '
                    || product_or_service_code || ' can be compared, fewer than '
                    || getvariable('min_peers')
            when first_quartile = third_quartile
                then
                    'the middle half of the ' || award_count || ' awards of the agency for '
                    || product_or_service_code || ' are all at ' || round(first_quartile, 2)
                    || ' times: no spread to compare with'
        end as fence_missing
    from quartiles
)

select
    *,
    case
        when fence_missing is null
            then
                third_quartile
                + getvariable('fence_width')::double * (third_quartile - first_quartile)
    end as fence
from judged
