"""The command `answer`: what those said who were asked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from etl.commands.shared.options import take_options
from etl.common.settings import ThroughlineError
from etl.stories.answers import ANSWERS, answers_of, keep_answers


@take_options
def answer_command(
    path: Annotated[Path, typer.Argument(help="The answers.csv of a dossier, filled in.")],
) -> None:
    """Keep the answers of those who were asked; the next build prints them with the entity."""
    answers = answers_of(path)
    if not answers:
        raise ThroughlineError(f"{path} holds no answer yet: fill in the column answer")
    new = keep_answers(answers)
    typer.echo(f"{new} new of {len(answers)} answers kept in {ANSWERS}; commit it and build again")
