"""Entities and links as FollowTheMoney JSON, one entity a line, in the order of ids.

The model: https://followthemoney.tech/explorer/. A link becomes the schema that says what it says
where its two ends are known; what rests on names alone, or has no schema, becomes an UnknownLink,
and pairs of names that a person should judge become Similar.
"""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

from etl.common.about import read_day, read_notices
from etl.common.database import quoted
from etl.exports.ftm_lines import entity_id, query, text, web
from etl.exports.package import Held, WrittenColumn

TITLE = "Entities and links as FollowTheMoney JSON"
HOWTO = (
    "entities.ftm.json holds one FollowTheMoney entity a line: `ftm validate -i entities.ftm.json` "
    "gives it back unchanged; Aleph, OpenSanctions' tools and `ftm export-neo4j-bulk` read it. "
    "index.json names the data set. Contracts and their awards come from the award records; a "
    "link that sums the same awards is left out, and stands as UnknownLink only where it is "
    "somebody else's total. A tie that rests on names alone, equal or similar, is an "
    "UnknownLink with the status `unconfirmed`. Contributions are Payments between giver and "
    "committee: sums of records, the ids of the first ten of which stand in recordId."
)
FILE, INDEX = "entities.ftm.json", "index.json"
RECORDS = 10
NAME_LENGTH = 500

SCHEMATA = {
    "person": "Person",
    "organization": "Company",
    "committee": "Organization",
    "agency": "PublicBody",
    "congress_committee": "PublicBody",
    "seat": "Position",
}


_KIND = "case entity_kind " + " ".join(
    f"when {quoted(kind)} then {quoted(schema)}" for kind, schema in SCHEMATA.items()
)
_SCHEMA = f"{_KIND} else 'LegalEntity' end"
_ENTITIES = query(
    entity_id("entity_id"),
    _SCHEMA,
    "chosen_entity",
    {
        "name": f"coalesce({text('name', NAME_LENGTH)}, entity_id)",
        "summary": text("summary"),
        "sourceUrl": web("record_url"),
        "uniqueEntityId": "case when regexp_full_match(entity_id, 'uei:[A-Z0-9]{12}') "
        "and entity_kind = 'organization' then substr(entity_id, 5) end",
        "country": "case when entity_kind in ('agency', 'congress_committee', 'seat') "
        "then 'us' end",
    },
)

# what each schema asks of a link's two ends; the seed says which schema a type of link has
_ASKED = {
    "Payment": "edge.amount_usd is not null",
    "Directorship": "edge.from_kind = 'person' and edge.to_kind = 'organization'",
    "Ownership": "edge.to_kind = 'organization'",
    "Employment": "edge.from_kind = 'person' and edge.to_kind = 'organization'",
    "Occupancy": "edge.from_kind = 'person' and edge.to_kind = 'seat'",
}
_IS_MEMBER = (
    "type.ftm_schema in ('Occupancy', 'Membership') "
    "and edge.to_kind in ('organization', 'agency', 'congress_committee')"
)
_LINK_SCHEMA = (
    "case when not edge.is_confirmed then 'UnknownLink' "
    + " ".join(
        f"when type.ftm_schema = {quoted(schema)} and {asked} then {quoted(schema)}"
        for schema, asked in _ASKED.items()
    )
    + f" when {_IS_MEMBER} then 'Membership' else 'UnknownLink' end"
)
_ENDS = {
    "Payment": ("payer", "beneficiary"),
    "Directorship": ("director", "organization"),
    "Ownership": ("owner", "asset"),
    "Employment": ("employee", "employer"),
    "Occupancy": ("holder", "post"),
    "Membership": ("member", "organization"),
    "UnknownLink": ("subject", "object"),
}
_FROM, _TO = entity_id("edge.from_id"), entity_id("edge.to_id")


