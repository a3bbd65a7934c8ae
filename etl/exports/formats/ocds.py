"""Contracts as releases of the Open Contracting Data Standard 1.1.

The standard: https://standard.open-contracting.org/1.1/en/schema/reference/. One release per award,
in release packages of 10,000. What the standard has no word for stands in `description`: federal
obligations are no payments (so there are no transactions), and a vehicle's ceiling is no value.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb

from etl.common.about import read_day, read_notices
from etl.exports.package import Column, Held

TITLE = "Contract awards as OCDS 1.1 release packages"
HOWTO = (
    "releases_0001.json and so on are release packages of the Open Contracting Data Standard 1.1, "
    "one release for each award: read them with any OCDS tool, e.g. `ocdskit tabulate` or Flatten "
    "Tool. The prefix of the ocids, ocds-000000, is not registered with the Open Contracting "
    "Partnership: put your own there before you publish. US-UEI is our name for the Unique Entity "
    "Identifier of SAM.gov, and US-FPDS for the agency codes of FPDS: neither stands in "
    "org-id.guide as far as we know. Obligations are not payments: they stand as amendments of the "
    "contract, and its value is their sum where the actions loaded cover the award's own total. A "
    "vehicle has no value: its ceiling is a limit on its orders. Sub-awards are left out."
)
PREFIX = "ocds-000000"
PER_PACKAGE = 10_000

_TERM = "marts.award_term"
_ACTIONS = """
select
    award_key,
    list(
        json_merge_patch('{}', json_object(
            'id', record_id,
            'date', action_date::varchar || 'T00:00:00Z',
            'description', 'Modification ' || coalesce(modification_number, 'not stated')
            || ': obligated ' || coalesce(obligated_usd::varchar, 'an amount not stated') || ' USD'
        )) order by action_date nulls first, record_id
    ) as amendments
from marts.award_action
where award_key in (select award_key from chosen_award)
group by award_key
"""
# the standard's codelist: open, selective, limited, direct
_METHOD = """
case
    when term.competition is null then null
    when term.competition ilike 'not %' or term.competition ilike '%non-competitive%' then 'direct'
    when term.competition ilike '%after exclusion%' then 'selective'
    when term.competition ilike 'full and open%' then 'open'
    else 'limited'
