-- title: To which day gifts of individuals and of committees are loaded, by the files of the FEC
-- grain: one row per kind of giver
-- order: giver
-- note: the last day of a gift in the files; files are of cycles, and between them days may lack. A
-- day after the file was published is a slip of the pen and is not one
select
    case file.table_name when 'fec_itcont' then 'individuals' else 'committees' end as giver,
    min(file.cycle) as first_cycle,
    max(file.cycle) as last_cycle,
    max(least(file.last_date, coalesce(file.published_date, file.last_date))) as last_date
from marts.source_file as file
where file.table_name in ('fec_itcont', 'fec_itpas2', 'fec_itoth')
group by all
