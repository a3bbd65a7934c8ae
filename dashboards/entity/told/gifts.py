"""What the gifts behind a number come to, in words."""

from __future__ import annotations

from dashboards.base import queries
from dashboards.base.texts import count_of, dollars, is_missing, markdown, period
from etl.common.queries import read_query, with_pieces


def gifts_total(chosen: str, values: dict[str, object]) -> dict[str, object]:
    """What the gifts that a query names come to; nothing stated where it names none."""
    wanted = with_pieces(read_query("gift/total"), chosen=read_query(chosen))
    found = queries.one(wanted, values)
    return found or {"amount_usd": None, "record_count": 0}


def gift_words(found: dict[str, object]) -> str:
    """Of how many givers, receivers and records a sum is, and what stands beside it."""
    if not found["record_count"]:
        return "No gift of these is in the records loaded."
    said = [
        count_of(int(str(found["giver_count"])), "giver"),
        count_of(int(str(found["recipient_count"])), "receiver"),
        count_of(int(str(found["counted_count"])), "counted record"),
        period(found["first_date"], found["last_date"]),
    ]
    words = f"{markdown(', '.join(filter(None, said)))}."
    if not is_missing(found["returned_usd"]):
        words += f" {markdown(dollars(found['returned_usd']))} came back and is taken off."
    if not is_missing(found["memo_usd"]):
        words += f" {markdown(dollars(found['memo_usd']))} in memo rows is in no sum."
    return words
