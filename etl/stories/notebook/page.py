"""A story as one HTML file: opens offline, runs nothing, loads nothing, and reads as an article."""

from __future__ import annotations

import base64
import re
from html import escape

from etl.common.units import COUNT, SHARE, URL, USD, unit_of
from etl.common.words import count_of, is_web, plain
from etl.stories.notebook.article import Article, Paragraph
from etl.stories.notebook.asked import MOST_ROWS
from etl.stories.notebook.cards import Stored
from etl.stories.notebook.safe import safe_html
from etl.stories.notebook.taking import cell_words

CELL = 600
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
STYLE = """
:root{color-scheme:light}body{font:17px/1.6 Georgia,"Times New Roman",serif;color:#1b1b1b;
background:#fff;max-width:44rem;margin:0 auto;padding:2rem 1.2rem;overflow-wrap:anywhere}
h1{font-size:2rem;line-height:1.2;margin:0 0 1rem}h2{font-size:1.4rem;margin:2.6rem 0 .4rem}
h2.card,h3{font-size:1.12rem;margin:1.8rem 0 .3rem}h4,h5,h6{font-size:1rem;margin:1.2rem 0 .3rem}
a{color:#1a4f9c}
.notice{font:.85rem/1.5 system-ui,sans-serif;border-left:4px solid #a06a00;padding:.3rem .8rem;
background:#fbf6ec}.small{font:.85rem/1.5 system-ui,sans-serif;color:#444}
.changed{font:.9rem/1.5 system-ui,sans-serif;border:1px solid #777;padding:.4rem .8rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;
font:.82rem/1.4 system-ui,sans-serif;
margin:.6rem 0}th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;border-bottom:1px solid
#ddd;overflow-wrap:break-word;min-width:4rem}td.day{white-space:nowrap}td.number,
th.number{text-align:right;
font-variant-numeric:tabular-nums;white-space:nowrap}figure{margin:1rem 0}
img{max-width:100%;height:auto}blockquote{border-left:3px solid #bbb;margin:1rem 0;padding:0 1rem}
pre{white-space:pre-wrap}ol.notes{font:.85rem/1.5 system-ui,sans-serif;padding-left:1.6rem}
ol.notes li{margin:.6rem 0}li:target,section:target{background:#fff6d6}sup{line-height:0}
@media print{@page{size:A4;margin:18mm}section,li{break-inside:avoid}}
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"


def as_html(told: Article) -> str:
    """The article as a page that stands alone."""
    title = _text(told.title)
    parts = [
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{STYLE}</style></head><body><main>",
        f"<h1>{title}</h1>",
        f'<p class="notice">{_text(" ".join(told.notices), 5000)}</p>',
        *(_section(entry) for entry in told.entries),
        _notes(told),
        "</main></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _section(entry: Paragraph) -> str:
    """A card in the article, with the sign of its footnote."""
    if not entry.number:
        return f"<section>{entry_html(entry)}</section>"
    sign = (
        f'<sup><a href="#note-{entry.number}" aria-label="Note {entry.number}">{entry.number}'
        "</a></sup>"
    )
    return f'<section id="card-{entry.number}">{entry_html(entry, sign)}</section>'


def entry_html(entry: Paragraph, sign: str = "", most: int = MOST_ROWS) -> str:
    """What a card says, as a piece of HTML without script, style or anything from elsewhere.

    A table of more than `most` rows is folded.
    """
    heading, taken = entry.heading, entry.taken
    parts = [f'<h2 class="card">{_text(heading)}{sign}</h2>'] if heading else []
    parts += [f"<p>{_text(taken.sentence, 4000)}</p>"] if taken.sentence else []
    parts += [f'<p class="changed">{_text(entry.warning, 3000)}</p>'] if entry.warning else []
    parts += [picture_html(entry.card.picture, heading)] if entry.card.picture else []
    if entry.has_rows:
        is_folded = entry.card.picture or len(entry.taken.rows) > most
        parts.append(_folded(entry) if is_folded else _table(entry))
    parts += [safe_html(entry.card.note)] if entry.card.note.strip() else []
    return "\n".join(parts)


def picture_html(svg: str, title: str) -> str:
    """A picture as an image, in which no script runs and nothing is loaded."""
    held = base64.b64encode(svg.encode("utf-8", "ignore")).decode()
    source = f"data:image/svg+xml;base64,{held}"
    return f'<figure><img alt="{_text(title)}" src="{source}"></figure>'


def _folded(entry: Paragraph) -> str:
    """A long table, or the rows that a picture is drawn from, for who does not see it."""
    rows = count_of(entry.taken.row_count, "row")
    said = f"The same as a table ({rows})" if entry.card.picture else f"The table ({rows})"
    return f"<details><summary>{said}</summary>{_table(entry)}</details>"


def _table(entry: Paragraph) -> str:
    """The rows; numbers to the right, public pages as links."""
    taken = entry.taken
    units = [_unit(name, place, entry) for place, name in enumerate(taken.columns)]
    head = "".join(
        f"<th{_right(unit)}>{'public record' if unit == URL else _text(name)}</th>"
        for name, unit in zip(taken.columns, units, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td{_right(unit, value)}>{_cell((name, unit), value, taken.unknown)}</td>"
            for name, unit, value in zip(taken.columns, units, row, strict=True)
        )
        + "</tr>"
        for row in taken.rows
    )
    cut = f'<p class="small">{entry.cut}</p>' if entry.cut else ""
    return (
        f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        f"</div>{cut}"
    )


def _unit(name: str, place: int, entry: Paragraph) -> str:
    """The unit of a column; a column of whole numbers alone is a count."""
    values = [row[place] for row in entry.taken.rows if row[place] is not None]
    is_whole = bool(values) and all(isinstance(value, int) for value in values)
    return unit_of(name, "INT" if is_whole else "")


def _right(unit: str, value: Stored = None) -> str:
    """Numbers to the right; a day stays in one line."""
    if unit in (USD, SHARE, COUNT):
        return ' class="number"'
    return ' class="day"' if isinstance(value, str) and _DAY.fullmatch(value) else ""


def _cell(column: tuple[str, str], value: Stored, unknown: str) -> str:
    """A cell; a link only where it leads to an https page."""
    name, unit = column
    if unit == URL:
        return f'<a href="{escape(str(value))}">open</a>' if is_web(value) else "no public page"
    return _text(cell_words(name, value, unknown), CELL)


def _notes(told: Article) -> str:
    """The footnotes: what each card rests on, and its records with their public pages."""
    if not told.notes:
        return ""
    items = "".join(f'<li id="note-{e.number}">{note_html(e)}</li>' for e in told.notes)
    return f'<h2>Notes</h2><ol class="notes">{items}</ol>'


def note_html(entry: Paragraph) -> str:
    """A footnote."""
    records = [
        f'<a href="{escape(url)}">{_text(title)}</a>' if url else _text(title)
        for title, url in entry.records
    ]
    listed = [*records, entry.more] if entry.more else records
    return _text(entry.source, 1500) + (f" Records: {'; '.join(listed)}." if listed else "")


def _text(text: object, length: int = 300) -> str:
    return escape(plain(text, length))
