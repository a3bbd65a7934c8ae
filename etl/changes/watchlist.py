"""What somebody watches: entities and searches, in one file of the data folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from etl.common.database import write_whole
from etl.common.plain import NotPlainError, as_dataclass, read_json
from etl.common.running.failures import system_line
from etl.common.running.held import held_folder
from etl.common.settings import Settings, ThroughlineError

FORM = 1
MOST_WATCHED = 200


@dataclass(frozen=True)
class WatchedEntity:
    """An entity by its id, with its name and kind as they were."""

    entity_id: str
    name: str
    kind: str


@dataclass(frozen=True)
class WatchedSearch:
    """A search: its title, where it opens, and the query that gives its rows, with its values.

    `asked` names the query as cards of notebooks do (`etl.stories.notebook.asked`).
    """

    title: str
    address: str
    asked: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class WatchList:
    """What is watched, in the order of names."""

    entities: tuple[WatchedEntity, ...] = ()
    searches: tuple[WatchedSearch, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the entities."""
        return tuple(entity.entity_id for entity in self.entities)

    def with_entity(self, entity: WatchedEntity) -> WatchList:
        """With an entity, under its newest name."""
        others = [one for one in self.entities if one.entity_id != entity.entity_id]
        found = sorted([*others, entity], key=lambda one: (one.name.upper(), one.entity_id))
        return self._within(replace(self, entities=tuple(found)))

    def with_search(self, search: WatchedSearch) -> WatchList:
        """With a search; one of that address is replaced."""
        others = [one for one in self.searches if one.address != search.address]
        found = sorted([*others, search], key=lambda one: (one.title.upper(), one.address))
        return self._within(replace(self, searches=tuple(found)))

    def without(self, key: str) -> WatchList:
        """Without an entity by its id, or a search by its address."""
        return WatchList(
            tuple(one for one in self.entities if one.entity_id != key),
            tuple(one for one in self.searches if one.address != key),
        )

    def _within(self, found: WatchList) -> WatchList:
        if len(found.entities) + len(found.searches) > MOST_WATCHED:
            raise ThroughlineError(f"{MOST_WATCHED} are watched already: stop watching some")
        return found


def watch_path(settings: Settings) -> Path:
    """Where the list stands."""
    return settings.data / "watched" / "watched.json"


def read_watched(settings: Settings) -> WatchList:
    """What is watched; raises ThroughlineError that names a file that cannot be read."""
    path = watch_path(settings)
    try:
        document = read_json(path)
    except FileNotFoundError:
        return WatchList()
    except OSError as error:
        raise ThroughlineError(system_line(error)) from error
    if not isinstance(document, dict) or document.pop("throughline_watched", None) != FORM:
        raise NotPlainError(f"{path}: is no list of this version of the program")
    return as_dataclass(WatchList, document, path)


def change_watched(settings: Settings, change: Callable[[WatchList], WatchList]) -> WatchList:
    """The list changed and written, as one step beside every other writer; gives what it is now.

    Raises ThroughlineError where it cannot be read or written; it is then as it was.
    """
    path = watch_path(settings)
    with held_folder(path.parent):
        before = read_watched(settings)
        after = change(before)
        if after != before:
            text = json.dumps({"throughline_watched": FORM, **asdict(after)}, indent=1)
            try:
                write_whole(path, f"{text}\n")
            except OSError as error:
                raise ThroughlineError(system_line(error)) from error
        return after
