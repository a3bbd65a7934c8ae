"""A story as Markdown with footnotes to its records."""

from __future__ import annotations

from etl.common.units import URL, unit_of
from etl.common.words import is_web
from etl.stories.notebook.article import Article, Paragraph
from etl.stories.notebook.cards import Stored
from etl.stories.notebook.safe import markdown_words, safe_markdown
from etl.stories.notebook.taking import cell_words


def as_markdown(told: Article) -> str:
    """The article as Markdown: what names of records hold is text, whoever reads it."""
    parts = [f"# {markdown_words(told.title)}", f"> {markdown_words(' '.join(told.notices), 5000)}"]
    parts += [part for entry in told.entries for part in _parts(entry)]
    parts += [_note(entry) for entry in told.notes]
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def _parts(entry: Paragraph) -> list[str]:
    """The paragraphs of a card."""
    sign = f"[^{entry.number}]" if entry.number else ""
    parts = [f"## {markdown_words(entry.heading)}{sign}"] if entry.heading else []
    parts += [markdown_words(entry.taken.sentence, 4000)] if entry.taken.sentence else []
    parts += [f"> {markdown_words(entry.warning, 3000)}"] if entry.warning else []
    if entry.card.picture:
        parts.append("The picture stands in the HTML of this story, and where it was pinned.")
    parts += [_table(entry), markdown_words(entry.cut)] if entry.has_rows else []
    return [*parts, safe_markdown(entry.card.note)]


def _table(entry: Paragraph) -> str:
    """The rows as a table."""
    columns = entry.taken.columns
    lines = [[("public record" if name == "open" else markdown_words(name)) for name in columns]]
    lines += [["---:" if unit_of(name) == "USD" else "---" for name in columns]]
    lines += [
        [_cell(name, value, entry) for name, value in zip(columns, row, strict=True)]
        for row in entry.taken.rows
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _cell(name: str, value: Stored, entry: Paragraph) -> str:
    if unit_of(name) == URL:
        return f"[open]({value})" if is_web(value) else "no public page"
    return markdown_words(cell_words(name, value, entry.taken.unknown))


def _note(entry: Paragraph) -> str:
    """A footnote: what the card rests on, and its records with their public pages."""
    records = [
        f"[{markdown_words(title)}]({url})" if url else markdown_words(title)
        for title, url in entry.records
    ]
    listed = [*records, entry.more] if entry.more else records
    said = f" Records: {'; '.join(listed)}." if listed else ""
    return f"[^{entry.number}]: {markdown_words(entry.source, 1500)}{said}"
