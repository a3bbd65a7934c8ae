-- title: every flag has a card
-- grain: one row per flag of a code without a card
select
    flag.flag_id,
    flag.code
from indicators.flag as flag
anti join seeds.indicator as card on flag.code = card.code
