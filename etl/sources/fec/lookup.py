"""The FEC's registers of committees and candidates, and how contributors are asked for by name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from etl.common.asking import Asker, Request, field_of
from etl.common.patterns import (
    begins_with,
    is_searchable,
    plain_words,
    shorter_names,
    without_form,
)
from etl.common.publisher import Register, Registration

COMMITTEES = "Committees registered with the FEC"
CANDIDATES = "Candidates registered with the FEC, with their own committees"
EMPLOYER = "People who named it as employer (FEC)"
CONTRIBUTOR = "Contributors of that name (FEC)"
MOST = 20
_TOO_SHORT = "the FEC searches words of 3 letters or more: write the name longer"
_ID = re.compile(r"C\d{8}")
_SUFFIXES = ("JR", "SR", "II", "III", "IV")


def find_registrations(kind: str, name: str, askers: Mapping[str, Asker]) -> list[Register]:
    """Committees of the name; of a firm those who named it, of a person gifts and candidacies."""
    asker = askers["fec"]
    if kind == "person":
        return [contributors(name), _candidates(name, asker)]
    committees = _committees(name, asker)
    return [committees, employers(name)] if kind == "firm" else [committees]


def employers(name: str) -> Register:
    """The search for those who named the firm; the publisher has no list of employers."""
    text = without_form(name)
    if not is_searchable(text):
        return _unasked(EMPLOYER, name)
    note = "gifts whose contributor named this employer; namesakes in other words are left out"
    return Register(EMPLOYER, text, (Registration(text, note, {"employers": (text,)}),), 1)


def contributors(name: str) -> Register:
    """The search for a contributor; the publisher has no list of people."""
    text = contributor_name(name)
    note = "gifts reported under this name; people of one name are not told apart by it"
    if text and not is_searchable(text):
        return _unasked(CONTRIBUTOR, name)
    if not text:
        said = "write a person as LAST, FIRST, as the FEC does"
        return Register(CONTRIBUTOR, name, (Registration(name, said, {}),), 1)
    return Register(CONTRIBUTOR, text, (Registration(text, note, {"donors": (text,)}, True),), 1)


def contributor_name(name: str) -> str | None:
    """`LAST, FIRST` of a name in either order; None for one that has not two parts."""
    last, comma, first = name.partition(",")
    if comma:
        family, given = plain_words(last), plain_words(first)
    else:
        words = plain_words(name)
        while len(words) > 2 and words[-1] in _SUFFIXES:
            words.pop()
        family, given = words[-1:], words[:-1]
    return f"{' '.join(family)}, {' '.join(given)}" if family and given else None


def _unasked(title: str, name: str) -> Register:
    """A list that cannot be asked for a name, which says nothing of what it holds."""
    return Register(title, name, (Registration(name, _TOO_SHORT, {}),), 1)


def _committees(name: str, asker: Asker) -> Register:
    """Committees by full text over names, or by id."""
    identifier = name.strip().upper()
    if _ID.fullmatch(identifier):
        return _register("committees/", ("committee_id", identifier), identifier, asker)
    register = Register(COMMITTEES, name)
    if not is_searchable(name):
        return _unasked(COMMITTEES, name)
    for text in filter(is_searchable, shorter_names(name)):
        register = _register("committees/", ("q", text), name, asker)
        if register.found:
            break
    return register


def _candidates(name: str, asker: Asker) -> Register:
    """Candidates by full text over names."""
    if not is_searchable(name):
        return _unasked(CANDIDATES, name)
    return _register("candidates/search/", ("q", shorter_names(name)[0]), name, asker)


def _register(path: str, asked: tuple[str, str], name: str, asker: Asker) -> Register:
    """One question to a register, in order of names."""
    params = (asked, ("page", "1"), ("per_page", str(MOST)), ("sort", "name"))
    request = Request(path, params)
    document = asker.answer(request).document
    rows = field_of(document, "results", request)
    is_committee = path == "committees/"
    read = _committee if is_committee else _candidate
    found = tuple(read(row, name) for row in rows)
    total = int(field_of(field_of(document, "pagination", request), "count", request))
    return Register(COMMITTEES if is_committee else CANDIDATES, asked[1], found, total)


def _committee(row: Mapping[str, Any], text: str) -> Registration:
    """A committee as the register has it."""
    key = str(row["committee_id"])
    told = (key, row.get("committee_type_full"), row.get("designation_full"), row.get("state"))
    name = str(row.get("name") or "no name stated")
    return Registration(
        name,
        _note(*told, _years(row)),
        {"committees": (key,)},
        begins_with(name, text) or key == text,
    )


def _candidate(row: Mapping[str, Any], text: str) -> Registration:
    """A candidate with the committees that the candidate has named as principal."""
    own = row.get("principal_committees") or []
    keys = tuple(dict.fromkeys(str(one["committee_id"]) for one in own))
    told = (row.get("office_full"), row.get("state"), row.get("district"), row.get("party_full"))
    note = _note(str(row["candidate_id"]), *told, _years(row))
    name = str(row.get("name") or "no name stated")
    if not keys:
        return Registration(name, f"{note} · no committee is named, so none can be asked for", {})
    return Registration(name, f"{note} · {', '.join(keys)}", {"committees": keys})


def _years(row: Mapping[str, Any]) -> str:
    """The cycles in which a register has it."""
    cycles = sorted(int(cycle) for cycle in row.get("cycles") or [])
    return f"{cycles[0] - 1}–{cycles[-1]}" if cycles else ""


def _note(*told: object) -> str:
    """What is told of a line, what is not stated left out."""
    return " · ".join(str(part) for part in told if part)
