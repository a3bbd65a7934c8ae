"""The report of a dossier: one HTML page that needs nothing else, and prints well."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from etl.common.harmless import is_web
from etl.common.kinds import KINDS
from etl.dossier.shipped.document import BETWEEN, END, RECORDS, Chapter, Report, Statement
from etl.dossier.shipped.forms import (
    draw_cell,
    draw_statement,
    draw_text,
    open_region,
    visible_places,
)
from etl.dossier.shipped.style import STYLE
from etl.dossier.shipped.timeline import timeline_picture

# The page is of foreign texts: should one get past the escapes, it can load and run nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(report: Report, graph: str, numbers: str) -> str:
    """The whole page, of its numbers, its graph as SVG, and the SHA-256 of numbers.json."""
    (records,) = report.part(RECORDS)
    cited = _anchors(records)
    lines = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{draw_text(report.title)}</title><style>{STYLE}</style></head><body>",
        f"<header><h1>{draw_text(report.title)}</h1><p>Built as of {draw_text(report.as_of)}.</p>",
        *(f'<p class="notice">{draw_text(text)}</p>' for text in report.notices),
        "</header>",
        _contents(report),
        "<section><h2>Who stands next to whom</h2>",
        _picture(graph, "Entities next to those named, and the links between them"),
        '<p class="note">People whom only their own gifts tie to what is drawn are left out. The '
        "picture stands beside this page as graph.svg.</p>",
        *(html for statement in report.part(BETWEEN) for html in draw_statement(statement, cited)),
        "</section>",
        *(
            html
            for place, chapter in enumerate(report.chapters)
            for html in _chapter(place, chapter, cited)
        ),
        '<section id="ends"><h2>Sources, coverage and gaps</h2>',
        *(html for statement in report.part(END) for html in draw_statement(statement, cited)),
        *_records(records, cited),
        "</section>",
        *_check(report, numbers),
        "</body></html>",
    ]
    # A part that has nothing to say leaves no empty line.
    return "\n".join(line for line in lines if line) + "\n"


def _contents(report: Report) -> str:
    """Links to the chapters and the ends."""
    items = [
        f'<li><a href="#subject-{place}">{draw_text(chapter.name)}</a></li>'
        for place, chapter in enumerate(report.chapters)
    ]
    items += ['<li><a href="#ends">Sources, coverage and gaps</a></li>']
    items += ['<li><a href="#check">How every number here is checked</a></li>']
    return f"<nav><ol>{''.join(items)}</ol></nav>"


def _picture(svg: str, what: str) -> str:
    """An SVG inside the page."""
    return f'<figure aria-label="{escape(what)}">{svg}</figure>'


def _chapter(place: int, chapter: Chapter, cited: dict[str, str]) -> Iterator[str]:
    """A subject: head, summary, time line, tables, flags, questions."""
    found = {statement.name: statement for statement in chapter.statements}
    yield f'<section class="subject" id="subject-{place}"><h2>{draw_text(chapter.name)}</h2>'
    facts = [KINDS[chapter.kind].title, *chapter.facts, f"id {chapter.entity_id}"]
    yield f"<p>{draw_text(' · '.join(facts))}"
    if is_web(chapter.record_url):
        yield f' · <a href="{escape(str(chapter.record_url))}">{draw_text(chapter.record_url)}</a>'
    yield "</p>"
    yield from _summary(found)
    title = f"Time line of {chapter.name}"
    if drawn := timeline_picture(found.get("months"), found["events"], title):
        yield "<h3>Time line</h3>"
        yield _picture(drawn, "Sums by month, and dated ties")
        yield (
            '<p class="note">Months in the records loaded; a gap may be a file that is not loaded. '
            "Each lane has its own scale. That one thing comes before another says nothing about "
            "why.</p>"
        )
    for statement in chapter.statements:
        yield from draw_statement(statement, cited)
    yield "</section>"


def _summary(found: dict[str, Statement]) -> Iterator[str]:
    """The first numbers in sentences, each one a cell of its statement."""
    lines = []
    if (obligated := found.get("obligated")) and obligated.rows:
        # By place: the sentence is about the columns of contractor/obligated in their order.
        cells = [draw_cell(obligated, 0, place) for place in range(7)]
        lines.append(
            f"Obligated, net: {cells[0]}, {cells[5]} to {cells[6]}, in the records loaded "
            f"(actions: {cells[2]}; awards: {cells[3]}; agencies: {cells[4]})."
        )
    for name, lead in (("role_money", "Gifts by role"), ("gave", "Given in this name, cycle")):
        money = found.get(name)
        for row in range(len(money.rows) if money else 0):
            cells = [draw_cell(money, row, place) for place in (0, 1)]  # type: ignore[arg-type]
            lines.append(f"{lead}: {cells[0]}: {cells[1]}.")
    if (flags := found.get("flag_counts")) and flags.rows:
        lines += [
            f"Flagged: {draw_cell(flags, row, 0)}: {draw_cell(flags, row, 1)}."
            for row in range(len(flags.rows))
            # The rows are canonical texts, also where they are numbers.
            if flags.rows[row][1] != "0"
        ]
    if lines:
        yield "<h3>In short</h3><ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"
        yield '<p class="note">Roles are never added up: a gift is its giver\'s own.</p>'


def _anchors(records: Statement) -> dict[str, str]:
    """Anchor of each link or flag whose records are listed."""
    place = records.place("_cited_id")
    # Numbered in the order of the table, each id once: a record id may hold what no anchor can.
    ids = dict.fromkeys(str(row[place]) for row in records.rows[: records.printed])
    return {cited_id: f"records-{number}" for number, cited_id in enumerate(ids)}


def _records(records: Statement, cited: dict[str, str]) -> Iterator[str]:
    """The records of each link and flag that is printed, one table, an anchor for each."""
    if not records.rows:
        return
    place, known = records.place("_cited_id"), set()
    yield f'<h3>{draw_text(records.heading)} <a class="sql" href="#{records.statement_id}">SQL</a>'
    yield f'</h3><p class="note">{draw_text(records.caption)}</p>'
    yield f"{open_region(records)}<table>"
    yield "<thead><tr>"
    yield "".join(f"<th>{draw_text(records.columns[p][0])}</th>" for p in visible_places(records))
    yield "</tr></thead><tbody>"
    for row in range(records.printed):
        anchor = cited[str(records.rows[row][place])]
        first = f' id="{anchor}" class="first"' if anchor not in known else ""
        known.add(anchor)
        cells = "".join(draw_cell(records, row, p, "td") for p in visible_places(records))
        yield f"<tr{first}>{cells}</tr>"
    yield "</tbody></table></div>"


def _check(report: Report, numbers: str) -> Iterator[str]:
    """How to check the report, the exact SQL of each number, and the versions."""
    yield '<section id="check"><h2>How every number here is checked</h2>'
    yield (
        "<p>This report stands in a folder with the rows behind it (rows/, as CSV and Parquet), "
        "the manifest of the published files they come from, and verify.py. With Python and "
        "<code>pip install duckdb</code>, <code>python -I verify.py</code> derives every value "
        "again from the rows, writes this page again from those values, and says what is not the "
        "same. The statements below are what it runs; each reads the tables of rows/, where "
        "rows/marts.award.parquet is the table marts.award.</p>"
    )
    # On paper too: it ties every other file of the folder to what is printed.
    yield (
        f"<p>SHA-256 of numbers.json, which holds these values and the SHA-256 of every other file "
        f"of the folder: <code>{draw_text(numbers)}</code></p>"
    )
    versions = "".join(
        f"<tr><th>{draw_text(a)}</th><td>{draw_text(b)}</td></tr>" for a, b in report.versions
    )
    yield f'<h3>Versions</h3><table class="facts">{versions}</table><h3>Statements</h3>'
    for statement in report.statements:
        yield f'<details id="{statement.statement_id}" open><summary>{statement.statement_id} '
        yield f"{draw_text(statement.heading)}</summary>"
        # Open, since a printed page cannot be unfolded.
        yield f"<pre>{escape(statement.sql)}</pre></details>"
    yield "</section>"
