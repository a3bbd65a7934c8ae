"""What a case wants of the publishers: the words of a fetch, from the case's own files."""

from __future__ import annotations

import yaml

from etl.common.csv_file import read_csv_file
from etl.common.publisher import Targets
from etl.fetch.targets import check_targets
from etl.sources import words
from etl.stories.cases import case_folder


def case_targets(name: str, since: str | None = None) -> Targets:
    """The words for which a case has a column (its firms by UEI, its people by the names that they
    gave under, its PACs' own rows), and what `fetch.yaml` adds.

    Raises ThroughlineError for a case that there is not.
    """
    folder = case_folder(name)
    added = yaml.safe_load((folder / "fetch.yaml").read_text(encoding="utf-8"))
    said = {word: tuple(values) for word, values in added.items()}
    for word in words().values():
        if word.case_column:
            said[word.name] = _column(name, *word.case_column)
    return check_targets(Targets(said, since))


def _column(case: str, table: str, column: str) -> tuple[str, ...]:
    """Distinct values of a case file's column, in order."""
    lines = read_csv_file(case_folder(case) / f"{table}.csv")
    values = {line.cells[column] for line in lines}
    return tuple(sorted(value for value in values if value))
