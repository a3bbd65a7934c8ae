-- title: Best-paid officers of recipients, as awards name them
-- grain: one row per award and officer
-- key: record_id
-- note: the same name in the same organization is one person; a contributor is the same where the
-- employer is the organization and entities.person_match holds the name to be telling enough
select
    officer.record_id,
    coalesce(
        person.person_id,
        'person:' || md5(concat_ws('|', officer.officer_name, award.organization_id))
    ) as person_id,
    award.organization_id,
    officer.officer_name as name,
    award.recipient_name as organization_name,
    award.piid,
    officer.compensation_usd,
    officer.record_url,
    officer.file_sha256
from staging.usaspending_api_officer as officer
inner join entities.api_award as award on officer.award_key = award.award_key
left join entities.person_cluster as person
    on
        md5_number(concat_ws('|', 'officer', officer.officer_name, award.organization_id))
        = person.record_key
