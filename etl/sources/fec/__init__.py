"""The FEC: its bulk files by election cycle, and its API (openFEC)."""

from __future__ import annotations

import re

from etl.common.asking import Key, Service
from etl.common.patterns import plain_words, searchable_name
from etl.common.publisher import Publisher, Word, require
from etl.common.settings import ThroughlineError
from etl.sources.fec import api, files, lookup

_COMMITTEE = re.compile(r"C\d{8}")


def _committee_id(word: str) -> str:
    """A committee's id as the FEC writes it."""
    plain = word.strip().upper()
    is_id = bool(_COMMITTEE.fullmatch(plain))
    require(is_id, f"{plain!r} is no committee id: C and eight digits, as on fec.gov")
    return plain


def _contributor_name(name: str) -> str:
    """A person's name in two parts."""
    last, _, first = searchable_name(name).partition(",")
    if not (plain_words(last) and plain_words(first)):
        raise ThroughlineError(f"{name!r}: write a person as LAST, FIRST (as the FEC does)")
    return name


PUBLISHER = Publisher(
    name="fec",
    tables=(*files.TABLES, *api.TABLES),
    layouts="FEC bulk itcont, itoth, itpas2, cm, cn, ccl, webk, weball (.txt or the published zip)",
    services=(
        Service(
            "fec",
            "https://api.open.fec.gov/v1",
            "FEC_API_URL",
            Key(
                setting="FEC_API_KEY",
                default="DEMO_KEY",
                header="X-Api-Key",
                help="get a free key at https://api.data.gov/signup/ and set FEC_API_KEY",
                about="about 30 calls an hour",
            ),
        ),
        Service("fec_files", "https://www.fec.gov/files/bulk-downloads", "FEC_BULK_URL"),
    ),
    words=(
        Word(
            "donors",
            "--donor",
            'A contributor as "LAST, FIRST".',
            _contributor_name,
            case_column=("case_person_name", "contributor_name"),
        ),
        Word("employers", "--employer", "Contributors who named this employer.", searchable_name),
        Word(
            "committees",
            "--committee",
            "A committee's rows (Schedules A, B, E), e.g. C00411116.",
            _committee_id,
        ),
        # Committees of which a case wants only the register's row.
        Word(
            "registered",
            "--registered",
            check=_committee_id,
            case_column=("case_committee", "committee_id"),
        ),
    ),
    turn=2,
    # Rows appear on the next load, by the clock of Washington.
    appears_within_days=3,
    searches=api.find_searches,
    follow=api.follow_searches,
    lookup=lookup.find_registrations,
    bulk=files.BULK,
)
