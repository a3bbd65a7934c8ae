-- title: Whether each award was competed, and on what ground if not
-- grain: one row per award with its terms
-- key: award_key
-- note: an order that states whether its vehicle's holders could compete is judged by that; any
-- other order repeats the competition and the offers of its vehicle, and where several firms hold
-- that, a competed vehicle does not tell whether they could compete for the order
-- column organization_id: the contractor; null where the recipient is withheld
-- column is_competed: null where not stated, not known or stated both ways
-- column decided_by: order, vehicle (an order that repeats it) or award
-- column competition: the title of the code that tells whether it was competed
-- column procurement_method_code: OCDS's word: open, selective, limited or direct; an order's own
-- code goes before the extent of its vehicle
-- column ground: why it was not competed, in the words of its code
-- column ground_source: the rule that the code stands for
-- column is_named_by_law: the law names the source, or asks for no competition
-- column unknown_reason: why is_competed is null
with termed as (
    select
        *,
        case when not coalesce(is_vehicle, false) then upper(fair_opportunity_code) end
            as order_code,
        upper(not_competed_code) as reason_code
    from entities.award_term
),

explained as (
    select
        term.award_key,
        case when not award.is_undisclosed then term.organization_id end as organization_id,
        term.agency_id,
        coalesce(term.is_vehicle, false) as is_vehicle,
        term.vehicle_key,
        term.extent_competed_code,
        extent.title as extent_title,
        extent.is_competed::boolean as is_extent_competed,
        extent.procurement_method_code as extent_method_code,
        term.order_code,
        fair.title as order_title,
        fair.is_competed::boolean as is_order_competed,
        fair.procurement_method_code as order_method_code,
        fair.is_named_by_law::boolean as is_order_named_by_law,
        fair.source as order_source,
        term.reason_code,
        reason.title as reason_title,
        reason.is_named_by_law::boolean as is_reason_named_by_law,
        reason.source as reason_source,
        sole.title as sole_title,
        several.award_key is not null as has_several_holders,
        term.offer_count,
        award.offer_note,
        loaded.file_date as as_of_date,
        term.record_ids
    from termed as term
    inner join entities.award as award on term.award_key = award.award_key
    left join seeds.extent_competed as extent
        on term.extent_competed_code = extent.extent_competed_code
    left join seeds.fair_opportunity as fair on term.order_code = fair.fair_opportunity_code
    left join seeds.not_competed_reason as reason
        on term.reason_code = upper(reason.not_competed_code)
    left join seeds.set_aside as sole
        on term.set_aside_code = sole.set_aside_code and sole.is_sole_source::boolean
    left join measures.several_holders as several on term.award_key = several.award_key
    left join measures.award_loaded as loaded on term.award_key = loaded.award_key
),

doubted as (
    select
        *,
        case
            when order_code is not null and is_order_competed is null
                then 'fair opportunity is coded ' || order_code || ', which the list does not have'
            when order_code is not null and is_order_competed and extent_competed_code = 'NDO'
                then 'the record says both ' || order_title || ' and ' || extent_title
            when order_code is not null and not is_order_competed and extent_competed_code = 'CDO'
                then 'the record says both ' || order_title || ' and ' || extent_title
            when order_code is not null then null
            when extent_competed_code is null then 'the records do not say whether it was competed'
            when is_extent_competed is null
                then 'competition is coded ' || extent_competed_code || ', which the list lacks'
            when has_several_holders and is_extent_competed and extent_competed_code <> 'CDO'
                then
                    'several firms hold its vehicle, and the order does not say whether they could '
                    || 'compete'
            -- D and CDO are competitions among some sources, and the ground says why only some
            when extent_competed_code in ('A', 'F', 'H') and reason_code is not null
                then
                    'the record says both ' || extent_title || ' and a ground for not competing: '
                    || coalesce(reason_title, reason_code)
            when not is_extent_competed and reason_code is not null and reason_title is null
                then 'the ground is coded ' || reason_code || ', which the list does not have'
        end as unknown_reason
    from explained
)

select
    award_key,
    organization_id,
    agency_id,
    is_vehicle,
    vehicle_key,
    case when unknown_reason is null then coalesce(is_order_competed, is_extent_competed) end
        as is_competed,
    case
        when order_code is not null or coalesce(extent_competed_code in ('CDO', 'NDO'), false)
            then 'order'
        when not is_vehicle and vehicle_key is not null then 'vehicle'
        else 'award'
    end as decided_by,
    case when is_order_competed then order_title else coalesce(extent_title, order_title) end
        as competition,
    coalesce(order_method_code, extent_method_code) as procurement_method_code,
    case
        when order_code is not null then order_title
        when is_reason_named_by_law then reason_title
        else coalesce(sole_title, reason_title, extent_title || ' (no ground is stated)')
    end as ground,
    case
        when order_code is not null then order_source
        when sole_title is not null and not coalesce(is_reason_named_by_law, false)
            then 'by its set-aside'
        else coalesce(reason_source, 'no FAR cite')
    end as ground_source,
    case
        when order_code is not null then coalesce(is_order_named_by_law, false)
        else
            sole_title is not null
            or coalesce(is_reason_named_by_law, extent_competed_code = 'B', false)
    end as is_named_by_law,
    unknown_reason,
    offer_count,
    offer_note,
    as_of_date,
    record_ids
from doubted
