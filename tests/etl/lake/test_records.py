"""A record or manifest line that is not what the program writes is refused by file and line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from etl.common.progress import Progress
from etl.common.settings import Settings, ThroughlineError
from etl.fetch.manifest import Entry, entries, record
from etl.lake.load import Options, load_file
from etl.lake.records import VERSION, loads, sealed
from tests.fixtures import fec_line, write_text


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A data folder with one load and one line of the manifest."""
    settings = Settings(data=tmp_path / "data")
    path = write_text(tmp_path / "cn24.txt", fec_line("fec_cn"))
    load_file(path, settings, Options(), Progress(False))
    for name in ("a", "b"):
        record(
            Entry("file", "fec", f"https://x.test/{name}", name, "2026-01-02", 1, "0" * 64, name),
            settings,
        )
    return settings


def the_record(settings: Settings) -> Path:
    (path,) = settings.loads.glob("*.json")
    return path


def changed(**changes: Any) -> Callable[[bytes], bytes]:
    return lambda content: json.dumps(json.loads(content) | changes).encode()


def resealed(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """The same of a record, with the seal that a program would have given it."""
    return lambda content: json.dumps(sealed(json.loads(change(content)))).encode()


def table_changed(**changes: Any) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        said = json.loads(content)
        said["tables"][0] |= changes
        return json.dumps(said).encode()

    return change


BROKEN: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda content: b"", "line 1"),
    "cut": (lambda content: content[: len(content) // 2], r"line \d+: is no JSON"),
    "not UTF-8": (lambda content: content.replace(b"cn24", b"cn\xe924"), r"line \d+: is not UTF-8"),
    "byte-order mark": (lambda content: b"\xef\xbb\xbf" + content, "line 1: a byte-order mark"),
    "UTF-16": (lambda content: content.decode().encode("utf-16"), "line 1: is not UTF-8"),
    "nested": (lambda content: b"[" * 100_000, "line 1: is no JSON"),
    "half a character": (lambda content: content.replace(b"cn24", b"\\ud800"), "is no JSON"),
    "a list": (lambda content: b"[]", "is no Load"),
    "null": (lambda content: b"null", "is no Load"),
    "NaN": (lambda content: content.replace(b": 1,", b": NaN,"), "NaN is no number"),
    "newer": (changed(version=VERSION + 1), "newer version of the program"),
    "one more word": (resealed(changed(weight=3)), '"weight"'),
    "a word less": (
        resealed(lambda content: content.replace(b'"left_out"', b'"left"')),
        '"left',
    ),
    "a text for a number": (resealed(changed(bytes="12")), '"bytes"'),
    "a number for a list": (resealed(changed(tables=3)), '"tables"'),
    "no table": (resealed(changed(tables=[])), "has no table"),
    "of another file": (resealed(changed(sha256="0" * 64)), "record of another file"),
    "no day": (resealed(changed(published_date="soon")), "'soon' is no day"),
    "no moment": (resealed(changed(retrieved_at="noon")), "'noon' is no day"),
    "a path": (resealed(table_changed(table="../../x")), "is no table"),
    "rows do not add up": (resealed(table_changed(rows_loaded=7)), "do not add up"),
    "fewer than none": (
        resealed(table_changed(rows_loaded=2, rows_rejected=-1)),
        "fewer rows than none",
    ),
    "half a row": (resealed(table_changed(rows_read=1.5)), "rows_read"),
    "no last day": (resealed(table_changed(last_date="2024-02-31")), "is no day"),
    "a hash of another kind": (resealed(table_changed(file={"bytes": 1})), "sha256"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_record_that_nobody_wrote_is_refused(settings: Settings, case: str) -> None:
    change, expected = BROKEN[case]
    path = the_record(settings)
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(ThroughlineError, match=expected) as refused:
        loads(settings)
    assert path.name in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "change",
    [
        changed(url="https://elsewhere.test/cn24.zip"),
        changed(file="other.zip"),
        changed(published_date="2020-01-01"),
        changed(seal="0" * 64),
        changed(version=1),
        table_changed(cycle=2022),
        table_changed(last_date="2030-01-01"),
    ],
)
def test_a_word_that_was_changed_later_is_told(
    settings: Settings, change: Callable[[bytes], bytes]
) -> None:
    path = the_record(settings)
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(ThroughlineError, match="is not as it was written: remove this file"):
        loads(settings)


def test_a_torn_record_is_made_again_by_a_load(settings: Settings, tmp_path: Path) -> None:
    path = the_record(settings)
    whole = path.read_bytes()
    path.write_bytes(whole[:100])
    load_file(tmp_path / "cn24.txt", settings, Options(), Progress(False))
    assert path.read_bytes() == whole


def test_a_newer_record_is_not_written_over(settings: Settings, tmp_path: Path) -> None:
    path = the_record(settings)
    path.write_bytes(changed(version=VERSION + 1)(path.read_bytes()))
    newer = path.read_bytes()
    with pytest.raises(ThroughlineError, match="newer version"):
        load_file(tmp_path / "cn24.txt", settings, Options(), Progress(False))
    assert path.read_bytes() == newer


LINES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "not UTF-8": (lambda line: line.replace(b"x.test", b"x\xe9.test"), "is not UTF-8"),
    "byte-order mark": (lambda line: b"\xef\xbb\xbf" + line, "a byte-order mark"),
    "cut": (lambda line: line[:40], "is no JSON"),
    "a list": (lambda line: b"[]", "is no Entry"),
    "one more word": (changed(weight=3), '"weight"'),
    "a text for a number": (changed(bytes="1"), '"bytes"'),
    "a number for a text": (changed(url=1), '"url"'),
    "another kind": (changed(kind="page"), '"kind"'),
    "a path upwards": (changed(path="../../etc/passwd"), "no place below the downloads"),
    "a whole path": (changed(path="/etc/passwd"), "no place below the downloads"),
}


@pytest.mark.parametrize("case", LINES)
def test_a_line_of_the_manifest_that_nobody_wrote_is_refused(settings: Settings, case: str) -> None:
    change, expected = LINES[case]
    path = settings.downloads / "manifest.jsonl"
    first, second = path.read_bytes().splitlines()
    path.write_bytes(b"\n".join([first, change(second), first, b""]))
    with pytest.raises(ThroughlineError, match=f"manifest.jsonl, line 2: .*{expected}") as refused:
        entries(settings)
    assert "\n" not in str(refused.value)


def test_only_the_last_line_may_be_torn(settings: Settings) -> None:
    path = settings.downloads / "manifest.jsonl"
    path.write_bytes(path.read_bytes()[:-30])
    assert [entry.path for entry in entries(settings)] == ["a"]
