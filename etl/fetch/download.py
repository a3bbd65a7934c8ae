"""One published file, whole: resumed by Range, its length checked, renamed when complete."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import requests

from etl.common.asking import MissingError, PublisherError, UnavailableError
from etl.common.files import hash_file, swap_in
from etl.common.settings import ThroughlineError, now
from etl.fetch.errors import host_of, retry_after
from etl.fetch.http import Client, public_url, retrying
from etl.fetch.manifest import Entry, disk_failure
from etl.fetch.partial import Partial, Version

# A cut loses what of a piece has come: the smaller, the less.
PIECE = 1 << 15


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
    is_again: bool = False


def fetch_file(
    wanted: Wanted, client: Client, on_bytes: Callable[[int, int], None]
) -> Entry | None:
    """The file's manifest entry once it is whole under its own name; None when it is unchanged.

    `on_bytes` is told (bytes here, bytes in all). A cut is taken up where it was, as often as
    bytes keep coming. Raises MissingError (no such file), PublisherError, and ThroughlineError
    (disk).
    """
    partial = Partial(wanted.target.with_name(wanted.target.name + ".part"))
    while True:
        before = partial.size
        try:
            return retrying(client.limits)(_fetch_once, wanted, partial, client, on_bytes)
        except UnavailableError as error:
            # The attempts are counted anew as long as bytes keep coming: a file of gigabytes may be
            # cut more often than any number of attempts allows.
            if partial.size <= before or error.retry_after:
                raise
        except OSError as error:
            raise ThroughlineError(disk_failure(wanted.target, error)) from error


def _fetch_once(
    wanted: Wanted, partial: Partial, client: Client, on_bytes: Callable[[int, int], None]
) -> Entry | None:
    """One try: from the first missing byte where the publisher still has the same version."""
    begun = partial.version()
    headers = _resuming(begun, partial) or _conditions(wanted)
    # Packed on the way, a body has neither the file's length nor its byte positions.
    asked = {"Accept-Encoding": "identity"} | headers
    with client.send("GET", wanted.url, headers=asked, stream=True) as response:
        # A 304 that was not asked for is no answer to rely on.
        if response.status_code == 304 and {"If-None-Match", "If-Modified-Since"} & set(asked):
            return None
        version = _version(response)
        # Nothing is left to send: 416 is also the answer when every byte is here.
        if response.status_code == 416 and _is_all_here(response, begun, partial):
            return _finish(begun, wanted, partial)
        if response.status_code == 416:
            partial.remove()
            raise UnavailableError(f"{wanted.target.name}: has changed at the publisher: try again")
        _refuse_failed(response, wanted)
        if response.status_code == 206:
            _continue(response, begun, partial, wanted)
            version = begun
        else:
            partial.start(version)
        _check_room(version.total, partial, wanted)
        _write(response, partial, version.total, on_bytes)
        return _finish(version, wanted, partial)


def _resuming(begun: Version, partial: Partial) -> dict[str, str]:
    """Ask for the rest of what is begun, if its version has a name."""
    if not begun.validator:
        return {}
    # If-Range: another version comes whole (200), not as the rest of what is here.
    return {"Range": f"bytes={partial.size}-", "If-Range": begun.validator}


def _conditions(wanted: Wanted) -> dict[str, str]:
    """Ask only for a version newer than the one that is here, whole as it was fetched."""
    known = wanted.known
    if not known or wanted.is_again or not wanted.target.exists():
        return {}
    # A file that somebody cut or changed here must not be answered with "not modified".
    if wanted.target.stat().st_size != known.bytes:
        return {}
    conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in conditions.items() if value}


def _refuse_failed(response: requests.Response, wanted: Wanted) -> None:
    where, status = f"{host_of(wanted.url)}/{wanted.target.name}", response.status_code
    if status in (200, 206):
        return
    if status == 404:
        raise MissingError(f"{where}: the publisher has no such file (404)")
    if status in (408, 429) or status >= 500:
        raise UnavailableError(
            f"{where}: the publisher is out of service ({status}): try again later; the same "
            "command goes on where it stopped",
            retry_after(response),
        )
    raise PublisherError(f"{where}: the publisher refused the file ({status})")


def _version(response: requests.Response) -> Version:
    """The version that an answer with a whole file is of."""
    length = response.headers.get("Content-Length", "")
    if response.headers.get("Content-Encoding", "identity") != "identity":
        # Packed on the way against our wish: neither length nor place is that of the file.
        return Version()
    return Version(
        response.headers.get("ETag"),
        response.headers.get("Last-Modified"),
        int(length) if length.isdecimal() else None,
    )


def _continue(
    response: requests.Response, begun: Version, partial: Partial, wanted: Wanted
) -> None:
    """Refuse a part that is not the rest of what is begun: If-Range may have been ignored."""
    first, whole = _content_range(response)
    part = replace(_version(response), total=whole)
    if first != partial.size or not begun.is_same(part):
        partial.remove()
        raise UnavailableError(f"{wanted.target.name}: has changed at the publisher: try again")


def _is_all_here(response: requests.Response, begun: Version, partial: Partial) -> bool:
    """Whether no byte is missing: an earlier run ended between the last byte and the name."""
    _, whole = _content_range(response)
    named = replace(_version(response), total=whole)
    return whole == partial.size and begun.is_same(named)


def _check_room(total: int | None, partial: Partial, wanted: Wanted) -> None:
    free = shutil.disk_usage(partial.path.parent).free
    if total is not None and total - partial.size > free:
        need = (total - partial.size) / 1e9
        raise ThroughlineError(
            f"{wanted.target}: needs {need:.1f} GB and {free / 1e9:.1f} GB are free: free some "
            "space or use --data DIR"
        )


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
    on_bytes: Callable[[int, int], None],
) -> None:
    """Append what comes; a short body is a cut, kept and taken up later."""
    name = partial.path.name.removesuffix(".part")
    try:
        with partial.path.open("ab") as stream:
            for piece in response.iter_content(PIECE):
                stream.write(piece)
                on_bytes(stream.tell(), total or 0)
    except requests.RequestException as error:
        raise UnavailableError(
            f"{name}: the download was cut off at {partial.size:,} bytes; the same command goes "
            "on there"
        ) from error
    if total is not None and partial.size != total:
        came = partial.size
        # More than the whole cannot be taken up: it is begun anew.
        if came > total:
            partial.remove()
        raise UnavailableError(f"{name}: {came:,} of {total:,} bytes came: try again")


def _finish(version: Version, wanted: Wanted, partial: Partial) -> Entry:
    """Check the whole file and give it its name."""
    # A publisher under maintenance answers 200 with a page of HTML.
    if wanted.target.suffix == ".zip" and not zipfile.is_zipfile(partial.path):
        partial.remove()
        raise UnavailableError(
            f"{wanted.target.name}: what came is not a zip archive: the publisher may be down for "
            "maintenance; try later"
        )
    sha256 = hash_file(partial.path)
    size = partial.size
    swap_in(partial.path, wanted.target)
    # The bytes have their name now; this takes the note away.
    partial.remove()
    return Entry(
        kind="file",
        source=wanted.source,
        url=public_url(wanted.url),
        path=str(wanted.target.relative_to(wanted.root)),
        retrieved_at=now(),
        bytes=size,
        sha256=sha256,
        replaces=wanted.replaces,
        published=wanted.published or _day(version.last_modified),
        etag=version.etag,
        last_modified=version.last_modified,
    )


def _day(last_modified: str | None) -> str | None:
    """The publisher's date from Last-Modified, none when it is absent or garbled."""
    try:
        return parsedate_to_datetime(last_modified or "").date().isoformat()
    except (ValueError, OverflowError):
        return None


def length_of(url: str, client: Client) -> int | None:
    """The file's length in bytes, None where the publisher does not say.

    Raises MissingError when there is no such file, PublisherError when it is not to be had.
    """
    return retrying(client.limits)(_length_once, url, client)


def _length_once(url: str, client: Client) -> int | None:
    headers = {"Accept-Encoding": "identity"}
    response = client.send("HEAD", url, allow_redirects=True, headers=headers)
    where, status = f"{host_of(url)}{urlsplit(url).path}", response.status_code
    if status == 404:
        raise MissingError(f"{where}: the publisher has no such file (404)")
    if status in (408, 429) or status >= 500:
        message = f"{where}: the publisher is out of service ({status}): try again later"
        raise UnavailableError(message, retry_after(response))
    return _version(response).total if response.ok else None
