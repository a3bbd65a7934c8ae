"""Cases: load the records bundled with a story, and hold its claims against the database."""

from __future__ import annotations

from pathlib import Path

from etl.common.database import open_database
from etl.common.progress import Progress
from etl.common.settings import CASES, Settings, ThroughlineError
from etl.lake.load import load_file
from etl.lake.named import Options
from etl.lake.records import Load, forget, loads
from etl.stories.claims import Claim, hold_claims


def case_names() -> list[str]:
    """The cases that ship with the project."""
    return sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())


def case_folder(name: str) -> Path:
    """The folder of a case; raises ThroughlineError that lists the names."""
    if name not in case_names():
        raise ThroughlineError(f"no case {name!r}: choose one of {', '.join(case_names())}")
    return CASES / name


def load_case(name: str, settings: Settings, progress: Progress) -> list[Load]:
    """Load the case's own records; an edited case file takes the place of its older version."""
    files = sorted(case_folder(name).glob("*.csv"))
    loaded = [load_file(path, settings, Options(), progress) for path in files]
    current = {load.sha256 for load in loaded}
    names = {load.file for load in loaded}
    for load in loads(settings):
        is_case = all(table.table.startswith("case_") for table in load.tables)
        # An edited file has another hash: without this both versions would be in the lake.
        if is_case and load.file in names and load.sha256 not in current:
            forget(load, settings)
    return loaded


def claims(name: str, settings: Settings) -> list[Claim]:
    """Every claim of a case with its state, re-checked now."""
    case_folder(name)
    with open_database(settings.database) as engine:
        return hold_claims(name, engine)
