"""JSON that the program keeps for itself → dataclasses, and nothing that is not exactly one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeVar

import dacite

from etl.common.settings import ThroughlineError

T = TypeVar("T")
_BOM = "\ufeff"


class NotPlainError(ThroughlineError):
    """A text that is not what the program writes: torn, altered, or of another program."""


def parsed(content: bytes, where: object, first_line: int = 1) -> Any:
    """The JSON document in UTF-8; `where` names the file, `first_line` where in it this begins.

    Raises NotPlainError that names file and line.
    """
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + first_line
        raise NotPlainError(f"{where}, line {line}: is not UTF-8") from error
    if text.startswith(_BOM):
        raise NotPlainError(f"{where}, line {first_line}: a byte-order mark: save it without")
    try:
        document = json.loads(text, parse_constant=_refuse_constant)
        # Half a character can be escaped, and no database takes it.
        json.dumps(document, ensure_ascii=False).encode()
        return document
    except json.JSONDecodeError as error:
        line = error.lineno + first_line - 1
        raise NotPlainError(f"{where}, line {line}: is no JSON ({error.msg})") from error
    # Nested a thousand deep, or a number of thousands of digits.
    except (RecursionError, ValueError) as error:
        raise NotPlainError(f"{where}, line {first_line}: is no JSON ({error})") from error


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def as_dataclass(kind: type[T], content: object, where: object) -> T:
    """The dataclass from plain data: every field there, of its type, and no other.

    Raises NotPlainError that names the field.
    """
    if not isinstance(content, dict):
        raise NotPlainError(f"{where}: is no {kind.__name__}, but {type(content).__name__}")
    try:
        return dacite.from_dict(kind, content, dacite.Config(strict=True, cast=[tuple]))
    except (dacite.DaciteError, TypeError, ValueError) as error:
        raise NotPlainError(f"{where}: {error}") from error


def read_json(path: Path) -> Any:
    """The JSON document of a file; raises NotPlainError that names file and line."""
    return parsed(path.read_bytes(), path)
