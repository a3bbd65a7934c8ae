"""Saved searches: a page and what its address asks, under a name, one JSON file each.

They lie in `searches` of the data folder, and are to be read, compared and kept in git.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from etl.common.files import make_folder, swap_in
from etl.common.settings import ThroughlineError

MOST_LETTERS = 80
_SLUG = re.compile(r"[^a-z0-9]+")
_KEYS = {"name", "page", "query", "saved"}


@dataclass(frozen=True)
class SavedSearch:
    """A question that somebody keeps: the page, the words of its address, and the day."""

    name: str
    page: str
    query: Mapping[str, str]
    saved: str

    @property
    def slug(self) -> str:
        """What its file is called."""
        return slug_of(self.name)


def search_folder(data: Path) -> Path:
    """Where the searches of a data folder lie."""
    return data / "searches"


def slug_of(name: str) -> str:
    """A name as a file's; empty where nothing of it is a letter or a digit of English."""
    return _SLUG.sub("-", name.lower()).strip("-")[:MOST_LETTERS].strip("-")


def save_search(search: SavedSearch, data: Path) -> Path:
    """Write a search; the same again changes nothing.

    Raises ThroughlineError for a name that cannot be a file's, or that another question has.
    """
    if not search.slug or len(search.name) > MOST_LETTERS or not search.name.isprintable():
        raise ThroughlineError(
            f"a search needs a name of 1 to {MOST_LETTERS} signs, some of them letters or digits"
        )
    folder = search_folder(data)
    path = folder / f"{search.slug}.json"
    if path.exists():
        there = read_search(path)
        if (there.page, dict(there.query)) == (search.page, dict(search.query)):
            return path
        raise ThroughlineError(
            f"another question has the name {there.name!r}: choose another, or delete {path}"
        )
    make_folder(folder)
    held = {name: getattr(search, name) for name in ("name", "page", "saved")}
    held["query"] = dict(search.query)
    temporary = path.with_suffix(".part")
    text = json.dumps(held, indent=2, sort_keys=True, ensure_ascii=False)
    temporary.write_text(text + "\n", encoding="utf-8")
    swap_in(temporary, path)
    return path


def read_search(path: Path) -> SavedSearch:
    """A search of its file; raises ThroughlineError for what is none."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ThroughlineError(f"{path}: is no saved search: {error}") from error
    if not isinstance(held, dict) or set(held) != _KEYS:
        raise ThroughlineError(f"{path}: is no saved search: it needs {', '.join(sorted(_KEYS))}")
    query = held["query"]
    texts = [held["name"], held["page"], held["saved"]]
    if isinstance(query, dict):
        texts += [*query, *query.values()]
    if not isinstance(query, dict) or not all(isinstance(text, str) for text in texts):
        raise ThroughlineError(f"{path}: is no saved search: its values must be texts")
    return SavedSearch(held["name"], held["page"], query, held["saved"])


def load_searches(data: Path) -> tuple[list[SavedSearch], list[str]]:
    """Every search by name, and a sentence for each file that is none."""
    found, problems = [], []
    for path in sorted(search_folder(data).glob("*.json")):
        try:
            found.append(read_search(path))
        except ThroughlineError as error:
            problems.append(str(error))
    return sorted(found, key=lambda search: (search.name.lower(), search.slug)), problems


def delete_search(search: SavedSearch, data: Path) -> None:
    """Take a search away; one that is not there is no error."""
    (search_folder(data) / f"{search.slug}.json").unlink(missing_ok=True)
