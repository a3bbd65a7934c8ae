"""One publisher, one module (or package): each states PUBLISHER, and the folder is the registry."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from etl.common.published import PublishedTable
from etl.common.publisher import BulkFiles, Publisher, Word


@cache
def publishers() -> dict[str, Publisher]:
    """Every publisher by its name, in order of names."""
    # By looking into the folder: a new publisher is a new file and no line elsewhere.
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    found = [importlib.import_module(f"{__name__}.{name}").PUBLISHER for name in names]
    return {publisher.name: publisher for publisher in found}


@cache
def tables() -> dict[str, PublishedTable]:
    """Every table of every publisher, by lake name."""
    return {table.name: table for owner in publishers().values() for table in owner.tables}


@cache
def searched_publishers() -> tuple[Publisher, ...]:
    """The publishers that can be searched, in the order in which it is done."""
    found = [publisher for publisher in publishers().values() if publisher.words]
    return tuple(sorted(found, key=lambda publisher: publisher.turn))


@cache
def words() -> dict[str, Word]:
    """Every word that a search may be told, by name; those that narrow others come last."""
    found = [word for publisher in searched_publishers() for word in publisher.words]
    return {word.name: word for word in sorted(found, key=lambda word: word.is_narrowing)}


@cache
def bulk_files() -> dict[str, tuple[Publisher, BulkFiles]]:
    """The publishers that offer whole files, by the word after `--bulk`."""
    return {
        publisher.bulk.name: (publisher, publisher.bulk)
        for publisher in publishers().values()
        if publisher.bulk
    }


def publisher_of(service: str) -> Publisher:
    """The publisher whose service is called so."""
    return next(
        publisher
        for publisher in publishers().values()
        if service in [own.name for own in publisher.services]
    )
