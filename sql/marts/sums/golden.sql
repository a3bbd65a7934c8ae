-- title: Figures of published files that are known by other means
-- grain: one row per figure
-- key: golden_id
-- note: compared only where that very file is loaded and no newer file has replaced a row of it
-- column state: holds, drifts or not_loaded
with files as (
    select distinct file_sha256
    from seeds.golden
),

loaded as (
    select
        file_sha256,
        sum(rows_loaded) as rows_loaded
    from staging.source_file
    group by file_sha256
),

measured as (
    select
        gift.file_sha256,
        count(*) as row_count,
        sum(gift.amount_usd) as amount_usd,
        sum(gift.amount_usd) filter (where gift.memo_code is distinct from 'X')
            as without_memo_usd,
        sum(gift.who_gave_usd) filter (where gift.role in ('receipt', 'earmarked'))
            as receipts_usd,
        sum(gift.who_gave_usd) filter (
            -- the figures are of refunds that the types of 2.2 name: 20Y is apart
            where gift.role = 'refund'
            and gift.count_reason is distinct from 'independent_refund'
        ) as refunds_usd
    from entities.contribution as gift
    inner join files on gift.file_sha256 = files.file_sha256
    group by gift.file_sha256
),

found as (
    select
        golden.golden_id,
        golden.description,
        golden.measure,
        golden.expected::decimal(18, 2) as expected,
        case golden.measure
            when 'rows' then measured.row_count
            when 'amount_usd' then measured.amount_usd
            when 'without_memo_usd' then measured.without_memo_usd
            when 'receipts_usd' then measured.receipts_usd
            when 'refunds_usd' then measured.refunds_usd
            when 'net_usd' then measured.receipts_usd + measured.refunds_usd
        end::decimal(18, 2) as found,
        coalesce(measured.row_count = loaded.rows_loaded, false) as is_whole
    from seeds.golden as golden
    left join measured on golden.file_sha256 = measured.file_sha256
    left join loaded on golden.file_sha256 = loaded.file_sha256
)

select
    golden_id,
    description,
    measure,
    expected,
    case when is_whole then found end as found,
    case
        when not is_whole then 'not_loaded'
        when found = expected then 'holds'
        else 'drifts'
    end as state
from found
