-- title: How often names are resolved rightly
-- grain: one row per set of labels
-- order: "labels"
-- note: Of the answers given, the right ones; of those to be found, the ones found; with intervals
-- of 95 %. Labels are real names, answered with their firms held back, invented people and firms
-- with known truth, and a list written by hand to be hard. `make accuracy` measures them again.
select
    title as "labels",
    label_count as "number",
    precision_share as "right %",
    precision_low_share as "at least %",
    precision_high_share as "at most %",
    recall_share as "found %",
    recall_low_share as "found at least %",
    recall_high_share as "found at most %"
from marts.accuracy
