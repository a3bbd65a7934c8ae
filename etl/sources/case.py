"""Cases: stories held against the records, as CSV files with a source beside every row."""

from __future__ import annotations

from etl.common.published import PublishedTable, columns_from
from etl.common.publisher import Publisher

_SOURCED = " source_note source_url"
_LAYOUTS = {
    "case_organization": "organization uei parent_uei start_date end_date organization_kind note"
    + _SOURCED,
    "case_person": "person note" + _SOURCED,
    "case_person_name": "person contributor_name employer" + _SOURCED,
    "case_affiliation": "holder holder_kind organization role_code role start_date end_date"
    + _SOURCED,
    "case_committee": "committee_id committee committee_kind connected_organization connected_uei "
    "candidate_id candidate note" + _SOURCED,
    "case_seat": "candidate_id bioguide_id member body_kind body_code body state district "
    "start_date:date end_date:date" + _SOURCED,
    "case_event": "event_date:date event" + _SOURCED,
    "case_award": "award_key piid agency_code agency recipient uei is_vehicle:boolean "
    "first_action_date:date last_action_date:date action_count:integer obligated_usd:money "
    "ceiling_usd:money extent_competed offers_received:integer solicitation_identifier" + _SOURCED,
    "case_award_action": "award_key piid modification_number action_date:date obligated_usd:money "
    "agency_code agency uei recipient" + _SOURCED,
    "case_award_total": "award_key piid recipient uei agency_code agency obligated_usd:money "
    "as_of_date:date" + _SOURCED,
    "case_obligation_total": "fiscal_year:integer department agency_code agency recipient uei "
    "obligated_usd:money" + _SOURCED,
    "case_contribution": "contributor contributor_kind person city state employer occupation "
    "contribution_date:date amount_usd:money committee_id committee transaction_type memo_code "
    "image_number sub_id candidate_id filer_committee_id contributor_committee_id note source_url",
    "case_contribution_total": "contributor contributor_kind person contributor_committee_id "
    "committee_id committee cycle:integer total_usd:money memo_usd:money record_count:integer "
    "as_of_date:date basis source_url",
}


def _table(name: str, spec: str) -> PublishedTable:
    """A case table; its whole header is its signature."""
    columns = columns_from("case_id " + spec)
    return PublishedTable(
        name=name,
        layout="csv",
        columns=columns,
        # Case files have no key of a row; a row must only say whose it is.
        key=("case_id",),
        # Case files resemble each other: some columns would fit several.
        signature=frozenset(column.published[0] for column in columns),
    )


_TABLES = tuple(_table(name, spec) for name, spec in _LAYOUTS.items())
PUBLISHER = Publisher(name="case", tables=_TABLES)
