-- title: What each type of link means, and what it does not
-- grain: one row per link_type
-- key: link_type
-- note: what pages, dossiers, pictures and exports ask of a type stands here and nowhere else
-- column layer: the layer of the graph page that shows it
-- column section: the section of an entity's page and of a dossier that lists it
-- column is_stated_tie: a role of a person that a named source or a record states, with a firm or
-- an agency
-- column is_owner: whether it says that who stands first owns, wholly or in part, who stands second
-- column ftm_schema: the schema of FollowTheMoney that says it, where its ends are of the right
-- kind and more than names says so; null where there is none
-- column drawn: money (a line as wide as the amount), role (a line with its words) or crowd (so
-- many that small pictures leave them out)
-- column role_code: the role, from seeds.tie_role, in which who stands first is tied to a firm
-- that stands second; null where such a link makes no tie to a contractor
-- column giver_words: who gave, in words, where the link makes such a tie
-- column is_lasting: whether the tie holds for gifts of any day; else on the link's days
select
    link_type,
    title,
    sentence,
    description,
    innocent,
    layer,
    section,
    is_stated_tie::boolean as is_stated_tie,
    is_owner::boolean as is_owner,
    nullif(ftm_schema, '') as ftm_schema,
    drawn,
    nullif(role_code, '') as role_code,
    nullif(giver_words, '') as giver_words,
    is_lasting::boolean as is_lasting
from seeds.link_type
