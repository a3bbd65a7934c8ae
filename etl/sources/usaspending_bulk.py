"""USAspending's bulk files: the monthly archive, its agencies, and files made on request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from etl.common.published import Table, field_of, post_request
from etl.fetch.http import Client, PublisherError, Request

TABLES: tuple[Table, ...] = ()


def agency_named(code: str, client: Client) -> tuple[str, str]:
    """The publisher's id and name of a top-tier agency, by its three-digit code.

    Raises PublisherError that lists some codes when there is no such agency.
    """
    asked = post_request("bulk_download/list_agencies/", {"type": "award_agencies"})
    groups = field_of(client.answer(asked).document, "agencies", asked)
    every = [agency for group in groups.values() for agency in group]
    found = {field_of(agency, "toptier_code", asked): agency for agency in every}
    if code not in found:
        some = ", ".join(f"{known} ({found[known]['name']})" for known in sorted(found)[:8])
        raise PublisherError(f"no agency has the code {code}: some that have one: {some}")
    return str(found[code]["toptier_agency_id"]), found[code]["name"]


@dataclass(frozen=True)
class Archived:
    """A file of the publisher's monthly archive; `fiscal_year` is null for a delta."""

    file_name: str
    url: str
    published: str
    fiscal_year: int | None

    @property
    def is_delta(self) -> bool:
        return "_Delta_" in self.file_name


def archived_files(fiscal_year: int, agency_id: str, client: Client) -> list[Archived]:
    """The contract files of a fiscal year, and the deltas that come in the same list.

    `agency_id` is the publisher's own id, or `all`. A missing file is normal: an empty list.
    """
    agency: int | str = int(agency_id) if agency_id.isdecimal() else agency_id
    body = {"agency": agency, "fiscal_year": fiscal_year, "type": "contracts"}
    asked = post_request("bulk_download/list_monthly_files/", body)
    listed = field_of(client.answer(asked).document, "monthly_files", asked)
    return [_read_listed(item, asked) for item in listed]


def _read_listed(item: Any, asked: Request) -> Archived:
    year = field_of(item, "fiscal_year", asked)
    return Archived(
        file_name=field_of(item, "file_name", asked),
        url=field_of(item, "url", asked),
        published=str(field_of(item, "updated_date", asked))[:10],
        fiscal_year=int(year) if year else None,
    )


def custom_download(agency_name: str, codes: list[str], days: tuple[str, str]) -> Request:
    """Ask for a file of one agency's actions of these award types, at most a year of them."""
    filters = {
        "prime_award_types": codes,
        "date_type": "action_date",
        "date_range": {"start_date": days[0], "end_date": days[1]},
        "agencies": [{"type": "awarding", "tier": "toptier", "name": agency_name}],
    }
    return post_request("bulk_download/awards/", {"filters": filters, "file_format": "csv"})
