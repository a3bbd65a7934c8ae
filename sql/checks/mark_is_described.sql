-- title: every mark is of a kind that is described
-- grain: one row per mark of a code that seeds.mark lacks
select
    mark.mark_id,
    mark.code
from marks.mark as mark
anti join seeds.mark as card on mark.code = card.code
