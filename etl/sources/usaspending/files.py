"""USAspending's files: their layouts, the monthly archive, and files made on request."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from etl.common.asking import Asker, PublisherError, Request, field_of, post_request
from etl.common.published import PublishedTable, columns_from_csv
from etl.common.publisher import BulkFiles, Job, Listed, Made, Option, State, Wish
from etl.common.settings import ThroughlineError, this_day
from etl.sources.usaspending.archive import find_archived
from etl.sources.usaspending.groups import AWARD_GROUPS

FIRST_FISCAL_YEAR = 2001
COLUMNS = Path(__file__).with_name("columns.csv")
_LABEL = re.compile(r"FY(\d+)_(.*)")


def _table(name: str, key: str, date_column: str, signature: set[str]) -> PublishedTable:
    """A layout of contract files; assistance files look much alike and are another matter."""
    return PublishedTable(
        name=name,
        layout="csv",
        columns=columns_from_csv(COLUMNS, name),
        key=(key,),
        date_column=date_column,
        # The fewest columns that tell the layout through all its versions: 79 since 2017.
        signature=frozenset(signature),
        not_in_names=("assistance",),
    )


TABLES = (
    _table(
        "usaspending_prime_transaction",
        "transaction_key",
        "action_date",
        {"contract_transaction_unique_key"},
    ),
    _table(
        "usaspending_prime_award_summary",
        "award_key",
        "latest_action_date",
        {"contract_award_unique_key", "award_base_action_date"},
    ),
    _table(
        "usaspending_subaward",
        "prime_award_key",
        "action_date",
        {"prime_award_unique_key", "prime_award_piid", "subaward_number"},
    ),
)


def agency_named(code: str, asker: Asker) -> tuple[str, str]:
    """The publisher's id and name of a top-tier agency, by its three-digit code.

    Raises PublisherError that lists some codes when there is no such agency.
    """
    asked = post_request("bulk_download/list_agencies/", {"type": "award_agencies"})
    groups = field_of(asker.answer(asked).document, "agencies", asked)
    every = [agency for group in groups.values() for agency in group]
    # Code spaces differ: people know 097, the archive wants the internal id.
    found = {field_of(agency, "toptier_code", asked): agency for agency in every}
    if code not in found:
        some = ", ".join(f"{known} ({found[known]['name']})" for known in sorted(found)[:8])
        raise PublisherError(f"no agency has the code {code}: some that have one: {some}")
    return str(found[code]["toptier_agency_id"]), found[code]["name"]


def find_files(wish: Wish, here: Mapping[str, str], asker: Asker) -> list[Listed] | Made:
    """A fiscal year's contract actions, of one agency or of all.

    The monthly archive is listed first, with the deltas that came after it; where it has no such
    file the publisher is asked to make one.
    """
    agency_id, name = agency_named(wish.narrowed, asker) if wish.narrowed else ("all", None)
    label = f"FY{wish.period}_{wish.narrowed or 'All'}"
    listed = find_archived(wish.period, agency_id, (label, here), asker)
    if listed:
        return listed
    if not name:
        raise ThroughlineError(
            f"the archive has no file of all contracts of fiscal year {wish.period}: name an "
            "agency with --agency 097, and the publisher makes one of that agency"
        )
    return Made(
        label=label,
        asked=custom_download(name, (f"{wish.period - 1}-10-01", f"{wish.period}-09-30")),
        path=f"usaspending/custom/{label}.zip",
        # The archive's file of the year takes the place of this one when it appears.
        replaces=f"usaspending/archive/{label}",
        job_path=f"usaspending/jobs/{label}.json",
        read_job=read_job,
        read_state=read_state,
        state_request=state_request,
    )


def custom_download(agency_name: str, days: tuple[str, str]) -> Request:
    """Ask for a file of one agency's actions on all contracts, at most a year of them."""
    filters = {
        "prime_award_types": [code for group in AWARD_GROUPS.values() for code in group],
        "date_type": "action_date",
        # Within a year, which is the publisher's most.
        "date_range": {"start_date": days[0], "end_date": days[1]},
        "agencies": [{"type": "awarding", "tier": "toptier", "name": agency_name}],
    }
    return post_request("bulk_download/awards/", {"filters": filters, "file_format": "csv"})


def read_job(answer: Any) -> Job:
    """What the publisher says when it is asked to make a file."""
    asked = Request("bulk_download/awards/")
    names = ("status_url", "file_name", "file_url")
    return Job(*(str(field_of(answer, name, asked)) for name in names))


def read_state(answer: Any) -> State:
    """How far a file is. Every state but finished and failed means: not yet."""
    # Also seen: ready, running, queued, resumed, created, uploading.
    word = field_of(answer, "status", Request("download/status"))
    reason = str(answer.get("message") or "no reason given")[:200]
    rows = answer.get("total_rows")
    return State(
        word=str(word),
        is_made=word == "finished",
        failure=reason if word == "failed" else None,
        # Null until the file is made.
        rows=rows if isinstance(rows, int) else None,
    )


def state_request(status_url: str, base_url: str) -> Request:
    """The status address as a path under the base address, so that a mirror serves it too."""
    try:
        parts = urlsplit(status_url)
    except ValueError:
        parts = urlsplit("")
    if not parts.path:
        raise PublisherError("the publisher lists a status without an address: try again")
    base = urlsplit(base_url).path.rstrip("/")
    path = parts.path.removeprefix(base).removeprefix("/api/v2").lstrip("/")
    return Request(path, tuple(parse_qsl(parts.query)))


def find_asked_before(names: Sequence[str]) -> list[Wish]:
    """The fiscal years and agencies that were fetched before."""
    labels = [name.rpartition("/")[2] for name in names if "/archive/FY" in name]
    found = []
    for label in sorted(label for label in labels if "_Delta_" not in label):
        filed = _LABEL.fullmatch(label)
        if filed:
            found.append(Wish(int(filed[1]), (), None if filed[2] == "All" else filed[2]))
    return found


def check_wish(wish: Wish) -> None:
    """Raise ThroughlineError for what is no fiscal year."""
    # The fiscal year begins in October.
    last = this_day().year + (this_day().month >= 10)
    if not FIRST_FISCAL_YEAR <= wish.period <= last:
        raise ThroughlineError(
            f"{wish.period} is no fiscal year with contracts: {FIRST_FISCAL_YEAR} to {last}"
        )


BULK = BulkFiles(
    name="contracts",
    service="usaspending",
    period=Option("--fiscal-year", "With --bulk contracts: fiscal year."),
    find=find_files,
    asked_before=find_asked_before,
    check=check_wish,
    knows_not="it knows no cycle or table",
    narrowing="agency",
)
