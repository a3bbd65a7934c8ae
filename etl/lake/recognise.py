"""Which table a published text holds, told from its own layout."""

from __future__ import annotations

import csv
import io
import re
from fnmatch import fnmatch
from pathlib import PurePosixPath
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring

import yaml

from etl.common.published import Layout, PublishedTable
from etl.common.settings import ThroughlineError
from etl.lake.members import Member
from etl.sources import publishers, tables

# Room for the longest header (299 columns) and the 200 lines that a pipe text is judged by.
HEAD = 262_144
# Alike enough to be a layout that changed, which is worth an error and not a silent omission.
NEAR = 0.8


def head_of(member: Member) -> str:
    """The first part of a text, decoded leniently; enough to tell its layout."""
    with member.open() as stream:
        # A byte-order mark may be there; a sign that the end of the head cuts must not fail.
        return stream.read(HEAD).decode("utf-8-sig", "replace").lstrip("\r\n")


def recognise(member: Member, forced: str | None) -> PublishedTable | None:
    """The member's table, or None when it is of no known layout.

    Raises ThroughlineError when it is nearly one (both column lists are named), or when it is
    not what `forced` says.
    """
    head = head_of(member)
    if forced:
        table = known_table(forced)
        _check_layout(member, table, head)
        return table
    suffix = PurePosixPath(member.name.lower()).suffix
    if suffix in (".yaml", ".yml", ".xml"):
        return _by_document(member, "xml" if suffix == ".xml" else "yaml")
    first = head.split("\n", 1)[0]
    # A pipe may stand in a CSV's text; no pipe layout has fewer than four fields.
    if suffix != ".csv" and first.count("|") >= 3:
        return _by_fields(member, head)
    return _by_header(member, head) if "," in first else None


def known_table(name: str) -> PublishedTable:
    """A table by its lake name; raises ThroughlineError that lists the names."""
    if name not in tables():
        raise ThroughlineError(f"no table {name!r}: choose one of {', '.join(tables())}")
    return tables()[name]


def header_of(head: str) -> list[str]:
    """The column names of a CSV; none when its first row is not one."""
    try:
        return next(csv.reader(io.StringIO(head)), [])
    except csv.Error:
        return []


def _by_header(member: Member, head: str) -> PublishedTable | None:
    """A CSV table by the columns that only it has."""
    header = set(header_of(head))
    matches = [t for t in tables().values() if t.layout == "csv" and t.signature <= header]
    if matches:
        # Of several that fit, the one that asks for most: a smaller signature may be part of a
        # larger.
        table = max(matches, key=lambda match: len(match.signature))
        _check_layout(member, table, head)
        return table
    for columns, reason in (one for owner in publishers().values() for one in owner.useless):
        if columns <= header:
            raise ThroughlineError(f"{member.name}: {reason}")
    near = max(
        (t for t in tables().values() if t.layout == "csv"),
        key=lambda table: _likeness(table, header),
    )
    is_other = any(word in member.name.lower() for word in near.not_in_names)
    if _likeness(near, header) >= NEAR and not is_other:
        _check_layout(member, near, head)
    return None


def _likeness(table: PublishedTable, header: set[str]) -> float:
    """Share of column names in common (Jaccard)."""
    own = {column.published[0] for column in table.columns if not column.is_optional}
    return len(own & header) / len(own | header)


def _by_fields(member: Member, head: str) -> PublishedTable | None:
    """A pipe table by file name and field count, or by the look of its ids."""
    stem = PurePosixPath(member.name.lower()).stem
    pipes = [table for table in tables().values() if table.layout == "pipe"]
    # The name first: itcont and itoth have the same number of columns.
    named = [t for t in pipes if any(fnmatch(stem, pattern) for pattern in t.members)]
    if named:
        _check_layout(member, named[0], head)
        return named[0]
    return _by_ids(member, head)


