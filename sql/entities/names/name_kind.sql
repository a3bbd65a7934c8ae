-- title: What each name names: a person, a couple, a firm, a trust, a committee
-- grain: one row per name as written, of who gave or was refunded
-- key: name
-- note: decided from the name and all of its rows; the type that a filer writes beside it
-- (ENTITY_TP) is one witness and never the judge. Where name and rows contradict each other it is
-- not decided, and says so
-- column kind_code: person | couple | organization | trust | committee | undecided
-- column basis: in words, what decided
with registered as (
    select
        employer as name,
        bool_or(basis <> 'similar_name') as is_exact
    from entities.employer_match
    where organization_id is not null
    group by employer
),

committee_name as (
    select distinct upper(name) as name
    from entities.committee
    where name is not null
),

witnessed as (
    select
        giver.*,
        coalesce(registered.is_exact, false) as is_exact,
        -- a committee's name is often like its firm's
        registered.name is not null
        and (registered.is_exact or giver.individual_count + giver.organization_count > 0)
            as is_registered,
        committee_name.name is not null as is_committee_name,
        ends_with(regexp_replace(upper(giver.name), '[^A-Z]+', '', 'g'), giver.form_word)
            as is_form_last,
        giver.individual_count > 0
        and giver.organization_count + giver.committee_count = 0 as is_filed_as_individual,
        giver.individual_count = 0 and giver.organization_count > 0 as is_filed_as_organization,
        giver.individual_count + giver.organization_count = 0
        and giver.committee_count > 0 as is_filed_as_committee
    from entities.giver_name as giver
    left join registered on giver.name = registered.name
    left join committee_name on upper(giver.name) = committee_name.name
),

decided as (
    select
        *,
        case
            when trade_word is not null
                then ['organization', 'the name of a business: ' || trade_word]
            when is_committee_name and not is_registered and form_code <> 'comma'
                then ['committee', 'the register of committees has the name']
            when
                committee_word is not null
                and (not is_exact or committee_count > 0)
                then ['committee', 'a word of a committee: ' || trim(committee_word)]
            -- DUANE MORRIS LLP GOVERNMENT
            when
                is_filed_as_committee
                and not is_registered
                and form_word is not null
                and not is_form_last
                then ['undecided', 'a legal form within the name, filed as a committee''s']
            when form_word is not null then ['organization', 'a legal form: ' || form_word]
            when is_filed_as_committee and not is_registered and form_code <> 'comma'
                then ['committee', 'filed as a committee''s, and no firm''s name']
            -- SMITH, JONES & BROWN
            when is_registered and is_two and is_filed_as_organization and not has_given_name
                then ['organization', 'a registered firm''s name, filed as an organization''s']
            when is_registered and form_code = 'comma' and individual_count = 0 and not is_employed
                then [
                    'undecided',
                    'a registered firm''s name, written LAST, FIRST, not filed as an individual''s'
                ]
            when
                is_registered
                and form_code <> 'comma'
                and (not is_person_like or firm_word is not null)
                and (is_exact or firm_word is not null or not (is_two and has_given_name))
                then ['organization', 'a registered firm''s name']
            when is_two and has_given_name and is_registered and not is_exact and firm_word is null
                then ['undecided', 'given names, and like a registered firm''s name']
            when is_registered and form_code <> 'comma' and organization_count > 0
                then ['organization', 'a registered firm''s name, filed as an organization''s']
            when is_registered and form_code <> 'comma' and not is_employed
                then [
                    'undecided',
                    'reads like a person''s name, and a registered firm has it too'
                ]
            when is_two and trust_word is null and firm_word is null and form_code = 'comma'
                then
                    case
                        when is_filed_as_organization and not has_given_name
                            then [
                                'organization',
                                'several names, none a given name, filed as an organization''s'
                            ]
                        else ['couple', 'two people on one line']
                    end
            when trust_word is not null
                then ['trust', 'a word of a trust or an estate: ' || trust_word]
            when is_two and firm_word is null and (has_given_name or is_titled_pair)
                then
                    case
                        when is_filed_as_organization and not is_titled_pair
                            then ['undecided', 'given names, filed as an organization''s']
                        else ['couple', 'two people on one line']
                    end
            when firm_word is not null
                then ['organization', 'a word that people''s names lack: ' || trim(firm_word)]
            when household_word is not null
                then ['trust', 'a word of a household, an account or an agent: ' || household_word]
            when is_aside then ['undecided', 'in care of another, or an account']
            when form_code = 'comma' and individual_count > 0
                then ['person', 'written LAST, FIRST']
            when form_code = 'comma'
                then ['person', 'written LAST, FIRST, whatever its type']
            when is_person_like and is_filed_as_individual
                then ['person', 'begins with a given name, filed as an individual''s']
            when is_person_like
                then ['undecided', 'begins with a given name, not filed as an individual''s']
            when upper(name) in ('ANONYMOUS', 'UNITEMIZED', 'UNKNOWN', 'VARIOUS', 'NOT AVAILABLE')
                then ['undecided', 'names nobody']
            when form_code = 'single' and is_filed_as_individual
                then ['person', 'filed as an individual''s, and nothing against it']
            when is_filed_as_individual and is_employed and not is_two
                then ['person', 'filed as an individual''s, with an employer or an occupation']
            when is_filed_as_organization
                then ['organization', 'filed as an organization''s, and nothing against it']
            else ['undecided', 'name and rows do not tell']
        end as verdict
    from witnessed
)

select
    name,
    verdict[1] as kind_code,
    verdict[2] as basis,
    is_registered,
    record_count,
    individual_count,
    organization_count,
    committee_count
from decided
