"""What a card says in the database at hand, and whether that is what it said when it was pinned."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

import duckdb

from etl.common.database import query_rows
from etl.common.queries import read_query
from etl.common.settings import ThroughlineError
from etl.common.units import SHARE, USD, YEARS, unit_of
from etl.common.words import dollars, is_web
from etl.stories.cases import case_names
from etl.stories.claims import Claim, claim_files, hold_claim
from etl.stories.notebook.asked import MOST_ROWS, Reply, ask
from etl.stories.notebook.cards import CLAIM, Card, CitedRecord, Stored, Taken
from etl.stories.notebook.pictures import case_picture

SAME, CHANGED, GONE, UNASKED = "same", "changed", "gone", "cannot be asked again"
MOST_RECORDS, MOST_TOLD = 10, 8
_AMOUNT = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,10})?")
_FIELD = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Recheck:
    """How a card stands against the database at hand: a state, and what is different in words."""

    state: str
    told: list[str] = field(default_factory=list)


def take(engine: duckdb.DuckDBPyConnection, card: Card, sentence: str = "") -> Card:
    """The card with what the database says now; `sentence` is what the page said of it.

    Raises ThroughlineError where the database cannot answer.
    """
    if card.kind == "text":
        return card
    if card.kind == "graph" and "case" in card.values and not card.picture:
        picture, links = case_picture(engine, str(card.values["case"]))
        card = replace(card, picture=picture, values={"links": links})
    if card.asked.startswith(CLAIM):
        card = replace(card, title=card.title or find_claim(engine, card.asked).sentence)
    (build,) = query_rows(engine, read_query("about/build")) or [{}]
    said, reply, records = _said(engine, card)
    cited = _records(engine, card, reply) if records is None else records
    taken = Taken(
        str(build.get("as_of_date", "")),
        str(build.get("fingerprint", "")),
        sentence or said,
        reply.columns,
        reply.rows,
        reply.count,
        *cited,
        reply.unknown,
    )
    return replace(card, taken=taken)


def renew(engine: duckdb.DuckDBPyConnection, card: Card) -> Card:
    """The card with what the database says now, and the words that hang on none of its numbers."""
    is_worded = card.kind in ("path", "graph", "picture", "table")
    sentence = card.taken.sentence if card.taken and is_worded else ""
    return take(engine, card, sentence)


Records = tuple[list[CitedRecord], int]


def _said(engine: duckdb.DuckDBPyConnection, card: Card) -> tuple[str, Reply, Records | None]:
    """A sentence, the rows that are shown, and the records where the card's query names them."""
    if card.asked.startswith(CLAIM):
        claim = find_claim(engine, card.asked)
        return claim_sentence(claim), _claim_reply(claim), _claim_records(engine, claim)
    if not card.asked:
        return "", Reply([], [], 0), None
    reply = ask(engine, card.asked, card.values, card.order)
    sentence = filled(card.says, reply)
    shown = [place for place, name in enumerate(reply.columns) if not name.startswith("_")]
    rows = [[row[place] for place in shown] for row in reply.rows]
    columns = [reply.columns[place] for place in shown]
    return sentence, replace(reply, columns=columns, rows=rows), None


def filled(says: str, reply: Reply) -> str:
    """A sentence with the first row's values in the place of `{column}`."""
    if not reply.rows:
        return f"{reply.empty[:1].upper()}{reply.empty[1:]}" if says else ""
    row = dict(zip(reply.columns, reply.rows[0], strict=True))
    return _FIELD.sub(lambda at: cell_words(at[1], row.get(at[1]), reply.unknown), says)


def cell_words(name: str, value: Stored, unknown: str = "not stated") -> str:
    """A kept value as people read it."""
    if value is None:
        return unknown
    unit = unit_of(name.replace("_usd", " USD"))
    # A file may be written by hand: what is no amount is shown as it stands.
    if unit == USD and _AMOUNT.fullmatch(str(value)):
        return dollars(value)
    if unit == SHARE and isinstance(value, (int, float)):
        return f"{100 * value:.1f} %"
    if isinstance(value, list):
        return "; ".join(str(one) for one in value)
    if isinstance(value, int) and not isinstance(value, bool) and name not in YEARS:
        return f"{value:,}"
    return str(value)


def _records(engine: duckdb.DuckDBPyConnection, card: Card, reply: Reply) -> Records:
    """The first records behind a card, by date, and how many there are."""
    if not card.cited:
        return _own_page(reply)
    first = f"record/evidence(cited=record/first(cited={card.cited}))"
    values = {**card.values, "most": MOST_RECORDS}
    count = ask(engine, f"record/count(cited={card.cited})", values)
    return _cited(ask(engine, first, values)), int(str(count.rows[0][0]))


