"""A SQL file and its header → Model; the order and the layer rule come from what it reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import sqlglot
from sqlglot import exp

from etl.common.headers import read_header
from etl.common.settings import SQL, ThroughlineError
from etl.sources import tables

LAYERS = (
    "lake", "seeds", "staging", "entities", "links", "measures", "marks", "indicators", "marts",
)  # fmt: skip
_WORDS = {"title", "grain", "key", "note", "params", "rows", "python", "reads"}
# what a page shows beside every flag of an indicator
CARD = ("code", "title", "when", "why", "innocent", "excludes", "params", "source", "also")
_MAY_LACK = {"params", "also"}

LINK_COLUMNS = {
    "link_id": "varchar",
    "link_type": "varchar",
    "from_id": "varchar",
    "to_id": "varchar",
    "first_date": "date",
    "last_date": "date",
    "amount_usd": "decimal(18,2)",
    "amount_basis": "varchar",
    "record_count": "bigint",
    "basis": "varchar",
    "score": "double",
    "label": "varchar",
    "evidence": "varchar[]",
}
FLAG_COLUMNS = {
    "flag_id": "varchar",
    "code": "varchar",
    "subject_id": "varchar",
    "organization_id": "varchar",
    "object_id": "varchar",
    "agency_id": "varchar",
    "state": "varchar",
    "reason": "varchar",
    "value": "double",
    "as_of_date": "date",
    "evidence": "varchar[]",
}
MARK_COLUMNS = {
    "mark_id": "varchar",
    "code": "varchar",
    "subject_id": "varchar",
    "award_key": "varchar",
    "record_id": "varchar",
    "field": "varchar",
    "published": "varchar",
    "amount_usd": "decimal(18,2)",
    "reason": "varchar",
    "since_date": "date",
    "since_record_id": "varchar",
    "until_date": "date",
    "record_ids": "varchar[]",
}
COLLECTIONS = {
    "links": ("link", LINK_COLUMNS),
    "marks": ("mark", MARK_COLUMNS),
    "indicators": ("flag", FLAG_COLUMNS),
}


@dataclass(frozen=True)
class Model:
    """One table: `<layer>.<name>`, its SQL and its header."""

    layer: str
    name: str
    sql: str
    header: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    is_view: bool = False
    room: str = ""

    @property
    def table(self) -> str:
        """The schema-qualified table that the model builds."""
        return f"{self.layer}.{self.name}"

    @property
    def file(self) -> str:
        """Where its SQL stands, below the project's root; its cases mirror it in tests/sql."""
        return "/".join(filter(None, ("sql", self.layer, self.room, f"{self.name}.sql")))

    @property
    def key(self) -> list[str]:
        """The columns that identify a row."""
        return [word.strip() for word in self.header.get("key", "").split(",") if word.strip()]

    @property
    def params(self) -> dict[str, str]:
        """Parameters with their defaults, read in the SQL by getvariable()."""
        words = self.header.get("params", "").split()
        return dict(word.split("=", 1) for word in words)

    @cached_property
    def reads(self) -> frozenset[str]:
        """The tables that the SQL reads, schema-qualified."""
        return frozenset([*_tables_of(self), *self.header.get("reads", "").split()])


def _tables_of(model: Model) -> Iterable[str]:
    """Table references of the parsed SQL; raises ThroughlineError for an unqualified one."""
    try:
        named, bare = find_tables(model.sql)
    except sqlglot.errors.SqlglotError as error:
        raise ThroughlineError(f"{model.file}: {error}") from error
    if bare:
        raise ThroughlineError(f"{model.file}: write {bare[0]} with its schema")
    return named


