-- title: How it is known that a link joins these two, strongest first
-- grain: one row per strength
-- key: strength
-- note: closed; which link has which is decided in marts.edge
-- column strength: the code that marts.edge gives
-- column title: the words that pages and exports print
-- column is_confirmed: whether more than the likeness of names says so
-- column certainty: the number that stands in where no score was measured; 0.9 is the least
-- probability at which a name is linked
-- column line: the line that a graph draws
-- column rank: 1 is the strongest
select
    strength,
    title,
    is_confirmed::boolean as is_confirmed,
    certainty::double as certainty,
    line,
    rank::integer as rank
from seeds.tie_strength
