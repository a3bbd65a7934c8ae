-- title: Names as written, resolved to firms or left open
-- grain: one row per name, state and span of days
-- key: mention_id, from_date
-- params: probable=0.9 possible=0.5
-- note: below probable the organization stays empty: the nearest one is named beside it
-- column organization_id: the firm, by its strongest registration; null where it abstains
-- column probability: that the nearest firm is meant
-- column tier: certain (a judgement) | probable | possible | none
-- column basis: exact_name | similar_name | human
-- column reasons: what speaks for and against, with the weight of each in bits
-- column runner_up: who else it may be, with the probability
with families as (
    select
        stated.organization_id,
        min(coalesce(cluster.cluster_id, stated.owner_id)) as family_id
    from entities.parent_statement as stated
    left join entities.organization_cluster as cluster
        on stated.owner_id = cluster.organization_id
    group by stated.organization_id
    -- a firm that changed hands is answered by none of its parents
    having count(distinct coalesce(cluster.cluster_id, stated.owner_id)) = 1
),

candidates as (
    select
        match.*,
        coalesce(families.family_id, match.cluster_id) as family_id
    from entities.match as match
    left join families on match.cluster_id = families.organization_id
),

totalled as (
    select
        *,
        -- rounded: the order of a sum moves its last digit
        round(
            sum(share) over family,
            6
        ) as family_share,
        count(*) over family as family_count,
        bool_or(cluster_id = family_id) over family as has_parent
    from candidates
    window family as (partition by mention_id, family_id, from_date)
),

-- all registrations of a family together
rated as (
    select
        totalled.*,
        step.from_probability::double
        + (step.to_probability::double - step.from_probability::double)
        * (least(totalled.family_share, 1) - step.from_share::double)
        / (step.to_share::double - step.from_share::double) as family_probability
    from totalled
    left join seeds.match_calibration as step
        on
            least(totalled.family_share, 1) >= step.from_share::double
            and (totalled.family_share < step.to_share::double or step.to_share::double >= 1)
),

best as (
    select
        mention_id,
        firm_key,
        from_date
    from rated
    where rank = 1
),

-- one answer, or one for each that bore the name in turn
firsts as (
    select
        rated.*,
        rated.probability < getvariable('probable')
        and rated.family_probability >= getvariable('probable')
        and rated.family_count > 1
        and rated.has_parent
        and coalesce(rated.verdict, '') <> 'different' as is_family
    from rated
    inner join best on rated.mention_id = best.mention_id
    where
        rated.rank = 1
        or (
            rated.from_date is not null
            and best.from_date is not null
            and rated.firm_key = best.firm_key
        )
    -- of several that bear it on the same days the likeliest
    qualify row_number() over (
        partition by rated.mention_id, rated.from_date order by rated.rank
    ) = 1
),

seconds as (
    select
        first_row.mention_id,
        first_row.cluster_id,
        arg_min(
            concat(
                other.firm_name, ' (', other.cluster_id, ', ', round(other.probability, 2), ')'
            ),
            other.rank
        ) as runner_up
    from firsts as first_row
    inner join candidates as other
        on
            first_row.mention_id = other.mention_id
            and first_row.cluster_id <> other.cluster_id
            and (
                first_row.from_date is null
                or other.from_date is null
                or first_row.from_date = other.from_date
            )
    where other.probability >= 0.01
    group by first_row.mention_id, first_row.cluster_id
),

