-- title: every reason for counting is described
-- grain: one row per contribution of a reason that seeds.count_reason lacks
select
    gift.record_id,
    gift.count_reason
from entities.contribution as gift
anti join seeds.count_reason as reason on gift.count_reason = reason.count_reason
