-- title: Every appearance of a person, ready to be compared
-- grain: one row per appearance
-- key: record_key
-- note: only what entities.name_kind tells for a person: couples, trusts and organizations stand
-- apart in entities.contributor, and so does a Mrs who goes by her husband's name
-- column record_key: of a contributor its contributor_key; of an officer a hash of the name and the
-- organization, whatever the award; of a case's role one of its record
-- column employer_ref: the firm, where the employer is resolved; else the employer's name key,
-- unless it is one that says nothing (retired, self)
-- column employer_key: the employer's name key, where it names one
-- column stated_id: who it is, by a judgement, a case or a candidate's own committee
-- column is_idle: the employer says that there is none
with own_committee as (
    select
        link.committee_id,
        min(candidate.person_id) as person_id,
        min(upper(split_part(candidate.name, ',', 1))) as last_name
    from entities."authorization" as link
    inner join entities.candidate as candidate on link.candidate_id = candidate.candidate_id
    group by link.committee_id
    having count(distinct candidate.person_id) = 1
),

-- a candidate's own money carries the candidate's id as that of the other side; a surname that is
-- another one (a campaign committee, a wrong id) says nothing
own_money as (
    select
        gift.contributor_key,
        min(candidate.person_id) as person_id
    from entities.contribution as gift
    inner join entities.candidate as candidate on gift.other_id = candidate.candidate_id
    inner join entities.candidate_name as name on gift.other_id = name.candidate_id
    where
        gift.is_named_giver
        and (gift.transaction_type_code = '15C' or gift.entity_type_code = 'CAN')
        and list_has_any(
            string_split(
                regexp_replace(
                    regexp_replace(upper(strip_accents(gift.name)), '[.''’`"]', '', 'g'),
                    '[^A-Z0-9]+',
                    ' ',
                    'g'
                ),
                ' '
            ),
            name.surname_words
        )
    group by gift.contributor_key
    having count(distinct candidate.person_id) = 1
),

-- who was named last; of one day that names two, neither
last_judged as (
    select
        left_key,
        right_ref
    from entities.person_judgement
    where right_key is null and verdict = 'same'
    qualify judged_date is not distinct from max(judged_date) over (partition by left_key)
),

judged_ids as (
    select
        left_key,
        min(right_ref) as person_id
    from last_judged
    group by left_key
    having count(*) = 1
),

contributors as (
    select
        gift.contributor_key,
        any_value(gift.name) as name,
        min(gift.city_name) as city_name,
        any_value(gift.state_code) as state_code,
        any_value(gift.zip5_code) as zip5_code,
        any_value(gift.employer) as employer,
        any_value(gift.occupation) as occupation,
        max(gift.transaction_date) as seen_date,
        max(gift.case_person) as case_person,
        min(judgement.person) as judged_person,
        -- a candidate's own money, given to a committee of the candidate's
        min(candidate.person_id) filter (where gift.entity_type_code = 'CAN') as candidate_person_id
    from entities.contribution as gift
    left join staging.case_person_name as judgement
        on gift.name = judgement.contributor_name and gift.employer = judgement.employer
    left join own_committee as candidate
        on
            gift.entity_type_code = 'CAN'
            and gift.recipient_committee_id = candidate.committee_id
            and starts_with(upper(gift.name), candidate.last_name)
    inner join entities.name_kind as kind on gift.name = kind.name and kind.kind_code = 'person'
    where gift.is_named_giver
    group by gift.contributor_key
),

resolved as (
    select
        employer,
        state_code,
        from_date,
        until_date,
        organization_id
    from entities.employer_match
    where organization_id is not null
),

heads as (
    select
        organization_id,
        cluster_id
    from entities.organization_cluster
),

stated as (
    select
        contributors.contributor_key as record_key,
        'contributor' as record_kind,
        contributors.name,
        upper(contributors.city_name) as city_name,
        contributors.state_code,
        contributors.zip5_code,
        resolved.organization_id,
        key.name_key as employer_key,
        upper(contributors.occupation) as occupation,
        coalesce(
            judged_ids.person_id,
            'person:' || md5(coalesce(contributors.case_person, contributors.judged_person)),
            own_money.person_id,
            contributors.candidate_person_id
        ) as stated_id
    from contributors
    left join own_money on contributors.contributor_key = own_money.contributor_key
    left join judged_ids on contributors.contributor_key = judged_ids.left_key
    left join entities.name_key as key on contributors.employer = key.name
    left join resolved
        on
            contributors.employer = resolved.employer
            and contributors.state_code is not distinct from resolved.state_code
            and contributors.seen_date >= resolved.from_date
            and (resolved.until_date is null or contributors.seen_date < resolved.until_date)
    union all
    select distinct
        md5_number(concat_ws('|', 'officer', officer.officer_name, officer.organization_id)),
        'officer',
        officer.officer_name,
        null,
        null,
        null,
        coalesce(heads.cluster_id, officer.organization_id),
        null,
        null,
        null
    from entities.named_officer as officer
    left join heads on officer.organization_id = heads.organization_id
    union all
    select
        md5_number('affiliation|' || role.record_id),
        'affiliation',
        role.holder,
        null,
        null,
        null,
        coalesce(heads.cluster_id, affiliation.to_id),
        null,
        null,
        affiliation.from_id
    from staging.case_affiliation as role
    inner join entities.affiliation as affiliation on role.record_id = affiliation.record_id
    left join heads on affiliation.to_id = heads.organization_id
    where role.holder_kind = 'person'
)

select
    stated.record_key,
    stated.record_kind,
    stated.name,
    parts.last_name,
    parts.last_keys,
    parts.first_word,
    parts.first_name,
    parts.middle_name,
    parts.suffix,
    parts.title,
    parts.given_names,
    parts.given_words,
    parts.given_text,
    stated.city_name,
    stated.state_code,
    stated.zip5_code,
    case
        when stated.organization_id is not null then stated.organization_id
        when idle.employer is null and length(stated.employer_key) >= 3 then stated.employer_key
    end as employer_ref,
    if(idle.employer is null, stated.employer_key, null) as employer_key,
    stated.organization_id is null and idle.employer is not null as is_idle,
    stated.occupation,
    stated.stated_id
from stated
inner join entities.person_name as parts on stated.name = parts.name
left join seeds.non_employer as idle on stated.employer_key = idle.employer
where
    parts.last_name is not null
    and parts.first_name is not null
    and not parts.is_trust
    and not parts.is_couple
