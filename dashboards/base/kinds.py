"""The page that opens an entity of a kind."""

from __future__ import annotations

from etl.common.kinds import KINDS

__all__ = ["KINDS", "PAGES"]

PAGES = {
    "person": "views/person.py",
    "organization": "views/contractor.py",
    "committee": "views/committee.py",
    "agency": "views/agency.py",
    "seat": "views/graph.py",
    "congress_committee": "views/graph.py",
}
