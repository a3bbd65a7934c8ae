"""Rows of USAspending's files for the full-size database, as column → SQL of the lake's tables."""

from __future__ import annotations

import duckdb

from tests.bench.full.cast import Sizes, even, pick, tail
from tests.bench.full.gifts import Rows

YEARS = tuple(range(2016, 2026))
_VEHICLES = 20
_PRODUCTS = "['D399','R425','1560','Y1JZ','7030','R499']"
_PAID = "firm_number % 50 = 2 and n = 0"
_AWARDED = "'INV' || lpad({}::varchar, 10, '0')"
_COMPETED = (
    "['A','A','A','D','F','CDO','C','C','G','B','NDO','A','A','D']",
    "['NONE','NONE','NONE','SBA','8A','SDVOSBC','8AN','WOSB','HZC','NONE']",
    "['ONE','UNQ','URG','FOC','SP2','NS','OTH','PDR']",
    "['FAIR','FAIR','FAIR','URG','ONE','CSA','FOO','SSRC']",
)


def fill(engine: duckdb.DuckDBPyConnection, sizes: Sizes) -> None:
    """Temporary tables award and action: one award of 20 a vehicle, one of four an order of one."""
    awards, contractors = sizes.awards, sizes.contractors
    vehicle = f"if(i % 4 = 1, {even(70, max(1, awards // _VEHICLES))} * {_VEHICLES}, null)"
    holder = f"if(held < {contractors}, held, {tail(71, contractors, 3).replace('(i,', '(held,')})"
    engine.execute(
        f"create temp table award as select i, vehicle, held, {holder} as firm, {_agency('i')} as "
        f"agency, if(vehicle is null, null, {_agency('vehicle')}) as parent_agency, "
        f"date '2015-10-01' + {even(73, 3500)}::integer as base_date, case when i = 3 then 2000 "
        f"when i % 1000 = 7 then 120 else 1 + {even(74, 5)} end as actions, {even(75, 200)} = 7 "
        f"as withheld, pow(10, 3 + 5 * pow({even(76, 1000000)} / 1e6, 2)) as size from "
        f"(select i, {vehicle} as vehicle, coalesce(vehicle, i) as held "
        f"from range({awards}) as r(i))"
    )
    engine.execute(
        "create temp table action as select award.i as award, n, least(base_date + (n * 30)::"
        "integer, date '2025-09-30') as day, round(size * if(n = 0, 1, ((hash(award.i, n) % 1000) "
        "/ 2500.0) - 0.05), 2)::decimal(18, 2) as usd from award, "
        "lateral (select unnest(range(actions)) as n)"
    )
    engine.execute(
        "create temp table award_sum as select award, sum(usd)::decimal(18, 2) as total, "
        "max(day) as last_day from action group by award"
    )
    engine.execute(f"create temp table awarded as {_awarded()}")


def _agency(number: str) -> str:
    """The first agency has more than a quarter of all awards."""
    return tail(72, 120, 4).replace("(i,", f"({number},")


def _awarded() -> str:
    """Each award with all that its rows state."""
    piid, vehicle = (
        "'INV' || lpad(a.i::varchar, 10, '0')",
        "'INV' || lpad(vehicle::varchar, 10,'0')",
    )
    return (
        f"select a.*, {piid} as piid, {vehicle} as parent_piid, a.i % {_VEHICLES} = 0 as is_idv, "
        "g.code as agency_code, g.name as agency_name, p.code as parent_code, "
        "if(is_idv, 'CONT_IDV_' || piid || '_' || g.code, 'CONT_AWD_' || piid || '_' || g.code "
        "|| '_' || coalesce(parent_piid, '-NONE-') || '_' || coalesce(p.code, '-NONE-')) as "
        "award_key, f.uei, if(withheld, 'MISCELLANEOUS FOREIGN AWARDEES', f.name) as name, "
        "f.parent_uei, f.parent_name, f.city, f.state, f.i as firm_number, total, last_day "
        "from award as a inner join contractor as f on a.firm = f.i "
        "inner join agency as g on a.agency % (select count(*) from agency) = g.i "
        "left join agency as p on a.parent_agency % (select count(*) from agency) = p.i "
        "inner join award_sum as s on a.i = s.award"
    )


