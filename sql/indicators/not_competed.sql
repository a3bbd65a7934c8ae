-- title: Award without competition
-- grain: one row per award
-- key: flag_id
-- code: TL-P02
-- when: the award is recorded as not competed, or as an order for which its vehicle's holders
-- could not compete, on a ground that an official chose (only one source, urgency, follow-on,
-- national security, public interest, mobilization, simplified procedures, none stated)
-- why: no other offer stood beside the one taken; the ground rests on a written justification
-- that can be asked for
-- innocent: one firm may hold the rights, the tooling or the only design; most large weapons are
-- bought so, openly, and follow-on work may have been competed at its start
-- excludes: not flagged, as the law names the source or asks for no competition: sole source to
-- 8(a), HUBZone, women-owned and veteran firms (FAR 19), other statute (6.302-5), authorized
-- resale, international agreement, utilities, micro-purchases, not available for competition with
-- no ground, and for orders a minimum guarantee or other statute. Not computable: no code, an
-- unknown code, or codes that say both. A vehicle is judged by its own record and its ceiling is
-- not spending; an order that states nothing of its own repeats its vehicle's and says so
-- also: Opentender INTEGRITY_PROCEDURE_TYPE; GAO-10-833
-- source: FAR 6.3 and 16.505(b)(2), as coded in FPDS; OCP lists the non-competitive procedure
-- among its red flags; the choice of grounds is ours
with judged as (
    select
        *,
        case
            when is_competed is null then 'not_computable'
            when is_competed or is_named_by_law then 'not_flagged'
            else 'flagged'
        end as state,
        case
            when decided_by = 'vehicle'
                then
                    '; the order states none of its own: taken for that of its vehicle '
                    || vehicle_key
            when is_vehicle then '; a vehicle: its orders carry the money'
            else ''
        end as whose
    from measures.award_competition
)

select
    md5(concat_ws('|', 'TL-P02', 'award:' || award_key)) as flag_id,
    'TL-P02'::varchar as code,
    'award:' || award_key as subject_id,
    organization_id,
    null::varchar as object_id,
    agency_id,
    state,
    case
        when is_competed is null then unknown_reason
        when is_competed then 'competed: ' || competition || whose
        when is_named_by_law
            then
                'not competed, on a ground by which the law names the source or asks for no '
                || 'competition: ' || ground || ', ' || ground_source || whose
        else 'not competed: ' || ground || ', ' || ground_source || whose
    end as reason,
    case when is_competed is not null then 1 - is_competed::integer end::double as value,
    as_of_date,
    list_sort(record_ids) as evidence
from judged
