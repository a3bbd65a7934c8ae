"""How fast evidence leaves: a dossier and its check, a diff of two builds, exports.

Run: `python -m tests.bench.bench_evidence [DATA [FORMAT…]]` (two threads as the machine has them).
Without DATA a database of a million contributions is generated, in about three minutes; DATA is a
folder that holds one, as `python -m tests.bench.full.size` makes it, and free disk for a second
copy of it. Beside each, what anyone would try first: the dossier's own rows copied and zipped by
plain DuckDB, EXCEPT both ways, and the tables of an export copied as CSV with no order, escape,
hash or dictionary. GraphML and GEXF take 300,000 links at most and are left out. It prints figures
and asserts none; the targets are 30 s for the dossier and 60 s for the diff at full size.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import zipfile
from contextlib import redirect_stdout
from pathlib import Path

import duckdb

from etl.changes.diff import Question, difference
from etl.changes.watched import WATCHED
from etl.common.database import open_database
from etl.common.queries import read_query
from etl.common.settings import Settings
from etl.dossier.folder import dossier_bytes
from etl.exports.export import export, formats
from etl.exports.formats.tables import TABLES
from tests.bench.full.cast import Sizes
from tests.bench.full.size import main as make_full_size
from tests.bench.measure import FLAG, Figures, Way, answer, bench_folder, bytes_under, measured

MODULE = "tests.bench.bench_evidence"
MEMORY = "4GB"
# format → the tables that it holds, for the plain copy beside it
BESIDE = {
    "tables": list(TABLES),
    "sqlite": list(TABLES),
    "ftm": ["entity", "edge", "award"],
    "neo4j": ["entity", "edge"],
    "ocds": ["award"],
    "xlsx": ["entity", "edge", "award", "obligation", "flag"],
}
CHANGES = (
    "delete from entities.contribution where rowid % 10007 = 3",
    "update entities.contribution set amount_usd = amount_usd + 1 where rowid % 10009 = 5",
    "delete from marts.edge where link_number % 10007 = 3",
    "delete from marts.award where rowid % 10007 = 3",
    "update marts.award_action set obligated_usd = obligated_usd + 1 where rowid % 10007 = 3",
    "update marts.flag set state = 'not_flagged' where rowid % 10007 = 3",
)


def made(data: Path, target: str) -> Figures:
    """The database, in a process of its own: a child's memory begins at its parent's."""
    with redirect_stdout(sys.stderr):
        make_full_size(Path(target), Sizes(1_000_000, 100_000, 10_000))
    return {}


def dossier(data: Path, database: str, target: str) -> Figures:
    """The dossier of the contractor with most awards."""
    with open_database(Path(database)) as engine:
        engine.execute(f"set memory_limit = '{MEMORY}'")
        rows = engine.execute(
            "select organization_id from marts.contractor order by award_count desc limit 1"
        ).fetchall()
        content = dossier_bytes(engine, [rows[0][0]])
    Path(target).write_bytes(content)
    return {"bytes": len(content)}


def plain_dossier(data: Path, target: str) -> Figures:
    """The same rows, copied as CSV and Parquet and zipped, and nothing told of them."""
    with zipfile.ZipFile(target) as archive:
        archive.extractall(data / "in")
    (data / "out").mkdir()
    for path in (data / "in").rglob("*.parquet"):
        for kind in ("csv", "parquet"):
            copied = data / "out" / f"{path.stem}.{kind}"
            duckdb.execute(f"copy (from '{path}') to '{copied}' (format {kind})")
    shutil.make_archive(str(data / "out"), "zip", data / "out")
    return {"bytes": (data / "out.zip").stat().st_size}


def verified(data: Path, target: str) -> Figures:
    """Its verify.py, as whoever receives it runs it."""
    with zipfile.ZipFile(target) as archive:
        archive.extractall(data)
    script = next(data.rglob("verify.py"))
    subprocess.run([sys.executable, script], check=True, stdout=subprocess.DEVNULL)
    return {"peak_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024}


def changed(data: Path, database: str, old: str) -> Figures:
    """An earlier build: the same one with a row in ten thousand changed."""
    shutil.copy(database, old)
    with duckdb.connect(old, config={"memory_limit": MEMORY}) as engine:
        for statement in CHANGES:
            engine.execute(statement)
    return {}


def diff(data: Path, database: str, old: str) -> Figures:
    """The diff of both."""
    found = difference(Question(Path(old), Path(database), memory=MEMORY))
    return {"rows": sum(sum(counts.values()) for counts in found.counts.values())}


def plain_diff(data: Path, database: str, old: str) -> Figures:
    """EXCEPT both ways over the same columns."""
    engine = duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(data)})
    engine.execute(f"attach '{old}' as old (read_only); attach '{database}' as new (read_only)")
    rows = 0
    for kind in WATCHED:
        watched = read_query(f"changes/{kind}")
        values = dict.fromkeys(watched.params, 1000000)
        for side in ("old", "new"):
            engine.execute(f"use {side}")
            engine.execute(
                f"create or replace temp table {side}_row as select key, said from ({watched.sql})",
                values,
            )
        for here, there in (("old", "new"), ("new", "old")):
            rows += engine.execute(
                f"select count(*) from (from {here}_row except from {there}_row)"
            ).fetchall()[0][0]
    return {"rows": rows}


def exported(data: Path, database: str, name: str) -> Figures:
    """One format."""
    settings = Settings(data=Path(database).parent, memory_limit=MEMORY)
    return {"bytes": bytes_under(export(settings, data / "out", name))}


def plain_export(data: Path, database: str, name: str) -> Figures:
    """The tables that it holds, as CSV."""
    with open_database(Path(database)) as engine:
        engine.execute(f"set memory_limit = '{MEMORY}'")
        for table in BESIDE[name]:
            engine.execute(f"copy marts.{table} to '{data / table}.csv' (format csv)")
    return {"bytes": bytes_under(data)}


def _say(title: str, figures: Figures, beside: Figures | None = None) -> None:
    """One line of a way's figures, and its ratios to the plain way."""
    line = f"{title:28} {figures['seconds']:7.1f} s {figures['peak_mb']:6,.0f} MB"
    if "bytes" in figures:
        line += f" {figures['bytes'] / 2**20:9,.1f} MB written"
    if "rows" in figures:
        line += f" {figures['rows']:9,.0f} differences"
    if beside:
        line += f"  time x{figures['seconds'] / beside['seconds']:.2f}"
        line += f" memory x{figures['peak_mb'] / beside['peak_mb']:.2f} of the plain way"
    print(line, flush=True)


