-- title: What is loaded of each ledger, year by year
-- grain: one row per ledger and year
-- key: ledger_code, record_year
-- params: late_days=31, roster_bodies=150
-- note: every ledger in every year between the first and the last of any. Whole is said only where
-- a file of the publisher that covers the period is loaded, ends no earlier than the period, and
-- does not disagree with the publisher's totals where there are some; anything else with records
-- is loaded in part
-- column ledger_code: contract, subaward, individual, committee, independent, register, total, seat
-- column ledger_rank: order in which ledgers are shown
-- column ledger: the ledger in words
-- column record_year: the fiscal year of contract actions, the calendar year of the others
-- column period: the year in words: a fiscal year, or the cycle that it falls into
-- column state: whole, part or none
-- column reason: what decides the state, in words
-- column record_count: rows of that year; of registers and totals those of the cycle
-- column first_date: the first day with a record in that year; null for what has no day
-- column last_date: the last
with bulk as (
    select
        table_name,
        cycle,
        max(published_date) as published_date
    from staging.source_file
    where
        rows_loaded = rows_read
        and regexp_matches(
            lower(file_name), '^(cm|cn|ccl|weball|webk|indiv|oth|pas2)[0-9]{2}\.(zip|txt)$'
        )
    group by table_name, cycle
),

gifts as (
    select
        case when giver_committee_id is null then 'individual' else 'committee' end as ledger_code,
        cycle,
        transaction_date
    from entities.contribution
    union all
    select
        'independent' as ledger_code,
        cycle,
        transaction_date
    from entities.independent_expenditure
),

reached as (
    select
        ledger_code,
        cycle,
        max(transaction_date) filter (where year(transaction_date) <= cycle) as last_date
    from gifts
    group by ledger_code, cycle
),

needed (ledger_code, table_name, line) as (
    values
    ('individual', 'fec_itcont', 'individual contributions'),
    ('committee', 'fec_itpas2', 'given to committees'),
    ('committee', 'fec_itoth', 'given to committees'),
    ('independent', 'fec_itpas2', 'independent expenditures'),
    ('register', 'fec_cm', null),
    ('register', 'fec_cn', null),
    ('total', 'fec_weball', null),
    ('total', 'fec_webk', null)
),

held as (
    select
        cycle,
        line,
        count(*) as compared_count,
        count(*) filter (where state <> 'withheld') as agreed_count
    from marts.reconciliation_committee
    where state <> 'not_computable'
    group by cycle, line
),

cycles as (select distinct cycle from bulk),

files as (
    select
        needed.ledger_code,
        cycles.cycle,
        count(*) as needed_count,
        count(bulk.table_name) as bulk_count,
        min(bulk.published_date) as published_date,
        any_value(held.compared_count) as compared_count,
        any_value(held.agreed_count) as agreed_count
    from needed
    cross join cycles
    left join bulk on needed.table_name = bulk.table_name and cycles.cycle = bulk.cycle
    left join held on needed.line = held.line and cycles.cycle = held.cycle
    group by needed.ledger_code, cycles.cycle
),

gift_years as (
    select
        gifts.ledger_code,
        year(gifts.transaction_date) as record_year,
        year(gifts.transaction_date) + year(gifts.transaction_date) % 2 as cycle,
        count(*) as record_count,
        min(gifts.transaction_date) as first_date,
        max(gifts.transaction_date) as last_date
    from gifts
    where gifts.transaction_date is not null
    group by gifts.ledger_code, year(gifts.transaction_date)
),

gift_states as (
    select
        gift_years.*,
        case
            when coalesce(files.bulk_count, 0) < coalesce(files.needed_count, 1)
                then 'no full file of the cycle is loaded'
            when
                reached.last_date < make_date(gift_years.cycle::integer, 12, 31)
                - getvariable('late_days')::integer
                then 'the rows of the cycle end on ' || strftime(reached.last_date, '%-d %B %Y')
            when files.compared_count is null
                then 'no total of the publisher is loaded to hold it against'
            when files.agreed_count < 0.97 * files.compared_count
                then
                    files.agreed_count || ' of ' || files.compared_count
                    || ' published totals agree'
        end as lack,
        files.compared_count,
        files.agreed_count
    from gift_years
    left join files
        on gift_years.ledger_code = files.ledger_code and gift_years.cycle = files.cycle
    left join reached
        on gift_years.ledger_code = reached.ledger_code and gift_years.cycle = reached.cycle
),

action_years as (
    select
        fiscal_year as record_year,
        count(*) as record_count,
        min(action_date) as first_date,
        max(action_date) as last_date
    from entities.award_action
    where fiscal_year is not null
    group by fiscal_year
),

full_files as (
    select
        table_name,
        scope_fiscal_year as fiscal_year,
        max(file_date) as file_date
    from staging.usaspending_file_scope
    where
        file_kind = 'full'
        and is_whole
        and scope_agency_code is null
        and replaced_date is null
    group by table_name, scope_fiscal_year
),

