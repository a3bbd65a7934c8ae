-- title: The days for which contributions and awards are loaded
-- grain: one row
-- key: period_id
-- note: all but one day in a thousand at each end: files hold a few dates of other decades
select
    'all' as period_id,
    (select quantile_disc(day, 0.001) from measures.gift_calendar) as first_gift_day,
    (select quantile_disc(day, 0.999) from measures.gift_calendar) as last_gift_day,
    (select quantile_disc(action_date, 0.001) from entities.award_action) as first_award_day,
    (select quantile_disc(action_date, 0.999) from entities.award_action) as last_award_day