def _shared() -> dict[str, str]:
    """Columns that an action and an award's summary name alike."""
    competed, set_aside, reason, fair = _COMPETED
    chosen = pick(competed, even(80, 1400))
    return {
        "award_key": "award_key",
        "piid": "piid",
        "parent_piid": "parent_piid",
        "parent_award_agency_id": "parent_code",
        "award_obligated_usd": "total",
        "current_value_usd": "total",
        "ceiling_usd": f"abs(total) * (1 + {even(81, 300)} / 100.0)",
        "award_outlayed_usd": "if(i % 3 = 0, total * 0.5, null)",
        "period_of_performance_start_date": "base_date",
        "period_of_performance_current_end_date": f"base_date + (200 + {even(82, 1800)})::integer",
        "solicitation_date": "if(i % 3 = 0, base_date - 60, null)",
        "agency_code": "left(agency_code, 3)",
        "agency_name": "agency_name",
        "sub_agency_code": "agency_code",
        "sub_agency_name": "agency_name",
        "recipient_uei": "uei",
        "recipient_name": "name",
        "recipient_name_raw": "name",
        "recipient_city_name": "city",
        "recipient_state_code": "state",
        "parent_uei": "parent_uei",
        "parent_name": "parent_name",
        "award_or_idv_flag": "if(is_idv, 'IDV', 'AWARD')",
        "award_type_code": "case when is_idv then null when parent_piid is not null then 'C' "
        "when i % 2 = 0 then 'B' else 'D' end",
        "idv_type_code": "if(is_idv, 'B', null)",
        "product_or_service_code": pick(
            "['D399','R425','1560','Y1JZ','7030','R499']", even(83, 99)
        ),
        "naics_code": f"(541300 + {even(84, 300)})::varchar",
        "extent_competed_code": chosen,
        "other_than_full_and_open_competition_code": f"if({chosen} in ('C', 'G', 'B'), "
        f"{pick(reason, even(85, 80))}, null)",
        "fair_opportunity_limited_sources_code": "if(parent_piid is null, null, "
        f"{pick(fair, even(86, 80))})",
        "type_of_set_aside_code": pick(set_aside, even(87, 100)),
        "contracting_officers_determination_of_business_size_code": pick("['S','O']", even(88, 9)),
        "offer_count": f"if({even(89, 10)} = 0, 999, 1 + {tail(90, 12, 2)})",
        "solicitation_id": "if(i % 3 = 0, 'SOL' || i, null)",
        "record_url": "'https://www.usaspending.gov/award/' || award_key || '/'",
    }


def transactions(year: int) -> Rows:
    """Actions of one fiscal year."""
    own = {
        "transaction_key": "agency_code || '_-NONE-_' || piid || '_' || number || '_-NONE-_0'",
        "modification_number": "number",
        "obligated_usd": "usd",
        "exercised_value_usd": "usd",
        "ceiling_change_usd": "usd * 2",
        "action_date": "day",
        "fiscal_year": str(year),
        "action_type_code": "if(n = 0, null, (['B', 'C', 'G', 'M'])[1 + n % 4])",
        "description": "'INVENTED WORK NO. ' || i || if(n % 50 = 49, repeat(' MORE', 200), '')",
        "undefinitized_action_code": "if(i % 400 = 9, 'A', 'X')",
        "last_modified_at": "day + interval 20 day",
        "initial_report_date": "day",
        "highly_compensated_officer_1_name": f"if({_PAID}, 'OFFICER ' || chr(65 + "
        "(firm_number % 26)::integer) || ' NAME' || firm_number % 977, null)",
        "highly_compensated_officer_1_amount_usd": f"if({_PAID}, 400000, null)",
    }
    rows = (
        "select awarded.*, n, day, usd, if(n = 0, '0', 'P' || lpad(n::varchar, 5, '0')) as number "
        "from action inner join awarded on action.award = awarded.i "
        f"where day between date '{year - 1}-10-01' and date '{year}-09-30'"
    )
    return _shared() | own, rows


def summaries() -> Rows:
    """One row for each award."""
    own = {
        "base_action_date": "base_date",
        "latest_action_date": "last_day",
        "base_description": "'INVENTED WORK NO. ' || i",
        "last_modified_at": "last_day + interval 20 day",
    }
    return _shared() | own, "select * from awarded"


def subawards(sizes: Sizes) -> Rows:
    """Subcontracts, most under few awards."""
    rows = (
        f"select r.i as line, {tail(91, sizes.awards, 3).replace('(i,', '(r.i,')} as award, "
        f"{even(92, sizes.contractors).replace('(i,', '(r.i,')} as sub, awarded.* "
        f"from range({sizes.subawards}) as r(i) inner join awarded "
        f"on {tail(91, sizes.awards, 3).replace('(i,', '(r.i,')} = awarded.i"
    )
    rows = (
        "select rows.*, firm.uei as sub_uei, firm.name as sub_name, firm.parent_uei as "
        f"sub_parent_uei, firm.parent_name as sub_parent_name from ({rows}) as rows "
        "inner join contractor as firm on rows.sub = firm.i"
    )
    return {
        "prime_award_key": "award_key",
        "prime_piid": "piid",
        "prime_uei": "uei",
        "prime_name": "name",
        "sub_agency_code": "agency_code",
        "sub_agency_name": "agency_name",
        "subaward_type": "'sub-contract'",
        "subaward_sam_report_id": "'REPORT-' || line",
        "subaward_number": "'SUB-' || line",
        "amount_usd": "(hash(line) % 900000)::decimal(18, 2)",
        "action_date": "base_date + 60",
        "recipient_uei": "sub_uei",
        "recipient_name": "sub_name",
        "parent_uei": "sub_parent_uei",
        "parent_name": "sub_parent_name",
        "subaward_description": "'INVENTED PARTS'",
        "record_url": "'https://www.usaspending.gov/award/' || award_key || '/'",
        "subaward_sam_report_last_modified_date": "base_date + interval 90 day",
    }, rows
