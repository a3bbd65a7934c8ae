"""FEC's API (openFEC): schedules walked by keyset, registers by page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from etl.common.asking import Asker, Chain, Endpoint, Request, Walk
from etl.common.patterns import plain_words, words_pattern
from etl.common.published import PublishedTable, columns_from_csv
from etl.common.publisher import Found, Targets
from etl.sources.fec.files import COLUMNS

_DATE = {
    "schedule_a": "contribution_receipt_date",
    "schedule_b": "disbursement_date",
    "schedule_e": "expenditure_date",
}


def _table(name: str, key: str, date_column: str | None = None) -> PublishedTable:
    """A table of an endpoint's rows."""
    return PublishedTable(
        name=f"fec_api_{name}",
        layout="json",
        columns=columns_from_csv(COLUMNS, f"fec_api_{name}"),
        key=(key,),
        date_column=date_column,
        rows_path=("results",),
    )


TABLES = (
    *(_table(name, "sub_id", "transaction_date") for name in _DATE),
    _table("committee", "committee_id"),
    _table("candidate", "candidate_id"),
)


def _next_by_keyset(request: Request, answer: Any) -> Request | None:
    """Repeat the call with every key of `last_indexes`; the null block keeps `sort_null_only`.

    There is no page number: one that is sent is ignored, and a page counter loops for ever.
    """
    last = answer["pagination"].get("last_indexes")
    # The end is an empty page: `count` is an estimate in places and cannot tell it.
    if not answer["results"] or not last:
        return None
    in_null_block = any(name == "sort_null_only" for name, _ in request.params)
    kept = [
        (name, value)
        for name, value in request.params
        if not name.startswith("last_") and name != "sort_null_only"
    ]
    carried = {name: _text(value) for name, value in last.items() if value is not None}
    if in_null_block:
        carried["sort_null_only"] = "true"
    # Among rows without a date only the index goes on; the last date would end the walk.
    if "sort_null_only" in carried:
        carried = {name: carried[name] for name in carried if name in _NULL_BLOCK}
    return replace(request, params=(*kept, *sorted(carried.items())))


_NULL_BLOCK = ("last_index", "sort_null_only")


def _text(value: Any) -> str:
    # In an address a boolean is written `true`.
    return str(value).lower() if isinstance(value, bool) else str(value)


def _next_page(request: Request, answer: Any) -> Request | None:
    """Registers page by number."""
    page = answer["pagination"]["page"]
    if page >= answer["pagination"]["pages"]:
        return None
    kept = [(name, value) for name, value in request.params if name != "page"]
    return replace(request, params=(*kept, ("page", str(page + 1))))


def _exact_count(answer: Any) -> int | None:
    """`count`, where the publisher says that it is exact (registers always are)."""
    pagination = answer["pagination"]
    # For large answers the publisher estimates: an estimate proves nothing.
    return int(pagination["count"]) if pagination.get("is_count_exact", True) else None


def _results(answer: Any) -> list[dict[str, Any]]:
    return list(answer["results"])


SCHEDULES = {
    name: Endpoint(
        "fec", name, (f"fec_api_{name}",), "sub_id", _results, _next_by_keyset, _exact_count
    )
    for name in _DATE
}
REGISTERS = {
    name: Endpoint("fec", name, (f"fec_api_{name}",), key, _results, _next_page, _exact_count)
    for name, key in (("committee", "committee_id"), ("candidate", "candidate_id"))
}
_REGISTER_PATH = {"committee": "committees/", "candidate": "candidates/"}
# The publisher's most for a filter that is a list.
IDS_PER_CALL = 10


def schedule_walk(
    schedule: str, asked: tuple[str, str], since: str | None, keep: tuple[tuple[str, str], ...] = ()
) -> Walk:
    """A schedule's rows for one filter (committee_id, contributor_name, contributor_employer).

    Ascending: the publisher's default order loses the rows that have no date. `since`
    (YYYY-MM-DD) asks for dated rows only.
    """
    # 100 is the most; a larger number is an error (422).
    params = [asked, ("per_page", "100"), ("sort", _DATE[schedule])]
    if since:
        params.append(("min_date", since))
    request = Request(f"schedules/{schedule}/", tuple(params))
    title = f"{schedule.replace('_', ' ')} {asked[0].replace('_', ' ')} {asked[1]}"
    changed = _since_load if schedule != "schedule_e" else None
    return Walk(SCHEDULES[schedule], title, (Chain(request),), keep, changed)


def _since_load(chain: Chain, day: str) -> Chain:
    """The same search for rows that the publisher loaded since a day."""
    params = (*chain.request.params, ("min_load_date", day))
    return replace(chain, request=replace(chain.request, params=params))


def register_walk(register: str, ids: list[str]) -> Walk:
    """The register's rows of these ids, ten to a call (the publisher's most)."""
    name = f"{register}_id"
    chains = []
    for start in range(0, len(ids), IDS_PER_CALL):
        asked = tuple((name, value) for value in ids[start : start + IDS_PER_CALL])
        params = (*asked, ("page", "1"), ("per_page", "100"), ("sort", name))
        chains.append(Chain(Request(_REGISTER_PATH[register], params)))
    return Walk(REGISTERS[register], f"{register} register, {len(ids)} ids", tuple(chains))


# Filers write a title in front of the first name.
_TITLES = "(?:(?:MR|MRS|MS|DR|HON) +)?"
_HONORIFICS = ("MR", "MRS", "MS", "DR", "HON")


def person_pattern(name: str) -> str:
    """Matches `LAST, FIRST` with or without further names, a title, or the parts turned round.

    The publisher's search is by token: asking for one person returns every namesake's token too.
    """
    last, _, first = name.partition(",")
    family = " +".join(plain_words(last))
    given = " +".join(word for word in plain_words(first) if word not in _HONORIFICS)
    return f"{family} *, *{_TITLES}{given}(?:[ ,].*)?|{given} +(?:.* +)?{family}(?:[ ,].*)?"


def find_searches(targets: Targets, askers: Mapping[str, Asker]) -> list[Walk]:
    """Schedule A by contributor, employer and committee; B and E by committee."""
    named = [("contributor_name", name, person_pattern(name)) for name in targets.said("donors")]
    named += [
        ("contributor_employer", name, words_pattern(name)) for name in targets.said("employers")
    ]
    walks = [
        schedule_walk("schedule_a", (column, name), targets.since, ((column, pattern),))
        for column, name, pattern in named
    ]
    return walks + [
        schedule_walk(schedule, ("committee_id", committee), targets.since)
        for committee in targets.said("committees")
        for schedule in _DATE
    ]


def follow_searches(
    targets: Targets, searches: Sequence[Walk], walk: Callable[[Walk], Found]
) -> None:
    """Schedules, then the register rows of the committees and candidates that they name."""
    committees: set[str] = {*targets.said("committees"), *targets.said("registered")}
    candidates: set[str | None] = set()
    for found in [walk(search) for search in searches]:
        columns = ["filer_committee_id", "candidate_id"]
        # Schedule E names a candidate and has no other side.
        if found.walk.endpoint.name != "schedule_e":
            columns.append("other_id")
        for filer, candidate, *other in found.values(*columns):
            # `other_id` can be a candidate's id; a committee's begins with C.
            committees |= {name for name in (filer, *other) if name and name.startswith("C")}
            candidates.add(candidate)
    if committees:
        register = walk(register_walk("committee", sorted(committees)))
        candidates |= {key for (key,) in register.values("candidate_id")}
    if any(candidates):
        walk(register_walk("candidate", sorted(filter(None, candidates))))
