"""The command `dossier`: a report that anyone can check."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from etl.commands.shared.options import take_options
from etl.common.database import open_database, write_whole
from etl.common.kinds import KINDS
from etl.common.progress import Progress
from etl.common.settings import Settings, ThroughlineError
from etl.dossier.folder import dossier_bytes
from etl.dossier.join import script
from etl.dossier.pdf import browser, print_pdf
from etl.dossier.shipped.members import MANIFEST, REPORT
from etl.dossier.shipped.verify import fingerprint_of
from etl.dossier.shipped.verify import main as verify
from etl.dossier.statements import known_sections
from etl.graph.find import find_entity
from etl.stories.notebook.keeping import named_story


@dataclass(frozen=True)
class ReceivedDossier:
    """A dossier to check instead of writing one, and the fingerprint that its sender has told."""

    verify: Annotated[
        Path | None,
        typer.Option(help="Check this dossier, folder or zip, by this program's own verify.py."),
    ] = None
    fingerprint: Annotated[
        str | None, typer.Option(help="With --verify: what its sender told you it must be.")
    ] = None


@dataclass(frozen=True)
class BesideDossier:
    """What is written beside the report."""

    pdf: Annotated[
        bool | None,
        typer.Option("--pdf/--no-pdf", help="A PDF beside it; default where Chromium is found."),
    ] = None
    story: Annotated[
        str | None,
        typer.Option(help="A story of the notebook, or a case's, to stand beside the report."),
    ] = None


@take_options
def dossier_command(
    entities: Annotated[
        list[str] | None,
        typer.Argument(help="Ids or names of those whom it is about.", show_default=False),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="The zip to write; default data/exports/dossier.zip.")
    ] = None,
    *,
    beside: BesideDossier,
    received: ReceivedDossier,
    settings: Settings,
) -> None:
    """Write a dossier: report, rows, the SQL of each number, manifest, and verify.py.

    The report opens offline in any browser and prints well; `python -I verify.py` derives every
    number again, writes the report again, and says what is not the same. The fingerprint that is
    printed tells this dossier from every other: pass it on another way than the dossier.
    """
    if received.verify or received.fingerprint is not None:
        raise typer.Exit(_verify(received, entities or []))
    if not entities:
        raise ThroughlineError("Missing argument 'entities': an id or a name, or --verify PATH")
    target = out or settings.exports / "dossier.zip"
    story = named_story(beside.story, settings) if beside.story else None
    # Unsaid means: where it can be had. Said without Chromium is an error.
    is_printed = bool(beside.pdf or (beside.pdf is None and browser()))
    _check_target(target, is_printed)
    with open_database(settings.database) as source, Progress().waiting("dossier") as said:
        ids = [find_entity(source, text) for text in entities]
        content = dossier_bytes(source, ids, said, story)
        _write(target, content)
        if is_printed:
            said("printing the PDF")
            print_pdf(_member(content, REPORT).decode("utf-8"), target.with_suffix(".pdf"))
    typer.echo(f"wrote {target} ({len(content):,} bytes)")
    typer.echo(f"fingerprint {fingerprint_of(_member(content, MANIFEST))}")
    typer.echo(f"SHA-256 of the zip {hashlib.sha256(content).hexdigest()}")
    if is_printed:
        typer.echo(f"wrote {target.with_suffix('.pdf')}")


def _check_target(target: Path, is_printed: bool) -> None:
    """Raise ThroughlineError for files that are no dossier of ours and would be written over."""
    if target.is_dir():
        raise ThroughlineError(f"{target} is a folder: name a file, as in --out dossier.zip")
    if target.suffix.lower() == ".pdf":
        raise ThroughlineError(f"{target}: a dossier is a zip, with the PDF beside it: --out x.zip")
    is_ours = _is_dossier(target)
    # The PDF stands beside its zip: without one it is somebody else's.
    for path in [target, *([target.with_suffix(".pdf")] if is_printed else [])]:
        if path.exists() and path.stat().st_size and not is_ours:
            raise ThroughlineError(f"{path} is there and is no dossier: choose another --out")


def _is_dossier(path: Path) -> bool:
    """Whether a file is a zip that this command has written."""
    if not path.is_file() or not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as whole:
        return {REPORT, MANIFEST} <= set(whole.namelist())


def _verify(received: ReceivedDossier, entities: list[str]) -> int:
    """Check a dossier; gives the exit code."""
    if received.verify is None or entities:
        raise ThroughlineError("--verify takes a dossier and no entity, --fingerprint a --verify")
    expected = [] if received.fingerprint is None else [f"--fingerprint={received.fingerprint}"]
    known = known_sections(list(KINDS))
    return verify([*expected, "--", str(received.verify)], script(), known)


def _write(target: Path, content: bytes) -> None:
    """The file whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, content)


def _member(content: bytes, name: str) -> bytes:
    """A file inside a packed dossier."""
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        return whole.read(name)
