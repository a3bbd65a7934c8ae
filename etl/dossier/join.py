"""The one verify.py of every dossier: the modules that it runs, joined into a readable script.

What checks a report is thus the very text that has written it; no rule of it stands twice.
"""

from __future__ import annotations

import ast
import json
from functools import cache

from etl.common.kinds import KINDS
from etl.common.settings import ROOT, ThroughlineError
from etl.dossier.shipped import verify
from etl.dossier.statements import known_sections

# each after those that it reads
PARTS = (
    "etl.common.kinds", "etl.common.units", "etl.common.formulas", "etl.common.harmless",
    "etl.common.csvtext", "etl.dossier.shipped.values", "etl.dossier.shipped.document",
    "etl.dossier.shipped.style", "etl.dossier.shipped.forms", "etl.dossier.shipped.timeline",
    "etl.dossier.shipped.report", "etl.dossier.shipped.reader", "etl.dossier.shipped.members",
    "etl.dossier.shipped.packed", "etl.dossier.shipped.tables", "etl.dossier.shipped.checks",
    "etl.dossier.shipped.derived", "etl.dossier.shipped.verify",
)  # fmt: skip
# Not even __future__ is imported before this: Python looks for it in the script's folder first.
GUARD = """
import sys

if __name__ != "__main__" or __spec__ is not None:
    sys.exit("run it as a file: python -I verify.py")
if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed")
# Nothing of the dossier is a module: Python has put this folder before its own.
if not sys.flags.safe_path:
    del sys.path[0]
# os is part of Python's start, and is there already.
import os

_HERE = os.path.dirname(os.path.realpath(__file__))
sys.path[:] = [
    folder for folder in sys.path
    if folder and os.path.realpath(folder) not in (_HERE, os.path.realpath(os.curdir))
]
sys.dont_write_bytecode = True

try:
    import duckdb
except ImportError:
    print("The package duckdb is missing: pip install duckdb")
    sys.exit(2)
"""
END = """
# The hash of each section's words and SQL, by its part of the report or its kind of subject.
KNOWN = {known}

if __name__ == "__main__":
    with open(__file__, "rb") as own:
        sys.exit(main(sys.argv[1:], own.read(), KNOWN, Path(__file__).resolve().parent))
"""


@cache
def script() -> bytes:
    """verify.py as it stands in a dossier."""
    imports: set[tuple[str, str]] = set()
    names: dict[str, str] = {}
    texts = [_joined(module, imports, names) for module in PARTS]
    known = json.dumps(known_sections(list(KINDS)), indent=4)
    parts = [f'"""{verify.__doc__}"""\n{GUARD}', "\n".join(_head(imports)), *texts]
    return ("\n".join(parts) + END.replace("{known}", known)).encode("utf-8")


def _head(imports: set[tuple[str, str]]) -> list[str]:
    """The imports of all modules as lines, each module once."""
    whole = [f"import {name}" for module, name in sorted(imports) if not module]
    named: dict[str, list[str]] = {}
    for module, name in sorted(imports):
        if module:
            named.setdefault(module, []).append(name)
    return [
        *(line for line in whole if line not in GUARD),
        *(f"from {module} import {', '.join(parts)}" for module, parts in named.items()),
    ]


def _joined(module: str, imports: set[tuple[str, str]], names: dict[str, str]) -> str:
    """A module without its imports: Python's are kept for the head, ours stand above.

    Raises ThroughlineError for what would mean something else in one file: a name twice, an import
    of a module that does not stand above, or under another name.
    """
    source = (ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")
    tree, lines = ast.parse(source), source.splitlines()
    kept = 0
    for node in tree.body:
        for name in _names(node):
            if names.setdefault(name, module) != module:
                raise ThroughlineError(f"{module}: {name} stands in {names[name]} too")
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            imports |= _taken(module, node)
            kept = node.end_lineno or 0
    heading = f"\n\n# {'-' * 10} {(ast.get_docstring(tree) or module).splitlines()[0]}\n"
    return heading + "\n".join(lines[kept:]).rstrip()


def _taken(module: str, node: ast.Import | ast.ImportFrom) -> set[tuple[str, str]]:
    """Module and name of what the head must import; what is ours must stand above."""
    origin = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
    if origin == "__future__":
        return set()
    is_ours = origin.startswith("etl.")
    if any(alias.asname for alias in node.names) or (
        is_ours and origin not in PARTS[: PARTS.index(module)]
    ):
        raise ThroughlineError(f"{module}: {ast.unparse(node)} has no place in verify.py")
    return set() if is_ours else {(origin, alias.name) for alias in node.names}


def _names(node: ast.stmt) -> list[str]:
    """What a statement of a module's body defines."""
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else []
    return [part.id for one in targets for part in ast.walk(one) if isinstance(part, ast.Name)]
