"""What a database is made from, so that a build knows what is stale.

A table's fingerprint covers its SQL and parameters, the Python it runs with all that this imports
of ours, the versions of the engines, the day where its SQL reads it, and the fingerprints of the
tables it reads: models, seeds, and lake tables with each file and its reader. The database's own
covers every table, and what is said and asked of them: headers, comments, checks, the runner.
"""

from __future__ import annotations

import ast
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import numpy as np

from etl.build.check import check_paths
from etl.build.models import Model, indicator_cards, models, seed_paths
from etl.build.steps import STEPS
from etl.common.database import open_database
from etl.common.settings import ROOT, SQL, Settings, ThroughlineError, today
from etl.lake.records import Load, loads
from etl.sources import tables

# Rows depend on these files whatever the model: how seeds, the lake and steps become tables.
_PREPARING = (
    "etl/build/prepare.py",
    "etl/build/seeds.py",
    "etl/build/steps.py",
    "etl/common/csv_file.py",
)
_READS_DAY = re.compile(r"getvariable\('as_of_date'\)", re.I)
DAY = "the day of the build"
Inputs = dict[str, str]


@dataclass(frozen=True)
class Fingerprints:
    """What a database is made from, by name, with what tells whether it is the same.

    `inputs` are files, versions and the day, in the order in which they are used; `tables` the
    fingerprint of each model, and `reads` the tables that it reads.
    """

    inputs: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, str] = field(default_factory=dict)
    reads: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def whole(self) -> str:
        """The fingerprint of the database."""
        return _digest(sorted(self.inputs.items()), sorted(self.tables.items()))


@dataclass(frozen=True)
class Staleness:
    """The tables that are to be made again, and the first input that is not what it was."""

    tables: list[str]
    reason: str

    @property
    def sentence(self) -> str:
        """How many tables, and why, on one line."""
        count = len(self.tables)
        if not count:
            return f"no table is stale, but {self.reason}"
        return f"{count:,} {'table is' if count == 1 else 'tables are'} stale: {self.reason}"


def find_fingerprints(settings: Settings) -> Fingerprints:
    """The fingerprints that a build would have now; reads SQL, Python and the lake's records."""
    given = _seed_inputs() | _lake_inputs(loads(settings))
    # Of every model, and read once for all of them.
    common = {path: _file_digest(ROOT / path) for path in _PREPARING}
    common["the version of duckdb"] = duckdb.__version__
    inputs: Inputs = {}
    found: dict[str, str] = {}
    ordered = models()
    for model in ordered:
        own = _model_inputs(model, common)
        for table in sorted(model.reads & given.keys()):
            own |= given[table]
        # In the order of building, so that the first that differs is nearest to the cause.
        inputs |= own
        read = [(table, found[table]) for table in sorted(model.reads & found.keys())]
        found[model.table] = _digest(sorted(own.items()), read)
    reads = {model.table: sorted(model.reads) for model in ordered}
    return Fingerprints(inputs | _whole_inputs(ordered), found, reads)


def find_staleness(old: Fingerprints | None, new: Fingerprints) -> Staleness | None:
    """What is to be made again; None where the old is as good as new.

    `old` is None where there is no database, or none that says what it was made from.
    """
    if old is None:
        return Staleness(list(new.tables), "no database here says what it was made from")
    if old.whole == new.whole:
        return None
    stale = [table for table in new.tables if old.tables.get(table) != new.tables[table]]
    stale += [table for table in old.tables if table not in new.tables]
    # A mapping and not a set: the order of use decides which change is told.
    names = {**new.inputs, **old.inputs}
    changed = (name for name in names if old.inputs.get(name) != new.inputs.get(name))
    return Staleness(stale, next((_told(n, old, new) for n in changed), "a model has moved"))


def _told(name: str, old: Fingerprints, new: Fingerprints) -> str:
    """What became of an input."""
    if name not in old.inputs:
        return f"{name} is new"
    return f"{name} changed" if name in new.inputs else f"{name} is gone"


def read_fingerprints(path: Path) -> Fingerprints | None:
    """What a database says it was made from; None for none, and for one of an older program."""
    try:
        with open_database(path) as engine:
            inputs = engine.execute("from marts.build_input").fetchall()
            built = engine.execute("from marts.build_model").fetchall()
    except (duckdb.Error, ThroughlineError):
        return None
    return Fingerprints(
        dict(inputs), {row[0]: row[1] for row in built}, {r[0]: r[2] for r in built}
    )


