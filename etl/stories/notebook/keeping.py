"""Stories as files: one JSON file each under `notebooks/`, whole or as it was, read by anyone.

Lines of text stand as lines and rows in a line each, so that git shows what changed. A file that
cannot be read is named with its line, and never written over.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from etl.common.database import write_whole
from etl.common.files import sync
from etl.common.plain import NotPlainError, as_dataclass, read_json
from etl.common.running.failures import system_line
from etl.common.running.held import held_folder
from etl.common.settings import CASES, Settings, ThroughlineError
from etl.stories.notebook.asked import kept_value
from etl.stories.notebook.cards import Story

FORM = 1
_LINES = ("note", "picture")
_NAME = re.compile(r"[a-z0-9][a-z0-9_]{0,79}")
MOST_BYTES = 64 * 2**20


def story_folder(settings: Settings) -> Path:
    """Where the stories stand."""
    return settings.data / "notebooks"


def story_names(settings: Settings) -> list[str]:
    """The stories that are kept, by the names of their files."""
    names = [path.stem for path in story_folder(settings).glob("*.json")]
    return sorted(name for name in names if _NAME.fullmatch(name))


def case_stories() -> list[str]:
    """The cases that come with a story."""
    return sorted(path.parent.name for path in CASES.glob("*/notebook.json"))


def case_story(case: str) -> Story:
    """The story of a case; raises ThroughlineError where it has none."""
    if case not in case_stories():
        raise ThroughlineError(f"no case {case!r} has a notebook")
    return read_story(CASES / case / "notebook.json")


def named(title: str) -> str:
    """The name of a title's file: small letters, digits and _."""
    name = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")[:60]
    # A title in other letters has a name too.
    return name or f"story_{hashlib.sha256(title.encode()).hexdigest()[:8]}"


def story_path(settings: Settings, name: str) -> Path:
    """The file of a story; raises ThroughlineError for what is no name of one."""
    if not _NAME.fullmatch(name):
        raise ThroughlineError(f"no story {name[:80]!r}: names are of small letters, digits and _")
    return story_folder(settings) / f"{name}.json"


def open_story(settings: Settings, name: str) -> Story:
    """A story by name; raises ThroughlineError where it is not there or cannot be read."""
    path = story_path(settings, name)
    if not path.is_file():
        raise ThroughlineError(f"no story {name!r} is kept: {', '.join(story_names(settings))}")
    return read_story(path)


def named_story(name: str, settings: Settings) -> Story:
    """A story that is kept, or that of a case; raises ThroughlineError where there is neither."""
    if name in story_names(settings) or name not in case_stories():
        return open_story(settings, name)
    return case_story(name)


def read_story(path: Path) -> Story:
    """The story of a file. Raises ThroughlineError that names the file and what is wrong."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise NotPlainError(f"{path}: is larger than any notebook")
        document = read_json(path)
    except OSError as error:
        raise ThroughlineError(system_line(error)) from error
    if not isinstance(document, dict) or document.pop("throughline_notebook", None) != FORM:
        raise NotPlainError(f"{path}: is no notebook of this version of the program")
    for card in _cards_of(document):
        for name in _LINES:
            card[name] = _joined(card.get(name), f"{path}: {name}")
    try:
        story = as_dataclass(Story, document, path)
    except NotPlainError:
        raise
    except ThroughlineError as error:
        raise NotPlainError(f"{path}: {error}") from error
    ids = [card.card_id for card in story.cards]
    if len(ids) != len(set(ids)) or not all(ids):
        raise NotPlainError(f"{path}: two cards have one id, or one has none")
    return story


def _cards_of(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The cards of a document, if they are any."""
    cards = document.get("cards")
    return [card for card in cards if isinstance(card, dict)] if isinstance(cards, list) else []


def _joined(lines: Any, where: str) -> str:
    """Lines as one text."""
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise NotPlainError(f"{where}: is no list of lines")
    return "\n".join(lines)


def story_text(story: Story) -> str:
    """The story as its file: the same story, the same bytes."""
    document: dict[str, Any] = {"throughline_notebook": FORM, **asdict(story)}
    for card in document["cards"]:
        card["values"] = {name: kept_value(card["values"][name]) for name in sorted(card["values"])}
        for name in _LINES:
            card[name] = card[name].split("\n")
    return _written(document) + "\n"


def _written(value: Any, depth: int = 0) -> str:
    """JSON in lines; a list of plain values stands in one line, one of long texts in many."""
    pad = "\n" + " " * (depth + 1)
    if isinstance(value, dict) and value:
        held = [f"{_plain(name)}: {_written(one, depth + 1)}" for name, one in value.items()]
        return "{" + pad + f",{pad}".join(held) + "\n" + " " * depth + "}"
    if isinstance(value, (list, tuple)) and value:
        is_short = not any(isinstance(one, (dict, list, tuple)) for one in value)
        if is_short and (len(line := _plain(list(value))) <= 300 or depth > 3):
            return line
        return (
            "[" + pad + f",{pad}".join(_written(one, depth + 1) for one in value) + pad[:-1] + "]"
        )
    return _plain(value)


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def new_story(settings: Settings, title: str, story: Story | None = None) -> str:
    """A new story, empty or with the cards of another; gives its name.

    Raises ThroughlineError where one of that name is kept, and without a title.
    """
    told = " ".join(title.split())
    if not told or len(told) > 200:
        raise ThroughlineError("a story needs a title of 1 to 200 letters")
    name = named(told)
    with held_folder(story_folder(settings)):
        path = story_path(settings, name)
        if path.exists():
            raise ThroughlineError(f"a story of that name is kept: {name}. Choose another title")
        _write(path, Story(told, story.cards if story else ()))
    return name


def change_story(settings: Settings, name: str, change: Callable[[Story], Story]) -> Story:
    """A story changed and written, as one step beside every other writer; gives what it is now.

    Raises ThroughlineError where it is not there, cannot be read or written; it is then as it was.
    """
    with held_folder(story_folder(settings)):
        before = open_story(settings, name)
        after = change(before)
        if after != before:
            _write(story_path(settings, name), after)
        return after


def remove_story(settings: Settings, name: str) -> None:
    """Remove a story's file; one that cannot be read stays."""
    with held_folder(story_folder(settings)):
        open_story(settings, name)
        story_path(settings, name).unlink()
        sync(story_folder(settings))


def _write(path: Path, story: Story) -> None:
    try:
        content = story_text(story).encode()
    except UnicodeEncodeError as error:
        raise ThroughlineError("a text holds half a character: write it again") from error
    try:
        write_whole(path, content)
    except OSError as error:
        raise ThroughlineError(system_line(error)) from error
