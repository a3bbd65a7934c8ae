"""Congress: members, committees and seats, from the public-domain congress-legislators YAML."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

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
    """One row per member, terms in order of time."""
    for member in document:
        name = member["name"]
        yield {
            "bioguide_id": _text(member["id"]["bioguide"]),
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
    """One row per committee and member."""
    for code, members in document.items():
        for member in members:
            yield {
                "committee_code": str(code),
                "bioguide_id": _text(member["bioguide"]),
                "member_name": _text(member["name"]),
                "party_side": _text(member.get("party")),
                "rank": _text(member.get("rank")),
                "title": _text(member.get("title")),
            }


def _is_list_with(key: str) -> Any:
    """A test for a YAML list whose entries hold a key."""
    return lambda document: (
        isinstance(document, list)
        and bool(document)
        and all(isinstance(item, dict) and key in item for item in document)
    )


def _looks_like_seats(document: Any) -> bool:
    """A mapping of committee codes to lists of members with a bioguide id."""
    if not isinstance(document, dict) or not document:
        return False
    lists = document.values()
    return all(isinstance(members, list) for members in lists) and all(
        isinstance(member, dict) and "bioguide" in member for members in lists for member in members
    )


_TABLES = (
    PublishedTable(
        name="congress_legislator",
        layout="yaml",
        columns=columns_from(
            "bioguide_id first_name last_name official_name fec_candidate_ids terms"
        ),
        sql_types=(("fec_candidate_ids", "varchar[]"), ("terms", _TERMS)),
        key=("bioguide_id",),
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
        key=("committee_code", "bioguide_id"),
        looks_like=_looks_like_seats,
        records=_seats,
    ),
)
PUBLISHER = Publisher(name="congress", tables=_TABLES, layouts="congress-legislators YAML")
