-- title: Registrations that are one firm
-- grain: one row per organization
-- key: organization_id
-- params: state_bits=8 name_bits=11 owned_names=3 owned_states=3
-- note: the rules, the strongest first: a person judged so; one name and DUNS number; one award
-- passed from the one to the other under one name; one name, legal form and parent or child; one
-- name and one state, where the name tells enough or the legal form is one too; the name and legal
-- form of a parent of firms of several names, or of one parent's registrations in several states,
-- unless those of that name name parents of two other names; one telling name with a coined word. A
-- name is that of today: former names tie nothing. Of two that a person judged different, the one
-- with the larger UEI is joined by judgements alone. Stand-ins for many (undisclosed) are no firm
-- column cluster_id: the firm: the parent among them, else the registration with the smallest UEI
-- column basis_code: the strongest rule that joins it to the others; null when it stands alone
-- column joined_id: the registration that this rule joins it to
with told as (
    select
        word.name_key,
        sum(value.bits) as bits,
        bool_or(word.kind is null and length(word.word) >= 4) as is_coined
    from entities.name_word as word
    inner join entities.word as value on word.word = value.word
    group by word.name_key
),

parents as (
    select
        organization_id,
        owner_id
    from entities.parent_statement
    group by organization_id, owner_id
),

-- a registration goes by the name that it bears now: former names tie nothing
named as (
    select distinct
        organization.organization_id,
        key.name_key,
        key.legal_form,
        organization.state_code,
        told.bits,
        told.is_coined
    from entities.organization as organization
    inner join entities.name_key as key on organization.name = key.name
    inner join told on key.name_key = told.name_key
    where organization.uei is not null and organization.name <> 'Recipient not named'
),

-- parents of firms of other names: groups of companies; the names are compared in the count, as a
-- plan that compares them in the join compares every name with every other
group_head as (
    select
        owner.name_key,
        owner.legal_form
    from parents
    inner join named as owner on parents.owner_id = owner.organization_id
    inner join named as child on parents.organization_id = child.organization_id
    where owner.legal_form is not null
    group by owner.name_key, owner.legal_form
    having
        count(distinct child.name_key) filter (where child.name_key <> owner.name_key)
        >= getvariable('owned_names')::integer
    union
    -- one parent of one name in several states, whether or not a record tells the parent's own
    select
        child.name_key,
        child.legal_form
    from parents
    inner join named as child on parents.organization_id = child.organization_id
    where child.legal_form is not null
    group by parents.owner_id, child.name_key, child.legal_form
    having count(distinct child.state_code) >= getvariable('owned_states')::integer
),

passed as (
    select
        award_passed.organization_id,
        award_passed.next_id,
        former.name_key
    from entities.award_passed as award_passed
    inner join named as former on award_passed.organization_id = former.organization_id
    inner join named as later on award_passed.next_id = later.organization_id
    where former.name_key = later.name_key
),

-- with the parent itself; a name cut off at its end has the form that all others have
under_parent as (
    select
        organization_id,
        name_key,
        owner_id,
        coalesce(
            legal_form,
            case
                when
                    min(legal_form) over (partition by name_key, owner_id)
                    = max(legal_form) over (partition by name_key, owner_id)
                    then max(legal_form) over (partition by name_key, owner_id)
            end,
            ''
        ) as form
    from (
        select
            named.organization_id,
            named.name_key,
            named.legal_form,
            parents.owner_id
        from named
        inner join parents on named.organization_id = parents.organization_id
        union
        select
            organization_id,
            name_key,
            legal_form,
            organization_id as owner_id
        from named
    ) as beside
),

telling as (
    select
        organization_id,
        name_key,
        coalesce(
            legal_form,
            case
                when
                    min(legal_form) over (partition by name_key)
                    = max(legal_form) over (partition by name_key)
                    then max(legal_form) over (partition by name_key)
            end,
            ''
        ) as form
    from named
    where bits >= getvariable('name_bits') and is_coined
),

-- borne by firms that have nothing to do with each other: they name parents of two other names
shared_name as (
    select
        child.name_key,
        child.legal_form
    from parents
    inner join named as child on parents.organization_id = child.organization_id
    left join named as owner on parents.owner_id = owner.organization_id
    where coalesce(owner.name_key, '') <> child.name_key
    group by child.name_key, child.legal_form
    having count(distinct coalesce(owner.name_key, parents.owner_id)) >= 2
),

