"""A published file arrives whole or not at all, and never as a mixture of two versions."""

from __future__ import annotations

import errno
import shutil
from collections import namedtuple
from dataclasses import replace
from pathlib import Path

import pytest

from etl.common.asking import MissingError, PublisherError, UnavailableError
from etl.common.settings import ThroughlineError
from etl.fetch.download import fetch_file, length_of
from etl.fetch.manifest import Entry
from tests.fixtures.publishers import Publishers
from tests.fixtures.wire import QUICK, Answer, Wire, client_of, every, http, wanted_in, zip_of

OLD, NEW = zip_of(1), zip_of(2)
DAY, NEXT_DAY = "Sun, 05 Jan 2025 06:00:00 GMT", "Sun, 12 Jan 2025 06:00:00 GMT"
HALF = 3 << 15


def fetched(folder: Path, wire: Wire, known: Entry | None = None) -> Entry | None:
    wanted = wanted_in(folder, f"{wire.root}/2024/cm24.zip", known)
    return fetch_file(wanted, client_of(wire.root, None), lambda here, total: None)


def arrived(folder: Path) -> bytes:
    """The bytes under the file's own name; nothing else lies beside it."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert [path.name for path in files] == ["cm24.zip"]
    return files[0].read_bytes()


def cut(data: bytes, **headers: str) -> bytes:
    """The first half of a file, and a hang-up."""
    return http(200, data[:HALF], len(data), **headers)


def rest(data: bytes, first: int = HALF, **headers: str) -> bytes:
    span = f"bytes {first}-{len(data) - 1}/{len(data)}"
    return http(206, data[first:], Content_Range=span, **headers)


def ranges(wire: Wire) -> list[str]:
    lines = [line for head in wire.heard for line in head.split("\r\n")]
    return [line.split(": ")[1] for line in lines if line.lower().startswith("range:")]


@pytest.mark.parametrize("length", [None, -1])
def test_a_file_comes_whole(tmp_path: Path, length: int | None) -> None:
    with Wire(http(200, OLD, length, ETag='"1"', Last_Modified=DAY)) as wire:
        entry = fetched(tmp_path, wire)
    assert entry and arrived(tmp_path) == OLD
    assert (entry.bytes, entry.published, entry.etag) == (len(OLD), "2025-01-05", '"1"')


def test_a_chunked_file_comes_whole(tmp_path: Path) -> None:
    chunk = f"{len(OLD):x}\r\n".encode() + OLD + b"\r\n0\r\n\r\n"
    with Wire(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk) as wire:
        fetched(tmp_path, wire)
    assert arrived(tmp_path) == OLD


@pytest.mark.parametrize("name", [{"ETag": '"1"'}, {"Last_Modified": DAY}])
def test_a_cut_is_taken_up(tmp_path: Path, name: dict[str, str]) -> None:
    with Wire(cut(OLD, **name), rest(OLD, **name)) as wire:
        entry = fetched(tmp_path, wire)
        assert ranges(wire) == [f"bytes={HALF}-"]
    assert arrived(tmp_path) == OLD and entry


def test_cuts_are_taken_up_for_as_long_as_bytes_come(tmp_path: Path) -> None:
    with Publishers() as publishers:
        publishers.bulk.add(2024, "cm24.zip", OLD)
        publishers.cut("cm24", 40_000, times=8)
        url = f"{publishers.fec_bulk_url}/2024/cm24.zip"
        fetch_file(wanted_in(tmp_path, url), client_of(url, None), lambda here, total: None)
        assert len(publishers.requests) == 6
    assert arrived(tmp_path) == OLD


VERSIONS = {
    "etag": ({"ETag": '"1"'}, {"ETag": '"2"'}),
    "date": ({"Last_Modified": DAY}, {"Last_Modified": NEXT_DAY}),
    "weak tag": (
        {"ETag": 'W/"1"', "Last_Modified": DAY},
        {"ETag": 'W/"2"', "Last_Modified": DAY},
    ),
    "weak tag alone": ({"ETag": 'W/"1"'}, {"ETag": 'W/"2"'}),
    "no name": ({}, {}),
    "name lost": ({"ETag": '"1"'}, {}),
}


@pytest.mark.parametrize("names", VERSIONS.values(), ids=list(VERSIONS))
@pytest.mark.parametrize("obeys_if_range", [True, False])
def test_two_versions_are_never_mixed(
    tmp_path: Path, names: tuple[dict[str, str], dict[str, str]], obeys_if_range: bool
) -> None:
    old, new = names
    second = http(200, NEW, **new) if obeys_if_range else rest(NEW, **new)
    is_ranged = "ETag" in old and not old["ETag"].startswith("W/") or "Last_Modified" in old
    answers = [cut(OLD, **old), second] if is_ranged else [cut(OLD, **old)]
    with Wire(*answers, http(200, NEW, **new)) as wire:
        entry = fetched(tmp_path, wire)
    assert arrived(tmp_path) == NEW
    assert entry and entry.etag == new.get("ETag")


@pytest.mark.parametrize("span", ["bytes 0-5/300", f"bytes {HALF}-200100/999999", "garbled", ""])
def test_another_part_than_asked_begins_anew(tmp_path: Path, span: str) -> None:
    part = http(206, OLD[HALF:], Content_Range=span, ETag='"1"')
    with Wire(cut(OLD, ETag='"1"'), part, http(200, OLD)) as wire:
        fetched(tmp_path, wire)
    assert arrived(tmp_path) == OLD


def test_a_server_without_ranges_sends_it_anew(tmp_path: Path) -> None:
    with Wire(cut(OLD, ETag='"1"'), http(200, OLD, ETag='"1"')) as wire:
        fetched(tmp_path, wire)
    assert arrived(tmp_path) == OLD


def begun(folder: Path, wire: Wire, data: bytes) -> None:
    """What a run leaves that was killed: bytes, and the version that they are of."""
    every(lambda: fetched(folder, wire))
    (folder / "fec/2024/cm24.zip.part").write_bytes(data)


def test_a_run_killed_before_the_name_fetches_nothing_again(tmp_path: Path) -> None:
    whole = http(416, Content_Range=f"bytes */{len(OLD)}", ETag='"1"')
    names = {"ETag": '"1"', "Last_Modified": DAY}
    with Wire(cut(OLD, **names), http(503)) as wire:
        begun(tmp_path, wire, OLD)
    with Wire(whole, http(500)) as wire:
        entry = fetched(tmp_path, wire)
        assert len(wire.heard) == 1
    assert arrived(tmp_path) == OLD and entry and entry.published == "2025-01-05"


@pytest.mark.parametrize("answer", [{"ETag": '"2"'}, {}])
def test_a_416_of_another_version_begins_anew(tmp_path: Path, answer: dict[str, str]) -> None:
    with Wire(cut(OLD, ETag='"1"'), http(503)) as wire:
        begun(tmp_path, wire, OLD)
    refused = http(416, Content_Range=f"bytes */{len(OLD)}", **answer)
    with Wire(refused, http(200, NEW, ETag='"2"')) as wire:
        fetched(tmp_path, wire)
    assert arrived(tmp_path) == NEW


def test_what_is_unchanged_is_not_fetched(tmp_path: Path) -> None:
    with Wire(http(200, OLD, ETag='"1"', Last_Modified=DAY), http(304)) as wire:
        known = fetched(tmp_path, wire)
        assert fetched(tmp_path, wire, known) is None
        assert 'If-None-Match: "1"' in wire.heard[1]
    assert arrived(tmp_path) == OLD


@pytest.mark.parametrize("harm", ["short", "gone", "again"])
def test_what_is_damaged_is_fetched_again(tmp_path: Path, harm: str) -> None:
    with Wire(http(200, OLD, ETag='"1"')) as wire:
        known = fetched(tmp_path, wire)
        target = tmp_path / "fec/2024/cm24.zip"
        target.write_bytes(b"harm") if harm == "short" else None
        target.unlink() if harm == "gone" else None
        wanted = wanted_in(tmp_path, f"{wire.root}/2024/cm24.zip", known)
        wanted = replace(wanted, is_again=harm == "again")
        assert fetch_file(wanted, client_of(wire.root, None), lambda here, total: None)
        assert "If-None-Match" not in wire.heard[1]
    assert arrived(tmp_path) == OLD


@pytest.mark.parametrize("status", [404, 403, 400, 304])
def test_a_refusal_ends_it(tmp_path: Path, status: int) -> None:
    with Wire(http(status)) as wire:
        failure = every(lambda: fetched(tmp_path, wire))
        assert len(wire.heard) == 1
    assert isinstance(failure, PublisherError) and str(status) in str(failure)
    assert isinstance(failure, MissingError) == (status == 404)


@pytest.mark.parametrize(
    "answer",
    [http(200, b"<html>down</html>"), http(200), http(200, OLD[:-50]), http(503), http(429)]
    + [http(200, OLD[:500], 900), b""],
    ids=["html", "empty", "torn", "503", "429", "short", "hangup"],
)
def test_what_is_no_archive_gets_no_name(tmp_path: Path, answer: Answer) -> None:
    with Wire(answer) as wire:
        failure = every(lambda: fetched(tmp_path, wire))
    assert isinstance(failure, UnavailableError) and "cm24.zip" in str(failure) or answer == b""
    assert not (tmp_path / "fec/2024/cm24.zip").exists()
    with Wire(answer, http(200, NEW, ETag='"2"')) as wire:
        fetched(tmp_path, wire)
    assert arrived(tmp_path) == NEW


def test_more_than_announced_is_cut_off(tmp_path: Path) -> None:
    with Wire(http(200, OLD + b"more", len(OLD))) as wire:
        fetched(tmp_path, wire)
    assert arrived(tmp_path) == OLD


def test_a_full_disk_keeps_what_came(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*asked: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with Wire(http(200, OLD, ETag='"1"'), rest(OLD, len(OLD), ETag='"1"')) as wire:
        with monkeypatch.context() as patch:
            patch.setattr("etl.common.files.os.fsync", full)
            failure = every(lambda: fetched(tmp_path, wire))
        assert type(failure) is ThroughlineError and "no room left" in str(failure)
        assert (tmp_path / "fec/2024/cm24.zip.part").stat().st_size == len(OLD)
        fetched(tmp_path, wire)
    assert arrived(tmp_path) == OLD


def test_too_little_room_is_said_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")(9, 9, 1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    with Wire(http(200, OLD)) as wire:
        failure = every(lambda: fetched(tmp_path, wire))
        assert len(wire.heard) == 1
    assert "GB are free: free some space" in str(failure)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "fec").write_text("a file where the folder should be")
    with Wire(http(200, OLD)) as wire:
        failure = every(lambda: fetched(tmp_path, wire))
    assert type(failure) is ThroughlineError and "cannot be written" in str(failure)


@pytest.mark.parametrize("note", ["", "[]", "null", '{"etag": "x", "more": 1}', '{"total": '])
def test_a_garbled_note_begins_anew(tmp_path: Path, note: str) -> None:
    part = tmp_path / "fec/2024/cm24.zip.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(NEW[:500])
    part.with_name("cm24.zip.part.json").write_text(note)
    with Wire(http(200, OLD)) as wire:
        fetched(tmp_path, wire)
        assert ranges(wire) == []
    assert arrived(tmp_path) == OLD


def test_the_length_is_asked_patiently() -> None:
    with Wire(http(503), http(200, b"", 77)) as wire:
        assert length_of(f"{wire.root}/cm24.zip", client_of(wire.root, None, QUICK)) == 77
    with Wire(http(404)) as wire, pytest.raises(MissingError):
        length_of(f"{wire.root}/cm24.zip", client_of(wire.root, None, QUICK))
