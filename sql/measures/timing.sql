-- title: Whether gifts stand nearer to new awards than their own calendar makes them stand
-- grain: one row per series and direction
-- key: pair_id, direction
-- python: timing
-- reads: measures.gift_calendar
-- note: the law of the placebos cannot be had in SQL: etl/build/timing.py takes the rows of this
-- query and gives the table; p-values are corrected for all tests of the table (Benjamini-Hochberg)
-- column direction: before (up to 30 days before a new award, and its day) or after
-- column near_count: gift episodes that are near
-- column base_share: share of the days of the period that are near a new award
-- column base_rate: that share in words
-- column placebo_mean: mean number of near episodes in the placebos
-- column p_value: probability of at least as many under the exact law of the placebos; never 0
-- column q_value: corrected for all tests computed
-- column test_count: how many were computed
select
    pair_id,
    gift_days,
    award_days,
    first_day,
    last_day
from measures.gift_series
order by pair_id
