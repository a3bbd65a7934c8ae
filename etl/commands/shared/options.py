"""Options that commands share, and how a command takes them as dataclasses."""

from __future__ import annotations

import errno
import functools
import inspect
import os
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from typing import Annotated, Any, Protocol, get_type_hints, runtime_checkable

import typer

from etl.common.running.stopping import stop_in_order
from etl.common.settings import Settings, ThroughlineError, data_path

DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data", help="Folder that holds the lake and the database.", show_default="data"
    ),
]
TablesJsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")]
NONE = inspect.Parameter.empty
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


@runtime_checkable
class Readable(Protocol):
    """Options that are not known before the program runs: listed, and read from what was said."""

    @classmethod
    def parameters(cls) -> list[inspect.Parameter]:
        """The options, in the order of the help."""

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Any:
        """The options' values as one object."""


def take_options(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose parameters may be dataclasses of options, flattened for typer.

    Each field is an option: its `Annotated` type, its name and its default. A parameter of type
    Settings becomes `--data`, which may also stand before the command's name; the later one wins.
    """
    # With extras: the options stand in `Annotated`, which is dropped otherwise.
    kinds = get_type_hints(command, include_extras=True)
    places = inspect.signature(command).parameters
    groups = {name: _parameters_of(place, kinds[name]) for name, place in places.items()}

    @functools.wraps(command)
    def run(context: typer.Context, **said: Any) -> None:
        context_data = (context.find_root().obj or {}).get("data")
        if context_data and Settings not in kinds.values():
            raise ThroughlineError(f"`{context.info_name}` reads no data folder: leave out --data")
        given = {
            name: _read(kinds[name], {own.name: said[own.name] for own in group}, context_data)
            for name, group in groups.items()
        }
        # The modules are there: from here on files and engines are open.
        stop_in_order()
        command(**given)

    flat = [parameter for group in groups.values() for parameter in group]
    signature = inspect.Signature([option("context", typer.Context, NONE), *flat])
    # typer reads a command's options from its signature.
    run.__signature__ = signature  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in signature.parameters.values()}
    # typer follows it to the command and would read that one's signature.
    del run.__wrapped__
    return run


def _parameters_of(place: inspect.Parameter, kind: Any) -> list[inspect.Parameter]:
    """The options that one parameter of a command stands for."""
    if kind is Settings:
        return [option("data", DataOption, None)]
    if isinstance(kind, type) and isinstance(kind, Readable):
        return kind.parameters()
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind, include_extras=True)
        return [option(own.name, hints[own.name], _default_of(own)) for own in fields(kind)]
    return [option(place.name, kind, place.default)]


def _default_of(own: Field[Any]) -> Any:
    """A field's default; one that must be given has none."""
    return NONE if own.default is MISSING else own.default


def option(name: str, kind: Any, default: Any) -> inspect.Parameter:
    """One option: its name, `Annotated` type and default; given by its name alone, in any order."""
    # By name alone, since a default may then stand before a parameter without one.
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)


def _read(kind: Any, said: dict[str, Any], earlier_data: Path | None) -> Any:
    """The argument of a command from the values of its options."""
    if kind is Settings:
        return Settings(data=_absolute(said["data"] or earlier_data or data_path()))
    if isinstance(kind, type) and isinstance(kind, Readable):
        return kind.read(said)
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**said)
    (value,) = said.values()
    return value


def _absolute(folder: Path) -> Path:
    """A folder from the root on: paths go into views, and the folder of work may change."""
    if folder.is_file():
        raise ThroughlineError(f"{folder} is a file: name a folder with --data")
    try:
        return folder.resolve()
    except RuntimeError as error:
        # Python before 3.13 has an error of its own for a link that leads to itself.
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(folder)) from error


def keep_data(context: typer.Context, data: DataOption = None) -> None:
    """Take `--data` before the command's name."""
    context.obj = {"data": data}


def fill_help(**words: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Put words that are not known before the program runs into a command's docstring."""

    def filled(command: Callable[..., None]) -> Callable[..., None]:
        # typer reads the help from here when the command is registered.
        command.__doc__ = (command.__doc__ or "").format(**words)
        return command

    return filled
