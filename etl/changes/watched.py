"""What is compared between two databases: tables, their keys, and what counts as a change."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

NEW, CHANGED, GONE = "new", "changed", "gone"


@dataclass(frozen=True)
class Watched:
    """A table that is compared: its key, what a row says, and how it is told.

    `title`, `day`, `usd`, `url` and `file` (the SHA-256 of the published file that holds the row)
    are SQL over the table; `said` names the columns that count as a change; `ends` those that hold
    entity ids; `about` tests whether a row is told at all, with {threshold} in USD; `code` is the
    indicator whose innocent explanation stands beside it.
    """

    name: str
    table: str
    key: str
    said: tuple[str, ...]
    title: str
    day: str
    usd: str
    url: str
    ends: tuple[str, ...]
    about: str = "true"
    file: str = "null"
    code: str = "null"


WATCHED = (
    Watched(
        "award", "marts.award", "award_key",
        ("piid", "organization_id", "recipient_name", "agency_id", "agency_name", "is_vehicle",
         "vehicle_key", "reported_obligated_usd", "ceiling_usd", "current_value_usd",
         "outlayed_usd", "offer_count"),
        "concat_ws(' / ', piid, recipient_name, agency_name)", "first_action_date",
        "reported_obligated_usd", "record_url", ("organization_id", "agency_id"),
    ),
    Watched(
        "action", "marts.award_action", "record_id",
        ("award_key", "modification_number", "organization_id", "agency_id", "action_date",
         "obligated_usd"),
        "concat_ws(' ', piid, 'modification', modification_number, '/', recipient_name)",
        "action_date", "obligated_usd",
        "record_url", ("organization_id", "agency_id"), "abs(obligated_usd) >= {threshold}",
        "file_sha256",
    ),
    Watched(
        "contribution", "entities.contribution", "record_id",
        ("filer_committee_id", "transaction_type_code", "name", "employer", "occupation",
         "transaction_date", "amount_usd", "other_id", "memo_code", "count_reason",
         "who_gave_usd", "committee_received_usd"),
        "concat_ws(' ', name, '/', filer_committee_id, '(type', transaction_type_code || ')')",
        "transaction_date", "amount_usd", "record_url", (), "true", "file_sha256",
    ),
    Watched(
        "link", "marts.edge", "link_id",
        ("link_type", "from_id", "to_id", "first_date", "last_date", "amount_usd",
         "amount_basis", "record_count", "basis", "score", "label"),
        "concat_ws(' ', from_name, replace(link_type, '_', ' '), to_name)", "first_date",
        "amount_usd", "null", ("from_id", "to_id"),
    ),
    Watched(
        "flag", "marts.flag", "flag_id", ("code", "state", "reason"),
        "concat_ws(' · ', title, organization_name, piid, object_name, agency_name)", "null::date",
        "null", "null", ("organization_id", "subject_id", "object_id", "agency_id"),
        "state = 'flagged'", code="code",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One thing that changed.

    `fields` are (name, before, after) of what says something else now; `why` is the published file
    that states it, or the judgement; `innocent` is what speaks against a flag.
    """

    kind: str
    what: str
    key: str
    title: str
    day: str | None = None
    usd: str | None = None
    url: str | None = None
    fields: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    why: str = ""
    innocent: str = ""

    @property
    def change_id(self) -> str:
        """The same for the same change."""
        parts = [self.kind, self.what, self.key, repr(self.fields)]
        return hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]
