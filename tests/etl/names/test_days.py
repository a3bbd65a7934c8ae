"""Names that changed hands: the day tells who is meant."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from etl.build.run import build
from etl.common.progress import Progress
from etl.common.settings import Settings
from etl.lake.load import Options, load_file
from etl.names.resolve import Name, resolve_names
from tests.accuracy.labels.contractors import Registration
from tests.accuracy.labels.write import write_downloads


def test_a_name_that_changed_hands_means_the_bearer_of_the_day(tmp_path: Path) -> None:
    """Two firms of one common name, one after the other, in two states."""
    borne = [
        Registration(
            uei=uei,
            name="PREMIER SUMMIT SERVICES LLC",
            state_code=state,
            city_name="QUILLFORD",
            parent_uei=uei,
            parent_name="PREMIER SUMMIT SERVICES LLC",
            first_date=date(first, 1, 1),
            last_date=date(last, 1, 1),
            other_names=(),
            firm_id=uei,
        )
        for uei, state, first, last in (
            ("EARLY0000001", "VA", 2009, 2012),
            ("LATER0000001", "TX", 2016, 2020),
        )
    ]
    settings = Settings(data=tmp_path / "data")
    for file in write_downloads(tmp_path, borne, [], []):
        load_file(file, settings, Options(), Progress(False))
    build(settings, Progress(False))
    asked = [
        Name("PREMIER SUMMIT SERVICES", date=day)
        for day in (date(2010, 5, 1), date(2018, 5, 1), None)
    ]
    early, later, undated = resolve_names(settings, asked)
    assert (early.entity_id, later.entity_id) == ("uei:EARLY0000001", "uei:LATER0000001")
    assert (undated.entity_id, undated.tier) == (None, "possible")
    assert "a date would tell" in undated.reasons
    assert "EARLY0000001" in str(undated.runner_up) and "LATER0000001" in str(undated.runner_up)
