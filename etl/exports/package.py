"""What stands around every export: README, data dictionary, manifest and notice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from etl.common.about import read_day, read_notices
from etl.common.csvtext import csv_text
from etl.common.database import query_rows, run_query
from etl.common.files import hash_file
from etl.common.queries import read_query
from etl.common.running.failures import system_line
from etl.common.running.unfinished import ASIDE, work_folder
from etl.common.settings import ThroughlineError
from etl.exports.target import MANIFEST, WRITTEN, check_target

README, DICTIONARY = "README.txt", "dictionary.csv"


@dataclass(frozen=True)
class WrittenColumn:
    """A column, or a field, of a written file: its name, its type, and what it says."""

    name: str
    kind: str
    about: str


@dataclass(frozen=True)
class Held:
    """A written file: its name in the folder, how many records it holds, and what they are."""

    file: str
    rows: int
    about: str
    columns: Sequence[WrittenColumn] = field(default_factory=tuple)


def write_folder(target: Path, write: Callable[[Path], None]) -> Path:
    """A folder written whole: `write` fills another one, which then takes the target's place.

    Raises ThroughlineError for a target that `check_target` refuses or that cannot be written;
    what stood there before then stands there still.
    """
    home = check_target(target)
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        # Beside the target: a rename is whole within one file system only.
        with work_folder(home.parent, "export") as work:
            folder = work / "whole"
            folder.mkdir()
            write(folder)
            if home.exists():
                # A folder cannot be renamed onto one that holds files: it waits aside.
                (work / ASIDE).mkdir()
                home.rename(work / ASIDE / home.name)
            folder.rename(home)
    except OSError as error:
        raise ThroughlineError(system_line(error)) from error
    return target


def columns_of(engine: duckdb.DuckDBPyConnection, table: str) -> list[WrittenColumn]:
    """The columns of a table of marts with the comments that the database holds."""
    found = query_rows(engine, read_query("about/column"), {"table": f"marts.{table}"})
    return [WrittenColumn(row["column_name"], row["kind"], row["about"]) for row in found]


def table_title(engine: duckdb.DuckDBPyConnection, table: str) -> str:
    """What a table of marts holds, as the database says."""
    found = query_rows(engine, read_query("about/table"), {"table": f"marts.{table}"})
    return found[0]["about"] if found else ""


@dataclass(frozen=True)
class Head:
    """What a README begins with; `used` are the SHA-256 of the published files used, None: all."""

    title: str
    howto: str
    used: frozenset[str] | None = None


def describe(
    engine: duckdb.DuckDBPyConnection, folder: Path, head: Head, files: list[Held]
) -> None:
    """README, dictionary and manifest beside the written files."""
    write_about(engine, folder, head, files)
    write_manifest(engine, folder, head.used, files)


def write_about(
    engine: duckdb.DuckDBPyConnection, folder: Path, head: Head, files: list[Held]
) -> None:
    """README and dictionary beside the written files."""
    _write_readme(engine, folder, [head.title, "", head.howto], files)
    _write_csv(
        folder / DICTIONARY,
        ("file", "name", "kind", "about"),
        ([held.file, part.name, part.kind, part.about] for held in files for part in held.columns),
    )


def write_manifest(
    engine: duckdb.DuckDBPyConnection,
    folder: Path,
    used: frozenset[str] | None,
    files: list[Held],
) -> None:
    """Each published file that was used, then each written file with its hash."""
    found = run_query(engine, read_query("about/source_file"))
    names = [column[0] for column in found.description or []]
    place = names.index("sha256")
    rows: list[tuple[object, ...]] = [
        ("published", *row) for row in found.fetchall() if used is None or row[place] in used
    ]
    counts = {held.file: held.rows for held in files}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        # It cannot hold its own hash.
        if path.is_file() and name != MANIFEST:
            rows.append((WRITTEN, None, name, None, None, None, hash_file(path), counts.get(name)))
    _write_csv(folder / MANIFEST, ("part", *names), rows)


def _write_readme(
    engine: duckdb.DuckDBPyConnection, folder: Path, head: list[str], files: list[Held]
) -> None:
    """The notice, the as-of date, the known gaps, and what each file is."""
    lines = [
        *head,
        "",
        *read_notices(engine),
        "",
        f"Built as of {read_day(engine)}.",
        "",
        "Known gaps",
    ]
    gaps = query_rows(engine, read_query("about/known_gap"))
    lines += [f"- {gap['title']}: {gap['description']}" for gap in gaps]
    lines += ["", "Files"]
    for held in files:
        lines.append(f"- {held.file}: {held.about} ({held.rows:,} records)")
        lines += [f"    {part.name} ({part.kind}): {part.about}" for part in held.columns]
    lines += [
        f"- {DICTIONARY}: every column of these files, its type and what it says",
        f"- {MANIFEST}: the published files behind the database (address, when retrieved, "
        "SHA-256), and the SHA-256 of each file of this export",
    ]
    (folder / README).write_bytes(("\n".join(lines) + "\n").encode("utf-8"))


def _write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A CSV no text of which a spreadsheet runs."""
    path.write_bytes(csv_text(header, rows).encode("utf-8"))
