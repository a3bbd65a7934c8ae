"""Cards and stories of invented people and firms."""

from __future__ import annotations

from etl.stories.notebook.cards import Card, CitedRecord, Taken

HOSTILE = (
    "</script><script>alert(1)</script> ![x](https://evil.example/p.png) [y](javascript:alert(2)) "
    "<img src=https://evil.example/q onerror=alert(3)> [^1] http://evil.example www.evil.example"
)


def pinned(**more: object) -> Card:
    """A card as it was taken from a build."""
    record = CitedRecord("Gift of ADA QUILL", "https://www.fec.gov/data/1", "indiv24.zip")
    taken = Taken(
        "2026-06-30", "abcdef0123456789", "Acme was obligated $5.", ["who", "USD", "open"],
        [["Acme Orbital", "5.00", "https://www.usaspending.gov/award/1"], [None, None, None]],
        2, [record], 3,
    )  # fmt: skip
    values: dict[str, object] = {"title": "Acme", "address": "/contractor?id=uei%3AACME"}
    return Card(**{"kind": "table", "asked": "case/events", "taken": taken, **values, **more})
