"""USAspending's list of recipients: the registrations (UEI) that a firm's name finds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from etl.common.asking import Asker, Request, field_of, post_request
from etl.common.patterns import begins_with, shorter_names
from etl.common.publisher import Register, Registration

TITLE = "Registrations that were paid by contracts (USAspending)"
# A name that begins more registrations than these is to be written more closely.
MOST = 50
# The list has a line for a parent with all below it, and one for each registration.
LEVELS = {"P": "with those below it", "C": "below a parent", "R": "without a parent"}


def find_registrations(kind: str, name: str, askers: Mapping[str, Asker]) -> list[Register]:
    """The recipients whose name or UEI holds the firm's name; only firms are in the list."""
    if kind != "firm":
        return []
    register = Register(TITLE, name)
    for text in shorter_names(name):
        register = _register(name, text, askers["usaspending"])
        if register.found:
            break
    return [register]


def _register(name: str, text: str, asker: Asker) -> Register:
    """One question to the list, the largest of the last twelve months first."""
    request = _request(text)
    document = asker.answer(request).document
    rows: dict[str, Registration] = {}
    for row in field_of(document, "results", request):
        found = _registration(row, name)
        # A parent stands twice: as itself, and with all below it.
        rows.setdefault(str(row.get("uei") or row.get("id")), found)
    metadata = field_of(document, "page_metadata", request)
    total = int(field_of(metadata, "total", request))
    return Register(TITLE, text, tuple(rows.values()), max(total, len(rows)))


def _request(text: str) -> Request:
    """The question: the list looks for the text in names as they stand, and in UEIs."""
    body = {"keyword": text, "award_type": "contracts", "limit": MOST, "page": 1}
    return post_request("recipient/", body | {"sort": "amount", "order": "desc"})


def _registration(row: Mapping[str, Any], asked: str) -> Registration:
    """A line of the list; one without a UEI cannot be asked for."""
    name, uei = str(row.get("name") or "no name stated"), row.get("uei")
    level = LEVELS.get(str(row.get("recipient_level")), "")
    if not uei:
        return Registration(name, "no UEI is stated, so it cannot be asked for", {})
    amount = row.get("amount")
    paid = "" if amount is None else f"${amount:,.0f} in the last 12 months"
    note = " · ".join(part for part in (str(uei), level, paid) if part)
    is_named = begins_with(name, asked) or str(uei) == asked.strip().upper()
    return Registration(name, note, {"ueis": (str(uei),)}, is_named)
