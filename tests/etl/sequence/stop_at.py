"""The command line of a project, which a signal stops at its Nth change of a file.

Run: `python stop_at.py N SIGNAL ARGUMENT…` from the project's root; N 0 stops nowhere.
"""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path
from typing import Any

CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "shutil.rmtree"}
seen = 0


def stop(event: str, args: tuple[Any, ...]) -> None:
    """Send the signal to this process before the change is made."""
    global seen
    written = event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+")
    if event in CHANGES or written:
        seen += 1
        if seen == place:
            os.kill(os.getpid(), signum)


if __name__ == "__main__":
    place, signum = int(sys.argv[1]), int(sys.argv[2])
    sys.argv = ["etl", *sys.argv[3:]]
    sys.path.insert(0, str(Path.cwd()))
    sys.addaudithook(stop)
    runpy.run_module("etl", run_name="__main__", alter_sys=True)
