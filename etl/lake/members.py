"""The members of a published file: plain text, gzip, or a zip that is checked before it is read."""

from __future__ import annotations

import gzip
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import IO

from etl.common.settings import ThroughlineError
from etl.sources import tables

MAX_RATIO = 400
# A short text of few different signs may pack better than any large one.
RATIO_APPLIES_FROM = 50_000_000
_DATE = re.compile(r"(20\d\d)-?(\d\d)-?(\d\d)")


@dataclass(frozen=True)
class Member:
    """One text inside a published file; `plain_path` is set when it is the file itself."""

    name: str
    size: int
    published_date: date | None
    open: Callable[[], AbstractContextManager[IO[bytes] | gzip.GzipFile]]
    plain_path: Path | None = None


def date_in_name(name: str) -> date | None:
    """The publication date that a file name carries (20250328, 2025-03-28), if any."""
    for match in _DATE.finditer(name):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue
    return None


def newest_date(members: list[Member]) -> date | None:
    """The publisher's date of a file: the newest of its members'."""
    return max((m.published_date for m in members if m.published_date), default=None)


@contextmanager
def readable(path: Path) -> Iterator[list[Member]]:
    """The members of a file, open for reading; raises ThroughlineError with what to do."""
    _refuse_unusable(path)
    magic = _first_bytes(path)
    try:
        # By the first bytes, not by the name: people rename what they download.
        if magic[:2] == b"PK":
            with zipfile.ZipFile(path) as archive:
                yield _zip_members(path, archive)
        elif magic[:2] == b"\x1f\x8b":
            name = path.name.removesuffix(".gz")
            opener = lambda: _BoundedGzip(path)  # noqa: E731
            # A guess for the progress bar: the length in a gzip's tail is right below 4 GB only.
            yield [Member(name, path.stat().st_size * 8, date_in_name(path.name), opener)]
        else:
            yield [
                Member(
                    path.name,
                    path.stat().st_size,
                    date_in_name(path.name),
                    lambda: path.open("rb"),
                    path,
                )
            ]
    except (zipfile.BadZipFile, EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise ThroughlineError(
            f"{path}: the archive is truncated or damaged ({error}): download it again"
        ) from error
    except NotImplementedError as error:
        raise ThroughlineError(
            f"{path}: packed in a way that is not read here ({error}): unpack it and load the texts"
        ) from error


def _first_bytes(path: Path) -> bytes:
    """The bytes that tell an archive; raises ThroughlineError when the file may not be read."""
    try:
        with path.open("rb") as stream:
            return stream.read(4)
    except PermissionError as error:
        raise ThroughlineError(f"{path}: cannot be read: check its permissions") from error


def _refuse_unusable(path: Path) -> None:
    """Say plainly why a path cannot be a published file."""
    if path.is_dir():
        raise ThroughlineError(f"{path}: is a directory: name the files in it, e.g. {path}/*.zip")
    if not path.exists():
        raise ThroughlineError(f"{path}: no such file: check the path")
    if not path.is_file():
        raise ThroughlineError(f"{path}: is not an ordinary file: copy its contents to one")
    if path.stat().st_size == 0:
        raise ThroughlineError(f"{path}: is empty: download it again")


class _BoundedGzip(gzip.GzipFile):
    """A gzip stream that stops when it unpacks to far more than any published text does."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "rb")
        self._path = path
        self._allowed = max(RATIO_APPLIES_FROM, path.stat().st_size * MAX_RATIO)
        self._given = 0

    def read(self, size: int | None = -1) -> bytes:
        """Bytes of the text; raises ThroughlineError past the allowed ratio."""
        data = super().read(-1 if size is None else size)
        # A gzip says its size at the end only: it is counted while it is read.
        self._given += len(data)
        if self._given > self._allowed:
            raise ThroughlineError(
                f"{self._path}: unpacks to more than {MAX_RATIO} times its size: "
                "it is not a published file; download it again"
            )
        return data


def _zip_members(path: Path, archive: zipfile.ZipFile) -> list[Member]:
    """The files of a zip, refused whole when any of them is unsafe to read."""
    infos = [info for info in archive.infolist() if info.filename and not info.is_dir()]
    # Overlapping members unpack one piece of the file many times over.
    if sum(info.compress_size for info in infos) > path.stat().st_size:
        raise ThroughlineError(f"{path}: members overlap: it is not a published file; not read")
    for info in infos:
        _refuse_unsafe(path, info)
    infos = _without_repeats(infos)
    return [
        Member(info.filename, info.file_size, _member_date(path, info), _opener(archive, info))
        for info in infos
    ]


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    return lambda: archive.open(info)


def _member_date(path: Path, info: zipfile.ZipInfo) -> date | None:
    """The publisher's date: in the member's name, the file's name, or the member's time."""
    named = date_in_name(info.filename) or date_in_name(path.name)
    if named:
        return named
    try:
        # A zip that knows no time says 1 January 1980.
        return datetime(*info.date_time).date() if info.date_time[0] > 1980 else None
    except ValueError:
        return None


def _without_repeats(infos: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """The members without the folders that repeat the rows of others, if there are others."""
    folders = {folder for table in tables().values() for folder in table.repeats}
    # Some zips hold all rows once in a file and again by date in a folder.
    kept = [info for info in infos if not any(folder in info.filename for folder in folders)]
    return kept or infos


def _refuse_unsafe(path: Path, info: zipfile.ZipInfo) -> None:
    """Refuse traversal, links, encryption and bombs before a byte is unpacked."""
    # Backslashes and drive letters point outside on Windows.
    name = PurePosixPath(info.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or ":" in "".join(name.parts[:1]):
        raise ThroughlineError(
            f"{path}: member {info.filename!r} points outside the archive: not read; download "
            "the file again from the publisher"
        )
    if info.flag_bits & 0x1:
        raise ThroughlineError(f"{path}: member {info.filename!r} is encrypted: not read")
    # The upper half is the Unix mode; this is the type of a symbolic link.
    if (info.external_attr >> 16) & 0o170000 == 0o120000:
        raise ThroughlineError(f"{path}: member {info.filename!r} is a link: not read")
    # The sizes are those of the directory; zipfile stops at them while unpacking.
    too_dense = info.file_size > MAX_RATIO * max(info.compress_size, 1)
    if info.file_size > RATIO_APPLIES_FROM and too_dense:
        raise ThroughlineError(
            f"{path}: member {info.filename!r} unpacks to more than {MAX_RATIO} times its size: "
            "it is not a published file; not read"
        )
