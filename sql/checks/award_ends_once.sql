-- title: an award ends on one day, wherever it is told
-- grain: one row per award whose end differs between two tables
select ending.award_key
from entities.award_end as ending
left join entities.award as award on ending.award_key = award.award_key
left join entities.award_term as term on ending.award_key = term.award_key
left join marts.award as shown on ending.award_key = shown.award_key
left join marts.award_term as told on ending.award_key = told.award_key
where
    ending.performance_end_date is distinct from award.performance_end_date
    or ending.performance_end_date is distinct from shown.performance_end_date
    or (
        term.award_key is not null
        and ending.performance_end_date is distinct from term.performance_end_date
    )
    or term.performance_end_date is distinct from told.performance_end_date
