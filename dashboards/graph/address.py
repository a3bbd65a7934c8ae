"""Steps of the graph page: each is one address, and one entry in the browser's history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from dashboards.graph.view import SUBJECT

Wanted = str | Sequence[str] | None
# Chosen things stand last: the canvas puts them there itself.
LAST = ("node", "edge")


def query() -> dict[str, list[str]]:
    """What the address says; `get` would give the last of several values only."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def changed(**values: Wanted) -> dict[str, list[str]]:
    """The address with other values; None takes a name out of it."""
    said = query()
    for name, value in values.items():
        # `from` is a word of Python: it comes as `from_`.
        key = name.rstrip("_")
        said.pop(key, None)
        if value is not None:
            said[key] = [value] if isinstance(value, str) else list(value)
    # A name without a value says nothing, unless it is there to ask for one.
    said = {name: given for name, given in said.items() if given}
    return {name: said[name] for name in sorted(said, key=_position)}


def _position(name: str) -> int:
    """Where a name stands in an address."""
    return LAST.index(name) + 1 if name in LAST else 0


def change(**values: Wanted) -> None:
    """Put values into the address, as one step."""
    # At once: each single write would be an entry of its own in the history.
    st.query_params.from_dict(changed(**values))


def anew(**values: Wanted) -> dict[str, list[str]]:
    """The address of a new subject under the filters that are set."""
    nothing: dict[str, Wanted] = {name if name != "from" else "from_": None for name in SUBJECT}
    return changed(**{**nothing, **values})


def start(**values: Wanted) -> None:
    """A new subject under the filters that are set, as one step."""
    st.query_params.from_dict(anew(**values))


def written(said: Mapping[str, Sequence[str]]) -> str:
    """An address as a browser writes it, without its question mark."""
    return urlencode(said, doseq=True)


@st.cache_resource
def _replacer() -> Any:
    script = Path(__file__).parents[1] / "assets" / "graph_address.js"
    return st.components.v2.component("throughline_address", js=script.read_text(encoding="utf-8"))


def stand_for(said: Mapping[str, Sequence[str]]) -> None:
    """Let another address stand for the present one, which is no place to come back to."""
    _replacer()(data={"query": written(said)}, key="address", height=1)
