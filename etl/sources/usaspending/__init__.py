"""USAspending: contract files, the monthly archive, and the API's searches."""

from __future__ import annotations

import re

from etl.common.asking import Service
from etl.common.patterns import searchable_name
from etl.common.publisher import Following, Publisher, Targets, Word, require
from etl.common.settings import ThroughlineError
from etl.sources.usaspending import api, files, lookup, searches

_UEI = re.compile(r"[A-Z0-9]{12}")
# As text: 097 is another code than 97, and four digits are the department's of FPDS.
_AGENCY = re.compile(r"\d{3,4}")


def _uei(word: str) -> str:
    """A UEI as sam.gov writes it."""
    plain = word.strip().upper()
    is_uei = bool(_UEI.fullmatch(plain))
    require(is_uei, f"{plain!r} is no UEI: twelve letters and digits, as on sam.gov")
    return plain


def _agency_code(word: str) -> str:
    """An agency's code."""
    is_code = bool(_AGENCY.fullmatch(word))
    require(is_code, f"{word!r} is no agency code: three digits, e.g. 097 (Defense)")
    return word


def _check(targets: Targets) -> None:
    """Raise ThroughlineError for an agency without a firm."""
    for agency in targets.said("agency"):
        if not targets.said("ueis") and not targets.said("recipients"):
            raise ThroughlineError(
                "--agency narrows --uei and --recipient; all contracts of an agency come as files: "
                f"fetch --bulk contracts --agency {agency} --fiscal-year YEAR"
            )


PUBLISHER = Publisher(
    name="usaspending",
    tables=(*files.TABLES, *api.TABLES),
    layouts="USAspending prime transactions, award summaries and sub-awards (.csv, .csv.gz or zip)",
    services=(Service("usaspending", "https://api.usaspending.gov/api/v2", "USASPENDING_API_URL"),),
    words=(
        Word(
            "ueis",
            "--uei",
            "A firm's UEI; may be repeated.",
            _uei,
            case_column=("case_organization", "uei"),
        ),
        Word("recipients", "--recipient", "A firm by the words of its name.", searchable_name),
        Word(
            "agency",
            "--agency",
            "Agency code, e.g. 097: narrows --uei, --recipient and --bulk.",
            _agency_code,
            is_narrowing=True,
        ),
    ),
    turn=1,
    # DoD's actions appear after 90 days.
    appears_within_days=100,
    searches=searches.find_searches,
    follow=searches.follow_searches,
    check=_check,
    following=Following("each award's page, actions and sub-awards", calls=3, bytes=30_000),
    lookup=lookup.find_registrations,
    bulk=files.BULK,
)