@cache
def find_tables(sql: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The tables of a query: those with their schema, and those without that it does not define."""
    # Parsed and not searched: a comment or a text may hold what looks like a table.
    tree = sqlglot.parse_one(sql, read="duckdb")
    # The names after `with` look like tables to the parser.
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    found = [
        table
        for table in tree.find_all(exp.Table)
        # `from range(…)` is a table to sqlglot, with a function in its place.
        if not isinstance(table.this, exp.Anonymous | exp.Func)
    ]
    named = tuple(f"{table.db}.{table.name}" for table in found if table.db)
    return named, tuple(t.name for t in found if not t.db and t.name not in own)


def read_model(path: Path, layer: str) -> Model:
    """A model from its file; a comment line that begins no word of the header continues one.

    Raises ThroughlineError when title, grain or key is missing, or part of an indicator's card.
    """
    text = path.read_text(encoding="utf-8")
    header = read_header(text, _WORDS | set(CARD))
    wanted = ["title", "grain", "key"]
    wanted += [name for name in CARD if layer == "indicators" and name not in _MAY_LACK]
    missing = [name for name in wanted if not header.words.get(name)]
    if missing:
        raise ThroughlineError(f"{path}: the header lacks {', '.join(missing)}")
    # A semicolon would end the `create table … as` around it.
    return Model(layer, path.stem, text.strip().rstrip(";"), header.words, header.columns)


def collection_model(layer: str, members: list[Model]) -> Model:
    """The union of a folder whose files all return the same columns; its rows stand once."""
    name, columns = COLLECTIONS[layer]
    listed = ", ".join(columns)
    empty = ", ".join(f"null::{kind} as {column}" for column, kind in columns.items())
    # Columns by name: `union all` goes by place, and members may state them in any order.
    selects = [f"select {listed} from {member.table}" for member in members]
    # The row that never is gives the types, and lets a folder of no file be built.
    sql = " union all ".join([*selects, f"select {empty} where false"])
    key = f"{name}_id"
    title = f"Every {name} of the folder {layer}/"
    header = {"title": title, "grain": f"one row per {key}", "key": key}
    return Model(layer, name, sql, header, is_view=True)


def models(folder: Path = SQL) -> list[Model]:
    """Every model in the order in which it can be built.

    Raises ThroughlineError for a model that reads a later layer, an unknown table or itself.
    """
    found: list[Model] = []
    for layer in LAYERS[2:]:
        members = _models_of(folder / layer, layer)
        found += members
        if layer in COLLECTIONS:
            found.append(collection_model(layer, members))
    by_table = {model.table: model for model in found}
    given = {f"lake.{name}" for name in (*tables(), "load", "rejects")}
    given |= {f"seeds.{name}" for name in (*seed_names(folder), "indicator")}
    there = by_table.keys() | given
    for model in found:
        _check_reads(model, there)
    return _order(by_table)


def _models_of(folder: Path, layer: str) -> list[Model]:
    """The models of a layer by name, whatever room of it they stand in.

    Raises ThroughlineError for two of one name: the name is the table's.
    """
    found: dict[str, Model] = {}
    # By name and not by path, so that a move to another room moves nothing.
    for path in sorted(folder.rglob("*.sql"), key=lambda path: path.stem):
        room = path.parent.relative_to(folder).as_posix().removeprefix(".")
        if path.stem in found:
            raise ThroughlineError(f"{path}: {layer}.{path.stem} stands in another room too")
        found[path.stem] = replace(read_model(path, layer), room=room)
    return list(found.values())


def seed_paths(folder: Path = SQL) -> dict[str, Path]:
    """The closed vocabularies and human judgements kept as CSV, by the name of their table."""
    paths = sorted((folder / "seeds").rglob("*.csv"), key=lambda path: path.stem)
    return {path.stem: path for path in paths}


def seed_names(folder: Path = SQL) -> list[str]:
    """The names of the seeds, in order."""
    return list(seed_paths(folder))


def indicator_cards(folder: Path = SQL) -> list[dict[str, str]]:
    """What the header of each indicator says of it, by the words of CARD, and its file's name."""
    found = [
        read_model(path, "indicators") for path in sorted((folder / "indicators").glob("*.sql"))
    ]
    return [{w: _word_with_values(m, w) for w in CARD} | {"name": m.name} for m in found]


def _word_with_values(model: Model, word: str) -> str:
    """A word of the header, each parameter in its text given as its value."""
    text = model.header.get(word, "")
    for name, value in model.params.items() if word != "params" else ():
        text = re.sub(rf"\b{name}\b", value, text)
    return text


def _check_reads(model: Model, there: Set[str]) -> None:
    """The layer rule: a model reads its own or an earlier layer, and only what exists."""
    for table in model.reads:
        layer = table.split(".")[0]
        if layer not in LAYERS or table not in there:
            raise ThroughlineError(f"{model.table} reads {table}, which does not exist")
        if LAYERS.index(layer) > LAYERS.index(model.layer):
            raise ThroughlineError(f"{model.table} reads {table}, which is of a later layer")


def _order(by_table: dict[str, Model]) -> list[Model]:
    """Dependency order, ties by layer and name."""
    sorter = TopologicalSorter(
        # Sorted: a set's order differs between runs, and static_order keeps what it is given.
        {name: sorted(m.reads & by_table.keys()) for name, m in by_table.items()}
    )
    try:
        return [by_table[name] for name in sorter.static_order()]
    except CycleError as error:
        raise ThroughlineError(f"models read each other: {' → '.join(error.args[1])}") from error