def _ends() -> dict[str, str]:
    """The two ends under the names of each schema; a refund flows from committee to giver."""
    named: dict[str, list[str]] = {}
    for schema, (first, second) in _ENDS.items():
        turned = f"and edge.link_type {'=' if schema == 'Payment' else '<>'} 'refunded_by'"
        if schema != "Payment":
            turned = ""
        for end, here, there in ((first, _FROM, _TO), (second, _TO, _FROM)):
            case = f"when schema = {quoted(schema)} "
            if turned:
                named.setdefault(end, []).append(f"{case}{turned} then {there}")
            named.setdefault(end, []).append(f"{case}then {here}")
    return {end: f"case {' '.join(cases)} end" for end, cases in named.items()}


_HAS_ROLE = "schema not in ('Payment', 'Occupancy')"
_ROLE = text("coalesce(edge.label, edge.sentence)", 500)
_SAID = text(
    "concat_ws(' ', edge.title || ': ' || edge.description, 'What speaks against reading more into "
    "it: ' || edge.innocent, 'Known by: ' || edge.known_by || coalesce('; "
    "probability ' || round(edge.score, 4), '') || '.', case edge.amount_basis when "
    "'published_total' then 'A total that somebody else published.' end, "
    "'Records: ' || edge.record_count || '.')"
)
_PUBLISHER = (
    "case record.source when 'fec' then 'Federal Election Commission' when 'usaspending' then "
    "'USAspending' when 'congress' then 'Congress' else 'Throughline' end"
)
_LINKS = query(
    "'tl-' || edge.link_id",
    "schema",
    "edge left join marts.evidence as record on md5_number_lower(edge.evidence[1]) = "
    "record.record_number and edge.evidence[1] = record.record_id "
    "left join file on record.source_sha256 = file.sha256",
    {
        **_ends(),
        "role": f"case when {_HAS_ROLE} then {_ROLE} end",
        "status": f"case when {_HAS_ROLE} or schema = 'Occupancy' then case when "
        "not edge.is_confirmed then 'unconfirmed' else 'as recorded' end end",
        "purpose": f"case when schema = 'Payment' then {text('edge.title')} end",
        "amount": "case when schema = 'Payment' then edge.amount_usd end",
        "amountUsd": "case when schema = 'Payment' then edge.amount_usd end",
        "currency": "case when schema = 'Payment' then 'USD' end",
        "startDate": "edge.first_date",
        "endDate": "edge.last_date",
        "recordId": f"array_to_string(edge.evidence[:{RECORDS}], ' ')",
        "sourceUrl": web("record.record_url"),
        "publisher": _PUBLISHER,
        "retrievedAt": "strftime(file.retrieved_at, '%Y-%m-%d')",
        "summary": _SAID,
    },
)
_EDGES = f"""
edge as (
    select
        edge.*,
        type.title,
        type.sentence,
        type.description,
        type.innocent,
        known.title as known_by,
        {_LINK_SCHEMA} as schema
    from chosen_edge as edge
    inner join marts.link_type as type on edge.link_type = type.link_type
    inner join marts.tie_strength as known on edge.strength = known.strength
    where edge.link_type <> 'received_award' or edge.amount_basis = 'published_total'
),
file as (
    select sha256, max(retrieved_at) as retrieved_at from marts.source_file group by sha256
)
"""
_AWARD_ID = "'tl-' || md5('award:' || award_key)"
_SUPPLIER_ID = "'tl-' || md5('supplier:' || award_key)"
_TITLE = f"coalesce({text('piid', NAME_LENGTH)}, award_key)"
_OBLIGATED = "case when not is_vehicle then published_obligated_usd end"
_CURRENCY = "case when not is_vehicle and published_obligated_usd is not null then 'USD' end"
_CONTRACTS = query(
    _AWARD_ID,
    "'Contract'",
    "chosen_award",
    {
        "name": _TITLE,
        "title": _TITLE,
        "procedureNumber": text("piid", NAME_LENGTH),
        "authority": "case when agency_id in (select entity_id from chosen_entity) then "
        f"{entity_id('agency_id')} end",
        "contractDate": "first_action_date",
        "type": "case when is_vehicle then 'vehicle' else 'award' end",
        "amount": _OBLIGATED,
        "currency": _CURRENCY,
        "sourceUrl": web("record_url"),
        "summary": text(
            "concat_ws(' ', case when is_vehicle then 'A vehicle: orders under it are awards of "
            "their own.' end, 'Ceiling ' || ceiling_usd || ' USD, which is a limit and no "
            "spending.', 'The amount is what the actions loaded obligate, which is no payment; "
            "coverage: ' || coverage_reason || '.')"
        ),
    },
)
_AWARDS = query(
    _SUPPLIER_ID,
    "'ContractAward'",
    "chosen_award where organization_id in (select entity_id from chosen_entity)",
    {
        "supplier": entity_id("organization_id"),
        "contract": _AWARD_ID,
        "amount": _OBLIGATED,
        "currency": _CURRENCY,
        "startDate": "first_action_date",
        "endDate": "last_action_date",
        "documentNumber": text("piid", NAME_LENGTH),
        "recordId": text("reported_record_id"),
        "sourceUrl": web("record_url"),
    },
)
# a name that stands in records only, and the firm that it may be
_PAIRS = """
pair as (
    select * from marts.review_pair
    where right_ref in (select entity_id from chosen_entity)
),
named as (
    select left_ref, min(left_text) as left_text from pair group by left_ref
)
"""
_NAME_ID = "'tl-' || md5('pair:' || left_ref)"
_NAMES = query(
    _NAME_ID,
    "'LegalEntity'",
    "named",
    {
        "name": f"coalesce({text('left_text', NAME_LENGTH)}, left_ref)",
        "summary": "'A name as records write it; nobody has judged whose it is.'",
    },
)
_SIMILAR = query(
    "'tl-' || md5('similar:' || review_id)",
    "'Similar'",
    "pair",
    {
        "candidate": _NAME_ID,
        "match": entity_id("right_ref"),
        "confidenceScore": "round(probability, 4)",
        "criteria": text(
            "'for: ' || array_to_string(for_reasons, ', ') || '; against: ' || "
            "array_to_string(against_reasons, ', ')",
            1_000,
        ),
    },
)

