"""The question that an address of Triage asks: its choices, read, worded and changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from dashboards.base.places import Place

PAGE = "views/triage.py"
ROLES = {
    "fund": "its fund",
    "employer": "people who named it as employer",
    "officer": "its officers",
    "founder": "founders, owners, investors",
    "entity": "itself, in its own name",
}
LEVELS = {
    "100k": 100_000,
    "1m": 1_000_000,
    "10m": 10_000_000,
    "100m": 100_000_000,
    "1bn": 1_000_000_000,
}
# Each choice by its word in the address, with what may stand there; a blank one is free text.
OPTIONS: dict[str, dict[str, str]] = {
    "competition": {
        "not_competed": "not competed (sole source)",
        "one_offer": "competed, one offer",
        "competed": "competed",
        "not_stated": "not stated",
    },
    "over": {name: f"over ${name}" for name in LEVELS},
    "reached": {"any": "any of them", **ROLES},
    "gave": {"any": "any of them", **ROLES},
    "terminated": {"yes": "terminated"},
    "marked": {"yes": "marked"},
    "kind": {"award": "contracts and orders", "vehicle": "vehicles"},
}
TITLES = {
    "agency": "Agency",
    "firm": "Firm",
    "signed": "Signed",
    "competition": "Competition",
    "over": "Dollars",
    "reached": "Overseers reached by gifts of",
    "gave": "Gifts loaded of",
    "terminated": "Terminated, by the actions loaded",
    "marked": "Marked as hard to believe",
    "flag": "Flag",
    "kind": "Kind",
}
# The bits of marts.award_triage.
BITS = {"fund": 1, "employer": 2, "officer": 4, "founder": 8, "entity": 16, "any": 31}
# The codes of seeds.tie_role.
ROLE_CODES = {
    "fund": "pac",
    "employer": "employee",
    "officer": "officer",
    "founder": "founder_investor",
    "entity": "contractor",
}
# Where the words of the address are not those of the choice.
SIGNED = ("year", "from", "until")
FREE = ("agency", "firm", "flag", *SIGNED)
_AMOUNT = re.compile(r"\$?([0-9]{1,12}(?:\.[0-9]{1,2})?)(k|m|bn)?", re.ASCII | re.IGNORECASE)
_DAY = re.compile(r"([12][0-9]{3})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", re.ASCII)
# No award comes near it, and the column holds no more.
_MOST_USD = 10**15
_TIMES = {"": 1, "k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}


@dataclass(frozen=True)
class AwardQuestion:
    """What is chosen, by the words of the address; `left_out` names what is no choice."""

    chosen: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()

    def place(self, **changes: str | None) -> Place:
        """The address of the question with some choices made anew, or taken back by None."""
        asked = {**self.chosen, **changes}
        return Place(PAGE, {name: asked[name] for name in WORDS if asked.get(name)})

    def without(self, facet: str) -> Place:
        """The address of the question without one of its choices."""
        names = SIGNED if facet == "signed" else (facet,)
        return self.place(**dict.fromkeys(names))

    @property
    def facets(self) -> list[str]:
        """The choices that are made, in the order of the page."""
        made = set(self.chosen) | ({"signed"} if set(SIGNED) & set(self.chosen) else set())
        return [facet for facet in TITLES if facet in made]

    @property
    def is_of_cells(self) -> bool:
        """Whether marts.triage_cell can answer it: no firm, days, flag or amount of its own."""
        is_level = self.chosen.get("over", "1m") in LEVELS
        return is_level and not {"firm", "flag", "from", "until"} & set(self.chosen)

    @property
    def values(self) -> dict[str, object]:
        """The parameters of the queries; a choice that is not made is null."""
        chosen = self.chosen
        names = ("agency", "firm", "competition", "kind", "flag")
        values: dict[str, object] = {name: chosen.get(name) for name in names}
        values["gave"] = BITS.get(chosen.get("gave", ""))
        values["reached"] = BITS.get(chosen.get("reached", ""))
        values["terminated"] = "terminated" in chosen
        values["marked"] = "marked" in chosen
        values["over"] = amount_of(chosen["over"]) if "over" in chosen else None
        values["year"] = int(chosen["year"]) if "year" in chosen else None
        values["first"] = first_day(chosen["from"]) if "from" in chosen else None
        values["last"] = last_day(chosen["until"]) if "until" in chosen else None
        return values


WORDS = tuple(name for facet in TITLES for name in (SIGNED if facet == "signed" else (facet,)))


def read_question(address: Mapping[str, str]) -> AwardQuestion:
    """The question of an address; what is no choice there is left out, and named."""
    chosen, left_out = {}, []
    for name in WORDS:
        text = address.get(name, "").strip()
        if not text:
            continue
        if _is_choice(name, text):
            chosen[name] = text
        else:
            left_out.append(name)
    return AwardQuestion(chosen, tuple(left_out))


def _is_choice(name: str, text: str) -> bool:
    """Whether the text may stand for the choice."""
    if name == "over":
        return amount_of(text) is not None
    if name == "year":
        return re.fullmatch("[12][0-9]{3}", text, re.ASCII) is not None
    if name in ("from", "until"):
        return first_day(text) is not None
    if name in FREE:
        return "\x00" not in text and len(text) <= 200
    return text in OPTIONS[name]


def amount_of(text: str) -> int | None:
    """An amount as it is typed: 250000, 250k, 1.5m, $2bn; None where it is none."""
    found = _AMOUNT.fullmatch(text.replace(",", "").strip())
    if found is None:
        return None
    amount = int(Decimal(found[1]) * _TIMES[(found[2] or "").lower()])
    return amount if amount < _MOST_USD else None


def first_day(text: str) -> date | None:
    """The first day of a year, a month or a day as it is typed; None where there is no such."""
    found = _DAY.fullmatch(text.strip())
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1)) if found else None
    except ValueError:
        return None


def last_day(text: str) -> date | None:
    """The last day of a year, a month or a day as it is typed; None where there is no such."""
    first, found = first_day(text), _DAY.fullmatch(text.strip())
    if first is None or found is None or found[3]:
        return first
    if found[2] is None:
        return date(first.year, 12, 31)
    # From the 28th, four days on are always in the month after.
    after = first.replace(day=28) + timedelta(days=4)
    return after - timedelta(days=after.day)


def words_of(question: AwardQuestion, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each choice that is made, with what it says; `names` are those of agency, firm and flag."""
    return [(facet, _word_of(question.chosen, facet, names)) for facet in question.facets]


def _word_of(chosen: Mapping[str, str], facet: str, names: Mapping[str, str]) -> str:
    if facet == "signed":
        return _signed_words(chosen)
    if facet in FREE:
        return names.get(facet, chosen[facet])
    if facet == "over":
        return f"over ${chosen['over'].lstrip('$')}"
    word = OPTIONS[facet][chosen[facet]]
    return f"{TITLES[facet].lower()} {word}" if facet in ("gave", "reached") else word


def _signed_words(chosen: Mapping[str, str]) -> str:
    """The period of a question in words."""
    said = [f"in fiscal year {chosen['year']}"] if "year" in chosen else []
    said += [f"from {chosen['from']}"] if "from" in chosen else []
    said += [f"until {chosen['until']}"] if "until" in chosen else []
    return ", ".join(said)
