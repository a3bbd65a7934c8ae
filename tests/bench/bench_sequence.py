"""Many random commands, stops and damages in a row: `python -m tests.bench.bench_sequence 4 200`.

Gives the steps and the exit codes of each sequence; a broken promise ends in an AssertionError with
all that was done before.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

from tests.etl.sequence.steps import Project, check_end


def main(count: int, steps: int) -> None:
    """Run so many sequences of so many steps, each from a seed of its own."""
    for seed in range(count):
        with tempfile.TemporaryDirectory() as folder:
            project = Project(Path(folder) / "one", Random(seed))
            for _ in range(steps):
                project.step()
            check_end(project, Path(folder) / "two")
            codes = Counter(line.rsplit(" ", 1)[1] for line in project.told if "→" in line)
            print(f"seed {seed}: {steps} steps, exit codes {dict(sorted(codes.items()))}")


if __name__ == "__main__":
    words = [int(word) for word in sys.argv[1:]] or [4, 200]
    main(*words)
