-- title: What a committee says of itself
-- grain: one row
select
    type,
    designation,
    case party_code
        when 'DEM' then 'Democratic Party'
        when 'REP' then 'Republican Party'
        when 'LIB' then 'Libertarian Party'
        when 'GRE' then 'Green Party'
        when 'DFL' then 'Democratic-Farmer-Labor Party'
        when 'IND' then 'independent'
        when 'NPA' then 'no party'
        when 'OTH' then 'another party'
        when 'UN' then 'no party'
        when 'W' then 'written in'
        -- coded as none or unknown
        when 'NNE' then null
        when 'UNK' then null
        when 'NON' then null
        else 'party coded ' || party_code || ' by the FEC'
    end as party,
    connected_organization,
    person_id,
    person_name
from marts.committee
where entity_id = $committee_id
