-- title: Who each name asked about is, as the records tell it
-- grain: one row per name for which there is a candidate
-- given: asked
-- note: without a day, a name that changed hands tells nothing; all its bearers are named. The
-- owner is the one of the day asked (entities.ownership); without a day, the one stated last.
-- Where none is named, or the nearer of two is, owner_note says so: no record reaches past its day.
-- A firm that has an owner is said to be a unit of it, never the same
with spans as (
    select
        asked.position,
        asked.asked_date,
        found.*,
        -- a name that means a firm for some days only tells nothing without a day
        (
            count(*) over asking = 1
            and (
                asked.asked_date is not null
                or (found.from_date <= date '0001-01-01' and found.until_date is null)
            )
        )
        or (
            asked.asked_date is not null
            and count(found.organization_id) over asking = count(*) over asking
            and min(found.organization_id) over asking = max(found.organization_id) over asking
        ) as is_one,
        row_number() over (
            partition by asked.position
            order by
                found.from_date desc,
                found.probability desc,
                found.organization_id asc,
                found.runner_up asc
        ) as span_number
    from asked
    inner join entities.employer_match as found
        on asked.name = found.employer and asked.state_code is not distinct from found.state_code
    where
        asked.asked_date is null
        or (
            asked.asked_date >= found.from_date
            and (found.until_date is null or asked.asked_date < found.until_date)
        )
    window asking as (partition by asked.position)
),

-- several at once, or none without a day: all are named
bearers as (
    select
        spans.position,
        string_agg(
            concat_ws(
                '; ',
                coalesce(
                    known.name || ' (' || spans.organization_id || ')', spans.organization_id
                ),
                nullif(spans.runner_up, '')
            ),
            '; ' order by spans.span_number desc
        ) as names
    from spans
    left join entities.entity as known on spans.organization_id = known.entity_id
    where not spans.is_one
    group by spans.position
),

answered as (
    select
        spans.position,
        spans.asked_date,
        if(spans.is_one, spans.organization_id, null) as organization_id,
        spans.probability,
        if(
            not spans.is_one and spans.tier in ('certain', 'probable'), 'possible', spans.tier
        ) as tier,
        spans.basis,
        case
            when spans.is_one then spans.reasons
            when spans.asked_date is null
                then
                    'the name means a firm for some days only: a date would tell; '
                    || spans.reasons
            else 'several bore the name on that day; ' || spans.reasons
        end as reasons,
        if(spans.is_one, spans.runner_up, bearers.names) as runner_up
    from spans
    left join bearers on spans.position = bearers.position
    where spans.span_number = 1
),

-- who is named as owner of one of its registrations: on the day, or by the last of all records
own_parent as (
    select distinct answered.position
    from answered
    inner join entities.organization_cluster as member
        on answered.organization_id = member.cluster_id
    inner join entities.ownership as ownership
        on member.organization_id = ownership.organization_id
    left join entities.organization_cluster as owner
        on ownership.owner_id = owner.organization_id
    where
        ownership.is_stated
        and coalesce(owner.cluster_id, ownership.owner_id) = answered.organization_id
        and answered.asked_date >= ownership.from_date
        and answered.asked_date < ownership.until_date
),

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
    -- what records of the day state goes before what those of other days are nearest to
    left join own_parent on answered.position = own_parent.position
    where
        coalesce(owner.cluster_id, ownership.owner_id) <> answered.organization_id
        and (ownership.is_stated or own_parent.position is null)
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
    concat_ws(
        '; ',
        answered.reasons,
        'a unit of ' || case when owned.owner_id is not null then owned.owner_name end
        || case
            when answered.asked_date is null then ' (the owner stated last)'
            when owned.is_stated then ' (owner of the day)'
            else ' (the owner nearest to the day)'
        end
    ) as reasons,
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
