"""The folder of one search: its words, every answer as it came, and the totals of a whole one."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import threading
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from etl.common.asking import Answer, Request, Walk
from etl.common.database import write_whole
from etl.common.files import swap_in
from etl.common.plain import NotPlainError, as_dataclass, parsed, read_json
from etl.common.settings import Settings

STALE_AFTER = timedelta(days=7)


@dataclass(frozen=True)
class Page:
    """One stored answer. `number` 0 is the answer to the count request of its chain."""

    chain: int
    number: int
    file: str
    request: Request
    retrieved_at: str
    bytes: int
    sha256: str
    row_count: int


@dataclass(frozen=True)
class SearchHeader:
    """The search as it was asked: what a store keeps of it."""

    service: str
    endpoint: str
    title: str
    tables: list[str]
    key: Any
    keep: list[list[str]]
    contexts: list[dict[str, Any]]
    asked_at: str


@dataclass
class Totals:
    """What a walk brought: rows, unique rows, and the publisher's own count where it is exact.

    `shortfall` is summed over chains: a surplus in one does not hide a loss in another.
    """

    rows: int = 0
    unique: int = 0
    expected: int | None = None
    shortfall: int = 0
    inexact: int = 0


@dataclass
class Store:
    """The folder of one walk: its search, a line per page, the pages, and the end's totals."""

    folder: Path
    pages: list[Page] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self, walk: Walk, asked_at: str) -> None:
        """Start the folder, or read what a run of the last days left in it."""
        if self._is_stale(asked_at):
            shutil.rmtree(self.folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self.header_path.exists():
            write_whole(self.header_path, json.dumps(header_of(walk, asked_at), indent=1))
        self.pages = self._read_pages()

    def _is_stale(self, asked_at: str) -> bool:
        """Whether it was begun so long ago that its pages and new ones do not fit together."""
        if not self.header_path.exists():
            return False
        begun = datetime.fromisoformat(self.header()["asked_at"])
        return datetime.fromisoformat(asked_at) - begun > STALE_AFTER

    def open_existing(self) -> None:
        """Read a folder that is there."""
        self.pages = self._read_pages()

    @property
    def header_path(self) -> Path:
        """Where the search stands as it was asked."""
        return self.folder / "walk.json"

    @property
    def totals_path(self) -> Path:
        """Where the totals of a whole walk stand."""
        return self.folder / "totals.json"

    def header(self) -> dict[str, Any]:
        """The search as it was asked."""
        content = read_json(self.header_path)
        as_dataclass(SearchHeader, content, self.header_path)
        return dict(content)

    def totals(self) -> Totals | None:
        """The totals of a finished walk, None while it is unfinished."""
        if not self.totals_path.exists():
            return None
        return as_dataclass(Totals, read_json(self.totals_path), self.totals_path)

    def _read_pages(self) -> list[Page]:
        """The pages whose line and bytes are both whole, each chain only up to its first gap."""
        listing = self.folder / "pages.jsonl"
        lines = listing.read_bytes().split(b"\n") if listing.exists() else []
        found: dict[tuple[int, int], Page] = {}
        for line in lines:
            page = _page_from(line)
            if page and self._is_whole(page):
                # A page that was asked again after a cut has two lines; the later one stands.
                found[page.chain, page.number] = page
        return [page for key, page in sorted(found.items()) if _follows_on(key, found)]

    def _is_whole(self, page: Page) -> bool:
        try:
            content = self.content(page)
        except (OSError, EOFError):
            return False
        return hashlib.sha256(content).hexdigest() == page.sha256

    def content(self, page: Page) -> bytes:
        """A stored answer's bytes as they came."""
        return gzip.decompress((self.folder / page.file).read_bytes())

    def add(self, place: tuple[int, int], request: Request, answer: Answer, row_count: int) -> Page:
        """Keep an answer: the bytes first, then the line that says they are whole."""
        file = f"{place[0]:05d}-{place[1]:05d}.json.gz"
        # No time in the gzip header: the same answer gives the same file.
        write_whole(self.folder / file, gzip.compress(answer.content, mtime=0))
        # Of the bytes as they came, not of the gzip, which another zlib packs otherwise.
        digest = hashlib.sha256(answer.content).hexdigest()
        size = len(answer.content)
        page = Page(*place, file, request, answer.retrieved_at, size, digest, row_count)
        with self._lock:
            with (self.folder / "pages.jsonl").open("ab+") as stream:
                end = stream.tell()
                # In append mode a write goes to the end, wherever reading has left the place.
                stream.seek(max(0, end - 1))
                torn = end and stream.read(1) != b"\n"
                line = ("\n" if torn else "") + json.dumps(asdict(page), sort_keys=True) + "\n"
                stream.write(line.encode())
            self.pages.append(page)
        return page

    def finish(self, totals: Totals) -> None:
        """Write the totals; their presence says that the walk is whole."""
        write_whole(self.totals_path, json.dumps(asdict(totals), indent=1, sort_keys=True))

    def sha256(self) -> str:
        """One hash over every answer, in order: the walk's identity as a published file."""
        digest = hashlib.sha256()
        # Threads finish in any order; the hash must not depend on it.
        for page in sorted(self.pages, key=lambda page: page.file):
            digest.update(f"{page.file} {page.sha256}\n".encode())
        return digest.hexdigest()


def _page_from(line: bytes) -> Page | None:
    """A page from its line; a torn line is none."""
    try:
        return as_dataclass(Page, parsed(line, "a page"), "a page")
    except NotPlainError:
        return None


def _follows_on(key: tuple[int, int], found: dict[tuple[int, int], Page]) -> bool:
    # Each page is asked for with the words of the one before: behind a gap nothing can be trusted.
    chain, number = key
    return all((chain, earlier) in found for earlier in range(1, number))


def header_of(walk: Walk, asked_at: str) -> dict[str, Any]:
    """The search as plain data: enough to load its pages without asking anyone."""
    return {
        "service": walk.endpoint.service,
        "endpoint": walk.endpoint.name,
        "title": walk.title,
        "tables": list(walk.endpoint.tables),
        "key": walk.endpoint.key,
        "keep": [list(rule) for rule in walk.keep],
        "contexts": [dict(chain.context) for chain in walk.chains],
        "asked_at": asked_at,
    }


def walk_id(walk: Walk) -> str:
    """A name for the search, from its own words."""
    # Without the title: other words for the same question must find the same folder.
    words: list[Any] = [
        walk.endpoint.service,
        walk.endpoint.name,
        [list(rule) for rule in walk.keep],
    ]
    words += [asdict(chain.request) for chain in walk.chains]
    return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()[:16]


def store_of(walk: Walk, settings: Settings) -> Store:
    """Where the walk is kept."""
    endpoint = walk.endpoint
    return Store(settings.downloads / endpoint.service / endpoint.name / walk_id(walk))


def beside(store: Store) -> Store:
    """Where a search is walked anew while its earlier answers stay."""
    return Store(store.folder.with_name(f"{store.folder.name}.new"))


def take_place(fresh: Store, store: Store) -> None:
    """Put a whole new walk in the place of the earlier one."""
    if store.folder.exists():
        # A folder cannot be renamed onto one that holds files: the old one steps aside first.
        earlier = store.folder.with_name(f"{store.folder.name}.old")
        shutil.rmtree(earlier, ignore_errors=True)
        store.folder.replace(earlier)
        swap_in(fresh.folder, store.folder)
        shutil.rmtree(earlier, ignore_errors=True)
    else:
        swap_in(fresh.folder, store.folder)
