-- title: What an award is for, and how it was competed
-- grain: one row per award
-- key: award_key
-- note: of the award's latest record that states it; an order may take its competition from its
-- vehicle, which decided_by says
-- column description: of the first action that has one, as the agency wrote it
-- column award_type: in words, by USAspending's codes
-- column competition: in words; null where the records do not say or contradict each other
-- column procurement_method_code: OCDS's word for it: open, selective, limited or direct
-- column ground: why it was not competed, where it was not
-- column unknown_reason: why the competition cannot be said
-- column set_aside: the kind of firms it was reserved for; null where there was none
-- column naics_words: the industry with its code, as most records that hold the code word it
-- column product_or_service_words: the product or service with its code, likewise
-- column offer_count: as reported; 999 is not a number of offers
-- column base_ceiling_usd: base and all options when first signed; not spending
-- column performance_end_date: of the statement in force, see entities.award_end
-- column other_end_date: another day that a record in force states; null where all agree
-- column record_ids: the records that say so
with described as (
    select
        award_key,
        arg_min(description, (action_date, record_id)) as description
    from staging.usaspending_prime_transaction
    where description is not null
    group by award_key
),

summarized as (
    select
        award_key,
        min(base_description) as description
    from staging.usaspending_prime_award_summary
    where base_description is not null
    group by award_key
),

fetched as (
    select
        award_key,
        min(description) as description
    from staging.usaspending_api_award_detail
    where description is not null
    group by award_key
)

select
    term.award_key,
    term.organization_id,
    term.agency_id,
    coalesce(described.description, summarized.description, fetched.description) as description,
    term.award_type_code,
    type.title as award_type,
    competition.is_competed,
    competition.decided_by,
    competition.competition,
    competition.procurement_method_code,
    case when not competition.is_competed then competition.ground end as ground,
    competition.unknown_reason,
    coalesce(
        reserved.title,
        case
            when term.set_aside_code <> 'NONE'
                then 'coded ' || term.set_aside_code || ', which the list does not have'
        end
    ) as set_aside,
    term.offer_count,
    competition.offer_note,
    term.naics_code,
    case
        when industry.title is not null then industry.title || ' (' || term.naics_code || ')'
        else 'code ' || term.naics_code || ', its words are not in the records loaded'
    end as naics_words,
    term.product_or_service_code,
    case
        when product.title is not null
            then product.title || ' (' || term.product_or_service_code || ')'
        else
            'code ' || term.product_or_service_code
            || ', its words are not in the records loaded'
    end as product_or_service_words,
    term.base_value_usd,
    term.base_ceiling_usd,
    term.award_date,
    term.solicitation_date,
    term.solicitation_note,
    term.performance_start_date,
    term.performance_end_date,
    term.end_basis,
    term.end_statement,
    term.other_end_date,
    term.end_note,
    term.undefinitized_code,
    term.definitized_date,
    competition.as_of_date,
    term.record_ids
from entities.award_term as term
left join measures.award_competition as competition on term.award_key = competition.award_key
left join seeds.award_type as type on term.award_type_code = type.award_type_code
left join seeds.set_aside as reserved
    on term.set_aside_code = reserved.set_aside_code and term.set_aside_code <> 'NONE'
left join staging.usaspending_code_word as industry
    on term.naics_code = industry.code and industry.code_kind = 'naics'
left join staging.usaspending_code_word as product
    on term.product_or_service_code = product.code and product.code_kind = 'psc'
left join described on term.award_key = described.award_key
left join summarized on term.award_key = summarized.award_key
left join fetched on term.award_key = fetched.award_key