def _own_page(reply: Reply) -> Records:
    """The public page of what a single row is about."""
    row = dict(zip(reply.columns, reply.rows[0], strict=True)) if reply.count == 1 else {}
    url = str(row.get("record_url") or "")
    return ([CitedRecord("public page", url, "")], 1) if is_web(url) else ([], 0)


def _cited(reply: Reply) -> list[CitedRecord]:
    """Rows of `record/evidence` as they are kept."""
    rows = [dict(zip(reply.columns, row, strict=True)) for row in reply.rows]
    names = ("record", "open", "published file")
    return [CitedRecord(*(str(row[name] or "") for name in names)) for row in rows]


def find_claim(engine: duckdb.DuckDBPyConnection, asked: str) -> Claim:
    """The claim that a card names as `claim:case/name`, held against the database."""
    case, _, name = asked.removeprefix(CLAIM).partition("/")
    paths = {path.stem: path for path in claim_files(case)} if case in case_names() else {}
    if name not in paths:
        raise ThroughlineError(f"{asked!r} names no claim of a case of this program")
    return hold_claim(paths[name], engine)


def claim_sentence(claim: Claim) -> str:
    """Who said a claim, and how it stands."""
    said = f"Said by {claim.speaker}, {claim.said_on}"
    return f"{said}. Held against the records loaded: {claim.state}."


def _claim_reply(claim: Claim) -> Reply:
    words = {True: "holds", False: "does not hold", None: "not in the records loaded"}
    rows: list[list[Stored]] = [[p.part, p.found, words[p.holds]] for p in claim.parts]
    return Reply(["part", "the records say", "so it"], rows[:MOST_ROWS], len(rows))


def _claim_records(engine: duckdb.DuckDBPyConnection, claim: Claim) -> Records:
    """Where it was said, and the records behind it."""
    values = {"record_ids": claim.evidence, "most": MOST_RECORDS}
    first = ask(engine, "record/evidence(cited=record/first(cited=record/listed))", values)
    source = CitedRecord(claim.source, claim.source_url.replace("link wanted", ""), "")
    return [source, *_cited(first)], len(claim.evidence) + 1


def recheck(engine: duckdb.DuckDBPyConnection, card: Card) -> Recheck:
    """How a card stands against the database at hand: asked again, and compared."""
    if card.taken is None:
        return Recheck(SAME)
    if not card.asked:
        return Recheck(UNASKED)
    try:
        now = take(engine, card).taken
    except ThroughlineError as error:
        return Recheck(UNASKED, [str(error)])
    if now is None:
        return Recheck(UNASKED)
    if card.taken.row_count and not now.row_count:
        return Recheck(GONE, ["Nothing of it is in the database at hand."])
    told = differences(card.taken, now)
    if not told and card.says and card.taken.sentence != now.sentence:
        told = [f"It now says: {now.sentence}"]
    return Recheck(CHANGED, told) if told else Recheck(SAME)


def differences(before: Taken, now: Taken) -> list[str]:
    """What is said otherwise, in words, the first few; nothing where all is the same."""
    if before.columns != now.columns:
        return ["Its columns are others in this version of the program."]
    told = []
    if len(before.rows) == len(now.rows) == 1:
        told = _cells(before, now)
    elif before.rows != now.rows:
        told = _rows(before, now)
    if before.row_count != now.row_count:
        told.append(f"{before.row_count:,} rows then, {now.row_count:,} now.")
    if before.record_count != now.record_count:
        told.append(f"{before.record_count:,} records then, {now.record_count:,} now.")
    return told


def _cells(before: Taken, now: Taken) -> list[str]:
    """The columns of a single row that say something else."""
    return [
        f"{name}: {cell_words(name, old)} then, {cell_words(name, new)} now."
        for name, old, new in zip(before.columns, before.rows[0], now.rows[0], strict=True)
        if old != new
    ][:MOST_TOLD]


def _rows(before: Taken, now: Taken) -> list[str]:
    """The rows that came or went among those that are kept."""
    old, new = (Counter(_line(taken.columns, row) for row in taken.rows) for taken in (before, now))
    gone, come = list((old - new).elements()), list((new - old).elements())
    told = [f"then: {line}" for line in gone[: MOST_TOLD // 2]]
    told += [f"now: {line}" for line in come[: MOST_TOLD // 2]]
    return told or ["The rows are in another order."]


def _line(columns: list[str], row: list[Stored]) -> str:
    """A row in a line: what is stated in it."""
    cells = zip(columns, row, strict=True)
    return " · ".join(cell_words(name, value) for name, value in cells if value is not None)
