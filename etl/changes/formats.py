"""What changed between two databases as text, HTML, JSON and an Atom feed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from html import escape
from xml.sax.saxutils import escape as xml_escape

from etl.changes.diff import Difference
from etl.changes.watched import CHANGED, GONE, NEW, SEARCH, Change
from etl.common.words import is_web, plain

TITLES = {
    "award": "Awards",
    "action": "Contract actions over the threshold",
    "contribution": "Contributions",
    "link": "Links",
    "flag": "Flags",
    "claim": "Claims of a case",
    "judgement": "Corrections: human judgements",
    "answer": "Answers of those who were asked",
    "file": "Published files",
}
# Told where something of it is watched, and nowhere else.
WATCHED_TITLES = {SEARCH: "Searches that are watched"}
SHOWN = 25
STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1.5rem;"
    "color:#1b1b1b;background:#fff;overflow-wrap:anywhere}h2{border-bottom:2px solid #1b1b1b}"
    "li{margin:.4rem 0}.note{color:#444;font-size:.88rem}"
    "@media print{@page{size:A4;margin:16mm}li{break-inside:avoid}}"
)


def as_text(found: Difference) -> str:
    """For the terminal: counts of all, and the first of each kind."""
    lines = [f"What changed between the builds of {found.old_day} and {found.new_day}", ""]
    for kind, changes in _by_kind(found):
        lines.append(f"{titles_of(found)[kind]}: {_counts(found, kind)}")
        lines += [f"  {line}" for change in changes[:SHOWN] for line in _lines(change)]
        if len(changes) > SHOWN:
            lines.append(f"  … {len(changes) - SHOWN:,} more are listed with --format json")
    lines += [f"judgement that touches nothing loaded: {text}" for text in found.idle_judgements]
    return "\n".join([*lines, "", *found.notices]) + "\n"


def _by_kind(found: Difference) -> Iterator[tuple[str, list[Change]]]:
    """The listed changes, kind after kind."""
    for kind in titles_of(found):
        yield kind, [change for change in found.changes if change.kind == kind]


def titles_of(found: Difference) -> dict[str, str]:
    """The kinds that are told, with what stands above them."""
    watched = {kind: title for kind, title in WATCHED_TITLES.items() if kind in found.counts}
    return watched | TITLES


def _counts(found: Difference, kind: str) -> str:
    """How many changed how."""
    counts = found.counts.get(kind, {})
    told = [f"{counts[what]:,} {what}" for what in (NEW, CHANGED, GONE) if counts.get(what)]
    return ", ".join(told) or "no change"


def _lines(change: Change) -> list[str]:
    """A change in lines: what it is, its fields, and why."""
    facts = [change.day, f"{change.usd} USD" if change.usd else None, change.url, change.key]
    told = " · ".join(plain(fact, 300) for fact in facts if fact)
    lines = [f"{change.what}: {plain(change.title, 300)} · {told}"]
    lines += [
        f"    {name}: {_value_text(old)} → {_value_text(new)}" for name, old, new in change.fields
    ]
    lines += [f"    why: {plain(change.why, 600)}"] if change.why else []
    if change.innocent:
        lines.append(f"    innocent explanations: {plain(change.innocent, 900)}")
    return lines


def _value_text(value: str | None) -> str:
    """A value before or after."""
    return "not stated" if value is None else plain(value, 300)


def as_json(found: Difference) -> str:
    """All that is listed, with counts of all; see Difference and Change for the fields."""
    document = asdict(found)
    document["changes"] = [
        {"id": change.change_id, **said}
        for change, said in zip(found.changes, document["changes"], strict=True)
    ]
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def as_html(found: Difference) -> str:
    """A page that stands alone: no script, nothing from elsewhere."""
    title = f"What changed between the builds of {found.old_day} and {found.new_day}"
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{STYLE}</style></head><body><h1>{title}</h1>",
        *(f'<p class="note">{escape(text)}</p>' for text in found.notices),
    ]
    for kind, changes in _by_kind(found):
        parts.append(f"<h2>{titles_of(found)[kind]}</h2><p>{_counts(found, kind)}</p>")
        if changes:
            parts.append("<ul>" + "".join(_item(change) for change in changes) + "</ul>")
    if found.idle_judgements:
        listed = "".join(f"<li>{escape(plain(text, 300))}</li>" for text in found.idle_judgements)
        parts.append(f"<h2>Judgements that touch nothing loaded</h2><ul>{listed}</ul>")
    return "\n".join([*parts, "</body></html>"]) + "\n"


def _item(change: Change) -> str:
    """A change as an item of a list."""
    lines = [escape(line.strip()) for line in _lines(change)]
    # A record's address may be anything, `javascript:` too.
    if is_web(change.url):
        lines[0] += f' <a href="{escape(str(change.url))}">open</a>'
    return f"<li>{'<br>'.join(lines)}</li>"


def as_atom(found: Difference) -> str:
    """An Atom feed (RFC 4287): an entry for each change, its id the same for the same change."""
    # The day of the build and not the clock: the same databases give the same feed.
    stamp = f"{found.new_day}T00:00:00Z"
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        # `.invalid` is nobody's domain (RFC 2606): the ids claim no address.
        "<id>tag:throughline.invalid,2025:changes</id>",
        f"<title>Throughline: what changed by {found.new_day}</title>",
        f"<updated>{stamp}</updated><author><name>Throughline</name></author>",
        f"<rights>{_xml(' '.join(found.notices))}</rights>",
    ]
    for change in found.changes:
        said = "\n".join(_lines(change))
        link = f'<link href="{_xml(change.url)}"/>' if is_web(change.url) else ""
        parts.append(
            f"<entry><id>tag:throughline.invalid,2025:{change.change_id}</id>"
            f"<title>{_xml(titles_of(found)[change.kind])}: {change.what}: {_xml(change.title)}"
            f"</title><updated>{stamp}</updated>{link}"
            f'<content type="text">{_xml(said)}</content></entry>'
        )
    return "\n".join([*parts, "</feed>"]) + "\n"


def _xml(text: object) -> str:
    """A hostile text as XML text: no markup, no control characters."""
    # Line by line, since `plain` takes line ends out.
    kept = "\n".join(plain(line, 2_000) for line in str(text).split("\n"))
    return xml_escape(kept, {'"': "&quot;"})


FORMATS: dict[str, Callable[[Difference], str]] = {
    "text": as_text,
    "html": as_html,
    "json": as_json,
    "atom": as_atom,
}
