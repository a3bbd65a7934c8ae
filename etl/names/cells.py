"""Cells of people's lists: days and ZIP codes as they are written there."""

from __future__ import annotations

from datetime import date, datetime

# The first that fits: ISO, US, and the MMDDYYYY of the FEC before YYYYMMDD.
DATE_FORMATS = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%m%d%Y", "%Y%m%d")


def parse_date(text: str) -> date | None:
    """A date as ISO, US or published files write it; None for anything else."""
    for form in DATE_FORMATS:
        try:
            return datetime.strptime(text.strip()[:10], form).date()
        except ValueError:
            continue
    return None


def parse_zip(text: str) -> str | None:
    """The five digits of a ZIP code, with the zeros that a spreadsheet takes off; None for else."""
    digits = text.replace("-", "").strip()
    if not digits.isdecimal() or not digits.isascii():
        return None
    if len(digits) in (3, 4, 5):
        return digits.zfill(5)
    return digits.zfill(9)[:5] if len(digits) in (7, 8, 9) else None
