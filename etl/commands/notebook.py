"""The command `notebook`: stories listed, and taken away as an article."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from etl.commands.shared.options import take_options
from etl.common.database import open_database, write_whole
from etl.common.settings import Settings, ThroughlineError
from etl.common.words import count_of, printable
from etl.stories.notebook.article import Article, article
from etl.stories.notebook.cards import Story
from etl.stories.notebook.footnoted import as_markdown
from etl.stories.notebook.keeping import (
    case_stories,
    case_story,
    named_story,
    open_story,
    story_names,
)
from etl.stories.notebook.page import as_html

FORMS = {"html": as_html, "markdown": as_markdown}


@take_options
def notebook_command(
    name: Annotated[
        str | None,
        typer.Argument(help="A story's name, or a case's; without one all are listed."),
    ] = None,
    form: Annotated[
        str, typer.Option("--export", help="html (one file, opens offline) or markdown.")
    ] = "html",
    out: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
    *,
    settings: Settings,
) -> None:
    """Write a notebook's story as an article with footnotes to its records.

    Stories are the files of `notebooks` in the data folder; a card that says something else now
    than in the build that it was taken from says so.
    """
    if form not in FORMS:
        raise ThroughlineError(f"no format {form!r}: choose one of {', '.join(FORMS)}")
    if name is None:
        _list(settings)
        return
    told = _told(named_story(name, settings), settings)
    content = FORMS[form](told)
    for entry in told.entries:
        if entry.warning:
            # Beside the answer: what is printed is the article.
            typer.echo(f"{printable(entry.heading)}: {printable(entry.warning)}", err=True)
    if out is None:
        typer.echo(content, nl=False)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    write_whole(out, content)
    typer.echo(f"wrote {out}")


def _told(story: Story, settings: Settings) -> Article:
    with open_database(settings.database) as engine:
        return article(engine, story)


def _list(settings: Settings) -> None:
    """Every story with its title; one that cannot be read says why."""
    for name in story_names(settings):
        try:
            story = open_story(settings, name)
        except ThroughlineError as error:
            typer.echo(f"{name}: {error}")
            continue
        typer.echo(f"{name}: {printable(story.title)} ({count_of(len(story.cards), 'card')})")
    for case in case_stories():
        typer.echo(f"{case}: {printable(case_story(case).title)} (of the case)")
