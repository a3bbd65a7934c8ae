-- title: How often names are resolved rightly
-- grain: one row per set of labelled names
-- key: measure_id
-- note: measured on labels by `make accuracy`, which writes the seed; intervals of 95 %
-- column label_count: labelled names, or pairs of appearances
-- column precision_share: of the answers given, the right ones
-- column recall_share: of the answers that were to be found, those found
select
    measure_id,
    title,
    label_count::bigint as label_count,
    precision_share::double as precision_share,
    precision_low_share::double as precision_low_share,
    precision_high_share::double as precision_high_share,
    recall_share::double as recall_share,
    recall_low_share::double as recall_low_share,
    recall_high_share::double as recall_high_share
from seeds.accuracy
