"""What a README shows is so: commands parse, files are there, figures name their command."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
import typer

from etl.__main__ import app
from etl.common.settings import ROOT

READMES = sorted(
    path
    for path in ROOT.rglob("*.md")
    if not {".venv", "data", ".git", "node_modules"} & set(path.relative_to(ROOT).parts)
)
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
COMMANDS = typer.main.get_command(app)
_FENCE = re.compile(r"^```.*?^```", re.M | re.S)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\[[^\]]*\]\(([^)#]+)[^)]*\)")
_FIGURE = re.compile(r"\d")


def _lines(text: str) -> Iterator[str]:
    """Every piece of code that a text shows, inline or in a block, one line each."""
    for block in _FENCE.findall(text):
        yield from block.splitlines()[1:-1]
    yield from _CODE.findall(_FENCE.sub("", text))


def _words(line: str) -> list[str]:
    """A shown line as words: comments off, optional parts in, placeholders filled."""
    for shown, meant in (("$cycle", "2024"), ("$year", "2024"), ("NAME|all", "tables")):
        line = line.replace(shown, meant)
    line = re.sub(r"\b(text|html|json|atom)(\|\w+)+", r"\1", line)
    line = re.sub(r"\s#\s.*", "", line).replace("[", "").replace("]", "").replace("…", "")
    (part,) = (part for part in re.split(r";|&&|\s>\s", line) if "python -m " in part)
    return shlex.split(re.sub(r"^.*?(?=python -m )", "", part))


def _shown(prefix: str) -> list[pytest.param]:
    return [
        pytest.param(line, id=f"{path.relative_to(ROOT)}: {line.strip()[:60]}")
        for path in READMES
        # one tells of what was, the other is made from the commands' own help
        if path.name != "CHANGELOG.md" and path.parent.name != "commands"
        for line in _lines(path.read_text(encoding="utf-8"))
        if prefix in line
    ]


@pytest.mark.parametrize("line", _shown("python -m etl "))
def test_a_command_that_is_shown_parses(line: str) -> None:
    words = [word for word in _words(line)[3:] if word != "--debug"]
    context = COMMANDS.make_context("etl", words, resilient_parsing=False)
    name, command, rest = COMMANDS.resolve_command(
        context, [*context._protected_args, *context.args]
    )
    assert command is not None and name
    if len(rest) or name in line:
        _parse(command, name, rest)


def _parse(command: object, name: str, rest: list[str]) -> None:
    """Options and arguments as the command takes them; a bare mention of a command passes."""
    if rest:
        command.make_context(name, rest)  # type: ignore[attr-defined]


@pytest.mark.parametrize("line", _shown("python -m tests."))
def test_a_module_of_the_tests_that_is_shown_is_there(line: str) -> None:
    module = re.search(r"python -m (tests[\w.]*\w)", line)
    assert module and find_spec(module[1])


@pytest.mark.parametrize("line", _shown("make "))
def test_a_target_that_is_shown_is_there(line: str) -> None:
    for target in re.findall(r"(?:^|\s|`)make ([a-z-]+)", line):
        assert target in TARGETS


@pytest.mark.parametrize("path", READMES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_that_is_linked_is_there(path: Path) -> None:
    links = [link for link in _LINK.findall(path.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_command_stands_in_a_readme() -> None:
    told = "\n".join(path.read_text(encoding="utf-8") for path in READMES)
    assert [name for name in COMMANDS.commands if f"python -m etl {name}" not in told] == []


def _tables(text: str) -> Iterator[tuple[str, str]]:
    """Every table of a text, with the section that it stands in."""
    for section in re.split(r"^#+ ", _FENCE.sub("", text), flags=re.M):
        for table in re.findall(r"(?:^\|.*\n)+", section + "\n", re.M):
            yield table, section


@pytest.mark.parametrize("path", READMES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_table_of_figures_names_the_command_that_prints_it(path: Path) -> None:
    for table, section in _tables(path.read_text(encoding="utf-8")):
        rows = table.splitlines()[2:]
        cells = [cell.strip() for row in rows for cell in row.strip("|").split("|")[1:]]
        measured = [cell for cell in cells if re.match(r"[\d.,]+( |$)", cell)]
        if measured:
            assert re.search(r"`(make|python -m (tests|etl))[^`]*`", section), table
