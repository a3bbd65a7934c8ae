"""What is compared between two databases, and one thing that changed.

What a row says, what tells it apart and how it is told stands in `sql/queries/changes/`, one file
for each kind.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

NEW, CHANGED, GONE = "new", "changed", "gone"
WATCHED = ("award", "action", "contribution", "link", "flag")
STATED = ("judgement", "answer", "file")
# Rows of a search that is watched.
SEARCH = "search"


@dataclass(frozen=True)
class Change:
    """One thing that changed.

    `fields` are (name, before, after) of what says something else now; `why` is the published file
    that states it, or the judgement; `innocent` is what speaks against a flag; `ends` are the ids
    of those that it touches.
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
    ends: list[str] = field(default_factory=list)

    @property
    def change_id(self) -> str:
        """The same for the same change."""
        parts = [self.kind, self.what, self.key, repr(self.fields)]
        return hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]
