-- title: Contributions by the role that ties their giver to a contractor
-- grain: one row per counted contribution and organization that its giver is tied to
-- key: record_id, organization_id
-- note: one role for each contribution and organization, the first by seeds.tie_role: a founder who
-- writes the firm as employer counts once; amounts of two organizations are never added, a founder
-- of both is in both. A fund is its sponsor's in the cycles whose register says so, and in those of
-- which no register is loaded
-- what a committee gave back to an employee, or lowered, is tied as the gift is that it takes back
-- column role_code: from seeds.tie_role
-- column amount_usd: refunds negative
-- column score: how sure the tie is; null where a person has stated it
-- column tie_link_id: the link that makes the tie; null for the contractor itself
with gift as (
    select
        filed.record_id,
        coalesce('fec:' || filed.giver_committee_id, contributor.entity_id) as giver_id,
        coalesce(contributor.kind_code in ('organization', 'trust'), false) as is_body,
        'fec:' || filed.recipient_committee_id as recipient_id,
        filed.transaction_date as gift_date,
        filed.who_gave_usd as amount_usd,
        filed.is_refund,
        filed.cycle
    from entities.contribution as filed
    left join entities.contributor as contributor
        on filed.is_named_giver and filed.contributor_key = contributor.contributor_key
    where filed.who_gave_usd is not null and filed.recipient_committee_id is not null
),

own as (
    select
        gift.record_id,
        named.organization_id,
        'contractor' as role_code,
        named.probability as score,
        null::varchar as tie_link_id
    from gift
    inner join entities.named_firm as named
        on gift.record_id = named.record_id and named.named_as = 'giver'
    -- of a name that may be a person's nothing is said
    where gift.is_body
),

affiliated as (
    select
        gift.record_id,
        link.to_id as organization_id,
        type.role_code,
        link.score,
        link.link_id as tie_link_id
    from gift
    inner join links.link as link
        on gift.giver_id = link.from_id
    inner join seeds.link_type as type on link.link_type = type.link_type
    left join entities.committee_register as register
        on
            type.role_code = 'pac'
            and gift.giver_id = 'fec:' || register.committee_id
            and gift.cycle = register.cycle
    where
        -- who named an employer is tied record by record: see employed
        type.role_code not in ('', 'employee')
        -- a founder stays one; an office or a stake holds on its dates, where they are stated
        and (
            type.is_lasting::boolean
            or (
                (link.first_date is null or gift.gift_date >= link.first_date)
                and (link.last_date is null or gift.gift_date <= link.last_date)
            )
        )
        -- a fund is its sponsor's unless the register of the gift's cycle does not say so
        and (
            register.record_id is null
            or link.first_date is null
            or make_date(gift.cycle, 12, 31) between link.first_date and link.last_date
        )
),

employed as (
    select
        gift.record_id,
        named.organization_id,
        'employee' as role_code,
        named.probability as score,
        md5(concat_ws('|', 'reported_employer', named.person_id, named.organization_id))
            as tie_link_id
    from gift
    inner join entities.stated_employer as named on gift.record_id = named.record_id
    union all
    -- what is given back seldom repeats the employer: it is of the gift that it takes back
    select
        gift.record_id,
        named.organization_id,
        'employee',
        named.probability,
        md5(concat_ws('|', 'reported_employer', named.person_id, named.organization_id))
    from gift
    inner join entities.refunded_gift as refunded on gift.record_id = refunded.record_id
    inner join entities.stated_employer as named on refunded.gift_record_id = named.record_id
    anti join entities.stated_employer as own on gift.record_id = own.record_id
),

tied as (
    select * from own
    union all by name
    select * from affiliated
    union all by name
    select * from employed
)

select
    tied.record_id,
    tied.organization_id,
    tied.role_code,
    gift.giver_id,
    gift.recipient_id,
    gift.gift_date,
    gift.amount_usd,
    gift.is_refund,
    gift.cycle,
    tied.score,
    tied.tie_link_id
from tied
inner join gift on tied.record_id = gift.record_id
inner join seeds.tie_role as role on tied.role_code = role.role_code
qualify
    row_number() over (
        partition by tied.record_id, tied.organization_id
        order by role.role_rank, tied.tie_link_id
    ) = 1