action_states as (
    select
        action_years.*,
        (
            select max(file.file_date)
            from full_files as file
            where
                file.table_name = 'usaspending_prime_transaction'
                and coalesce(file.fiscal_year, action_years.record_year)
                = action_years.record_year
        ) as file_date
    from action_years
),

registers as (
    select
        'register' as ledger_code,
        cycle,
        count(*) as record_count,
        max(published_date) as last_date
    from entities.committee_register
    group by cycle
    union all
    select
        'total' as ledger_code,
        cycle,
        count(*) as record_count,
        median(last_date)::date as last_date
    from (
        select
            cycle,
            coverage_end_date as last_date
        from staging.fec_weball
        union all
        select
            cycle,
            coverage_end_date as last_date
        from staging.fec_webk
    ) as summary
    group by cycle
),

register_states as (
    select
        registers.*,
        case
            when coalesce(files.bulk_count, 0) < files.needed_count or files.needed_count is null
                then 'not every file of the cycle is loaded'
            when registers.ledger_code = 'register' and files.published_date is null
                then 'the day of the file is not known'
            when
                registers.ledger_code = 'register'
                and files.published_date < make_date(registers.cycle::integer, 12, 31)
                then 'the file is of ' || strftime(files.published_date, '%-d %B %Y')
            when
                registers.ledger_code = 'total'
                and registers.last_date < make_date(registers.cycle::integer, 12, 31)
                then 'half of the totals end by ' || strftime(registers.last_date, '%-d %B %Y')
        end as lack,
        unnest([registers.cycle - 1, registers.cycle]) as record_year
    from registers
    left join files
        on registers.ledger_code = files.ledger_code and registers.cycle = files.cycle
    where registers.cycle is not null
),

seat_years as (
    select
        year(seen_date) as record_year,
        count(*) as record_count,
        count(distinct seen_date) as day_count,
        count(distinct body_id) as body_count,
        min(seen_date) as first_date,
        max(seen_date) as last_date
    from entities.seat_sighting
    where seen_date is not null
    group by year(seen_date)
),

stated as (
    select
        'contract' as ledger_code,
        record_year,
        'fiscal year ' || record_year as period,
        coalesce(
            file_date >= make_date(record_year::integer, 9, 30) + 90, false
        ) as is_whole,
        case
            when file_date is null
                then 'no full file of the year is loaded: these rows came with a search or a case'
            else 'full file of ' || strftime(file_date, '%-d %B %Y')
        end as reason,
        record_count,
        first_date,
        last_date
    from action_states
    union all
    select
        'subaward' as ledger_code,
        year(action_date) as record_year,
        year(action_date)::varchar as period,
        false as is_whole,
        'sub-awards come with the awards that were searched for' as reason,
        count(*) as record_count,
        min(action_date) as first_date,
        max(action_date) as last_date
    from entities.subaward
    where action_date is not null
    group by year(action_date)
    union all
    select
        ledger_code,
        record_year,
        coalesce('cycle ' || cycle - 1 || '–' || cycle, record_year::varchar) as period,
        lack is null as is_whole,
        coalesce(
            lack,
            'full files of the cycle; ' || agreed_count || ' of ' || compared_count
            || ' published totals agree'
        ) as reason,
        record_count,
        first_date,
        last_date
    from gift_states
    union all
    select
        ledger_code,
        record_year,
        'cycle ' || cycle - 1 || '–' || cycle as period,
        lack is null as is_whole,
        coalesce(lack, 'the publisher''s files of the whole cycle') as reason,
        record_count,
        null as first_date,
        null as last_date
    from register_states
    union all
    select
        'seat' as ledger_code,
        record_year,
        record_year::varchar as period,
        body_count >= getvariable('roster_bodies') as is_whole,
        body_count || ' committees and subcommittees, listed on ' || day_count
        || if(day_count = 1, ' day', ' days') as reason,
        record_count,
        first_date,
        last_date
    from seat_years
),

ledgers (ledger_rank, ledger_code, ledger) as (
    values
    (1, 'contract', 'Contract actions'),
    (2, 'subaward', 'Sub-awards'),
    (3, 'individual', 'Gifts of people'),
    (4, 'committee', 'Gifts of committees'),
    (5, 'independent', 'Independent expenditures'),
    (6, 'register', 'Committees and candidates'),
    (7, 'total', 'Published totals of committees'),
    (8, 'seat', 'Seats in Congress''s committees')
),

years as (
    select unnest(generate_series(min(record_year), max(record_year))) as record_year
    from stated
)

select
    ledgers.ledger_code,
    ledgers.ledger_rank,
    ledgers.ledger,
    years.record_year,
    coalesce(stated.period, years.record_year::varchar) as period,
    case
        when stated.is_whole then 'whole'
        when stated.record_count > 0 then 'part'
        else 'none'
    end as state,
    coalesce(stated.reason, 'no record of it is loaded') as reason,
    coalesce(stated.record_count, 0) as record_count,
    stated.first_date,
    stated.last_date
from ledgers
cross join years
left join stated
    on ledgers.ledger_code = stated.ledger_code and years.record_year = stated.record_year
order by ledgers.ledger_rank, years.record_year
