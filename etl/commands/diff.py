"""The command `diff`: what changed between two databases."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from etl.commands.shared.changes import CaseOption, ShownOptions, tell_changes
from etl.commands.shared.options import take_options


@take_options
def diff_command(
    old: Annotated[Path, typer.Argument(help="The earlier database.")],
    new: Annotated[Path, typer.Argument(help="The later database.")],
    case: CaseOption = None,
    *,
    shown: ShownOptions,
) -> None:
    """Tell what changed between two databases.

    New awards, contract actions over a threshold, contributions, changed and withdrawn rows, links
    and flags that came or vanished, claims that stand otherwise, and the corrections and files
    behind it.
    """
    tell_changes((old, new), case, shown)
