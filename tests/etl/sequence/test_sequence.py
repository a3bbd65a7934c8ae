"""Loads, builds, judgements, answers, exports and stops in any order leave nothing broken."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.etl.sequence.steps import Project, check_end

STEPS = 4
# `python -m tests.bench.bench_sequence` tries many seeds and longer sequences
SEED = 2


def test_commands_in_any_order(tmp_path: Path) -> None:
    project = Project(tmp_path / "one", Random(SEED))
    for _ in range(STEPS):
        project.step()
    check_end(project, tmp_path / "two")
