-- title: Names as written beside the firms that they may mean, with what each comparison says
-- grain: one row per name and state, and firm
-- key: mention_id, cluster_id
-- note: after Fellegi and Sunter, the weights of seeds.match_weight are added to that of a
-- candidate pair (set by hand from m and u, which stand beside them); the odds of all candidates of
-- a name share the whole, so twins halve each other
-- params: kept=5 national_states=5
-- column rarity_level: how much the words tell that agree
-- column place_level: where the contributor lives, and the firm's registrations are
-- column form_level: the legal forms, where both names have one
-- column use_level: whether the firm bears the name now, once bore it, or another record says so
-- column weight: log2 of the odds
-- column probability: that the name means the firm, among all its candidates
-- column verdict: a human judgement, which beats the machine
-- column rank: 1 for the best candidate
with candidates as (
    select
        mention.mention_id,
        mention.name,
        mention.state_code,
        likeness.name_key,
        firm.cluster_id,
        likeness.firm_key,
        firm.name as firm_name,
        likeness.block,
        likeness.name_level,
        likeness.extra_level,
        likeness.missing_level,
        likeness.rarity_level,
        likeness.prior_weight,
        likeness.name_weight,
        likeness.extra_weight,
        likeness.missing_weight,
        likeness.rarity_weight,
        case
            when mention.state_code is null or firm.state_codes is null then 'unknown'
            when list_contains(firm.state_codes, mention.state_code) then 'same_state'
            when len(firm.state_codes) >= 3 then 'many_states'
            when spread.state_count >= getvariable('national_states') and firm.is_coined
                then 'national'
            when likeness.agreed_bits < 12 then 'other_state_common'
            else 'other_state'
        end as place_level,
        case
            when key.legal_form is null or coalesce(len(firm.legal_forms), 0) = 0 then 'unknown'
            when list_contains(firm.legal_forms, key.legal_form) then 'same'
            else 'different'
        end as form_level,
        firm.use_level,
        period.from_date,
        period.until_date,
        firm.is_registered
    from entities.mention as mention
    inner join entities.name_key as key on mention.name = key.name
    inner join entities.name_likeness as likeness on key.name_key = likeness.name_key
    inner join entities.organization_key as firm on likeness.firm_key = firm.name_key
    left join entities.name_spread as spread on key.name_key = spread.name_key
    left join entities.name_period as period
        on firm.name_key = period.name_key and firm.cluster_id = period.cluster_id
),

weighed as (
    select
        candidates.*,
        judged.verdict,
        place.weight::double as place_weight,
        form.weight::double as form_weight,
        use.weight::double as use_weight
    from candidates
    inner join seeds.match_weight as place
        on place.comparison = 'place' and candidates.place_level = place.level
    inner join seeds.match_weight as form
        on form.comparison = 'form' and candidates.form_level = form.level
    inner join seeds.match_weight as use
        on use.comparison = 'use' and candidates.use_level = use.level
    left join entities.name_judgement as judged
        on
            candidates.mention_id = judged.mention_id
            and candidates.cluster_id = judged.cluster_id
),

summed as (
    select
        *,
        round(
            prior_weight
            + name_weight
            + extra_weight
            + missing_weight
            + rarity_weight
            + place_weight
            + form_weight
            + use_weight,
            2
        ) as weight
    from weighed
),

best_name as (
    select *
    from summed
    qualify row_number() over (
        partition by mention_id, cluster_id order by weight desc, firm_key asc
    ) = 1
),

-- a name without a UEI (a subcontractor's) does not stand against a registered firm
standing as (
    select *
    from best_name
    qualify is_registered or not bool_or(is_registered) over (partition by mention_id)
),

odds as (
    select
        *,
        case verdict when 'different' then 0 else pow(2, weight) end as odds
    from standing
),

shared as (
    select
        *,
        1
        + sum(odds) over (partition by mention_id)
        -- those that bore the same name at other times are no rivals
        - case
            when from_date is null then 0
            else
                sum(case when from_date is not null then odds else 0 end) over (
                    partition by mention_id, firm_key
                ) - odds
        end as whole
    from odds
)

select
    mention_id,
    name,
    state_code,
    name_key,
    cluster_id,
    firm_key,
    firm_name,
    block,
    name_level,
    extra_level,
    missing_level,
    rarity_level,
    place_level,
    form_level,
    use_level,
    prior_weight,
    name_weight,
    extra_weight,
    missing_weight,
    rarity_weight,
    place_weight,
    form_weight,
    use_weight,
    weight,
    verdict,
    from_date,
    until_date,
    case verdict when 'same' then 1.0 else round(odds / whole, 6) end::double as probability,
    row_number() over (
        partition by mention_id
        order by coalesce(verdict = 'same', false) desc, odds desc, cluster_id asc
    ) as rank
from shared
qualify rank <= getvariable('kept')
