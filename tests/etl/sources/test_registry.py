"""The folder of publishers is the registry: what one states is all that the program knows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from etl.common.publisher import Publisher, Targets
from etl.common.settings import Settings, ThroughlineError
from etl.fetch.targets import check_targets, is_empty, read_remembered, remember
from etl.sources import bulk_files, publisher_of, publishers, tables, words
from tests.fixtures.fetching import wanted

PUBLISHERS = list(publishers().values())


@pytest.mark.parametrize("publisher", PUBLISHERS, ids=lambda publisher: publisher.name)
def test_what_a_publisher_states_fits_together(publisher: Publisher) -> None:
    named = {table.name for table in publisher.tables}
    assert named and all(name.startswith(f"{publisher.name}_") for name in named)
    services = {service.name for service in publisher.services}
    assert all(publisher_of(name) is publisher for name in services)
    if publisher.bulk:
        assert publisher.bulk.service in services
    if publisher.words:
        assert publisher.appears_within_days > 0
    for table in publisher.tables:
        assert set(table.key) <= set(table.lake_columns())


def test_names_are_of_one_publisher_each() -> None:
    assert len(tables()) == sum(len(publisher.tables) for publisher in PUBLISHERS)
    assert len(words()) == sum(len(publisher.words) for publisher in PUBLISHERS)
    options = [word.option for word in words().values()]
    options += [files.period.option for _, files in bulk_files().values()]
    assert len(options) == len(set(options))


def test_every_word_of_a_case_is_a_column_of_its_files() -> None:
    for word in words().values():
        if word.case_column:
            table, column = word.case_column
            assert column in [item.name for item in tables()[table].columns]


@pytest.mark.parametrize("targets", [wanted(agency="097"), Targets(), wanted(ueis=())])
def test_what_narrows_asks_for_nothing(targets: Targets) -> None:
    assert is_empty(targets)


def test_a_word_that_depends_on_another_is_held_to_it() -> None:
    with pytest.raises(ThroughlineError, match="--agency narrows"):
        check_targets(wanted(agency="097", donors="QUILL, ADA"))


def test_what_was_asked_is_remembered_once_as_before(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    asked = wanted(since="2023-01-01", committees="C00900001", agency="097", ueis="ACMEROCKET01")
    for _ in range(2):
        remember(asked, settings)
    (line,) = (settings.downloads / "asked.jsonl").read_text().splitlines()
    said = json.loads(line)
    assert line == json.dumps(said, sort_keys=True)
    before = (
        '{"agency": "097", "committees": ["C00900001"], "donors": [], "employers": [], '
        '"recipients": [], "registered": [], "since": "2023-01-01", "ueis": ["ACMEROCKET01"]}'
    )
    assert said | json.loads(before) == said
    (again,) = read_remembered(settings)
    assert (again.said("committees"), again.said("agency")) == (("C00900001",), ("097",))
    assert again.since == "2023-01-01"
