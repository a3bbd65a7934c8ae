"""A search walked to its end: every answer kept as it came, taken up again wherever it stopped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

from etl.common.asking import Chain, PublisherError, Request, Walk
from etl.common.progress import WalkBar
from etl.common.published import Column
from etl.common.settings import Settings, now
from etl.fetch.http import Client, Site, public_url
from etl.fetch.manifest import Entry
from etl.fetch.store import Page, Store, Totals
from etl.sources import tables

# What reading an answer of another shape raises, whichever step stumbles on it.
_OTHER_SHAPE = (KeyError, TypeError, ValueError, AttributeError, IndexError)


@dataclass
class Walker:
    """Walks searches with one client; `bar` hears of each answer and each list's end.

    `most_pages` ends each chain early: for a plan.
    """

    client: Client
    bar: WalkBar | None = None
    most_pages: int | None = None

    def walk(self, walk: Walk, store: Store) -> Totals:
        """Every page of every chain, then the totals. What an earlier run kept is not asked again.

        Raises PublisherError naming the field when an answer is not of the known shape.
        """
        kept: dict[int, list[Page]] = {}
        for page in store.pages:
            kept.setdefault(page.chain, []).append(page)
        self._walk_chains(walk, store, kept)
        totals = totals_of(walk, store)
        store.finish(totals)
        return totals

    def _walk_chains(self, walk: Walk, store: Store, kept: dict[int, list[Page]]) -> None:
        """The chains, several at a time; the first failure ends the others after their page."""
        pool = ThreadPoolExecutor(self.client.limits.connections)
        stopping = self.client.stopping
        try:
            runs = [
                pool.submit(self._walk_chain, walk, store, number, kept.get(number, []))
                for number in range(len(walk.chains))
            ]
            done, _ = wait(runs, return_when=FIRST_EXCEPTION)
            failed = next((run for run in done if run.exception()), None)
            if failed:
                stopping.set()
            pool.shutdown(wait=True, cancel_futures=True)
        except BaseException:
            # A stop by the user does not wait for an answer that may never come.
            stopping.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        stopping.clear()
        if failed:
            failed.result()

    def _walk_chain(self, walk: Walk, store: Store, number: int, kept: list[Page]) -> None:
        """One chain from its last kept page to its end."""
        stop = self.client.stopping
        chain = walk.chains[number]
        pages = [page for page in kept if page.number]
        expected = self._expected_count(walk, store, number, kept)
        asked = {page.request for page in pages}
        request: Request | None = chain.request
        for page in pages:
            self._tell(page.row_count, expected)
        if pages:
            request = self._following(walk, pages[-1].request, _parse(store, pages[-1]))
        # The kept pages have no gap, so their count is the last one's number.
        place = len(pages)
        while request and not stop.is_set() and place != self.most_pages:
            # A publisher that ignores the cursor would be walked for ever.
            if request in asked:
                raise PublisherError(f"{request.path}: the publisher repeats a page: please report")
            asked.add(request)
            place += 1
            answer = self.client.answer(request)
            rows = check_rows(walk, answer.document, request)
            store.add((number, place), request, answer, len(rows))
            self._tell(len(rows), expected or walk.endpoint.counted(answer.document))
            request = self._following(walk, request, answer.document)
        if self.bar:
            self.bar.chain()

    def _tell(self, rows: int, expected: int | None) -> None:
        if self.bar:
            self.bar.page(rows, expected)

    def _expected_count(
        self, walk: Walk, store: Store, number: int, kept: list[Page]
    ) -> int | None:
        """The publisher's count of the chain, asked for once."""
        chain = walk.chains[number]
        if not chain.count:
            return chain.expected
        stored = next((page for page in kept if page.number == 0), None)
        if stored:
            return walk.endpoint.count_of(_parse(store, stored))
        answer = self.client.answer(chain.count)
        try:
            expected = walk.endpoint.count_of(answer.document)
        except _OTHER_SHAPE as error:
            raise _shape_error(chain.count, error) from error
        store.add((number, 0), chain.count, answer, 0)
        return expected

    def _following(self, walk: Walk, request: Request, document: Any) -> Request | None:
        try:
            return walk.endpoint.following(request, document)
        except _OTHER_SHAPE as error:
            raise _shape_error(request, error) from error


