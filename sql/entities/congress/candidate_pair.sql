-- title: Candidate ids that are one person's by a common committee or by their names
-- grain: one row per pair of ids
-- key: left_id, right_id
-- note: one committee is or was the campaign of both, in any cycle, and their names agree: the
-- surname, or all words of the shorter name, and a given name or its short form. Or the whole name
-- with its suffix is the same in one state (a candidate for President has none), for one party,
-- within eight years, and the name has a middle part or is borne by candidates of one state alone.
-- JR and SR of one name are two people, and so are two members of Congress
-- column left_id: the first of the two FEC candidate ids
-- column right_id: the other one
-- column basis_code: shared_committee | same_name
with campaign as (
    select
        committee_id,
        candidate_id
    from staging.fec_ccl
    where designation_code in ('A', 'P')
    union
    select
        committee_id,
        candidate_id
    from entities.committee_register
    where designation_code in ('A', 'P') and candidate_id is not null
    union
    select
        principal_committee_id,
        candidate_id
    from staging.fec_cn
    where principal_committee_id is not null
),

shared as (
    select distinct
        one.candidate_id as left_id,
        other.candidate_id as right_id
    from campaign as one
    inner join campaign as other
        on one.committee_id = other.committee_id and one.candidate_id < other.candidate_id
),

by_committee as (
    select
        one.candidate_id as left_id,
        other.candidate_id as right_id,
        'shared_committee' as basis_code
    from shared
    inner join entities.candidate_name as one on shared.left_id = one.candidate_id
    inner join entities.candidate_name as other on shared.right_id = other.candidate_id
    where
        coalesce(one.suffix = other.suffix, true)
        -- EDWARD A and EDWARD B are two
        and coalesce(left(one.given_words[2], 1) = left(other.given_words[2], 1), true)
        and (
            (
                (
                    one.surname = other.surname
                    or list_has_any(one.long_words, other.long_words)
                    or (
                        length(one.surname) >= 5
                        and levenshtein(one.surname, other.surname) <= 1
                    )
                )
                and (
                    list_has_any(one.given_names, other.given_names)
                    or (
                        length(one.given_words[1]) = 1
                        and starts_with(other.given_words[1], one.given_words[1])
                    )
                    or (
                        length(other.given_words[1]) = 1
                        and starts_with(one.given_words[1], other.given_words[1])
                    )
                )
            )
            or (len(one.words) >= 2 and list_has_all(other.words, one.words))
            or (len(other.words) >= 2 and list_has_all(one.words, other.words))
        )
),

spread as (
    select
        surname,
        given_words[1] as first_name,
        count(distinct state_code) filter (where state_code <> 'US') as state_count
    from entities.candidate_name
    group by surname, given_words[1]
),

by_name as (
    select
        one.candidate_id as left_id,
        other.candidate_id as right_id,
        'same_name' as basis_code
    from entities.candidate_name as one
    inner join entities.candidate_name as other
        on
            one.surname = other.surname
            and one.given_words = other.given_words
            and one.suffix is not distinct from other.suffix
            and one.party_code = other.party_code
            and one.candidate_id < other.candidate_id
    inner join spread
        on one.surname = spread.surname and one.given_words[1] = spread.first_name
    where
        len(one.given_words) > 0
        and (one.state_code = other.state_code or 'US' in (one.state_code, other.state_code))
        and greatest(one.first_year, other.first_year) - least(one.last_year, other.last_year) <= 8
        and (len(one.given_words) > 1 or spread.state_count <= 1)
),

member as (
    select
        unnest(fec_candidate_ids) as candidate_id,
        bioguide_id
    from staging.congress_legislator
),

told as (
    select
        left_id,
        right_id,
        basis_code
    from by_committee
    union all
    select
        left_id,
        right_id,
        basis_code
    from by_name
)

select
    told.left_id,
    told.right_id,
    max(told.basis_code) as basis_code
from told
left join member as one on told.left_id = one.candidate_id
left join member as other on told.right_id = other.candidate_id
where coalesce(one.bioguide_id = other.bioguide_id, true)
group by told.left_id, told.right_id