end
"""


def _reference(identifier: str, name: str) -> str:
    """SQL of a reference to a party."""
    return f"json_object('id', {identifier}, 'name', {name})"


def _party(identifier: str, name: str, roles: str) -> str:
    """SQL of a party with its public identifier, where it has one."""
    return f"""
        case when {identifier} is not null then json_merge_patch('{{}}', json_object(
            'id', {identifier},
            'name', {name},
            'identifier', case split_part({identifier}, ':', 1)
                when 'uei' then json_object(
                    'scheme', 'US-UEI', 'id', substr({identifier}, 5), 'legalName', {name}
                )
                when 'agency' then json_object(
                    'scheme', 'US-FPDS', 'id', substr({identifier}, 8), 'legalName', {name}
                )
            end,
            'roles', {roles}
        )) end"""


_BUYER = _reference("award.agency_id", "award.agency_name")
_SUPPLIER = _reference("award.organization_id", "award.recipient_name")
_DESCRIPTION = """
concat_ws(
    ' ',
    case when award.is_vehicle then 'A vehicle: orders under it are awards of their own.' end,
    'Ceiling ' || award.ceiling_usd || ' USD, which is a limit and no spending.',
    'Obligations are not payments.',
    'Coverage: ' || award.coverage_reason || '.'
)
"""
_RELEASE = f"""
json_merge_patch('{{}}', json_object(
    'ocid', '{PREFIX}-' || award.award_key,
    'id', '{PREFIX}-' || award.award_key || '-' || $as_of,
    'date', $as_of || 'T00:00:00Z',
    'tag', ['tender', 'award', 'contract'],
    'initiationType', 'tender',
    'language', 'en',
    'parties', list_filter([
        {_party("award.agency_id", "award.agency_name", "['buyer', 'procuringEntity']")},
        {_party("award.organization_id", "award.recipient_name", "['supplier']")}
    ], lambda party: party is not null),
    'buyer', case when award.agency_id is not null then {_BUYER} end,
    'tender', json_object(
        'id', award.award_key,
        'title', award.piid,
        'status', 'complete',
        'procurementMethod', {_METHOD},
        'procurementMethodDetails', term.competition,
        'numberOfTenderers', award.offer_count,
        'procuringEntity', case when award.agency_id is not null then {_BUYER} end
    ),
    'awards', [json_merge_patch('{{}}', json_object(
        'id', award.award_key,
        'title', award.piid,
        'description', {_DESCRIPTION},
        'status', 'active',
        'date', award.first_action_date::varchar || 'T00:00:00Z',
        'suppliers', case when award.organization_id is not null then [{_SUPPLIER}] end,
        'documents', case when award.record_url is not null then [json_object(
            'id', 'usaspending', 'title', 'The award at USAspending', 'url', award.record_url
        )] end
    ))],
    'contracts', [json_merge_patch('{{}}', json_object(
        'id', award.award_key,
        'awardID', award.award_key,
        'title', award.piid,
        'description', term.description,
        'status', 'active',
        'period', case when term.performance_start_date is not null then json_object(
            'startDate', term.performance_start_date::varchar || 'T00:00:00Z',
            'endDate', term.performance_end_date::varchar || 'T00:00:00Z'
        ) end,
        'value', case when not award.is_vehicle and award.published_obligated_usd is not null
            then json_object('amount', award.published_obligated_usd, 'currency', 'USD') end,
        'dateSigned', award.first_action_date::varchar || 'T00:00:00Z',
        'amendments', acted.amendments
    ))],
    'relatedProcesses', case when award.vehicle_key is not null then [json_object(
        'id', '1',
        'relationship', ['framework'],
        'scheme', 'ocid',
        'identifier', '{PREFIX}-' || award.vehicle_key
    )] end
))
"""
_COLUMNS = (
    Column("ocid", "varchar", "the contracting process: unregistered prefix and award key"),
    Column("buyer", "object", "the awarding agency"),
    Column("tender", "object", "how it was competed, and how many offers came in"),
    Column("awards", "array", "the award, its supplier, and its page at USAspending"),
    Column("contracts", "array", "obligated in USD where covered, actions as amendments"),
    Column("relatedProcesses", "array", "the vehicle under which it is an order"),
)


def write(engine: duckdb.DuckDBPyConnection, folder: Path) -> list[Held]:
    """Release packages of the chosen awards, in the order of their keys; none without an award."""
    built, policy, files = read_day(engine), " ".join(read_notices(engine)), []
    for number, releases in enumerate(_packages(engine, built), 1):
        name = f"releases_{number:04d}.json"
        with (folder / name).open("w", encoding="utf-8", newline="") as text:
            text.write(_head(name, built, policy))
            text.write(",\n".join(releases))
            text.write("\n]}\n")
        files.append(Held(name, len(releases), "release package", _COLUMNS))
    return files


def _packages(engine: duckdb.DuckDBPyConnection, built: str) -> Iterator[list[str]]:
    """Releases as JSON texts, so many at a time."""
    rows = engine.execute(
        f"with acted as ({_ACTIONS}) select {_RELEASE}::varchar from chosen_award as award "
        f"left join {_TERM} as term on award.award_key = term.award_key "
        "left join acted on award.award_key = acted.award_key order by award.award_key",
        {"as_of": built},
    )
    while releases := [row[0] for row in rows.fetchmany(PER_PACKAGE)]:
        yield releases


def _head(name: str, built: str, policy: str) -> str:
    """The metadata of a package up to its list of releases; the notice stands in it too."""
    head = {
        "uri": f"urn:throughline:{built}:{name}",
        "version": "1.1",
        "publishedDate": f"{built}T00:00:00Z",
        "publisher": {"name": "Throughline"},
        "license": "https://www.usa.gov/government-works",
        "x_notice": policy,
    }
    return json.dumps(head, ensure_ascii=False)[:-1] + ', "releases": [\n'
