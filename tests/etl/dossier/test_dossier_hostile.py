"""No dossier makes verify.py run, read or write what it should not, or end in a traceback."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from etl.dossier.shipped.checks import Checked
from etl.dossier.shipped.derived import check_statement
from etl.dossier.shipped.document import Statement
from etl.dossier.shipped.tables import load_table, open_engine
from tests.etl.dossier.dossiers import checked, run, unpacked
from tests.etl.dossier.tamperings import stamped

PLANTED = (
    "duckdb", "json", "csv", "encodings", "os", "re", "zipfile", "__future__", "argparse", "html",
    "hashlib", "sitecustomize", "_duckdb", "numpy", "pandas", "pyarrow", "pytz",
)  # fmt: skip


@pytest.mark.parametrize("words", [["verify.py"], ["-I", "verify.py"], ["-P", "verify.py"]])
@pytest.mark.parametrize("is_package", [False, True])
def test_no_file_of_the_folder_is_taken_for_a_module(
    bare_python: Path, folder: Path, words: list[str], is_package: bool
) -> None:
    for name in PLANTED:
        path = folder / name / "__init__.py" if is_package else folder / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"open('ran', 'a').write({name!r})\n")
    code, said = run(bare_python, words, folder)
    assert not (folder / "ran").exists(), (folder / "ran").read_text()
    assert code == 1
    assert "duckdb" in said and "Traceback" not in said
    assert not (folder / "__pycache__").exists()


def test_it_is_run_as_a_file_and_on_any_terminal(bare_python: Path, folder: Path) -> None:
    code, said = run(bare_python, ["-m", "verify"], folder)
    assert (code, said) == (1, "run it as a file: python -I verify.py\n")
    (folder / "Bérénice Ⅷ.csv").touch()
    code, said = run(bare_python, ["-I", "-X", "utf8=0", "verify.py"], folder)
    assert code == 1 and "Traceback" not in said


@pytest.mark.parametrize(
    "name",
    [
        "a\" as select 1; copy (select 1) to 'ran'; --.b",
        "a.b'; copy (select 1) to 'ran'; --",
        "main.duckdb_tables()",
        "marts.award\nx",
        ".b",
        "a.",
    ],
)
def test_a_file_name_is_never_sql(folder: Path, name: str) -> None:
    for end in ("csv", "parquet"):
        shutil.copyfile(folder / f"rows/marts.award.{end}", folder / f"rows/{name}.{end}")
    code, said = checked(folder)
    assert code == 1
    assert "is not in the manifest" in said
    assert not list(Path().glob("ran")) and not (folder / "ran").exists()


def test_a_name_of_a_column_is_never_sql(tmp_path: Path) -> None:
    path, name = tmp_path / "0", "a\" from x; copy (select 1) to 'ran'; --"
    quoted = name.replace('"', '""')
    duckdb.execute(f"copy (select 1 as \"{quoted}\") to '{path}' (format parquet)")
    engine = open_engine([path], tmp_path)
    table = load_table(engine, "rows/marts.a.parquet", path)
    assert engine.execute(f"describe {table}").fetchall()[0][0] == name


@pytest.mark.parametrize(
    "sql",
    [
        "copy (select 1) to '{out}'",
        "from read_text('/etc/hostname')",
        "from '{own}'",
        "from glob('/etc/*')",
        "attach '{out}' as x",
        "install httpfs",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "export database '{out}'",
        "from pinned",
    ],
)
def test_the_engine_reads_its_tables_and_nothing_else(tmp_path: Path, sql: str) -> None:
    own, out = tmp_path / "0", tmp_path / "out"
    duckdb.execute(f"copy (select 1 as a) to '{own}' (format parquet)")
    pinned = duckdb.sql("select 'a variable of this program'")
    engine = open_engine([own], tmp_path)
    load_table(engine, "rows/marts.a.parquet", own)
    own.unlink()
    with pytest.raises(duckdb.Error):
        engine.execute(sql.format(own=own, out=out)).fetchall()
    assert pinned and not out.exists() and not own.exists()


STATEMENTS = [
    "drop table marts.a",
    "copy (select 1) to 'ran'",
    "select 1; drop table marts.a",
    "with gone as (insert into marts.a values (2) returning *) from gone",
    "from read_text('/etc/hostname')",
    "select range(400000000000)",
    "select",
    "",
    "\0",
    "select 'abc' as \"x USD\", 'NaN' as \"y %\", '1e99999' as \"z USD\"",
    "select timestamptz '2020-01-01', interval 1 day, 'x'::blob, {'a': [1, null]}, "
    "date '290000-01-01', 'infinity'::date, 'nan'::double, 'inf'::float, uuid()",
]


@pytest.mark.parametrize("sql", STATEMENTS)
def test_a_statement_of_any_kind_is_a_finding(tmp_path: Path, sql: str) -> None:
    own = tmp_path / "0"
    duckdb.execute(f"copy (select 1 as a) to '{own}' (format parquet)")
    engine = open_engine([own], tmp_path)
    load_table(engine, "rows/marts.a.parquet", own)
    said: list[str] = []
    stated = Statement("s0-01", "", "table", "Title", "", "", 9, sql, [("a", "count")], [["1"]])
    check_statement(engine, stated, Checked(said.append))
    assert len(said) == 1 and said[0].startswith("DOES NOT HOLD   s0-01 Title: "), said
    assert engine.execute("from marts.a").fetchall() == [(1,)]
    assert not Path("ran").exists()


@pytest.mark.parametrize("sql", ["select repeat('x', 2000000000) from range(40)", *STATEMENTS[:3]])
def test_a_statement_that_is_not_ours_is_not_run(folder: Path, sql: str) -> None:
    """Not even where it stands twice under one name: memory has no bound that DuckDB holds."""
    path = folder / "numbers.json"
    document = json.loads(path.read_text())
    statement = document["statements"][5]
    document["statements"].insert(5, {**statement, "sql": sql})
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n")
    stamped(folder, "numbers.json")
    code, said = checked(folder)
    assert code == 1
    assert f"{statement['id']}: its words or SQL in numbers.json are not" in said
    assert "and it is not derived" in said
    assert "each once" in said


DEEP = b"[" * 200_000
WRONG: list[bytes] = [
    b"", b"{", b"null", b"[]", b"{}", b"NaN", b"\xff\xfe", b"\0", b"\r", DEEP, b'"\\ud800"',
    b"1" * 5000, b'{"statements": 1}', b'{"versions": {}, "files": {}, "statements": []}',
    b'{"versions": {}, "files": {}, "statements": [1]}', b'{"a":' * 50_000,
    b"part\n", b"part,table_name,file_name,source_url,retrieved_at,published_date,sha256\n",
    b'part,"', b'a"b,c"\r', b"\n" * 10_000, b"," * 200_000, b"PAR1" * 9, b"PAR1",
]  # fmt: skip
FILES = ["numbers.json", "manifest.csv", "report.html", "graph.svg", "verify.py", "README.txt",
         "answers.csv", "rows/marts.edge.parquet", "rows/marts.edge.csv"]  # fmt: skip


def ends_well(folder: Path) -> None:
    """It says lines of one length and leaves with 1 or 2."""
    code, said = checked(folder)
    assert code in (1, 2), said
    assert all(len(line) < 500 and line.isprintable() for line in said.split("\n")), said


@pytest.mark.parametrize("name", ["numbers.json", "manifest.csv", "graph.svg"])
@pytest.mark.parametrize("content", WRONG, ids=lambda content: repr(content[:20]))
def test_a_wrong_file_is_said_in_lines(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    if name != "manifest.csv":
        stamped(folder, name)
    ends_well(folder)


Change = Callable[[bytes], bytes]
cuts = st.floats(0, 1).map(lambda part: lambda data: data[: int(part * len(data))])
whole = st.binary(max_size=200).map(lambda data: lambda _: data)
places = st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=8))


def _put(at: tuple[float, bytes]) -> Change:
    def change(data: bytes) -> bytes:
        place = int(at[0] * len(data))
        return data[:place] + at[1] + data[place + len(at[1]) :]

    return change


FEW = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@given(name=st.sampled_from(FILES), change=st.one_of(cuts, whole, places.map(_put)))
def test_no_bytes_of_a_file_make_a_traceback(folder: Path, name: str, change: Change) -> None:
    path = folder / name
    before, lines = path.read_bytes(), (folder / "manifest.csv").read_bytes()
    made = change(before)
    path.write_bytes(made)
    if name != "manifest.csv":
        stamped(folder, name)
    if made != before:
        ends_well(folder)
    path.write_bytes(before)
    (folder / "manifest.csv").write_bytes(lines)


def _contents(packed: bytes) -> dict[str, bytes]:
    """The files of a zip."""
    with zipfile.ZipFile(io.BytesIO(packed)) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


@FEW
@given(change=st.one_of(cuts, whole, places.map(_put)))
# the hour at which the first file was packed, which is no part of what is in it
@example(change=_put((0.0001, b"\x01")))
def test_no_bytes_of_a_zip_make_a_traceback(packed: bytes, tmp_path: Path, change: Change) -> None:
    path = tmp_path / "x.zip"
    made = change(packed)
    path.write_bytes(made)
    code, said = checked(path)
    # Not held as whole: it is the content that must be the same, and not how it is packed.
    assert code in (1, 2) or _contents(made) == _contents(packed), said
    assert said.strip() and all(line.isprintable() for line in said.split("\n"))


def test_no_path_makes_a_traceback(bare_python: Path, packed: bytes, tmp_path: Path) -> None:
    folder = unpacked(packed, tmp_path / "d")
    for word in ("/dev/null", "/dev/zero", "a" * 5000, "--nothing", "/", "rows", "verify.py"):
        code, said = run(bare_python, ["-I", "verify.py", word], folder)
        assert code in (1, 2), word
        assert len(said.strip().splitlines()) >= 1 and "Traceback" not in said
