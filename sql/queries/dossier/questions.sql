-- title: Questions to put before anything is printed
-- grain: one row per question and whom it is put to
-- order: "put to", _asked_id, "question"
-- most: 100
-- form: questions
-- note: Nobody named here has been asked by this program. Whoever prints asks first; the answer is
-- kept and printed with the entity from then on: fill in answers.csv and run
-- `python -m etl answer answers.csv`.
with own as (
    select
        edge.*,
        type.sentence
    from marts.edge as edge
    inner join marts.link_type as type on edge.link_type = type.link_type
    where $entity_id in (edge.from_id, edge.to_id)
),

largest as (
    select link_id
    from own
    where
        link_type = 'contributed_to'
        and from_id = $entity_id
        and from_kind = 'person'
        and amount_basis = 'itemized'
    order by amount_usd desc, link_id asc
    limit 10
),

asking as (
    -- not who gave or worked where, but for the largest gifts of a person, and employers whose
    -- names are merely like the firm's
    select *
    from own
    where
        link_type not in ('contributed_to', 'reported_employer')
        or (
            link_type = 'reported_employer' and to_id = $entity_id and strength = 'similar_names'
        )
        or link_id in (select largest.link_id from largest)
),

named as (
    select
        link.*,
        question.asked_of,
        replace(replace(question.question, '{from}', link.from_name), '{to}', link.to_name)
            as question
    from asking as link
    inner join seeds.question as question on link.link_type = question.topic
),

dated as (
    select
        * replace (
            replace(
                replace(question, '{first}', coalesce(first_date::varchar, 'day not stated')),
                '{last}',
                coalesce(last_date::varchar, 'no end stated')
            ) as question
        )
    from named
),

counted as (
    select
        * replace (
            replace(
                replace(question, '{records}', record_count::varchar),
                '{amount}',
                coalesce(format('{:,.2f}', amount_usd::double), 'an amount not stated')
            ) as question
        )
    from dated
),

raised as (
    select
        flag.flag_id,
        flag.organization_id,
        flag.organization_name,
        replace(
            replace(
                question.question,
                '{title}',
                flag.title || coalesce(' (' || flag.piid || ')', '')
            ),
            '{reason}',
            flag.reason
        ) as question
    from marts.flag as flag
    inner join seeds.question as question on question.topic = 'flag'
    where flag.state = 'flagged' and flag.organization_id = $entity_id
),

asked as (
    select
        link_id as cited_id,
        case asked_of when 'from' then from_id else to_id end as asked_id,
        case asked_of when 'from' then from_name else to_name end as asked_name,
        case asked_of when 'from' then from_kind else to_kind end as asked_kind,
        replace(question, '{says}', coalesce(label, sentence)) as question
    from counted
    union all
    select
        flag_id,
        organization_id,
        organization_name,
        'organization',
        question
    from raised
)

select
    asked_name as "put to",
    question as "question",
    asked_id as _asked_id,
    any_value(asked_kind) as _kind,
    min(cited_id) as _cited_id
from asked
where asked_id not like 'name:%'
group by asked_name, asked_id, question
