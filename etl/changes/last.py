"""The two last builds that are kept here, as one question."""

from __future__ import annotations

from etl.build.history import builds
from etl.changes.diff import Question
from etl.common.settings import Settings


def last_question(settings: Settings, most: int, memory: str) -> Question | None:
    """The build before and the present one; None where none is kept to compare with."""
    kept = builds(settings)
    if not kept or not settings.database.is_file():
        return None
    return Question(kept[0], settings.database, most=most, memory=memory)
