"""One published file, whole: resumed by Range, its length checked, renamed when complete."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import requests

from etl.http import Client, PublisherError, UnavailableError, public_url, retry_after, retrying
from etl.manifest import Entry
from etl.settings import ThroughlineError

PIECE = 1 << 20


@dataclass(frozen=True)
class Wanted:
    """A published file: where it is, where it goes, and what we have of it already."""

    url: str
    source: str
    replaces: str
    target: Path
    root: Path
    published: str | None = None
    known: Entry | None = None


@dataclass
class Partial:
    """An unfinished download: its bytes, and the version of the file that they are of."""

    path: Path

    @property
    def note(self) -> Path:
        return self.path.with_name(self.path.name + ".json")

    def validator(self) -> str | None:
        """The ETag or Last-Modified that the bytes belong to; None where they cannot be trusted."""
        try:
            value = json.loads(self.note.read_text(encoding="utf-8"))["validator"]
        except (OSError, ValueError, KeyError):
            return None
        return str(value) if value and self.path.exists() else None

    def start(self, validator: str | None) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(b"")
        self.note.write_text(json.dumps({"validator": validator}), encoding="utf-8")

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    def remove(self) -> None:
        self.path.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)


def fetch_file(
    wanted: Wanted, client: Client, on_bytes: Callable[[int, int], None]
) -> Entry | None:
    """The file's manifest entry once it is whole under its own name; None when it is unchanged.

    `on_bytes` is told (bytes here, bytes in all). A cut is taken up where it was, as often as
    bytes keep coming. Raises PublisherError (404: no such file) and ThroughlineError (disk).
    """
    partial = Partial(wanted.target.with_name(wanted.target.name + ".part"))
    while True:
        before = partial.size
        try:
            return retrying(client.limits)(_fetch_once, wanted, partial, client, on_bytes)
        except UnavailableError as error:
            if partial.size <= before or error.retry_after:
                raise
        except OSError as error:
            raise ThroughlineError(_disk_message(wanted.target, error)) from error


def _disk_message(target: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT):
        return f"{target}: no room left: free some space or use --data DIR; what came is kept"
    return f"{target}: cannot be written ({error.strerror or error}): use --data DIR"


def _fetch_once(
    wanted: Wanted, partial: Partial, client: Client, on_bytes: Callable[[int, int], None]
) -> Entry | None:
    """One try: from the first missing byte where the publisher still has the same version."""
    validator = partial.validator()
    headers = {"Accept-Encoding": "identity"} | _conditions(wanted)
    if validator and partial.size:
        headers = {
            "Accept-Encoding": "identity",
            "Range": f"bytes={partial.size}-",
            "If-Range": validator,
        }
    with client.send("GET", wanted.url, headers=headers, stream=True) as response:
        if response.status_code == 304:
            return None
        if response.status_code == 416:
            partial.remove()
            raise UnavailableError(f"{wanted.target.name}: has changed at the publisher: again")
        _refuse_failed(response, wanted, client)
        total = _opened(response, partial, wanted)
        _write(response, partial, total, client, on_bytes)
        return _finished(response, wanted, partial, total)


def _conditions(wanted: Wanted) -> dict[str, str]:
    """Ask only for a version newer than the one that is here."""
    if not wanted.known or not wanted.target.exists():
        return {}
    asked = {}
    if wanted.known.etag:
        asked["If-None-Match"] = wanted.known.etag
    if wanted.known.last_modified:
        asked["If-Modified-Since"] = wanted.known.last_modified
    return asked


def _refuse_failed(response: requests.Response, wanted: Wanted, client: Client) -> None:
    where = f"{urlsplit(wanted.url).netloc.rpartition('@')[2]}/{wanted.target.name}"
    if response.status_code in (200, 206):
        return
    if response.status_code == 404:
        raise PublisherError(f"{where}: the publisher has no such file (404)")
    if response.status_code == 429 or response.status_code >= 500:
        raise UnavailableError(
            f"{where}: the publisher is out of service ({response.status_code}): try again later",
            retry_after(response),
        )
    raise PublisherError(f"{where}: the publisher refused the file ({response.status_code})")


def _opened(response: requests.Response, partial: Partial, wanted: Wanted) -> int | None:
    """The length of the whole file; the partial is begun anew unless the answer continues it."""
    length = response.headers.get("Content-Length", "")
    total = int(length) if length.isdecimal() else None
    if response.status_code == 206:
        start, whole = _content_range(response)
        if start != partial.size:
            partial.remove()
            raise UnavailableError(f"{wanted.target.name}: the publisher sent another part: again")
        total = whole
    else:
        partial.start(_validator(response))
    free = shutil.disk_usage(partial.path.parent).free
    if total is not None and total - partial.size > free:
        need = (total - partial.size) / 1e9
        raise ThroughlineError(
            f"{wanted.target}: needs {need:.1f} GB and {free / 1e9:.1f} GB are free: free some "
            "space or use --data DIR"
        )
    return total


def _validator(response: requests.Response) -> str | None:
    """What names this version: a strong ETag, or else Last-Modified."""
    etag = response.headers.get("ETag", "")
    if etag and not etag.startswith("W/"):
        return etag
    return response.headers.get("Last-Modified")


def _content_range(response: requests.Response) -> tuple[int, int | None]:
    """First byte and whole length of `Content-Range: bytes 5-9/10`."""
    span, _, whole = response.headers.get("Content-Range", "").removeprefix("bytes ").partition("/")
    first = span.partition("-")[0]
    return (
        int(first) if first.isdecimal() else -1,
        int(whole) if whole.isdecimal() else None,
    )


def _write(
    response: requests.Response,
    partial: Partial,
    total: int | None,
    client: Client,
    on_bytes: Callable[[int, int], None],
) -> None:
    """Append what comes; a short body is a cut, kept and taken up later."""
    try:
        with partial.path.open("ab") as stream:
            for piece in response.iter_content(PIECE):
                stream.write(piece)
                on_bytes(stream.tell(), total or 0)
            stream.flush()
            os.fsync(stream.fileno())
    except requests.RequestException as error:
        raise UnavailableError(
            f"{partial.path.name.removesuffix('.part')}: the download was cut off at "
            f"{partial.size:,} bytes; the same command goes on there"
        ) from error
    if total is not None and partial.size != total:
        if partial.size > total:
            partial.remove()
        raise UnavailableError(
            f"{partial.path.name.removesuffix('.part')}: {partial.size:,} of {total:,} bytes came"
        )


def _finished(
    response: requests.Response, wanted: Wanted, partial: Partial, total: int | None
) -> Entry:
    """Check the whole file and give it its name."""
    if wanted.target.suffix == ".zip" and not zipfile.is_zipfile(partial.path):
        partial.remove()
        raise UnavailableError(f"{wanted.target.name}: what came is not a zip archive: again")
    with partial.path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    size = partial.size
    partial.path.replace(wanted.target)
    partial.remove()
    last_modified = response.headers.get("Last-Modified")
    return Entry(
        kind="file",
        source=wanted.source,
        url=public_url(wanted.url),
        path=str(wanted.target.relative_to(wanted.root)),
        retrieved_at=datetime.now(UTC).isoformat(timespec="seconds"),
        bytes=size,
        sha256=sha256,
        replaces=wanted.replaces,
        published=wanted.published or _day(last_modified),
        etag=response.headers.get("ETag"),
        last_modified=last_modified,
    )


def _day(last_modified: str | None) -> str | None:
    """The publisher's date from Last-Modified, none when it is absent or garbled."""
    try:
        return parsedate_to_datetime(last_modified or "").date().isoformat()
    except ValueError:
        return None


def length_of(url: str, client: Client) -> int | None:
    """The file's length in bytes, None where the publisher does not say.

    Raises PublisherError when there is no such file.
    """
    response = client.send("HEAD", url, allow_redirects=True)
    if response.status_code == 404:
        raise PublisherError(f"{urlsplit(url).path}: the publisher has no such file (404)")
    length = response.headers.get("Content-Length", "")
    return int(length) if response.ok and length.isdecimal() else None
