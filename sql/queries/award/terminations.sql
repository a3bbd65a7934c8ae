-- title: What was terminated
-- grain: one row per action that terminates or cancels the award
select
    termination,
    action_date,
    modification_number,
    state,
    state_reason,
    end_date,
    performance_end_date,
    obligated_before_usd,
    obligated_after_usd,
    taken_back_usd,
    added_after_usd,
    ceiling_ended_usd,
    record_url
from marts.termination
where award_key = $award_key
order by action_date, record_id
