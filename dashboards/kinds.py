"""The kinds of entities: how each is called, drawn and opened."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of entity: its title, its shape and colour on the canvas, and its page."""

    title: str
    shape: str
    mark: str
    colour: str
    page: str


KINDS = {
    "person": Kind("Person", "ellipse", "●", "#2f74bd", "views/person.py"),
    "organization": Kind("Organization", "round-rectangle", "■", "#a06a00", "views/contractor.py"),
    "committee": Kind("Political committee", "hexagon", "⬢", "#b8405a", "views/committee.py"),
    "agency": Kind("Agency", "diamond", "◆", "#36804a", "views/agency.py"),
    "seat": Kind("Seat in Congress", "triangle", "▲", "#6f5fb8", "views/graph.py"),
    "congress_committee": Kind("Committee of Congress", "star", "★", "#3f7f8a", "views/graph.py"),
}