_COLUMNS = (
    WrittenColumn("id", "varchar", "our id with what the model does not allow replaced"),
    WrittenColumn("schema", "varchar", "the FollowTheMoney schema"),
    WrittenColumn("properties", "object", "each property a list of texts, as the schema says"),
)


def write(engine: duckdb.DuckDBPyConnection, folder: Path) -> list[Held]:
    """Every entity, link, award and open pair, each id once, sorted by id."""
    engine.execute(
        f"create temp table ftm_line as with {_EDGES}, {_PAIRS} {_ENTITIES} "
        f"union all {_LINKS} union all {_CONTRACTS} union all {_AWARDS} "
        f"union all {_NAMES} union all {_SIMILAR}"
    )
    path = quoted(str(folder / FILE))
    engine.execute(
        f"copy (select line from ftm_line order by id) to {path} "
        # CSV without quotes and with a delimiter that no line holds writes the JSON as it is.
        "(format csv, header false, delimiter '\\x1F', quote '', escape '')"
    )
    counts = engine.execute(
        "select schema, count(*) from ftm_line group by schema order by schema"
    ).fetchall()
    engine.execute("drop table ftm_line")
    total = sum(count for _, count in counts)
    _write_index(engine, folder / INDEX, dict(counts))
    return [
        Held(FILE, total, "FollowTheMoney entities, one JSON a line", _COLUMNS),
        Held(INDEX, 1, "name, notice, and how many entities of each schema"),
    ]


def _write_index(engine: duckdb.DuckDBPyConnection, path: Path, counts: dict[str, int]) -> None:
    """The data set's own description."""
    document = {
        "name": "throughline",
        "title": "Throughline: federal contracts and political contributions",
        "summary": " ".join(read_notices(engine)),
        "updated_at": f"{read_day(engine)}T00:00:00",
        "publisher": {"name": "Throughline", "official": False},
        "resources": [{"name": FILE, "mime_type": "application/json+ftm"}],
        "entity_count": sum(counts.values()),
        "schemata": counts,
    }
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
