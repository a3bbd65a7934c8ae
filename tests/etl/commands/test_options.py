"""Options as dataclasses: flattened into the command, and `--data` on either side of its name."""

from __future__ import annotations

import ast
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from etl.__main__ import app
from etl.commands.shared.options import keep_data, take_options
from etl.common.settings import ROOT, Settings


@dataclass(frozen=True)
class Sizes:
    """How large."""

    width: Annotated[int, typer.Option(help="How wide.", min=1)]
    name: Annotated[str | None, typer.Option("--called", help="Its name.")] = None


small = typer.Typer()
small.callback()(keep_data)


@small.command("draw")
@take_options
def draw(
    shape: Annotated[str, typer.Argument(help="What.")],
    *,
    sizes: Sizes,
    is_red: Annotated[bool, typer.Option("--red")] = False,
    settings: Settings,
) -> None:
    """Draw."""
    typer.echo(f"{shape} {sizes.width} {sizes.name} {is_red} {settings.data.name}")


def said(*words: str) -> str:
    done = CliRunner().invoke(small, words)
    return done.output if done.exit_code else done.output.strip()


def test_a_dataclass_is_options_and_arrives_as_one(tmp_path: Path) -> None:
    words = ("draw", "box", "--width", "3", "--called", "x", "--red", "--data", str(tmp_path / "d"))
    assert said(*words) == "box 3 x True d"


def test_what_an_option_demands_is_demanded() -> None:
    assert "--width" in said("draw", "box")
    assert "greater than or equal to 1" in said("draw", "box", "--width", "0")


@pytest.mark.parametrize(
    ("before", "after", "wins"),
    [("one", None, "one"), (None, "two", "two"), ("one", "two", "two"), (None, None, "three")],
)
def test_data_stands_before_or_after_and_the_later_wins(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    before: str | None,
    after: str | None,
    wins: str,
) -> None:
    monkeypatch.setenv("THROUGHLINE_DATA", str(tmp_path / "three"))
    words = [*_data(tmp_path, before), "draw", "box", "--width", "1", *_data(tmp_path, after)]
    assert said(*words) == f"box 1 None False {wins}"


def _data(folder: Path, name: str | None) -> list[str]:
    return ["--data", str(folder / name)] if name else []


def test_status_reads_the_folder_on_either_side(tmp_path: Path) -> None:
    for words in (["--data", str(tmp_path), "status"], ["status", "--data", str(tmp_path)]):
        done = CliRunner().invoke(app, [*words, "--json"])
        assert done.exit_code == 0 and json.loads(done.output)["files"] == []


COMMANDS = sorted((ROOT / "etl" / "commands").glob("*.py"))


@pytest.mark.parametrize("path", COMMANDS, ids=lambda path: path.name)
def test_no_function_of_a_command_takes_more_than_five_parameters(path: Path) -> None:
    functions = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]
    taken = {node.name: len(node.args.args) + len(node.args.kwonlyargs) for node in functions}
    assert [name for name, count in taken.items() if count > 5] == []
