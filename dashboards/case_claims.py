"""The claims of a case, held against the database that is open."""

from __future__ import annotations

from dashboards import queries
from dashboards.records import RECORD_COLUMNS
from dashboards.tables import Table
from etl.cases import Claim, held_claims

MARKS = {"supported": "✓", "partly": "◐", "contradicted": "✗", "not in the records loaded": "?"}


def held(case_id: str) -> list[Claim]:
    """Every claim with its state, checked now."""
    return held_claims(case_id, queries.connection())


def evidence(claim: Claim) -> Table:
    """The records behind a claim."""
    return Table(
        "Records",
        f"select {RECORD_COLUMNS} from marts.evidence as record "
        "where record.record_number in (select md5_number_lower(unnest(?)))",
        [claim.evidence],
        order='"date" nulls last, "record id"',
    )
