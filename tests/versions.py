"""The bundled case on every Python that the program promises: `make versions`.

For each version that is on this machine: what the lock names is installed into a folder of its own,
every module is imported, the command line asked, the case built and checked, a dossier written and
verified, and the first page drawn. One that is not here is said and passed over.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from etl.common.settings import ROOT

VERSIONS = ("3.11", "3.12", "3.13")
FIRM = "uei:C6M7C2FLKER5"
IMPORTS = (
    "import etl, importlib, pkgutil\n"
    "for found in pkgutil.walk_packages(etl.__path__, 'etl.'): importlib.import_module(found.name)"
)
PAGE = (
    "from streamlit.testing.v1 import AppTest\n"
    "page = AppTest.from_file('dashboards/app.py', default_timeout=120).run()\n"
    "assert page.title or page.header or page.metric, 'nothing is drawn'\n"
    "assert not page.exception, page.exception"
)


def steps(data: Path) -> list[list[str]]:
    """What each Python must do, in order; every step must end with 0."""
    dossier = str(data / "dossier.zip")
    return [
        ["-c", IMPORTS],
        ["-m", "etl", "--help"],
        ["-m", "etl", "run", "--case", "golden_dome"],
        ["-m", "etl", "check"],
        ["-m", "etl", "status"],
        ["-m", "etl", "dossier", FIRM, "--no-pdf", "--out", dossier],
        ["-m", "etl", "dossier", "--verify", dossier],
        ["-c", PAGE],
    ]


def find_python(version: str) -> str | None:
    """An interpreter of this version, where uv or pyenv keeps one; None where there is none."""
    found = _run(["uv", "python", "find", "--no-python-downloads", "--system", version], None)
    if found.returncode == 0:
        return found.stdout.strip()
    # Of pyenv's only the chosen one is found by its name.
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    kept = sorted((root / "versions").glob(f"{version}.*/bin/python{version}"))
    return str(kept[-1]) if kept else None


def failure(python: str, version: str) -> str | None:
    """What fails first on this Python, with its output; None where all holds."""
    with tempfile.TemporaryDirectory(prefix=f"python-{version}-") as folder:
        home, data = Path(folder) / "venv", Path(folder) / "data"
        own = home / ("Scripts" if os.name == "nt" else "bin") / "python"
        install = ["uv", "pip", "install", "--require-hashes", "-r", "requirements.lock"]
        made = [
            ["uv", "venv", "--quiet", "--python", python, str(home)],
            [*install, "--quiet", "--python", str(own)],
        ]
        done = [[str(own), *step] for step in steps(data)]
        data.mkdir()
        for command in [*made, *done]:
            answer = _run(command, data)
            if answer.returncode != 0:
                return f"{' '.join(command)[:200]}\n{answer.stdout}{answer.stderr}"
    return None


def _run(command: list[str], data: Path | None) -> subprocess.CompletedProcess[str]:
    """A command in the project's folder, with uv from beside this Python."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    told = {"PATH": path, "THROUGHLINE_DATA": str(data or ""), "THROUGHLINE_AS_OF": "2026-06-30"}
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | told, capture_output=True, text=True, check=False
    )


def main() -> int:
    """Each version in a line; gives 1 where one fails."""
    failed = False
    for version in VERSIONS:
        python = find_python(version)
        found = failure(python, version) if python else None
        said = f"fails: {found}" if found else "holds"
        sys.stdout.write(f"Python {version}: {said if python else 'not here, passed over'}\n")
        sys.stdout.flush()
        failed = failed or found is not None
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
