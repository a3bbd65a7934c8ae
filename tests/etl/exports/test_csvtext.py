"""CSV and page texts have the same bytes with every version of Python."""

from __future__ import annotations

from etl.common.csvtext import csv_text
from etl.common.harmless import plain, seen


def test_a_line_end_in_a_cell_is_quoted_in_every_version() -> None:
    """Python's own writer leaves a lone carriage return bare before 3.13: a row would end there."""
    assert csv_text(["a", "b"], [["x\ry", None], ["\r\n", 'a"b']]) == (
        'a,b\n"x\ry",\n"\'\r\n","a""b"\n'
    )


def test_what_is_unseen_does_not_depend_on_the_version_of_unicode() -> None:
    assert plain("a\x00\r\u202eb\ue000\U0010ffff\u200b", 9) == "ab"
    # assigned in Unicode 15 and 16: not known to every Python that reads a dossier
    assert seen("\U0001fae8\u1c89") == "\U0001fae8\u1c89"
