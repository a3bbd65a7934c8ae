"""A human judgement as it is shown: who said what, when and why, and whether it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Judged:
    """A judgement that is kept; `holds` is false where another one on the two goes before.

    `holds` is None where who judged could not tell: that decides nothing.
    """

    left_ref: str
    right_ref: str
    verdict: str
    reason: str
    judged_by: str
    judged_date: date
    holds: bool | None

    @property
    def maker(self) -> str:
        """Who judged and when; not how, which would lead the next."""
        return f"{self.judged_by} on {self.judged_date}"

    @property
    def sentence(self) -> str:
        """All that it says, and what it counts for."""
        standing = {True: "holds", False: "overruled", None: "decides nothing"}[self.holds]
        return f"{self.maker}: {self.verdict} ({self.reason}), {standing}"
