-- title: How many rows the sections of an agency's page have
-- grain: one row
select
    (
        select agency.award_count
        from marts.agency as agency
        where agency.agency_id = $agency_id
    ) as award_count,
    (
        select count(*)
        from marts.agency_contractor as contractor
        where contractor.agency_id = $agency_id
    ) as contractor_count,
    (
        select count(distinct link.other_id)
        from marts.neighbour as link
        where
            link.entity_number = md5_number_lower($agency_id)
            and link.entity_id = $agency_id
            and link.link_type = 'oversees'
            and not link.is_outward
    ) as body_count,
    (
        select count(*)
        from marts.termination as ended
        where ended.agency_id = $agency_id
    ) as termination_count,
    (
        select count(*)
        from marts.mark as mark
        where mark.agency_id = $agency_id or mark.subject_id = $agency_id
    ) as mark_count
