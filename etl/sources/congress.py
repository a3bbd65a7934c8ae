"""Congress: members, committees and seats, of the congress-legislators YAML and GovTrack's XML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from etl.common.published import PublishedTable, columns_from
from etl.common.publisher import Publisher

_TERMS = (
    "struct(chamber varchar, start_date date, end_date date, state_code varchar, "
    "district varchar, party varchar)[]"
)


def _text(value: object) -> str | None:
    """A YAML scalar as text; absent stays unknown."""
    # YAML reads 07 as a number and a day as a date: the lake types them itself.
    return None if value is None else str(value)


def _term(term: dict[str, Any]) -> dict[str, str | None]:
    return {
        # A term is of a kind of member; committees are of a chamber.
        "chamber": {"rep": "house", "sen": "senate"}.get(term["type"], term["type"]),
        "start_date": _text(term["start"]),
        "end_date": _text(term["end"]),
        "state_code": _text(term["state"]),
        "district": _text(term.get("district")),
        "party": _text(term.get("party")),
    }


def _legislators(document: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """One row per member, terms in order of time. Raises KeyError where nobody has an id."""
    # New members have no bioguide id at first: other files give it by their GovTrack number.
    if document and not any("bioguide" in member["id"] for member in document):
        raise KeyError("bioguide")
    for member in document:
        name = member["name"]
        yield {
            "bioguide_id": _text(member["id"].get("bioguide")),
            "govtrack_id": _text(member["id"].get("govtrack")),
            "first_name": _text(name.get("first")),
            "last_name": _text(name.get("last")),
            "official_name": _text(name.get("official_full"))
            or f"{name.get('first')} {name.get('last')}",
            # One member has an id for each office ever sought.
            "fec_candidate_ids": [str(item) for item in member["id"].get("fec", [])],
            "terms": [_term(term) for term in member["terms"]],
        }


def _committees(document: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """One row per committee and per subcommittee (whose id is the parent's plus its own)."""
    for committee in document:
        code = str(committee["thomas_id"])
        yield {
            "committee_code": code,
            "parent_code": None,
            "chamber": _text(committee["type"]),
            "committee_name": _text(committee["name"]),
            "jurisdiction": _text(committee.get("jurisdiction")),
            "committee_url": _text(committee.get("url")),
        }
        for sub in committee.get("subcommittees", []):
            yield {
                # A subcommittee's own number says nothing alone; the seats name both in one.
                "committee_code": code + str(sub["thomas_id"]),
                "parent_code": code,
                "chamber": _text(committee["type"]),
                "committee_name": _text(sub["name"]),
                "jurisdiction": None,
                "committee_url": None,
            }


def _seats(document: dict[str, list[dict[str, Any]]]) -> Iterable[dict[str, Any]]:
    """One row per committee and member; none for the empty file of a Congress that just began."""
    for code, members in document.items() if document else ():
        for member in members:
            yield {
                "committee_code": str(code),
                "bioguide_id": _text(member.get("bioguide")),
                "member_name": _text(member["name"]),
                "party_side": _text(member.get("party")),
                "rank": _text(member.get("rank")),
                "title": _text(member.get("title")),
            }


def _archived_seats(root: Element) -> Iterable[dict[str, Any]]:
    """One row per committee or subcommittee and member of an archived file."""
    for committee in root.iter("committee"):
        code = committee.attrib["code"]
        for body in (committee, *committee.iter("subcommittee")):
            # A subcommittee's own number says nothing alone.
            own = "" if body is committee else body.attrib["code"]
            for member in body.findall("member"):
                yield {
                    "committee_code": code + own,
                    "parent_code": code if own else None,
                    "chamber": committee.get("type"),
                    "committee_name": body.get("displayname"),
                    "govtrack_id": member.attrib["id"],
                    "title": member.get("role"),
                }


def _congress_cycle(name: str) -> int | None:
    """The cycle of an archived file's Congress: 118.xml is of 2023 and 2024."""
    number = re.match(r"(?:govtrack[-_]?)?(\d{3})(?:[-_.]|$)", name)
    return 1788 + 2 * int(number[1]) if number else None


_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def _day_in_readme(path: Path) -> date | None:
    """The day of an archived file by the README that is published beside it, if it is there."""
    readme, name = path.parent / "README.md", path.name.removesuffix(".gz")
    text = readme.read_text(encoding="utf-8", errors="replace") if readme.is_file() else ""
    line = re.search(rf"^(\w{{3}}) +(\d\d?) +(\d{{4}}) +{re.escape(name)} *$", text, re.M)
    if not line or line[1] not in _MONTHS:
        return None
    return date(int(line[3]), _MONTHS.index(line[1]) + 1, int(line[2]))


def _is_list_with(key: str) -> Any:
    """A test for a YAML list whose entries hold a key."""
    return lambda document: (
        isinstance(document, list)
        and bool(document)
        and all(isinstance(item, dict) and key in item for item in document)
    )


def _looks_like_seats(document: Any) -> bool:
    """A mapping of committee codes to lists of members, some of whom have a bioguide id."""
    if not isinstance(document, dict) or not document:
        return False
    members = [member for listed in document.values() for member in listed]
    return all(isinstance(member, dict) and "name" in member for member in members) and any(
        "bioguide" in member for member in members
    )


_TABLES = (
    PublishedTable(
        name="congress_legislator",
        layout="yaml",
        columns=columns_from(
            "bioguide_id govtrack_id first_name last_name official_name fec_candidate_ids terms"
        ),
        sql_types=(("fec_candidate_ids", "varchar[]"), ("terms", _TERMS)),
        key=("bioguide_id", "govtrack_id"),
        looks_like=_is_list_with("terms"),
        records=_legislators,
    ),
    PublishedTable(
        name="congress_committee",
        layout="yaml",
        columns=columns_from(
            "committee_code parent_code chamber committee_name jurisdiction committee_url"
        ),
        key=("committee_code",),
        looks_like=_is_list_with("thomas_id"),
        records=_committees,
    ),
    PublishedTable(
        name="congress_committee_seat",
        layout="yaml",
        columns=columns_from(
            "committee_code bioguide_id member_name party_side rank:integer title"
        ),
        key=("committee_code", "bioguide_id", "member_name"),
        # An empty document shows nothing: only its name tells what it lists.
        members=("committee-membership*",),
        looks_like=_looks_like_seats,
        records=_seats,
    ),
    PublishedTable(
        name="congress_archived_seat",
        layout="xml",
        columns=columns_from("committee_code parent_code chamber committee_name govtrack_id title"),
        key=("committee_code", "govtrack_id"),
        cycle_of=_congress_cycle,
        day_of=_day_in_readme,
        looks_like=lambda root: root.tag == "committees",
        records=_archived_seats,
    ),
)
# legislators-historical.csv and legislators-current.csv
_WITHOUT_TERMS = (
    frozenset({"bioguide_id", "govtrack_id", "fec_ids", "full_name", "birthday"}),
    "names members without the days of their terms, so that no seat could be dated by it: load the "
    "YAML of the same name",
)
PUBLISHER = Publisher(
    name="congress",
    tables=_TABLES,
    useless=(_WITHOUT_TERMS,),
    layouts="congress-legislators YAML of any day, GovTrack committee membership XML",
)
