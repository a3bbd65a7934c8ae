-- title: Judgements and answers that are dated ahead of a day
-- grain: one row per judgement or answer
select
    'judgement' as kind,
    judged_date as stated_date,
    concat_ws(' / ', left_ref, right_ref) as subject
from entities.judgement
where judged_date > $day
union all
select
    'answer',
    answered_date,
    entity_id
from entities.answer
where answered_date > $day
order by stated_date, kind, subject
