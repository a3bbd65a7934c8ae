"""What every kind of error says: one line with what is wrong and what to do, and an exit code."""

from __future__ import annotations

import errno
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from etl.common.settings import ThroughlineError

if TYPE_CHECKING:
    import duckdb

FAULT = 70
LONGEST_NAME = 200

ROOM = "no room left: free some space, or use --data DIR on another disk"
_RIGHTS = "change its permissions, or choose another place with --data or --out"
_PLACE = "choose another place with --data or --out"
# By what the system says; the first number is what the line names where several mean the same.
_SYSTEM = {
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: _PLACE,
    errno.ENOENT: "name what is there, and make its folder first",
    errno.EISDIR: "a file is wanted here: name one, or move the folder aside",
    errno.ENOTDIR: "a folder is wanted on the way there: " + _PLACE,
    errno.EEXIST: "a folder is wanted where a file stands: move it aside, or " + _PLACE,
    errno.ENOTEMPTY: "another program writes there: try again, or " + _PLACE,
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.ELOOP: "the link leads back to itself: remove it, or " + _PLACE,
    errno.EMFILE: "too many files are open: raise the limit with `ulimit -n`, or close programs",
    errno.ENFILE: "too many files are open: close other programs",
    errno.ENOMEM: "close other programs, or set THROUGHLINE_MEMORY lower",
    errno.EIO: "the disk does not serve: copy the data to another one and use --data DIR",
    errno.EBUSY: "another program holds it: close it, then try again",
    errno.ETXTBSY: "another program holds it: close it, then try again",
    errno.EINVAL: "the system takes no such name or place: " + _PLACE,
}  # fmt: skip
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_ELSEWHERE = "see that disk and folder serve, or " + _PLACE

BUILD = "run `python -m etl build --force`"
OLD = f"the database was built by another version of the program, or is none of it: {BUILD}"
DAMAGED = f"the database is damaged: {BUILD}"
MEMORY = "more memory is wanted than one run may take: set THROUGHLINE_MEMORY, e.g. to 4GB"
DEEP = "something is nested too deeply to be read: look for a damaged file among the inputs"
UNREADABLE_NAME = "a name or text is not in UTF-8: rename the file, or set LC_ALL=C.UTF-8"
MISSING = "is not installed: run `make build`, or `pip install -r requirements.txt`"
REPORT = "this is a fault of the program: run again with --debug and report it"


@dataclass(frozen=True)
class Ending:
    """How a run ends: one line, none where nobody is to be told, and the exit code."""

    line: str
    code: int = 2


def find_ending(error: BaseException) -> Ending:
    """What an error says; what nobody has foreseen is a fault of the program, and named so."""
    if isinstance(error, ThroughlineError):
        return Ending(one_line(str(error)), error.exit_code)
    if isinstance(error, BrokenPipeError):
        # Who reads the output has had enough, as `head` has: as a shell counts it.
        return Ending("", 141)
    if isinstance(error, OSError):
        return Ending(system_line(error))
    if isinstance(error, MemoryError):
        return Ending(MEMORY)
    if isinstance(error, RecursionError):
        return Ending(DEEP)
    if isinstance(error, UnicodeError):
        return Ending(one_line(f"{UNREADABLE_NAME} ({error})"))
    if isinstance(error, ModuleNotFoundError) and not (error.name or "etl").startswith("etl"):
        return Ending(one_line(f"{error.name} {MISSING}"))
    told = engine_line(error) if _is_of_engine(error) else None
    if told:
        return Ending(told)
    return Ending(one_line(f"{REPORT} ({type(error).__name__}: {error})"), FAULT)


def one_line(text: str) -> str:
    """A text of any origin as one line that steers no terminal."""
    # Scripts read errors by lines, and a name may hold anything, also what is in no encoding.
    text = text.encode(errors="backslashreplace").decode()
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def system_line(error: OSError) -> str:
    """What the operating system refuses, of which file, and what to do."""
    if error.errno in _FULL:
        return one_line(f"{_name(error)}{ROOM}")
    # Only a relative path, or the working folder itself, is named by nothing.
    if error.errno == errno.ENOENT and not error.filename:
        return "the folder that you are in is gone: change to another one"
    advice = _SYSTEM.get(error.errno or 0, _ELSEWHERE)
    return one_line(f"{_name(error)}{error.strerror or error}: {advice}")


def _name(error: OSError) -> str:
    """The file's name and a colon; the end of one that is too long to be read."""
    if error.filename is None:
        return ""
    name = os.fsdecode(error.filename) if not isinstance(error.filename, int) else ""
    return f"{name}: " if len(name) <= LONGEST_NAME else f"…{name[-LONGEST_NAME:]}: "


def _is_of_engine(error: BaseException) -> bool:
    """Whether DuckDB raised it; asked without importing DuckDB, which takes time."""
    return type(error).__module__.split(".")[0] in ("duckdb", "_duckdb")


def engine_line(error: BaseException) -> str | None:
    """What an error of DuckDB says; None where only the program itself can be at fault."""
    import duckdb

    text = one_line(str(error))
    system = _system_error(text, isinstance(error, duckdb.IOException))
    if system:
        return system_line(system)
    holder = _holder(text)
    if holder:
        return holder
    if "cannot encode str" in text:
        return f"{UNREADABLE_NAME} ({text})"
    if isinstance(error, duckdb.OutOfMemoryException):
        return f"{MEMORY} ({text})"
    if isinstance(error, (duckdb.CatalogException, duckdb.BinderException)):
        return f"{OLD} ({text})"
    if isinstance(error, _faults()):
        return None
    return f"{DAMAGED} ({text})"


def _faults() -> tuple[type[duckdb.Error], ...]:
    """The errors that come from our own SQL or values, never from a file."""
    import duckdb

    return (
        duckdb.ParserException,
        duckdb.SyntaxException,
        duckdb.ProgrammingError,
        duckdb.NotSupportedError,
        duckdb.DataError,
        duckdb.IntegrityError,
    )


def _system_error(text: str, is_of_file: bool) -> OSError | None:
    """The operating system's word in a text of the engine, which gives it no number."""
    named = re.search(r'"([^"]+)"', text)
    # A full disk is told by errors of many kinds; the rest could stand in any text.
    for number in (*_FULL, *(_SYSTEM if is_of_file else ())):
        if re.search(rf"{re.escape(os.strerror(number))}(\W|$)", text, re.I):
            return OSError(number, os.strerror(number), named[1] if named else None)
    return None


def _holder(text: str) -> str | None:
    """Who has the database open for writing."""
    if "lock on file" not in text.lower():
        return None
    named = re.search(r'lock on file "([^"]+)"', text)
    who = re.search(r"held in (\S+) \(PID (\d+)\)", text)
    holder = f"{Path(who[1]).name}, process {who[2]}," if who else "another program"
    name = named[1] if named else "the database"
    return f"{name} is locked: {holder} has it open for writing: close it, then try again"


def end_program(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """What Python calls for an error that nothing catches: the one line, and the exit code."""
    if "--debug" in sys.argv:
        sys.__excepthook__(kind, error, trace)
    ending = find_ending(error)
    os.write(2, f"error: {ending.line}\n".encode(errors="backslashreplace"))
    os._exit(ending.code)
