"""The kinds of entities: how each is called and drawn."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of entity: its title, and its shape and colour in a drawing."""

    title: str
    shape: str
    mark: str
    colour: str


KINDS = {
    "person": Kind("Person", "ellipse", "●", "#2f74bd"),
    "organization": Kind("Organization", "round-rectangle", "■", "#a06a00"),
    "committee": Kind("Political committee", "hexagon", "⬢", "#b8405a"),
    "agency": Kind("Agency", "diamond", "◆", "#36804a"),
    "seat": Kind("Seat in Congress", "triangle", "▲", "#6f5fb8"),
    "congress_committee": Kind("Committee of Congress", "star", "★", "#3f7f8a"),
}
