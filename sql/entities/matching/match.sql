-- title: Names as written beside the firms that they may mean, the likeliest first
-- grain: one row per name and state, and firm
-- key: mention_id, cluster_id
-- note: the odds of all candidates of a name share the whole with those of no firm at all, so twins
-- halve each other; what a share has come to on labels is its probability (seeds.match_calibration)
-- params: kept=10
-- column share: of the whole; 1 of the whole stands for no firm
-- column rival_odds: odds of the other candidates that could be meant at the same time
-- column probability: that the name means the firm, among all its candidates
-- column alias_kind: how a name by judgement means the firm; null for one that records give it
-- column verdict: a human judgement, which beats the machine
-- column rank: 1 for the best candidate
with best_name as (
    -- only what ranks them: the rest is read of those that are kept
    select
        mention_id,
        cluster_id,
        firm_key,
        reading,
        weight,
        is_registered,
        from_date
    from entities.match_candidate
    qualify row_number() over (
        partition by mention_id, cluster_id order by weight desc, firm_key asc, reading asc
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
        standing.*,
        judged.verdict,
        case judged.verdict when 'different' then 0 else pow(2, standing.weight) end as odds
    from standing
    left join entities.name_judgement as judged
        on standing.mention_id = judged.mention_id and standing.cluster_id = judged.cluster_id
),

rivalled as (
    select
        *,
        sum(odds) over (partition by mention_id)
        -- those that bore the same name at other times are no rivals
        - case
            when from_date is null then odds
            else
                sum(if(from_date is null, 0, odds)) over bearers
                -- but those of the same days are
                - sum(odds) over (partition by mention_id, firm_key, from_date)
                + odds
        end as rival_odds
    from odds
    window bearers as (partition by mention_id, firm_key)
),

shared as (
    select
        *,
        round(odds / (1 + odds + greatest(rival_odds, 0)), 6) as share,
        row_number() over (
            partition by mention_id
            order by coalesce(verdict = 'same', false) desc, odds desc, cluster_id asc
        ) as rank
    from rivalled
    qualify rank <= getvariable('kept')
)

select
    shared.mention_id,
    candidate.name,
    candidate.state_code,
    candidate.name_key,
    shared.reading,
    shared.cluster_id,
    shared.firm_key,
    candidate.firm_name,
    candidate.block,
    candidate.name_level,
    candidate.extra_level,
    candidate.missing_level,
    candidate.rarity_level,
    candidate.front_level,
    candidate.span_level,
    candidate.spelling_level,
    candidate.part_level,
    candidate.place_level,
    candidate.form_level,
    candidate.use_level,
    candidate.prior_weight,
    candidate.name_weight,
    candidate.extra_weight,
    candidate.missing_weight,
    candidate.rarity_weight,
    candidate.front_weight,
    candidate.span_weight,
    candidate.spelling_weight,
    candidate.part_weight,
    candidate.place_weight,
    candidate.form_weight,
    candidate.use_weight,
    shared.weight,
    candidate.alias_kind,
    shared.from_date,
    candidate.until_date,
    shared.verdict,
    shared.rival_odds,
    shared.share,
    case
        when shared.verdict = 'same' then 1.0
        when shared.verdict = 'different' then 0.0
        else
            round(
                step.from_probability::double
                + (step.to_probability::double - step.from_probability::double)
                * (shared.share - step.from_share::double)
                / (step.to_share::double - step.from_share::double),
                6
            )
    end::double as probability,
    shared.rank
from shared
inner join entities.match_candidate as candidate
    on
        shared.mention_id = candidate.mention_id
        and shared.cluster_id = candidate.cluster_id
        and shared.firm_key = candidate.firm_key
        and shared.reading = candidate.reading
inner join seeds.match_calibration as step
    on
        shared.share >= step.from_share::double
        and (shared.share < step.to_share::double or step.to_share::double >= 1)
