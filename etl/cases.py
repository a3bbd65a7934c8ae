"""Cases: load the records bundled with a story, and hold its claims against the database."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.lake import Load, forget, loads
from etl.load import Options, load_file
from etl.progress import Progress
from etl.settings import CASES, Settings, ThroughlineError

_HEADER = re.compile(r"^-- (claim|source|expects|excludes): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Claim:
    """A sentence, what it was held against, and how it stands.

    `state` is supported, contradicted or not in the records loaded.
    """

    name: str
    sentence: str
    source: str
    expects: str
    excludes: str
    state: str
    found: str
    evidence: list[str]


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
        if is_case and load.file in names and load.sha256 not in current:
            forget(load, settings)
    return loaded


def claims(name: str, settings: Settings) -> list[Claim]:
    """Every claim of a case with its state, re-checked now."""
    if not settings.database.exists():
        raise ThroughlineError(
            f"no database at {settings.database}: run `python -m etl run --case {name}` first"
        )
    with duckdb.connect(str(settings.database), read_only=True) as engine:
        return held_claims(name, engine)


def held_claims(name: str, engine: duckdb.DuckDBPyConnection) -> list[Claim]:
    """Every claim of a case held against the database of a connection.

    Raises ThroughlineError for a case that is not shipped.
    """
    return [_checked(path, engine) for path in sorted((case_folder(name) / "claims").glob("*.sql"))]


def _checked(path: Path, engine: duckdb.DuckDBPyConnection) -> Claim:
    """One claim held against the database."""
    sql = path.read_text(encoding="utf-8")
    header = dict(_HEADER.findall(sql))
    row = engine.execute(sql).fetchone()
    if row is None or row[0] is None:
        state, found, evidence = "not in the records loaded", "no record", []
    else:
        state = "supported" if row[0] else "contradicted"
        found, evidence = str(row[1]), sorted(set(row[2] or []))
    return Claim(
        name=path.stem,
        sentence=header["claim"],
        source=header["source"],
        expects=header["expects"],
        excludes=header["excludes"],
        state=state,
        found=found,
        evidence=evidence,
    )
