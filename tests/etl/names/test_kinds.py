"""One answer for a name that may be a firm's, a person's or a committee's."""

from __future__ import annotations

import pytest

from etl.names.cells import parse_zip
from etl.names.kinds import NOBODY, _one
from etl.names.resolve import Resolution

FIRM = Resolution("uei:A", "HALE JOHN", "organization", 0.95, "probable")
PERSON = Resolution("person:1", "HALE, JOHN", "person", 0.97, "probable")
SEVERAL = Resolution(tier="possible", probability=0.6, runner_up="HALE, JOHN (person:1, 0.6)")
CANDIDATE = Resolution("fec:C1", "HALE, JOHN", "person", None, "probable")
UNKNOWN = Resolution()
IDLE = Resolution(reasons="names no firm: not an employer")


@pytest.mark.parametrize(
    ("text", "firm", "person", "entity", "runner_up"),
    [
        ("HALE, JOHN", FIRM, PERSON, "person:1", "HALE JOHN (uei:A, 0.95)"),
        ("HALE JOHN", FIRM, PERSON, "uei:A", "HALE, JOHN (person:1, 0.97)"),
        ("HALE, JOHN", FIRM, SEVERAL, "uei:A", "HALE, JOHN (person:1, 0.6)"),
        ("HALE, JOHN", UNKNOWN, SEVERAL, None, "HALE, JOHN (person:1, 0.6)"),
        ("HALE, JOHN", FIRM, NOBODY, "uei:A", None),
        ("RETIRED", IDLE, NOBODY, None, None),
        # a register states the name: it stands where nobody else bears it
        ("HALE, JOHN", CANDIDATE, NOBODY, "fec:C1", None),
        ("HALE, JOHN", CANDIDATE, SEVERAL, None, "HALE, JOHN (person:1, 0.6)"),
    ],
)
def test_both_are_named_and_one_is_answered(
    text: str, firm: Resolution, person: Resolution, entity: str | None, runner_up: str | None
) -> None:
    answer = _one(text, firm, person)
    assert (answer.entity_id, answer.runner_up) == (entity, runner_up)


def test_words_that_name_no_firm_keep_their_reason() -> None:
    assert _one("RETIRED", IDLE, NOBODY).reasons == IDLE.reasons


@pytest.mark.parametrize(
    ("text", "zip_code"),
    [("02139", "02139"), ("2139", "02139"), ("80202-4411", "80202"), ("21394411", "02139"),
     ("802024411", "80202"), ("", None), ("unknown", None), ("1234567890", None), ("٣٤٥٦٧", None)],
)  # fmt: skip
def test_a_zip_code_is_its_first_five_digits(text: str, zip_code: str | None) -> None:
    assert parse_zip(text) == zip_code