def write_fingerprints(engine: duckdb.DuckDBPyConnection, found: Fingerprints) -> None:
    """Keep what this database was made from: marts.build_model and marts.build_input."""
    # One statement for all rows: hundreds of inserts cost more than they write.
    engine.execute(
        "create table marts.build_model as select unnest($1::varchar[]) as table_name, "
        "unnest($2::varchar[]) as fingerprint, unnest($3::varchar[][]) as reads",
        [list(found.tables), list(found.tables.values()), [found.reads[n] for n in found.tables]],
    )
    engine.execute(
        "create table marts.build_input as select unnest($1::varchar[]) as input_name, "
        "unnest($2::varchar[]) as digest",
        [list(found.inputs), list(found.inputs.values())],
    )


def find_modules(function: Callable[..., object], root: Path = ROOT) -> list[Path]:
    """The files of ours that a function's module needs, itself first, then what they import."""
    found: list[Path] = []
    waiting = [function.__module__]
    while waiting:
        path = _file_of(waiting.pop(0), root)
        if path is not None and path not in found:
            found.append(path)
            waiting += _imports(path)
    return found


def _file_of(module: str, root: Path) -> Path | None:
    """The file of a module below the root; None for what is not ours, or no module."""
    plain = root.joinpath(*module.split("."))
    candidates = (plain.with_suffix(".py"), plain / "__init__.py")
    return next((path for path in candidates if path.is_file()), None)


def _imports(path: Path) -> list[str]:
    """The modules that a file may import: what stands after `from` can be a module too."""
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            # `from etl.lake import load` needs load.py too.
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return sorted(names)


def _model_inputs(model: Model, common: Inputs) -> Inputs:
    """What a model is made from, apart from the tables that it reads."""
    # Comments change no row; as parts of the header they count for the database as a whole.
    body = "\n".join(line for line in model.sql.splitlines() if not line.lstrip().startswith("--"))
    step = model.header.get("python")
    own = {_name_of(model): _digest(body, sorted(model.params.items()), step, model.is_view)}
    own |= common
    if step:
        own["the version of numpy"] = np.__version__
        paths = find_modules(STEPS[step])
        own |= {path.relative_to(ROOT).as_posix(): _file_digest(path) for path in paths}
    if _READS_DAY.search(body):
        own[DAY] = today().isoformat()
    return own


def _name_of(model: Model) -> str:
    """The file of a model; the union of a collection has none."""
    return f"the collection {model.table}" if model.is_view else model.file


def _seed_inputs() -> dict[str, Inputs]:
    """What each seed is made from, by table; the cards of the indicators are one more."""
    found = {
        f"seeds.{name}": {path.relative_to(ROOT).as_posix(): _file_digest(path)}
        for name, path in seed_paths().items()
    }
    cards = {f"the card of {card['name']}": _digest(card) for card in indicator_cards()}
    return found | {"seeds.indicator": cards}


def _lake_inputs(found: list[Load]) -> dict[str, Inputs]:
    """What each lake table is made from: its files with their readers, in order."""
    given: dict[str, Inputs] = {
        f"lake.{name}": {f"the columns of lake.{name}": _digest(list(table.lake_columns().items()))}
        for name, table in tables().items()
    }
    given |= {"lake.load": {}, "lake.rejects": {}}
    for load in found:
        for table in load.tables:
            said = (load.sha256, table.cycle, table.reader)
            # lake.load shows all that a record says, lake.<table> only the rows of the file.
            # Not how the file was packed: the same rows may be packed otherwise.
            own = vars(load) | {"tables": vars(table) | {"file": None}, "rejects": None}
            record = (said, own)
            _add_file(given, f"lake.{table.table}", load.file, said)
            _add_file(given, "lake.load", load.file, record)
            if table.rows_rejected:
                _add_file(given, "lake.rejects", load.file, said)
    return given


def _add_file(given: dict[str, Inputs], table: str, file: str, said: object) -> None:
    """A file more that a lake table is made from; files of one name are told together."""
    inputs, name = given.setdefault(table, {}), f"{file} in {table}"
    # Two files of one name may be loaded: the second must not hide the first.
    inputs[name] = _digest(inputs.get(name), said)


def _whole_inputs(ordered: list[Model]) -> Inputs:
    """What the database is made from beside its tables: what is said and asked of them."""
    found = {f"the header of {_name_of(m)}": _digest(m.header, m.columns) for m in ordered}
    paths = [SQL / "columns.csv", *check_paths(), *sorted((ROOT / "etl" / "build").glob("*.py"))]
    found |= {path.relative_to(ROOT).as_posix(): _file_digest(path) for path in paths}
    return found | {DAY: today().isoformat()}


def _file_digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _digest(*parts: object) -> str:
    """A hash of plain values: the same values, the same hash."""
    # JSON and not hash(): Python seeds the hashes of texts anew in every process.
    text = json.dumps(parts, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
