-- title: Best-paid officers of recipients, as awards name them
-- grain: one row per award and officer
-- key: record_id
-- note: the same name in the same organization is one person; a contributor is the same where the
-- employer is the organization and entities.person_match holds the name to be telling enough
select
    officer.record_id,
    coalesce(
        person.person_id,
        'person:' || md5(concat_ws('|', officer.officer_name, officer.organization_id))
    ) as person_id,
    officer.organization_id,
    officer.officer_name as name,
    officer.organization_name,
    officer.piid,
    officer.compensation_usd,
    officer.record_url,
    officer.file_sha256
from entities.named_officer as officer
left join entities.person_cluster as person
    on
        md5_number(concat_ws('|', 'officer', officer.officer_name, officer.organization_id))
        = person.record_key