explained as (
    select
        firsts.*,
        seconds.runner_up as second_name,
        concat_ws(
            '; ',
            case when firsts.is_family then 'several registrations of one parent' end,
            -- FEDEX FREIGHT: other words beside the whole name
            case
                when firsts.extra_level in ('generic', 'common', 'name', 'names')
                    then 'a unit of the firm rather than itself'
            end,
            name.meaning || ' ' || printf('%+.1f', firsts.name_weight),
            case
                when firsts.extra_level <> 'none'
                    then extra.meaning || ' ' || printf('%+.1f', firsts.extra_weight)
            end,
            case
                when firsts.missing_level <> 'none'
                    then missing.meaning || ' ' || printf('%+.1f', firsts.missing_weight)
            end,
            rarity.meaning || ' ' || printf('%+.1f', firsts.rarity_weight),
            case
                when firsts.front_level <> 'none'
                    then front.meaning || ' ' || printf('%+.1f', firsts.front_weight)
            end,
            case
                when firsts.span_level <> 'none'
                    then span.meaning || ' ' || printf('%+.1f', firsts.span_weight)
            end,
            case
                when firsts.spelling_level <> 'right'
                    then spelling.meaning || ' ' || printf('%+.1f', firsts.spelling_weight)
            end,
            case
                when firsts.part_level <> 'whole'
                    then part.meaning || ' ' || printf('%+.1f', firsts.part_weight)
            end,
            case
                when firsts.place_level <> 'unknown'
                    then place.meaning || ' ' || printf('%+.1f', firsts.place_weight)
            end,
            case
                when firsts.form_level <> 'unknown'
                    then form.meaning || ' ' || printf('%+.1f', firsts.form_weight)
            end,
            case
                when firsts.use_level <> 'current'
                    then concat(
                        use.meaning,
                        ' (' || firsts.alias_kind || ')',
                        ' ',
                        printf('%+.1f', firsts.use_weight)
                    )
            end,
            case when firsts.from_date is not null then 'the bearer of the name at that time' end
        ) as reasons
    from firsts
    inner join seeds.match_weight as name
        on name.comparison = 'name' and firsts.name_level = name.level
    inner join seeds.match_weight as extra
        on extra.comparison = 'extra' and firsts.extra_level = extra.level
    inner join seeds.match_weight as missing
        on missing.comparison = 'missing' and firsts.missing_level = missing.level
    inner join seeds.match_weight as rarity
        on rarity.comparison = 'rarity' and firsts.rarity_level = rarity.level
    inner join seeds.match_weight as front
        on front.comparison = 'front' and firsts.front_level = front.level
    inner join seeds.match_weight as span
        on span.comparison = 'span' and firsts.span_level = span.level
    inner join seeds.match_weight as spelling
        on spelling.comparison = 'spelling' and firsts.spelling_level = spelling.level
    inner join seeds.match_weight as part
        on part.comparison = 'part' and firsts.part_level = part.level
    inner join seeds.match_weight as place
        on place.comparison = 'place' and firsts.place_level = place.level
    inner join seeds.match_weight as form
        on form.comparison = 'form' and firsts.form_level = form.level
    inner join seeds.match_weight as use
        on use.comparison = 'use' and firsts.use_level = use.level
    left join seconds
        on firsts.mention_id = seconds.mention_id and firsts.cluster_id = seconds.cluster_id
),

decided as (
    select
        *,
        case when is_family then family_id else cluster_id end as nearest_id,
        case
            when is_family or probability >= getvariable('probable') then 'probable'
            when probability >= getvariable('possible') then 'possible'
            else 'none'
        end as tier
    from explained
),

judged as (
    select
        judgement.mention_id,
        min(judgement.cluster_id) as cluster_id
    from entities.name_judgement as judgement
    where judgement.verdict = 'same'
    group by judgement.mention_id
),

by_machine as (
    select decided.*
    from decided
    anti join judged on decided.mention_id = judged.mention_id
)

select
    mention_id,
    name as employer,
    state_code,
    coalesce(from_date, date '0001-01-01') as from_date,
    until_date,
    case when tier = 'probable' then nearest_id end as organization_id,
    case when is_family then least(family_probability, 1) else probability end as probability,
    tier,
    case when name_level = 'exact' then 'exact_name' else 'similar_name' end as basis,
    reasons,
    case
        when tier = 'probable' then second_name
        else concat_ws(
            '; ',
            firm_name || ' (' || cluster_id || ', ' || round(probability, 2) || ')',
            second_name
        )
    end as runner_up
from by_machine
union all
select
    mention.mention_id,
    mention.name,
    mention.state_code,
    date '0001-01-01',
    null,
    judged.cluster_id,
    1.0,
    'certain',
    'human',
    'judged the same by a person',
    null
from judged
inner join entities.mention as mention on judged.mention_id = mention.mention_id