def measure(database: Path, names: list[str], folder: Path) -> None:
    """Everything, one after the other."""
    zipped, old = folder / "dossier.zip", folder / "old.duckdb"
    made = measured(MODULE, "dossier", folder, database, zipped)
    plain = measured(MODULE, "plain_dossier", folder, zipped)
    _say("dossier, largest contractor", made, plain)
    _say("verify.py", measured(MODULE, "verified", folder, zipped), plain)
    measured(MODULE, "changed", folder, database, old)
    told = measured(MODULE, "diff", folder, database, old)
    _say("diff", told, measured(MODULE, "plain_diff", folder, database, old))
    old.unlink()
    for name in names:
        beside = measured(MODULE, "plain_export", folder, database, name)
        _say(f"export {name}", measured(MODULE, "exported", folder, database, name), beside)


def main(arguments: list[str]) -> None:
    """Measure the data that is given, or generate some."""
    names = arguments[1:] or [name for name in formats() if name in BESIDE]
    with bench_folder("evidence") as folder:
        data = Path(arguments[0]) if arguments else folder / "data"
        if not arguments:
            measured(MODULE, "made", folder, data)
        measure(Settings(data=data.resolve()).database, names, folder)


if __name__ == "__main__":
    if sys.argv[1:2] == [FLAG]:
        ways: dict[str, Way] = {
            "made": made,
            "dossier": dossier,
            "plain_dossier": plain_dossier,
            "verified": verified,
            "changed": changed,
            "diff": diff,
            "plain_diff": plain_diff,
            "exported": exported,
            "plain_export": plain_export,
        }
        answer(ways, sys.argv[2:])
    else:
        main(sys.argv[1:])
