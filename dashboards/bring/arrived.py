"""Where what was brought in opens: the pages of its ids, or the search for its names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dashboards.base import search
from dashboards.base.places import Place, entity_place, link
from dashboards.base.texts import markdown

# So many are named one by one; a firm with more registrations is one page anyway.
MOST = 12


def loaded(text: str) -> tuple[str, Place] | None:
    """The name and the page of an id that is loaded, or None."""
    for row in search.find(text, 1).itertuples():
        if row.said == "by its id":
            return str(row.name), entity_place(row.id, row.kind)
    return None


def opened(words: Mapping[str, Sequence[str]]) -> list[str]:
    """A link for each thing that these words of a fetch have brought, each page once."""
    return list(dict.fromkeys(_links(words)))


def _links(words: Mapping[str, Sequence[str]]) -> Iterator[str]:
    said = [text for texts in words.values() for text in texts]
    for text in said[:MOST]:
        found = loaded(text)
        # Names have no page of their own: whoever bears them is found by search.
        is_name = " " in text or "," in text
        if found:
            yield link(found[0], found[1])
        elif is_name:
            yield link(f"Search {text}", Place("views/search.py", {"q": text}))
        else:
            yield f"{markdown(text)}: the publisher has no record of it in what was asked for"
