-- title: Who each name asked about is, as the records tell it
-- grain: one row per name for which there is a candidate
-- given: asked
-- note: without a day, a name that changed hands tells nothing; all its bearers are named
with spans as (
    select
        asked.position,
        asked.asked_date,
        found.*,
        count(*) over (partition by asked.position) as span_count
    from asked
    inner join entities.employer_match as found
        on asked.name = found.employer and asked.state_code is not distinct from found.state_code
    where
        asked.asked_date is null
        or (
            asked.asked_date >= found.from_date
            and (found.until_date is null or asked.asked_date < found.until_date)
        )
),

undated as (
    select
        position,
        arg_max(mention_id, from_date) as mention_id,
        max(from_date) as from_date,
        string_agg(runner_up, '; ' order by from_date) as bearers
    from spans
    where span_count > 1
    group by position
),

answered as (
    select
        spans.position,
        spans.asked_date,
        if(spans.span_count > 1, null, spans.organization_id) as organization_id,
        spans.probability,
        if(
            spans.span_count > 1 and spans.tier in ('certain', 'probable'), 'possible', spans.tier
        ) as tier,
        spans.basis,
        if(
            spans.span_count > 1,
            'the name changed hands: a date would tell; ' || spans.reasons,
            spans.reasons
        ) as reasons,
        if(
            spans.span_count > 1,
            concat_ws('; ', spans.organization_id, undated.bearers),
            spans.runner_up
        ) as runner_up
    from spans
    left join undated on spans.position = undated.position
    where spans.span_count = 1 or spans.from_date = undated.from_date
),

owned as (
    select
        answered.position,
        arg_max(ownership.owner_id, ownership.record_count) as owner_id,
        arg_max(ownership.owner_name, ownership.record_count) as owner_name
    from answered
    inner join entities.organization_cluster as member
        on answered.organization_id = member.cluster_id
    inner join entities.ownership as ownership
        on
            member.organization_id = ownership.organization_id
            and coalesce(answered.asked_date, current_date) >= ownership.from_date
            and (
                ownership.until_date is null
                or coalesce(answered.asked_date, current_date) < ownership.until_date
            )
    left join entities.organization_cluster as owner
        on ownership.owner_id = owner.organization_id
    where coalesce(owner.cluster_id, ownership.owner_id) <> answered.organization_id
    group by answered.position
),

-- a firm that is its own parent goes by the name that it bore on the day
named as (
    select
        answered.position,
        any_value(ownership.owner_name) as name
    from answered
    inner join entities.ownership as ownership
        on
            answered.organization_id = ownership.organization_id
            and ownership.owner_id = ownership.organization_id
            and answered.asked_date >= ownership.from_date
            and (ownership.until_date is null or answered.asked_date < ownership.until_date)
    group by answered.position
)

select
    answered.position,
    answered.organization_id as entity_id,
    case
        when answered.organization_id is not null then coalesce(named.name, organization.name)
    end as entity_name,
    case when answered.organization_id is not null then 'organization' end as entity_kind,
    answered.probability,
    answered.tier,
    answered.basis,
    answered.reasons,
    nullif(answered.runner_up, '') as runner_up,
    owned.owner_id,
    coalesce(owned.owner_name, owner.name) as owner_name
from answered
left join entities.entity as organization on answered.organization_id = organization.entity_id
left join named on answered.position = named.position
left join owned on answered.position = owned.position
left join entities.entity as owner on owned.owner_id = owner.entity_id