grouped as (
    select
        named.organization_id,
        concat_ws('|', 'duns', numbered.duns, named.name_key) as group_id,
        2 as rule_rank
    from staging.recipient_number as numbered
    inner join named on 'uei:' || numbered.uei = named.organization_id
    union all
    select
        unnest([organization_id, next_id]),
        concat_ws('|', 'passed', organization_id, next_id),
        3
    from passed
    union all
    select
        organization_id,
        concat_ws('|', 'parent', name_key, form, owner_id),
        4
    from under_parent
    union all
    -- two of one name that are both recorded as parent of one firm
    select
        named.organization_id,
        concat_ws('|', 'child', named.name_key, parents.organization_id),
        4
    from named
    inner join parents on named.organization_id = parents.owner_id
    union all
    select
        organization_id,
        concat_ws('|', 'state', name_key, state_code),
        5
    from named
    where state_code is not null and bits >= getvariable('state_bits')
    union all
    -- no state registers two of one name and legal form
    select
        organization_id,
        concat_ws('|', 'form', name_key, legal_form, state_code),
        5
    from named
    where state_code is not null and legal_form is not null
    union all
    select
        named.organization_id,
        concat_ws('|', 'head', named.name_key, named.legal_form),
        6
    from named
    inner join group_head
        on named.name_key = group_head.name_key and named.legal_form = group_head.legal_form
    anti join shared_name
        on named.name_key = shared_name.name_key and named.legal_form = shared_name.legal_form
    union all
    select
        organization_id,
        concat_ws('|', 'name', name_key, form),
        7
    from telling
),

parted as (
    select distinct right_id as organization_id
    from entities.firm_judgement
    where verdict = 'different'
),

judged as (
    select
        unnest([left_id, right_id]) as organization_id,
        concat_ws('|', 'judged', left_id, right_id) as group_id,
        1 as rule_rank
    from entities.firm_judgement
    where verdict = 'same'
),

allowed as (
    select grouped.*
    from grouped
    anti join parted on grouped.organization_id = parted.organization_id
    union
    select * from judged
),

kept as (
    select allowed.*
    from allowed
    semi join entities.organization as organization
        on allowed.organization_id = organization.organization_id
),

stars as (
    select
        organization_id,
        rule_rank,
        min(organization_id) over (partition by group_id) as first_id
    from kept
),

edges as (
    select
        organization_id as left_id,
        first_id as right_id
    from stars
    where organization_id <> first_id
    union
    select
        first_id,
        organization_id
    from stars
    where organization_id <> first_id
),

reached as (
    with recursive walk as (
        select distinct
            left_id as organization_id,
            left_id as label
        from edges
        union
        select
            edges.right_id as organization_id,
            walk.label
        from walk
        inner join edges on walk.organization_id = edges.left_id
        where walk.label < edges.right_id
    )

    select
        organization_id,
        min(label) as label
    from walk
    group by organization_id
),

-- those that are the parent of another
owners as (
    select distinct owner_id
    from parents
    where owner_id <> organization_id
),

heads as (
    select
        reached.label,
        coalesce(
            min(reached.organization_id) filter (where owners.owner_id is not null), reached.label
        ) as cluster_id
    from reached
    left join owners on reached.organization_id = owners.owner_id
    group by reached.label
),

reasons as (
    select
        organization_id,
        min(rule_rank) as rule_rank,
        arg_min(first_id, (rule_rank, first_id)) as joined_id
    from stars
    where first_id <> organization_id
    group by organization_id
)

select
    organization.organization_id,
    coalesce(heads.cluster_id, organization.organization_id) as cluster_id,
    case
        when heads.cluster_id is not null then coalesce(rule.basis_code, 'first of its group')
    end as basis_code,
    reasons.joined_id
from entities.organization as organization
left join reached on organization.organization_id = reached.organization_id
left join heads on reached.label = heads.label
left join reasons on organization.organization_id = reasons.organization_id
left join seeds.firm_rule as rule on reasons.rule_rank = rule.rule_rank::integer
