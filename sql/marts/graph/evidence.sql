-- title: The public record behind each cited id
-- grain: one row per cited record
-- key: record_id
-- column record_number: 64 bits of the id's md5; the table is sorted by it
-- column record_url: where a reader can open the record; null where a link is wanted
-- column note: what the record says beside its amount, and the marks that stand on it
-- column source_sha256: the published file that holds the record
with cited as (
    select unnest(evidence) as record_id
    from links.link
    union
    select unnest(evidence)
    from indicators.flag
    where state = 'flagged' or subject_id not like 'award:%'
    union
    select unnest(record_ids)
    from marks.mark
    -- whatever a case states can be cited by its claims
    union
    select record_id
    from staging.case_contribution_total
    union
    select record_id
    from staging.case_award
    union
    select record_id
    from staging.case_award_total
    union
    select record_id
    from staging.case_obligation_total
    union
    select record_id
    from staging.case_organization
    union
    select record_id
    from staging.case_event
),

records as (
    select
        gift.record_id,
        'fec' as source,
        'contribution' as record_kind,
        concat_ws(
            ' ', gift.name, '/', coalesce(committee.name, gift.filer_committee_id),
            '(type', gift.transaction_type_code || ')'
        ) as title,
        gift.transaction_date as record_date,
        gift.amount_usd,
        concat_ws(
            '; ', reason.description, 'employer: ' || gift.employer,
            'another report of it: ' || gift.counterpart_id, stated.note
        ) as note,
        gift.record_url,
        gift.file_sha256 as source_sha256
    from entities.contribution as gift
    inner join seeds.count_reason as reason on gift.count_reason = reason.count_reason
    left join entities.committee as committee
        on gift.filer_committee_id = committee.committee_id
    -- what a case says of a gift stands with the case's own row of it
    left join staging.case_contribution as stated
        on gift.record_id = stated.record_id and gift.file_sha256 = stated.file_sha256
    anti join entities.independent_expenditure as expenditure
        on gift.record_id = expenditure.record_id
    union all
    select
        expenditure.record_id,
        'fec',
        'independent expenditure',
        concat_ws(
            ' ', coalesce(spender.name, expenditure.spender_id),
            case expenditure.support_oppose_code
                when 'S' then 'in support of' when 'O' then 'in opposition to' else '/'
            end,
            coalesce(expenditure.candidate_name, expenditure.candidate_id, 'a candidate not named')
        ),
        expenditure.transaction_date,
        expenditure.amount_usd,
        reason.description,
        expenditure.record_url,
        expenditure.file_sha256
    from entities.independent_expenditure as expenditure
    inner join seeds.expenditure_reason as reason on expenditure.count_reason = reason.reason
    left join entities.committee as spender
        on expenditure.spender_id = spender.committee_id
    union all
    -- a line of our own list: its file is in the project, so no published file is named
    select
        'oversight:' || trim(line.committee_code) || ':' || trim(line.agency_prefix),
        'congress',
        'jurisdiction',
        concat_ws(' ', coalesce(body.committee_name, line.committee_code), '/', line.agency),
        null,
        null,
        concat_ws('; ', line.basis, line.note),
        line.source_url,
        null
    from seeds.oversight as line
    left join staging.congress_committee as body
        on trim(line.committee_code) = body.committee_code
    union all
    select
        record_id,
        'case',
        'published total',
        concat_ws(' ', contributor, '/', committee, '(cycle', cycle || ')'),
        as_of_date,
        total_usd,
        concat_ws('; ', 'published total, not our sum', basis, 'rows: ' || record_count),
        record_url,
        file_sha256
    from staging.case_contribution_total
    union all
    select
        record_id,
        'usaspending',
        'contract action',
        concat_ws(' ', piid, 'modification', modification_number, '/', recipient_name),
        action_date,
        obligated_usd,
        left(description, 500),
        record_url,
        file_sha256
    from staging.usaspending_prime_transaction
    union all
    select
        record_id,
        'usaspending',
        'contract award',
        concat_ws(' ', piid, '/', recipient_name),
        latest_action_date,
        award_obligated_usd,
        left(base_description, 500),
        record_url,
        file_sha256
    from staging.usaspending_prime_award_summary
    union all
    select
        record_id,
        'usaspending',
        'sub-award',
        concat_ws(' ', prime_piid, prime_name, '/', recipient_name),
        action_date,
        amount_usd,
        left(subaward_description, 500),
        record_url,
        file_sha256
    from staging.usaspending_subaward
    union all
    select
        action.record_id,
        'usaspending',
        'contract action',
        concat_ws(
            ' ', award.piid, 'modification', action.modification_number, '/', award.recipient_name
        ),
        action.action_date,
        action.obligated_usd,
        left(action.description, 500),
        action.record_url,
        action.file_sha256
    from staging.usaspending_api_transaction as action
    inner join entities.api_award as award on action.award_key = award.award_key
    anti join staging.usaspending_prime_transaction as bulk
        on action.record_id = bulk.record_id
    union all
    select
        record_id,
        'usaspending',
        'contract award',
        concat_ws(' ', piid, '/', recipient_name),
        last_modified_date,
        award_obligated_usd,
        left(description, 500),
        record_url,
        file_sha256
    from entities.api_award
    where record_id is not null
    union all
    select
        fetched.record_id,
        'usaspending',
        'sub-award',
        concat_ws(' ', award.piid, award.recipient_name, '/', fetched.recipient_name),
        fetched.action_date,
        fetched.amount_usd,
        left(fetched.description, 500),
        fetched.record_url,
        fetched.file_sha256
    from staging.usaspending_api_subaward as fetched
    inner join entities.api_award as award on fetched.prime_award_key = award.award_key
    union all
    -- pay is told in the note: the amount column is for money of awards and gifts
    select
        record_id,
        'usaspending',
        'officer',
        concat_ws(' ', name, '/', organization_name),
        null,
        null,
        concat_ws(
            '; ', 'best-paid officer named with award ' || piid,
            'compensation ' || compensation_usd || ' USD as reported'
        ),
        record_url,
        file_sha256
    from entities.officer
    union all
    select
        record_id,
        'case',
        'contract action',
        concat_ws(' ', piid, 'modification', modification_number, '/', recipient),
        action_date,
        obligated_usd,
        source_note,
        record_url,
        file_sha256
    from staging.case_award_action
    union all
    select
        record_id,
        'case',
        'contract award',
        concat_ws(' ', piid, '/', recipient),
        last_action_date,
        obligated_usd,
        concat_ws(
            '; ', 'ceiling ' || ceiling_usd || ' USD (not spending)', extent_competed,
            case when offers_received <> 999 then offers_received || ' offers' end, source_note
        ),
        record_url,
        file_sha256
    from staging.case_award
    union all
    select
        record_id,
        'case',
        'reported award total',
        concat_ws(' ', piid, '/', recipient),
        as_of_date,
        obligated_usd,
        source_note,
        record_url,
        file_sha256
    from staging.case_award_total
    union all
    select
        record_id,
        'case',
        'reported obligations',
        concat_ws(' ', recipient, '/', agency, 'fiscal year', fiscal_year),
        make_date(fiscal_year, 9, 30),
        obligated_usd,
        source_note,
        record_url,
        file_sha256
    from staging.case_obligation_total
    union all
    select
        record_id,
        'case',
        'registration',
        concat_ws(' ', organization, 'UEI', uei, 'parent', parent_uei),
        start_date,
        null,
        concat_ws('; ', note, source_note),
        record_url,
        file_sha256
    from staging.case_organization
    union all
    select
        record_id,
        'case',
        'affiliation',
        concat_ws(' ', holder, '/', role, '/', organization),
        start_date,
        null,
        source_note,
        record_url,
        file_sha256
    from staging.case_affiliation
    union all
    select
        record_id,
        'case',
        'committee',
        concat_ws(' ', committee_id, committee),
        null,
        null,
        concat_ws('; ', note, source_note),
        record_url,
        file_sha256
    from staging.case_committee
    union all
    select
        record_id,
        'case',
        'seat',
        concat_ws(' ', member, '/', body),
        start_date,
        null,
        source_note,
        record_url,
        file_sha256
    from staging.case_seat
    union all
    select
        record_id,
        'case',
        'event',
        event,
        event_date,
        null,
        source_note,
        record_url,
        file_sha256
    from staging.case_event
    union all
    select
        record_id,
        'fec',
        'committee register',
        concat_ws(' ', committee_id, committee_name, 'cycle', cycle),
        null,
        null,
        'connected organization: ' || connected_organization_name,
        record_url,
        file_sha256
    from staging.fec_cm
    union all
    select
        record_id,
        'fec',
        'committee register',
        concat_ws(' ', committee_id, committee_name, 'cycle', cycle),
        null,
        null,
        'connected organization: ' || connected_organization_name,
        record_url,
        file_sha256
    from staging.fec_api_committee
    union all
    select
        record_id,
        'fec',
        'candidate linkage',
        concat_ws(' ', candidate_id, committee_id, 'election', fec_election_year),
        null,
        null,
        null,
        record_url,
        file_sha256
    from staging.fec_ccl
    union all
    select
        record_id,
        'congress',
        'committee seat',
        concat_ws(' ', member_name, '/', committee_code),
        seen_date,
        null,
        concat_ws('; ', title, case when seen_date is null then 'the list has no day' end),
        record_url,
        file_sha256
    from staging.congress_committee_seat
    union all
    select
        record_id,
        'congress',
        'committee seat',
        concat_ws(' ', member_name, '/', committee_code, '(Congress', congress || ')'),
        seen_date,
        null,
        title,
        record_url,
        file_sha256
    from staging.congress_archived_seat
    union all
    select
        term.record_id,
        'congress',
        'term',
        concat_ws(' ', member.member_name, '/', term.seat_code),
        term.start_date,
        null,
        concat_ws('; ', term.party, 'to ' || term.end_date),
        term.record_url,
        term.file_sha256
    from staging.congress_term as term
    left join staging.congress_legislator as member on term.bioguide_id = member.bioguide_id
),

-- a mark stands beside its number wherever the record is shown
marked as (
    select
        mark.record_id,
        'marked: ' || string_agg(
            card.title || ' (' || mark.reason || ')', '; '
            order by mark.mark_id
        ) as words
    from marks.mark as mark
    inner join seeds.mark as card on mark.code = card.code
    where mark.record_id is not null
    group by mark.record_id
),

files as (
    select
        file_sha256,
        min(file_name) as file_name,
        max(published_date) as published_date
    from staging.source_file
    group by file_sha256
)

select
    md5_number_lower(records.record_id) as record_number,
    records.record_id,
    records.source,
    records.record_kind,
    records.title,
    records.record_date,
    records.amount_usd::decimal(18, 2) as amount_usd,
    nullif(concat_ws('; ', marked.words, nullif(records.note, '')), '') as note,
    records.record_url,
    files.file_name as source_file,
    records.source_sha256,
    files.published_date
from records
semi join cited on records.record_id = cited.record_id
left join marked on records.record_id = marked.record_id
left join files on records.source_sha256 = files.file_sha256
order by record_number, records.record_id
