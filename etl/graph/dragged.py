"""Places that a reader gave to nodes by hand, short enough to stand in an address."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping

from etl.graph.layout import Place

MOST_DRAGGED, FARTHEST = 60, 20_000
_ONE = r"[0-9a-f]{6}\.-?\d{1,5}\.-?\d{1,5}"
_WHOLE = re.compile(rf"{_ONE}(_{_ONE}){{0,{MOST_DRAGGED - 1}}}")


def short_key(node_id: str) -> str:
    """Six letters that stand for a node in an address; the canvas gets them with each node."""
    return hashlib.sha256(node_id.encode("utf-8", "replace")).hexdigest()[:6]


def is_encoded(text: str) -> bool:
    """Whether a text holds places: key, x and y with dots, joined by `_`."""
    return _WHOLE.fullmatch(text) is not None


def dragged(text: str, nodes: Iterable[str]) -> dict[str, Place]:
    """The nodes that were dragged, and where to; keys of nodes that are not there are left out."""
    if not is_encoded(text):
        return {}
    known: dict[str, str] = {}
    for node in sorted(nodes):
        known.setdefault(short_key(node), node)
    found: dict[str, Place] = {}
    for one in text.split("_"):
        key, x, y = one.split(".")
        if key in known:
            found[known[key]] = (float(_near(int(x))), float(_near(int(y))))
    return found


def encoded(places: Mapping[str, Place]) -> str:
    """Places as an address holds them; of more than MOST_DRAGGED the last ones."""
    kept = list(places.items())[-MOST_DRAGGED:]
    return "_".join(f"{short_key(n)}.{_near(round(x))}.{_near(round(y))}" for n, (x, y) in kept)


def _near(number: int) -> int:
    return max(-FARTHEST, min(FARTHEST, number))
