"""Three findings of a case: claims with amounts, as the records state them now."""

from __future__ import annotations

import re
from decimal import Decimal

import streamlit as st

from dashboards.base import queries
from dashboards.base.places import Place, link
from dashboards.base.texts import brief, count_of, markdown
from dashboards.entity.claims import MARKS
from etl.common.settings import CASES
from etl.stories.claims import Claim, Part, claim_files, hold_claim

MOST = 3
# The claims that a case puts first, a name on each line.
FIRST = "findings.txt"
_USD = re.compile(r"(-?[\d,]+\.\d\d) USD")


def claim_place(case: str, name: str) -> Place:
    """The page of one claim: what was found, and its records."""
    return Place("views/claim.py", {"case": case, "name": name})


def chosen(case: str) -> list[Claim]:
    """The claims that the case puts first, held now; else the first that have an amount."""
    path = CASES / case / FIRST
    files = {file.stem: file for file in claim_files(case)}
    named = path.read_text(encoding="utf-8").split() if path.is_file() else []
    engine = queries.connection()
    found: list[Claim] = []
    for name in [*(name for name in named if name in files), *files]:
        if len(found) == MOST:
            break
        if all(claim.name != name for claim in found):
            claim = hold_claim(files[name], engine)
            found += [claim] if amounts(claim) else []
    return found


def amounts(claim: Claim) -> list[Part]:
    """The parts of a claim that have records and an amount."""
    return [part for part in claim.parts if part.evidence and _USD.search(part.found)]


def show_findings(case: str) -> None:
    """Each in a sentence with its amounts, a link to its records."""
    st.markdown("\n".join(f"- {_line(case, claim)}" for claim in chosen(case)))


def _line(case: str, claim: Claim) -> str:
    parts = amounts(claim)[:2]
    told = "; ".join(f"{_lower(part.part)}: {in_short(part.found)}" for part in parts)
    records = count_of(len(claim.evidence), "record")
    return (
        f"**{markdown(claim.sentence, 300)}.** {MARKS[claim.state]} {markdown(claim.state)}: "
        f"{markdown(told, 400)} ({link(records, claim_place(case, claim.name))})."
    )


def in_short(found: str) -> str:
    """What was found, its amounts as in a sentence."""
    return _USD.sub(lambda match: brief(Decimal(match[1].replace(",", ""))), found)


def _lower(text: str) -> str:
    """A part's name within a sentence; a name or an abbreviation keeps its capital."""
    first, _, rest = text.partition(" ")
    return f"{first.lower()} {rest}" if first in ("One", "The", "His", "Her", "Sum") else text
