"""What five hundred readers leave behind in one server: open files and memory.

Run: `python -m tests.bench.bench_sessions [SESSIONS]`. Each session opens a page of the bundled
case, waits until it is drawn and closes; every fifth goes away before. It prints figures and
asserts none.
"""

from __future__ import annotations

import sys
from pathlib import Path

from etl.build.run import build
from etl.common.progress import Progress
from etl.common.settings import Settings
from etl.stories.cases import load_case
from tests.bench.measure import bench_folder
from tests.fixtures.serving import Serving, serving

PAGES = ["", "contractor", "graph", "flags", "methods"]
SESSIONS = 500
TOLD = 50


def descriptors(server: Serving) -> int:
    """How many files, sockets and loops the server has open."""
    return len(list(Path(f"/proc/{server.pid}/fd").iterdir()))


def megabytes(server: Serving) -> int:
    """The memory that the server holds now."""
    lines = Path(f"/proc/{server.pid}/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmRSS"))) // 1024


def main() -> None:
    """Print what the server holds after each fifty sessions."""
    sessions = int(sys.argv[1]) if len(sys.argv) > 1 else SESSIONS
    with bench_folder("sessions") as folder:
        settings = Settings(data=folder)
        load_case("golden_dome", settings, Progress(False))
        build(settings, Progress(False))
        with serving(folder, folder / "log") as server:
            for number in range(sessions + 1):
                if number % TOLD == 0:
                    held = f"{descriptors(server):,} descriptors, {megabytes(server):,} MB"
                    print(f"{number:,} sessions: {held}")
                if number % 5 == 4:
                    with server.session():
                        pass
                else:
                    server.draw(PAGES[number % 5])


if __name__ == "__main__":
    main()
