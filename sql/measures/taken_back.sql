-- title: What later actions of the same award take back of an action's amount
-- grain: one row per positive action of which a later action takes something back
-- key: record_id
-- params: taken_back_share=0.9
-- note: a negative action takes back the latest amounts of its award first; of one day, what is
-- obligated comes before what is taken back; actions without a date or an amount take no part
-- column taken_usd: how much of the amount the later actions take back
-- column reversal_record_id: the one later action that takes back this amount: at least
-- taken_back_share of it, as where a digit too many was typed, and no more than it; null where
-- several take it back, or one takes more
with reduced as (
    select distinct award_key
    from entities.award_action
    where obligated_usd < 0 and action_date is not null
),

ordered as (
    select
        action.record_id,
        action.award_key,
        action.agency_id,
        action.fiscal_year,
        action.action_date,
        action.obligated_usd,
        row_number() over running as place,
        sum(action.obligated_usd) over running as sum_usd
    from entities.award_action as action
    semi join reduced on action.award_key = reduced.award_key
    where action.obligated_usd is not null and action.action_date is not null
    window
        running as (
            partition by action.award_key
            order by
                action.action_date asc,
                action.obligated_usd < 0 asc,
                action.record_id asc
            rows between unbounded preceding and current row
        )
),

lowest as (
    select
        *,
        min(sum_usd) over (
            partition by award_key
            order by place
            rows between current row and unbounded following
        ) as low_usd
    from ordered
),

-- What stands of an amount is what no later sum of the award falls below.
taken as (
    select
        *,
        (obligated_usd - greatest(low_usd - (sum_usd - obligated_usd), 0))::decimal(18, 2)
            as taken_usd
    from lowest
    where obligated_usd > 0 and low_usd < sum_usd
),

reversed as (
    select
        taken.record_id,
        arg_min(later.record_id, later.place) as reversal_record_id,
        arg_min(later.action_date, later.place) as reversal_date,
        arg_min(later.obligated_usd, later.place) as reversal_usd
    from taken
    inner join ordered as later
        on
            taken.award_key = later.award_key
            and later.obligated_usd < 0
            and taken.place < later.place
            and -later.obligated_usd
            between taken.obligated_usd * getvariable('taken_back_share')::decimal(4, 3)
            and taken.obligated_usd
    where taken.taken_usd >= taken.obligated_usd * getvariable('taken_back_share')::decimal(4, 3)
    group by taken.record_id
)

select
    taken.record_id,
    taken.award_key,
    taken.agency_id,
    taken.fiscal_year,
    taken.action_date,
    taken.obligated_usd,
    taken.taken_usd,
    reversed.reversal_record_id,
    reversed.reversal_date,
    reversed.reversal_usd
from taken
left join reversed on taken.record_id = reversed.record_id
