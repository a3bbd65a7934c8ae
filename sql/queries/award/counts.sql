-- title: How many rows each section of an award's page has
-- grain: one row
select
    (
        select count(*)
        from marts.award_action as action
        where
            action.award_number = md5_number_lower($award_key)
            and action.award_key = $award_key
    ) as actions,
    (
        select count(*)
        from marts.award as part
        where part.vehicle_key = $award_key
    ) as orders,
    (
        select count(*)
        from marts.flag as flag
        where
            flag.subject_number = md5_number_lower('award:' || $award_key)
            and flag.state = 'flagged'
    ) as flags,
    (
        select count(*)
        from marts.mark as mark
        where mark.award_key = $award_key
    ) as marks