def _parse(store: Store, page: Page) -> Any:
    return json.loads(store.content(page))


def _shape_error(request: Request, error: Exception) -> PublisherError:
    return PublisherError(
        f"{request.path}: the answer lacks {_lack(error)}: the publisher has changed its API; "
        "please report it"
    )


def _lack(error: Exception) -> str:
    """The field's name, or that the answer is of another shape altogether."""
    return str(error) if isinstance(error, KeyError) else f"its known shape ({error})"


def check_rows(walk: Walk, document: Any, request: Request) -> list[dict[str, Any]]:
    """The rows of an answer; raises PublisherError naming a field that is missing.

    A publisher that leaves out a filter answers with everything: that is refused as well.
    """
    said = document.get("messages") if isinstance(document, dict) else None
    for message in said if isinstance(said, list) else []:
        # An unknown filter is answered with 200, unfiltered, and said to be so here only.
        if "were not used" in str(message):
            raise PublisherError(f"{request.path}: a filter was left out: {str(message)[:200]}")
    try:
        rows = walk.endpoint.rows(document)
        for row in rows:
            for column in _columns(walk):
                _require(row, column)
    except _OTHER_SHAPE as error:
        raise _shape_error(request, error) from error
    return rows


def _columns(walk: Walk) -> tuple[Column, ...]:
    """The columns of the first table, which the endpoint's rows are of."""
    return tables()[walk.endpoint.tables[0]].columns


def _require(row: dict[str, Any], column: Column) -> None:
    """Raise KeyError when a key on the column's path is absent; a null on the way is fine."""
    path = column.published[0]
    if path.startswith("@") or column.is_optional:
        return
    value: Any = row
    for name in path.split("."):
        if value is None:
            return
        # Of a list only its presence is asked: it may be empty.
        plain = name.partition("[")[0]
        if plain not in value:
            raise KeyError(path)
        value = value[plain]


def totals_of(walk: Walk, store: Store) -> Totals:
    """Rows by their publisher's key against the publisher's count, chain by chain."""
    totals = Totals()
    by_chain: dict[int, list[Page]] = {}
    for page in store.pages:
        by_chain.setdefault(page.chain, []).append(page)
    # One row can come in several chains; the publisher's paging repeats rows as well.
    every: set[str] = set()
    for number, chain in enumerate(walk.chains):
        keys = _add_chain(totals, walk, chain, _documents(store, by_chain.get(number, [])))
        every |= keys
    totals.unique = len(every)
    return totals


def _documents(store: Store, pages: list[Page]) -> Iterator[tuple[int, Any]]:
    """Answers of a chain with their number, one in memory at a time."""
    for page in sorted(pages, key=lambda page: page.number):
        yield page.number, _parse(store, page)


def _add_chain(
    totals: Totals, walk: Walk, chain: Chain, documents: Iterator[tuple[int, Any]]
) -> set[str]:
    """Add a chain to the totals; its keys."""
    keys: set[str] = set()
    expected = chain.expected
    for number, document in documents:
        if number == 0:
            expected = walk.endpoint.count_of(document)
            continue
        rows = walk.endpoint.rows(document)
        totals.rows += len(rows)
        keys |= {str(row[walk.endpoint.key]) for row in rows}
        if number == 1 and expected is None:
            expected = walk.endpoint.counted(document)
    if expected is None:
        totals.inexact += 1
    else:
        totals.expected = (totals.expected or 0) + expected
        totals.shortfall += max(0, expected - len(keys))
    return keys


def entry_of(walk: Walk, store: Store, settings: Settings, site: Site) -> Entry:
    """The manifest's line for a finished walk; its address is that of the first request."""
    first = walk.chains[0].request
    return Entry(
        kind="walk",
        source=walk.endpoint.service,
        url=public_url(f"{site.base_url.rstrip('/')}/{first.path}", first.params),
        path=str(store.folder.relative_to(settings.downloads)),
        # The walk is as new as its newest page.
        retrieved_at=max((page.retrieved_at for page in store.pages), default=now()),
        bytes=sum(page.bytes for page in store.pages),
        sha256=store.sha256(),
        replaces=str(store.folder.relative_to(settings.downloads)),
        asked_at=store.header()["asked_at"],
    )
