"""What a fetch asks for: the publishers' words, checked, and remembered for a later update."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from etl.common.asking import Asker, Walk
from etl.common.plain import parsed
from etl.common.publisher import Targets
from etl.common.settings import Settings, ThroughlineError, this_day
from etl.sources import searched_publishers, words


def is_empty(targets: Targets) -> bool:
    """Whether nothing is asked for; a word that narrows others asks for nothing."""
    return not any(targets.said(word.name) for word in words().values() if not word.is_narrowing)


def check_targets(targets: Targets) -> Targets:
    """The targets in the publishers' spelling; raises ThroughlineError for what cannot be one."""
    known = words()
    checked = {
        name: tuple(known[name].check(word) for word in said)
        for name, said in targets.words.items()
    }
    found = Targets(checked, targets.since)
    for publisher in searched_publishers():
        publisher.check(found)
    _check_since(targets.since)
    return found


def _check_since(since: str | None) -> None:
    """Raise ThroughlineError for what is no day, or one to come."""
    try:
        day = date.fromisoformat(since) if since else None
    except ValueError as error:
        raise ThroughlineError(f"--since {since!r} is no date: write it as 2023-01-31") from error
    if day and day > this_day():
        raise ThroughlineError(f"--since {since} lies in the future")


def find_searches(targets: Targets, askers: Mapping[str, Asker]) -> dict[str, list[Walk]]:
    """The searches that the targets name themselves, by publisher, in the order to walk them."""
    return {
        publisher.name: publisher.searches(targets, askers) for publisher in searched_publishers()
    }


def remember(targets: Targets, settings: Settings) -> None:
    """Note what was asked, for a later `fetch --update`."""
    line = _line_of(targets)
    if line not in [_line_of(known) for known in read_remembered(settings)]:
        path = settings.downloads / "asked.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as stream:
            stream.write(line + "\n")


def read_remembered(settings: Settings) -> list[Targets]:
    """Every distinct set of targets that was ever asked for."""
    path = settings.downloads / "asked.jsonl"
    if not path.exists():
        return []
    lines = path.read_bytes().split(b"\n")
    # A line torn by a kill has no closing brace.
    whole = [(number, line) for number, line in enumerate(lines, 1) if line.endswith(b"}")]
    return [_targets_from(parsed(line, path, number)) for number, line in whole]


def _line_of(targets: Targets) -> str:
    """The targets as they are remembered: a list for each word, one value for one that narrows."""
    content: dict[str, object] = {"since": targets.since}
    for word in words().values():
        said = targets.said(word.name)
        # Sorted keys and all words, so that the same question is the same line.
        content[word.name] = next(iter(said), None) if word.is_narrowing else list(said)
    return json.dumps(content, sort_keys=True)


def _targets_from(content: dict[str, object]) -> Targets:
    """The targets of a remembered line; words of publishers that are gone are passed over."""
    said: dict[str, tuple[str, ...]] = {}
    for name, word in words().items():
        value = content.get(name) or ()
        said[name] = (str(value),) if word.is_narrowing and value else tuple(value)  # type: ignore[arg-type]
    since = content.get("since")
    return Targets(said, str(since) if since else None)
