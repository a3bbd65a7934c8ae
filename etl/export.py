"""What people take away: ordered CSV and Parquet with the notice and a data dictionary."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import duckdb

from etl.convert import quoted
from etl.settings import Settings, ThroughlineError

TABLES = {
    "entity": "entity_id",
    "edge": "link_id",
    "evidence": "record_id",
    "source_file": "table_name, sha256",
    "published_total": "record_id",
    "who_gave": "entity_id, cycle",
    "committee_received": "committee_id, cycle",
    "money_reason": "count_reason",
    "independent_expenditure": "expenditure_id",
    "obligation": "obligation_id",
    "award": "award_key",
    "contractor": "organization_id",
    "contractor_month": "organization_id, month, lane",
    "contractor_gift": "organization_id, role_code, giver_id, recipient_id",
    "award_action": "record_id",
    "award_term": "award_key",
    "subaward": "record_id",
    "agency": "agency_id",
    "agency_contractor": "agency_id, organization_id",
    "overseer_money": "agency_id, congress_committee_id, member_id, committee_id, role_code",
    "member": "person_id",
    "committee": "committee_id",
    "flag": "flag_id",
    "indicator": "code",
    "reconciliation": "reconciliation_id",
    "golden": "golden_id",
    "case_event": "record_id",
    "link_type": "link_type",
    "known_gap": "gap_id",
}

# The sum beside `published_obligated_usd` is a total only where it covers the award's own.
WITHHELD = {"award": ["obligated_usd", "difference_usd"]}


def export(settings: Settings, out: Path | None = None) -> Path:
    """Write every table to `out` (default data/exports/tables); the same database, the same bytes.

    Raises ThroughlineError when there is no database or the folder cannot be written.
    """
    if not settings.database.exists():
        raise ThroughlineError(f"no database at {settings.database}: run `make build` first")
    target = out or settings.exports / "tables"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".export-") as work:
            folder = Path(work) / "tables"
            folder.mkdir()
            with duckdb.connect(str(settings.database), read_only=True) as engine:
                engine.execute("set threads = 1")
                for table, order in TABLES.items():
                    _write_table(engine, table, order, folder)
                _write_readme(engine, folder)
            if target.exists():
                shutil.rmtree(target)
            folder.replace(target)
    except OSError as error:
        raise ThroughlineError(f"cannot write {target}: {error.strerror}: choose --out") from error
    return target


def _columns(engine: duckdb.DuckDBPyConnection, table: str) -> list[tuple[str, str]]:
    described = engine.execute(f"describe marts.{table}").fetchall()
    kept = [(row[0], row[1]) for row in described]
    return [column for column in kept if column[0] not in WITHHELD.get(table, [])]


def _write_table(engine: duckdb.DuckDBPyConnection, table: str, order: str, folder: Path) -> None:
    """One table as Parquet and as CSV whose texts no spreadsheet takes for a formula."""
    parquet, text = quoted(str(folder / f"{table}.parquet")), quoted(str(folder / f"{table}.csv"))
    names = ", ".join(name for name, _ in _columns(engine, table))
    rows = f"select {names} from marts.{table} order by {order}"
    engine.execute(f"copy ({rows}) to {parquet} (format parquet, compression zstd)")
    cells = ", ".join(_cell(name, kind) for name, kind in _columns(engine, table))
    engine.execute(f"copy (select {cells} from ({rows})) to {text} (format csv, header)")


def _cell(name: str, kind: str) -> str:
    """A CSV cell: lists as words, and a quote before what a spreadsheet would run."""
    if kind == "VARCHAR[]":
        return f"array_to_string({name}, ' ') as {name}"
    if kind == "VARCHAR":
        return (
            f"case when regexp_matches({name}, '^\\s*[=+@\\t\\r-]') then '''' || {name} "
            f"else {name} end as {name}"
        )
    return name


def _write_readme(engine: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """The notice, the as-of date, and what each table and column is."""
    notices = engine.execute("select text from marts.notice order by notice_id desc").fetchall()
    built = engine.execute("select as_of_date from marts.build").fetchone()
    lines = ["Throughline export", ""]
    lines += [text for (text,) in notices]
    lines += ["", f"Built as of {built[0] if built else 'unknown'}.", "", "Known gaps"]
    gaps = engine.execute("select title, description from marts.known_gap order by gap_id")
    lines += [f"- {title}: {description}" for title, description in gaps.fetchall()]
    for table in TABLES:
        comment = engine.execute(
            "select comment from duckdb_tables() where schema_name = 'marts' and table_name = ?",
            [table],
        ).fetchone()
        lines += ["", f"{table}: {comment[0] if comment else ''}"]
        lines += [f"- {name} ({kind.lower()})" for name, kind in _columns(engine, table)]
    (folder / "README.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
