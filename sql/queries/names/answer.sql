-- title: Who each name asked about is, as the records tell it
-- grain: one row per name for which there is a candidate
-- given: asked
-- note: without a day, a name that changed hands tells nothing; all its bearers are named. The
-- owner is the one of the day asked (entities.ownership); without a day, the one stated last.
-- Where none is named, or the nearer of two is, owner_note says so: no record reaches past its day
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

-- who is named as owner of one of its registrations: on the day, or by the last of all records
owners as (
    select
        answered.position,
        ownership.*,
        coalesce(owner.cluster_id, ownership.owner_id) as owner_firm_id,
        coalesce(ownership.owner_name, known.name) as shown_name,
        row_number() over (
            partition by answered.position
            order by
                case when answered.asked_date is not null then ownership.is_stated end desc,
                case when answered.asked_date is null then ownership.last_seen_date end desc,
                case when answered.asked_date is null then ownership.from_date end desc,
                ownership.record_count desc,
                ownership.owner_id asc
        ) as place
    from answered
    inner join entities.organization_cluster as member
        on answered.organization_id = member.cluster_id
    inner join entities.ownership as ownership
        on
            member.organization_id = ownership.organization_id
            and (
                answered.asked_date is null
                or (
                    answered.asked_date >= ownership.from_date
                    and answered.asked_date < ownership.until_date
                )
            )
            and (answered.asked_date is not null or ownership.is_stated)
    left join entities.organization_cluster as owner
        on ownership.owner_id = owner.organization_id
    left join entities.entity as known
        on coalesce(owner.cluster_id, ownership.owner_id) = known.entity_id
    where coalesce(owner.cluster_id, ownership.owner_id) <> answered.organization_id
),

-- where records of one registration's same days name several, none is the owner of the day
owned as (
    select
        best.position,
        case when best.parent_count = 1 then best.owner_firm_id end as owner_id,
        case
            when best.parent_count = 1 then best.shown_name
            else
                string_agg(distinct other.shown_name, ' or ' order by other.shown_name)
                || ' (records of these days disagree)'
        end as owner_name,
        best.first_seen_date,
        best.last_seen_date,
        best.is_stated
    from owners as best
    inner join owners as other
        on
            best.position = other.position
            and best.organization_id = other.organization_id
            and best.is_stated is not distinct from other.is_stated
            and best.from_date < other.until_date
            and best.until_date > other.from_date
    where best.place = 1
    group by
        best.position, best.owner_firm_id, best.shown_name, best.parent_count, best.first_seen_date,
        best.last_seen_date, best.is_stated
),

-- all that records state of its owners, itself included
told as (
    select
        answered.position,
        min(ownership.first_seen_date) as first_date,
        max(ownership.last_seen_date) as last_date,
        bool_or(
            coalesce(owner.cluster_id, ownership.owner_id) = answered.organization_id
            and answered.asked_date >= ownership.from_date
            and answered.asked_date < ownership.until_date
        ) as is_own
    from answered
    inner join entities.organization_cluster as member
        on answered.organization_id = member.cluster_id
    inner join entities.ownership as ownership
        on member.organization_id = ownership.organization_id
    left join entities.organization_cluster as owner
        on ownership.owner_id = owner.organization_id
    group by answered.position
),

-- one that is its own parent goes by the name that the records of the day give the parent
own_named as (
    select
        answered.position,
        min(ownership.owner_name) as name
    from answered
    inner join entities.ownership as ownership
        on
            answered.organization_id = ownership.organization_id
            and ownership.owner_id = ownership.organization_id
            and answered.asked_date >= ownership.from_date
            and answered.asked_date < ownership.until_date
    group by answered.position
),

-- a firm goes by the name that it bore on the day
named as (
    select
        answered.position,
        bearer.name
    from answered
    inner join entities.organization_name_day as bearer
        on
            answered.organization_id = bearer.organization_id
            and answered.asked_date >= bearer.from_date
            and (bearer.until_date is null or answered.asked_date < bearer.until_date)
)

select
    answered.position,
    answered.organization_id as entity_id,
    case
        when answered.organization_id is not null
            then coalesce(own_named.name, named.name, organization.name)
    end as entity_name,
    case when answered.organization_id is not null then 'organization' end as entity_kind,
    answered.probability,
    answered.tier,
    answered.basis,
    answered.reasons,
    nullif(answered.runner_up, '') as runner_up,
    owned.owner_id,
    owned.owner_name,
    owned.first_seen_date as owner_first_date,
    owned.last_seen_date as owner_last_date,
    case
        when answered.organization_id is null then null
        when answered.asked_date is null and owned.position is not null
            then 'the one stated last: give a date to ask for its day'
        when owned.is_stated then null
        when owned.position is not null
            then
                'no record is of this day: the nearest is of '
                || case
                    when answered.asked_date > owned.last_seen_date then owned.last_seen_date
                    else owned.first_seen_date
                end
        when told.is_own then 'recorded as its own parent'
        when told.position is null then 'unknown: no record names an owner'
        when answered.asked_date is null then 'records name no other firm as its owner'
        when answered.asked_date < told.first_date
            then 'unknown: no record names an owner before ' || told.first_date
        when answered.asked_date > told.last_date
            then 'unknown: no record names an owner after ' || told.last_date
        else 'unknown: no record tells who owned it in these days'
    end as owner_note
from answered
left join entities.entity as organization on answered.organization_id = organization.entity_id
left join own_named on answered.position = own_named.position
left join named on answered.position = named.position
left join owned on answered.position = owned.position
left join told on answered.position = told.position
