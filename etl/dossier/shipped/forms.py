"""How a statement of a dossier is drawn as HTML: table, facts, cards or questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from etl.common.harmless import is_web, plain
from etl.common.units import COUNT, HIDDEN, SHARE, URL, USD
from etl.dossier.shipped.document import Statement
from etl.dossier.shipped.values import show_value

UNIT_CLASSES = dict.fromkeys((USD, COUNT, SHARE), ' class="number"')
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def draw_text(text: object) -> str:
    """A hostile text as text."""
    return escape(plain(text, 20_000))


def draw_cell(statement: Statement, row: int, place: int, tag: str = "span") -> str:
    """A value as the report prints it, marked so that it can be found."""
    value, unit = statement.rows[row][place], statement.columns[place][1]
    text = escape(show_value(value, unit))
    # An address may be anything, `javascript:` too: only a web page becomes a link.
    if unit == URL and is_web(value):
        text = f'<a href="{escape(str(value))}">{text}</a>'
    # The value stands here too: the text is rounded for people.
    stated = "" if value is None else f' data-value="{escape(value)}"'
    kind = UNIT_CLASSES.get(unit, ' class="day"' if value and _DAY.fullmatch(value) else "")
    name = f"{statement.statement_id}:{row}:{place}"
    return f'<{tag}{kind} data-cell="{name}"{stated}>{text}</{tag}>'


def draw_statement(statement: Statement, cited: dict[str, str]) -> Iterator[str]:
    """A statement's title and its rows in its form."""
    # A time line is drawn as a picture; its rows stand in numbers.json.
    if statement.form == "timeline" or (not statement.rows and not statement.empty):
        return
    yield f"<h3>{draw_text(statement.heading)} "
    yield f'<a class="sql" href="#{statement.statement_id}">SQL</a></h3>'
    if not statement.rows:
        yield f"<p>{draw_text(statement.empty)}</p>"
        return
    yield from FORMS.get(statement.form, _table)(statement, cited)
    if statement.printed < len(statement.rows):
        yield (
            f'<p class="note">{statement.printed:,} of {len(statement.rows):,} rows; the others '
            "are what the statement gives over the rows beside this report.</p>"
        )
    if statement.caption:
        yield f'<p class="note">{draw_text(statement.caption)}</p>'


def open_region(statement: Statement) -> str:
    """The start of a region that scrolls sideways, also by keyboard."""
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{draw_text(statement.heading)}">'
    )


def visible_places(statement: Statement) -> list[int]:
    """Places of the columns that are printed."""
    return [p for p, (_, unit) in enumerate(statement.columns) if unit != HIDDEN]


def _table(statement: Statement, cited: dict[str, str]) -> Iterator[str]:
    """Rows as a table; a row whose records are listed below leads to them."""
    places = visible_places(statement)
    heads = "".join(f"<th>{draw_text(statement.columns[place][0])}</th>" for place in places)
    yield f"{open_region(statement)}<table><thead><tr>{heads}</tr></thead><tbody>"
    for row in range(statement.printed):
        cells = "".join(draw_cell(statement, row, place, "td") for place in places)
        yield f"<tr>{cells}{_more(statement, row, cited)}</tr>"
    yield "</tbody></table></div>"


def _more(statement: Statement, row: int, cited: dict[str, str]) -> str:
    """The way to the records of a row."""
    # An id of a link or flag stands in a hidden column, wherever the query has it.
    anchors = [cited[value] for value in statement.rows[row] if value in cited]
    return f'<td class="more"><a href="#{anchors[0]}">records</a></td>' if anchors else ""


def _facts(statement: Statement, cited: dict[str, str]) -> Iterator[str]:
    """One row, upright."""
    yield '<table class="facts"><tbody>'
    for place in visible_places(statement):
        name = draw_text(statement.columns[place][0])
        yield f"<tr><th>{name}</th>{draw_cell(statement, 0, place, 'td')}</tr>"
    yield "</tbody></table>"


def _cards(statement: Statement, cited: dict[str, str]) -> Iterator[str]:
    """Flags as cards: what was seen, how ordinary it is, and what speaks against it."""
    state, title, about = (statement.place(name) for name in ("state", "title", "about"))
    flagged = statement.place("_state")
    for row in range(statement.printed):
        mark = "⚑ " if statement.rows[row][flagged] == "flagged" else ""
        yield '<div class="card">'
        yield f"<p><b>{mark}{draw_cell(statement, row, title)}</b> "
        yield f"({draw_cell(statement, row, state)})</p>"
        yield f"<p>{draw_cell(statement, row, about)}</p>"
        for place in visible_places(statement):
            if place not in (state, title, about):
                name = draw_text(statement.columns[place][0])
                yield f"<p><i>{name}:</i> {draw_cell(statement, row, place)}</p>"
        anchors = [cited[value] for value in statement.rows[row] if value in cited]
        if anchors:
            yield f'<p><a href="#{anchors[0]}">records of this flag</a></p>'
        yield "</div>"


def _questions(statement: Statement, cited: dict[str, str]) -> Iterator[str]:
    """Questions with room for the answer."""
    yield '<ol class="questions">'
    for row in range(statement.printed):
        anchors = [cited[value] for value in statement.rows[row] if value in cited]
        more = f' <a href="#{anchors[0]}">records</a>' if anchors else ""
        yield (
            f"<li><b>To {draw_cell(statement, row, 0)}:</b> {draw_cell(statement, row, 1)}{more}"
            '<div class="room">Answer, by whom, when:</div></li>'
        )
    yield "</ol>"


FORMS = {"facts": _facts, "cards": _cards, "questions": _questions}
