-- title: How many rows the sections of a firm's page have
-- grain: one row
-- note: card_count counts flags and the test of timing whatever it says, flag_count flags alone
with flagged as (
    select state
    from marts.flag
    where
        (
            organization_number = md5_number_lower($organization_id)
            or object_number = md5_number_lower($organization_id)
            or subject_number = md5_number_lower($organization_id)
        )
        and (state = 'flagged' or code = 'TL-S01')
),

tied as (
    select link.link_id
    from marts.neighbour as link
    inner join marts.link_type as type on link.link_type = type.link_type
    where
        link.entity_number = md5_number_lower($organization_id)
        and link.entity_id = $organization_id
        and type.section in ('ties', 'fund')
),

received as (
    select distinct
        role_code,
        recipient_id
    from marts.contractor_gift
    where
        organization_number = md5_number_lower($organization_id)
        and organization_id = $organization_id
)

select
    (
        select contractor.award_count
        from marts.contractor as contractor
        where contractor.organization_id = $organization_id
    ) as award_count,
    (select count(*) from received) as receiver_count,
    (select count(*) from tied) as tie_count,
    (
        select count(*)
        from marts.owner as owner
        where owner.organization_id = $organization_id
    )
    + (
        select count(*)
        from marts.former_name as former
        where former.organization_id = $organization_id
    ) as name_count,
    (
        select count(*)
        from marts.termination as ended
        where ended.organization_id = $organization_id
    ) as termination_count,
    (select count(*) filter (where flagged.state = 'flagged') from flagged) as flag_count,
    (select count(*) from flagged) as card_count
