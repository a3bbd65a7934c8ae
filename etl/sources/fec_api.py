"""FEC's API (openFEC): schedules walked by keyset, registers by page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from etl.common.published import Chain, Endpoint, Table, Walk, columns_from
from etl.fetch.http import Request

_FILED = (
    "sub_id committee_id=filer_committee_id report_type=report_type_code image_number "
    "transaction_id file_number memo_code memo_text candidate_id filing_form line_number "
    "pdf_url=record_url back_reference_transaction_id "
)
_LAYOUTS = {
    "schedule_a": _FILED + "amendment_indicator=amendment_code election_type=election_code "
    "receipt_type=transaction_type_code entity_type=entity_type_code contributor_name=name "
    "contributor_city=city_name contributor_state=state_code contributor_zip=zip_code "
    "contributor_employer=employer contributor_occupation=occupation "
    "contribution_receipt_date=transaction_date:date "
    "contribution_receipt_amount=amount_usd:money contributor_id=other_id "
    "two_year_transaction_period=cycle:integer is_individual:boolean "
    "load_date=loaded_at:timestamp",
    "schedule_b": _FILED + "amendment_indicator=amendment_code election_type=election_code "
    "disbursement_type=transaction_type_code entity_type=entity_type_code recipient_name=name "
    "recipient_city=city_name recipient_state=state_code recipient_zip=zip_code "
    "disbursement_date=transaction_date:date disbursement_amount=amount_usd:money "
    "recipient_committee_id=other_id disbursement_description "
    "two_year_transaction_period=cycle:integer load_date=loaded_at:timestamp",
    "schedule_e": _FILED + "payee_name expenditure_date=transaction_date:date "
    "dissemination_date:date expenditure_amount=amount_usd:money "
    "support_oppose_indicator=support_oppose_code candidate_name expenditure_description "
    "is_notice:boolean report_year:integer action_code=amendment_code",
}
_DATE = {
    "schedule_a": "contribution_receipt_date",
    "schedule_b": "disbursement_date",
    "schedule_e": "expenditure_date",
}


def _table(name: str, spec: str, key: tuple[str, ...], date_column: str | None = None) -> Table:
    return Table(
        name=name,
        layout="json",
        columns=columns_from(spec),
        key=key,
        date_column=date_column,
        rows_path=("results",),
    )


TABLES = (
    *(
        _table(f"fec_api_{name}", spec, ("sub_id",), "transaction_date")
        for name, spec in _LAYOUTS.items()
    ),
    _table(
        "fec_api_committee",
        "committee_id name=committee_name treasurer_name state=state_code "
        "designation=designation_code committee_type=committee_type_code party=party_code "
        "filing_frequency=filing_frequency_code organization_type=organization_type_code "
        "affiliated_committee_name=connected_organization_name candidate_ids[0]=candidate_id "
        "cycles[-1]=cycle:integer last_file_date:date",
        ("committee_id",),
    ),
    _table(
        "fec_api_candidate",
        "candidate_id name=candidate_name party=party_code office=office_code "
        "state=office_state_code district=office_district_code "
        "incumbent_challenge=incumbency_code candidate_status=status_code "
        "election_years[-1]=election_year:integer cycles[-1]=cycle:integer",
        ("candidate_id",),
    ),
)


def _next_by_keyset(request: Request, answer: Any) -> Request | None:
    """Repeat the call with every key of `last_indexes`; the null block keeps `sort_null_only`.

    There is no page number: one that is sent is ignored, and a page counter loops for ever.
    """
    last = answer["pagination"].get("last_indexes")
    if not answer["results"] or not last:
        return None
    in_null_block = any(name == "sort_null_only" for name, _ in request.params)
    kept = [
        (name, value)
        for name, value in request.params
        if not name.startswith("last_") and name != "sort_null_only"
    ]
    carried = {name: _text(value) for name, value in last.items() if value is not None}
    if in_null_block:
        carried["sort_null_only"] = "true"
    if "sort_null_only" in carried:
        carried = {name: carried[name] for name in carried if name in _NULL_BLOCK}
    return replace(request, params=(*kept, *sorted(carried.items())))


_NULL_BLOCK = ("last_index", "sort_null_only")


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _next_page(request: Request, answer: Any) -> Request | None:
    """Registers page by number."""
    page = answer["pagination"]["page"]
    if page >= answer["pagination"]["pages"]:
        return None
    kept = [(name, value) for name, value in request.params if name != "page"]
    return replace(request, params=(*kept, ("page", str(page + 1))))


def _exact_count(answer: Any) -> int | None:
    """`count`, where the publisher says that it is exact (registers always are)."""
    pagination = answer["pagination"]
    return int(pagination["count"]) if pagination.get("is_count_exact", True) else None


def _results(answer: Any) -> list[dict[str, Any]]:
    return list(answer["results"])


SCHEDULES = {
    name: Endpoint(
        "fec", name, (f"fec_api_{name}",), "sub_id", _results, _next_by_keyset, _exact_count
    )
    for name in _LAYOUTS
}
REGISTERS = {
    name: Endpoint("fec", name, (f"fec_api_{name}",), key, _results, _next_page, _exact_count)
    for name, key in (("committee", "committee_id"), ("candidate", "candidate_id"))
}
_REGISTER_PATH = {"committee": "committees/", "candidate": "candidates/"}
IDS_PER_CALL = 10


def schedule_walk(
    schedule: str, asked: tuple[str, str], since: str | None, keep: tuple[tuple[str, str], ...] = ()
) -> Walk:
    """A schedule's rows for one filter (committee_id, contributor_name, contributor_employer).

    Ascending: the publisher's default order loses the rows that have no date. `since`
    (YYYY-MM-DD) asks for dated rows only.
    """
    params = [asked, ("per_page", "100"), ("sort", _DATE[schedule])]
    if since:
        params.append(("min_date", since))
    request = Request(f"schedules/{schedule}/", tuple(params))
    title = f"{schedule.replace('_', ' ')} {asked[0].replace('_', ' ')} {asked[1]}"
    changed = _since_load if schedule != "schedule_e" else None
    return Walk(SCHEDULES[schedule], title, (Chain(request),), keep, changed)


def _since_load(chain: Chain, day: str) -> Chain:
    """The same search for rows that the publisher loaded since a day."""
    params = (*chain.request.params, ("min_load_date", day))
    return replace(chain, request=replace(chain.request, params=params))


def register_walk(register: str, ids: list[str]) -> Walk:
    """The register's rows of these ids, ten to a call (the publisher's most)."""
    name = f"{register}_id"
    chains = []
    for start in range(0, len(ids), IDS_PER_CALL):
        asked = tuple((name, value) for value in ids[start : start + IDS_PER_CALL])
        params = (*asked, ("page", "1"), ("per_page", "100"), ("sort", name))
        chains.append(Chain(Request(_REGISTER_PATH[register], params)))
    return Walk(REGISTERS[register], f"{register} register, {len(ids)} ids", tuple(chains))