def _by_ids(member: Member, head: str) -> PublishedTable | None:
    """A pipe table by the ids in its first line; layouts that are alike need a name."""
    fields = head.split("\n", 1)[0].split("|")
    found = [table for table in tables().values() if _has_ids(table, fields)]
    if len(found) > 1:
        names = " or ".join(table.name for table in found)
        raise ThroughlineError(
            f"{member.name}: {len(fields)} fields are {names}: say which with --table"
        )
    return found[0] if found else None


def _has_ids(table: PublishedTable, fields: list[str]) -> bool:
    """Whether a line has the table's number of fields and its ids."""
    return (
        bool(table.id_patterns)
        and len(fields) == len(table.columns)
        and all(re.fullmatch(pattern, fields[place]) for place, pattern in table.id_patterns)
    )


def _by_document(member: Member, layout: Layout) -> PublishedTable | None:
    """A YAML or XML table by the shape of the document; an empty one by its name."""
    document, stem = parse_document(member, layout), PurePosixPath(member.name.lower()).stem
    for table in tables().values():
        if table.layout == layout and (
            any(fnmatch(stem, pattern) for pattern in table.members)
            if document in ([], {})
            else _has_shape(table, document)
        ):
            return table
    return None


def _has_shape(table: PublishedTable, document: Any) -> bool:
    """Whether the table's test takes the document; one it cannot walk is of another shape."""
    try:
        return bool(table.looks_like and table.looks_like(document))
    except (TypeError, AttributeError):
        return False


def parse_document(member: Member, layout: Layout) -> Any:
    """The document; raises ThroughlineError naming the line that cannot be read."""
    with member.open() as stream:
        try:
            if layout == "xml":
                return _parse_xml(stream.read())
            # The safe loader makes no Python objects; the C one is many times faster.
            return yaml.load(stream, Loader=yaml.CSafeLoader)
        # An impossible day is a ValueError, a deep nesting a RecursionError.
        except (yaml.YAMLError, ParseError, ValueError, RecursionError) as error:
            where = " ".join(str(error).split())
            name = layout.upper()
            raise ThroughlineError(f"{member.name}: not readable as {name}: {where}") from error


def _parse_xml(text: bytes) -> Element:
    """The root element; raises ValueError for a text that declares entities of its own."""
    # No published file does, and an entity of entities fills any memory.
    if b"<!" in text.replace(b"<!--", b""):
        raise ValueError("it declares a document type")
    return fromstring(text)


def _check_layout(member: Member, table: PublishedTable, head: str) -> None:
    """Raise ThroughlineError when the text has not exactly the table's columns."""
    if table.layout == "pipe":
        _check_field_count(member, table, head)
    elif table.layout == "csv":
        _check_header(member, table, header_of(head))


def _check_field_count(member: Member, table: PublishedTable, head: str) -> None:
    # Without the last line, which the end of the head cuts; a text of one line has no other.
    lines = [line for line in head.split("\n")[:-1] if line.strip()][:200] or [head]
    wrong = [line.count("|") + 1 for line in lines if line.count("|") + 1 != len(table.columns)]
    # Single broken lines are rejects; only a text that is mostly wrong is of another layout.
    if len(wrong) * 2 > len(lines):
        raise ThroughlineError(
            f"{member.name}: its lines have {wrong[0]} fields and {table.name} has "
            f"{len(table.columns)}: check the file, or name its table with --table"
        )


def _check_header(member: Member, table: PublishedTable, header: list[str]) -> None:
    known = {name for column in table.columns for name in column.published}
    missing = [
        column.published[0]
        for column in table.columns
        if not column.is_optional and not set(column.published) & set(header)
    ]
    unknown = [name for name in header if name not in known]
    repeated = sorted({name for name in header if header.count(name) > 1})
    if missing or unknown or repeated:
        raise ThroughlineError(
            f"{member.name}: not the layout of {table.name}: missing columns "
            f"[{', '.join(missing)}]; unknown columns [{', '.join(unknown)}]; repeated columns "
            f"[{', '.join(repeated)}]: download the file again as published, or report the change"
        )
