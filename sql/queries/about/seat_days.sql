-- title: Of which days seats on the committees of Congress are loaded
-- grain: one row
select
    case
        when count(*) = 0
            then
                'Committee seats of that time are not loaded, save those that a case states: load '
                || 'lists of committee members of the days in question '
                || '(committee-membership-2024-12-17.yaml).'
        else
            'Who sat on the committees of both chambers is loaded for '
            || string_agg(
                case
                    when first_date = last_date then strftime(first_date, '%-d %B %Y')
                    else
                        strftime(first_date, '%-d %B %Y') || ' to '
                        || strftime(last_date, '%-d %B %Y')
                end,
                ', '
                order by congress
            )
            || '. Of other days committee seats are not loaded, save some that a list of a few '
            || 'committees shows or that a case states; other gifts of these days are left out.'
    end as said
from measures.seat_period
