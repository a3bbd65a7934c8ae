-- title: Whose campaign a committee is, cycle by cycle
-- grain: one row per committee, cycle and person; a case's statement has no cycle
-- key: authorization_id
-- note: by the register of that cycle (designation A or P with a candidate of the office that the
-- committee's type says) and the linkage file of that cycle. The register decides whether it is a
-- campaign at all: one that says another designation outweighs a linkage, so a campaign that became
-- a PAC is nobody's from then on. A committee is the campaign of one person: of several candidates
-- the one whom the newer of the two files names, then the one of the register, the principal
-- linkage, the one who names the committee as principal, and the later election. In a cycle of
-- which nothing is loaded, what the registers of the cycles before and after it both say holds;
-- else it is not known
-- column authorization_id: a hash of committee, cycle and person
-- column cycle: null for a case's statement, which holds for every cycle but register_cycles
-- column basis_code: register | linkage | between_registers | case
-- column record_id: the record that names the candidate
-- column evidence: all records that do
-- column register_cycles: the cycles in which a register speaks of the committee
-- column first_date: first day of the cycle
-- column last_date: last day of the cycle
with linked as (
    select
        linkage.committee_id,
        linkage.cycle,
        linkage.candidate_id,
        linkage.committee_type_code,
        linkage.designation_code,
        linkage.record_id,
        file.published_date
    from staging.fec_ccl as linkage
    left join staging.register_file as file
        on
            file.table_name = 'fec_ccl'
            and linkage.cycle = file.cycle
            and linkage.file_sha256 = file.file_sha256
),

-- the register is silent on a committee: the linkage's own designation decides
stated as (
    select
        committee_id,
        cycle,
        candidate_id,
        designation_code,
        record_id,
        published_date,
        'register' as basis_code
    from entities.committee_register
    where
        designation_code in ('A', 'P')
        and (
            committee_type_code is null or left(candidate_id, 1) = upper(committee_type_code)
        )
    union all
    select
        linked.committee_id,
        linked.cycle,
        linked.candidate_id,
        linked.designation_code,
        linked.record_id,
        linked.published_date,
        'linkage'
    from linked
    left join entities.committee_register as register
        on linked.committee_id = register.committee_id and linked.cycle = register.cycle
    where
        linked.designation_code in ('A', 'P')
        and (
            register.committee_id is null
            or (
                coalesce(register.designation_code, linked.designation_code) in ('A', 'P')
                and (
                    register.committee_type_code is null
                    or left(linked.candidate_id, 1) = upper(register.committee_type_code)
                )
            )
        )
        and (
            linked.committee_type_code is null
            or left(linked.candidate_id, 1) = upper(linked.committee_type_code)
        )
),

told as (
    select
        stated.*,
        candidate.person_id,
        coalesce(filed.principal_committee_id = stated.committee_id, false) as is_own_choice,
        filed.election_year,
        max(stated.published_date) over (
            partition by stated.committee_id, stated.cycle
        ) as newest_date
    from stated
    inner join entities.candidate as candidate on stated.candidate_id = candidate.candidate_id
    left join staging.fec_cn as filed
        on stated.candidate_id = filed.candidate_id and stated.cycle = filed.cycle
),

chosen as (
    select *
    from told
    qualify
        row_number() over (
            partition by committee_id, cycle
            order by
                published_date is not distinct from newest_date desc,
                basis_code = 'register' desc,
                designation_code = 'P' desc,
                is_own_choice desc,
                election_year desc nulls last,
                candidate_id asc,
                record_id asc
        ) = 1
),

by_register as (
    select
        chosen.committee_id,
        chosen.cycle,
        chosen.person_id,
        chosen.candidate_id,
        chosen.basis_code,
        chosen.record_id,
        list_sort(list(distinct told.record_id)) as evidence
    from chosen
    inner join told
        on
            chosen.committee_id = told.committee_id
            and chosen.cycle is not distinct from told.cycle
            and chosen.person_id = told.person_id
    group by
        chosen.committee_id, chosen.cycle, chosen.person_id, chosen.candidate_id,
        chosen.basis_code, chosen.record_id
),

spoken as (
    select
        committee_id,
        cycle
    from entities.committee_register
    where cycle is not null
    union
    select
        committee_id,
        cycle
    from linked
    where cycle is not null
),

spoken_list as (
    select
        committee_id,
        list_sort(list(cycle)) as register_cycles
    from spoken
    group by committee_id
),

neighbour as (
    select
        *,
        lead(cycle) over (partition by committee_id order by cycle asc) as next_cycle,
        lead(person_id) over (partition by committee_id order by cycle asc) as next_person_id,
        lead(evidence) over (partition by committee_id order by cycle asc) as next_evidence
    from by_register
    where cycle is not null
),

-- a cycle with any register is not silent: a committee that it lacks was not registered
loaded_cycle as (
    select distinct cycle
    from spoken
),

gap as (
    select
        * exclude (cycle),
        unnest(range(cycle + 2, next_cycle, 2))::integer as cycle
    from neighbour
    where next_cycle > cycle + 2 and person_id = next_person_id
),

between_registers as (
    select
        gap.committee_id,
        gap.cycle,
        gap.person_id,
        gap.candidate_id,
        'between_registers' as basis_code,
        gap.record_id,
        list_sort(list_distinct(gap.evidence || gap.next_evidence)) as evidence
    from gap
    anti join loaded_cycle on gap.cycle = loaded_cycle.cycle
),

by_case as (
    select
        stated_committee.committee_id,
        null::integer as cycle,
        candidate.person_id,
        min(stated_committee.candidate_id) as candidate_id,
        'case' as basis_code,
        min(stated_committee.record_id) as record_id,
        list_sort(list(distinct stated_committee.record_id)) as evidence
    from staging.case_committee as stated_committee
    inner join entities.candidate as candidate
        on stated_committee.candidate_id = candidate.candidate_id
    group by stated_committee.committee_id, candidate.person_id
),

everything as (
    select * from by_register
    union all by name
    select * from between_registers
    union all by name
    select * from by_case
)

select
    md5(
        concat_ws(
            '|', everything.committee_id, coalesce(everything.cycle::varchar, 'none'),
            everything.person_id
        )
    ) as authorization_id,
    everything.committee_id,
    everything.cycle,
    everything.person_id,
    everything.candidate_id,
    everything.basis_code,
    everything.record_id,
    everything.evidence,
    coalesce(spoken_list.register_cycles, []::integer[]) as register_cycles,
    make_date(everything.cycle - 1, 1, 1) as first_date,
    make_date(everything.cycle, 12, 31) as last_date
from everything
left join spoken_list on everything.committee_id = spoken_list.committee_id
