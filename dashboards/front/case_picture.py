"""A case in one picture: who is tied to its firms and gave, and which agencies obligated."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from typing import Any

import streamlit as st

from dashboards.base import queries
from dashboards.base.places import Place, entity_place
from dashboards.base.shell import ASSETS
from dashboards.base.texts import brief, is_missing, plain
from etl.common.queries import read_query

FIRMS, EACH = 3, 3
# A name of more letters gives way to its acronym.
LONG = 28
_TO = re.compile(r" (of|to|in)\b")


@dataclass
class Firm:
    """A firm of the case between those who gave and the agencies."""

    firm_id: str
    name: str
    givers: list[dict[str, Any]] = field(default_factory=list)
    agencies: list[dict[str, Any]] = field(default_factory=list)

    @property
    def size(self) -> tuple[float, str]:
        """What puts the firm before others: what is known of its awards and givers."""
        known = [row["usd"] for row in self.agencies if not is_missing(row["usd"])]
        return (-float(sum(known)), self.firm_id)


def firms_of(case: str) -> list[Firm]:
    """The firms of a case of which givers and agencies are known, the largest first."""
    values = {"case": case}
    firms: dict[str, Firm] = {}
    for row in queries.rows(read_query("overview/case_givers"), values):
        firm = firms.setdefault(row["firm_id"], Firm(row["firm_id"], row["firm_name"]))
        firm.givers.append(row)
    for row in queries.rows(read_query("overview/case_awards"), values):
        if row["firm_id"] in firms:
            firms[row["firm_id"]].agencies.append(row)
    both = [firm for firm in firms.values() if firm.givers and firm.agencies]
    return sorted(both, key=lambda firm: firm.size)[:FIRMS]


def show_picture(case: str) -> None:
    """The picture; nothing where the case has no such firm."""
    firms = firms_of(case)
    if firms:
        st.html(ASSETS / "front.css")
        st.html(picture(firms))


def picture(firms: list[Firm]) -> str:
    """Three columns: people and funds with what they gave, the firm, agencies."""
    most_given = _most(row["total_usd"] for firm in firms for row in firm.givers)
    most_awarded = _most(row["usd"] for firm in firms for row in firm.agencies)
    cycle = next(row["cycle"] for firm in firms for row in firm.givers)
    given = f"gave in the {escape(str(cycle))} cycle, each in their own name (published totals)"
    rows = "".join(
        _firm(firm, number, (most_given, most_awarded))
        for number, firm in enumerate(firms, start=2)
    )
    return (
        '<div class="tied" role="group" aria-label="The case in one picture">'
        f'<div class="left head">{given}</div>'
        f'<div class="right head">obligated to the firm by</div>{rows}</div>'
    )


def _firm(firm: Firm, row: int, most: tuple[float, float]) -> str:
    """A firm in the middle; on a phone it comes first, and each side says what it is."""
    at = f'style="grid-row:{row}"'
    name = _link(firm.name, entity_place(firm.firm_id, "organization"))
    givers = _list([_giver(one, most[0]) for one in firm.givers])
    agencies = _list([_agency(one, most[1]) for one in firm.agencies])
    return (
        f'<div class="firm" {at}>{name}</div>'
        f'<div class="left each" {at}><span class="said">gave</span>{givers}</div>'
        f'<div class="right each" {at}><span class="said">obligated by</span>{agencies}</div>'
    )


def _most(amounts: Iterable[Any]) -> float:
    return max((float(amount) for amount in amounts if not is_missing(amount)), default=1) or 1


def _list(items: list[str]) -> str:
    """The first few, and how many more there are."""
    more = len(items) - EACH
    shown = items[:EACH] + ([f"<li>and {more} more</li>"] if more > 0 else [])
    return f"<ul>{''.join(shown)}</ul>"


def _giver(row: dict[str, Any], most: float) -> str:
    name = _link(row["giver_name"], entity_place(row["giver_id"], row["giver_kind"]))
    tie = escape(_TO.sub("", plain(row["tie"], 60)))
    return f"<li>{name}, {tie}: {_dollars(row['total_usd'])}{_bar(row['total_usd'], most)}</li>"


def _agency(row: dict[str, Any], most: float) -> str:
    is_long = row["acronym"] and len(row["agency_name"] or "") > LONG
    name = _link(
        row["acronym"] if is_long else row["agency_name"],
        entity_place(row["agency_id"], "agency"),
        row["agency_name"],
    )
    if is_missing(row["usd"]):
        return f"<li>{name}: obligations not loaded</li>"
    days = f" ({escape(row['said'])})" if row["said"] else ""
    return f"<li>{name}: {_dollars(row['usd'])}{days}{_bar(row['usd'], most)}</li>"


def _bar(amount: Any, most: float) -> str:
    """A bar as long as its share of the largest of its side; the number stands beside it."""
    if float(amount) <= 0:
        return ""
    share = min(100.0, 100 * float(amount) / most)
    return f'<div class="bar" aria-hidden="true" style="width:{share:.1f}%"></div>'


def _link(name: str, place: Place, title: str | None = None) -> str:
    said = f' title="{escape(plain(title, 120))}"' if title else ""
    return f'<a href="{escape(place.address)}"{said}>{escape(plain(name, 60))}</a>'


def _dollars(amount: Any) -> str:
    return escape(brief(amount))
