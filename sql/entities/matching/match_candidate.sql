-- title: Names as written beside all firms that they may mean, with what each comparison says
-- grain: one row per name and state, firm, reading and name of the firm
-- key: mention_id, cluster_id, reading, firm_key
-- note: after Fellegi and Sunter, the weights of seeds.match_weight are added to that of a
-- candidate pair; entities.match keeps the best of each firm
-- params: national_states=5
-- column reading: the part of the name that is compared
-- column rarity_level: how much the words tell that agree
-- column front_level: whether both begin with the same word
-- column span_level: how many telling words agree
-- column spelling_level: whether letters were put right
-- column part_level: whether the name is read as a whole or by a part
-- column place_level: where the contributor lives, and the firm's registrations are
-- column form_level: the legal forms, where both names have one and agree as a whole
-- column use_level: whether the firm bears the name now, once bore it, or another record says so
-- column alias_kind: how a name by judgement means the firm (brand, unit, subsidiary …); null for
-- one that records give it
-- column weight: log2 of the odds
with compared as (
    select
        mention.mention_id,
        mention.name,
        mention.state_code,
        reading.reading,
        reading.part_code as part_level,
        likeness.*,
        firm.cluster_id,
        firm.name as firm_name,
        case
            when mention.state_code is null or firm.state_codes is null then 'unknown'
            when list_contains(firm.state_codes, mention.state_code)
                -- a namesake is often a neighbour
                then if(likeness.span_level = 'none', 'same_state', 'same_state_part')
            when len(firm.state_codes) >= 3 then 'many_states'
            when spread.state_count >= getvariable('national_states') and firm.is_coined
                then 'national'
            when likeness.agreed_bits < 12 or not coalesce(firm.is_coined, true)
                then 'other_state_common'
            else 'other_state'
        end as place_level,
        case
            -- forms are of whole names
            when likeness.span_level <> 'none' then 'unknown'
            when key.legal_form is null or coalesce(len(firm.legal_forms), 0) = 0 then 'unknown'
            when list_contains(firm.legal_forms, key.legal_form) then 'same'
            else 'different'
        end as form_level,
        -- who is named by a part of what a firm was called once may be another
        if(
            firm.use_level = 'former'
            and likeness.name_level not in ('exact', 'same_words', 'same_letters', 'cut_end'),
            'former_part',
            firm.use_level
        ) as use_level,
        replace(firm.alias_kind, '_', ' ') as alias_kind,
        period.from_date,
        period.until_date,
        firm.is_registered
    from entities.mention as mention
    inner join entities.name_reading as reading on mention.name = reading.name
    inner join entities.name_key as key on reading.reading = key.name
    inner join entities.name_likeness as likeness on key.name_key = likeness.name_key
    inner join entities.organization_key as firm on likeness.firm_key = firm.name_key
    left join entities.name_spread as spread on key.name_key = spread.name_key
    left join entities.name_period as period
        on firm.name_key = period.name_key and firm.cluster_id = period.cluster_id
    where
        firm.use_level <> 'alias'
        -- a name by judgement is meant where it is written whole
        or likeness.name_level in ('exact', 'same_words', 'same_letters', 'near', 'whole')
        or (
            likeness.name_level in ('head', 'core')
            and likeness.missing_level = 'none'
            and contains(firm.name_key, ' ')
        )
),

weighed as (
    select
        compared.*,
        part.weight::double as part_weight,
        place.weight::double as place_weight,
        form.weight::double as form_weight,
        use.weight::double as use_weight
    from compared
    inner join seeds.match_weight as part
        on part.comparison = 'part' and compared.part_level = part.level
    inner join seeds.match_weight as place
        on place.comparison = 'place' and compared.place_level = place.level
    inner join seeds.match_weight as form
        on form.comparison = 'form' and compared.form_level = form.level
    inner join seeds.match_weight as use
        on use.comparison = 'use' and compared.use_level = use.level
)

select
    mention_id,
    name,
    state_code,
    name_key,
    reading,
    cluster_id,
    firm_key,
    firm_name,
    block,
    name_level,
    extra_level,
    missing_level,
    rarity_level,
    front_level,
    span_level,
    spelling_level,
    part_level,
    place_level,
    form_level,
    use_level,
    prior_weight,
    name_weight,
    extra_weight,
    missing_weight,
    rarity_weight,
    front_weight,
    span_weight,
    spelling_weight,
    part_weight,
    place_weight,
    form_weight,
    use_weight,
    agreed_bits,
    edits,
    alias_kind,
    is_registered,
    from_date,
    until_date,
    round(
        prior_weight
        + name_weight
        + extra_weight
        + missing_weight
        + rarity_weight
        + front_weight
        + span_weight
        + spelling_weight
        + part_weight
        + place_weight
        + form_weight
        + use_weight,
        2
    ) as weight
from weighed
