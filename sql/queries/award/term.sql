-- title: What was agreed
-- grain: one row
select
    description,
    award_type,
    competition,
    ground,
    set_aside,
    offer_count,
    offer_note,
    naics_words,
    product_or_service_words,
    base_value_usd,
    base_ceiling_usd,
    solicitation_date,
    solicitation_note,
    performance_start_date,
    performance_end_date,
    end_statement,
    other_end_date,
    end_note
from marts.award_term
where award_key = $award_key
