"""The command `dossier`: a report that anyone can check."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Annotated

import typer

from etl.commands.options import take_options
from etl.common.database import open_database, write_whole
from etl.common.progress import Progress
from etl.common.settings import Settings, ThroughlineError
from etl.dossier.folder import dossier_bytes
from etl.dossier.pdf import browser, print_pdf
from etl.dossier.verify import REPORT
from etl.graph.find import find_entity


@take_options
def dossier_command(
    entities: Annotated[
        list[str],
        typer.Argument(help="Ids or names of those whom it is about.", show_default=False),
    ],
    out: Annotated[
        Path | None, typer.Option(help="The zip to write; default data/exports/dossier.zip.")
    ] = None,
    pdf: Annotated[
        bool | None,
        typer.Option("--pdf/--no-pdf", help="A PDF beside it; default where Chromium is found."),
    ] = None,
    *,
    settings: Settings,
) -> None:
    """Write a dossier: report, rows, the SQL of each number, manifest, and verify.py.

    The report opens offline in any browser and prints well; `python verify.py` derives every
    number of it again and says which hold.
    """
    target = out or settings.exports / "dossier.zip"
    if target.is_dir():
        raise ThroughlineError(f"{target} is a folder: name a file, as in --out dossier.zip")
    with open_database(settings.database) as source, Progress().waiting("dossier") as said:
        ids = [find_entity(source, text) for text in entities]
        content = dossier_bytes(source, ids, said)
        _write(target, content)
        # Unsaid means: where it can be had. Said without Chromium is an error.
        if pdf or (pdf is None and browser()):
            said("printing the PDF")
            print_pdf(_report(content), target.with_suffix(".pdf"))
    typer.echo(f"wrote {target} ({len(content):,} bytes)")
    typer.echo(f"SHA-256 {hashlib.sha256(content).hexdigest()}")
    if pdf or (pdf is None and browser()):
        typer.echo(f"wrote {target.with_suffix('.pdf')}")


def _write(target: Path, content: bytes) -> None:
    """The file whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, content)


def _report(content: bytes) -> str:
    """The report inside a packed dossier."""
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        return whole.read(REPORT).decode()
