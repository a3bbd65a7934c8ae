"""The commands' page says what the commands say of themselves."""

from __future__ import annotations

from tests.docs.helptext import PATH, help_text


def test_the_page_of_the_commands_is_current() -> None:
    """When this fails: python -m tests.docs.helptext --write."""
    assert PATH.read_text(encoding="utf-8") == help_text()
