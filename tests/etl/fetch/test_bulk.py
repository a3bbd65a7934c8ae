"""Bulk files: what is chosen, what is made on request, what an update asks, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.common.asking import PublisherError
from etl.common.publisher import Wish
from etl.common.settings import ThroughlineError
from etl.fetch.bulk import Bulk
from etl.fetch.manifest import Entry, current, record
from tests.fixtures.fetching import QUICK, SILENT, settings_for
from tests.fixtures.publishers import Publishers
from tests.fixtures.publishers.archive import header_only_zip
from tests.fixtures.wire import every, zip_of

FULL = "FY2024_097_Contracts_Full_2025{}.zip"
DELTA = "FY(All)_{}_Contracts_Delta_2025{}.zip"


@pytest.fixture
def publishers() -> Iterator[Publishers]:
    with Publishers() as found:
        yield found


class Run(Bulk):
    """The words of the command line, as wishes."""

    def fetch_fec(self, cycle: int, names: tuple[str, ...]) -> list[Entry]:
        return self.fetch("fec", Wish(cycle, names))

    def fetch_contracts(self, fiscal_year: int, agency: str | None) -> list[Entry]:
        return self.fetch("contracts", Wish(fiscal_year, narrowed=agency))


def bulk(publishers: Publishers, data: Path, is_dry: bool = False, is_again: bool = False) -> Run:
    settings = settings_for(publishers, data)
    return Run(settings, QUICK, SILENT, lambda line: None, 0.01, is_dry, is_again)


def names(found: list[Entry]) -> list[str]:
    return [Path(entry.path).name for entry in found]


def kept(data: Path) -> list[str]:
    """Every downloaded file but the manifest and the lock."""
    downloads = data / "downloads"
    files = [path for path in downloads.rglob("*") if path.is_file()]
    return sorted(p.name for p in files if p.name not in (".lock", "manifest.jsonl"))


def asked(publishers: Publishers, part: str) -> int:
    return sum(part in request.path for request in publishers.requests)


@pytest.mark.parametrize("name", ["cm", "fec_cm", "CM ", "pas2", "itpas2", "fec_itpas2"])
def test_a_file_by_our_name_or_theirs(publishers: Publishers, tmp_path: Path, name: str) -> None:
    file = "cm24.zip" if "cm" in name.lower() else "pas224.zip"
    publishers.bulk.add(2024, file, zip_of(1))
    assert names(bulk(publishers, tmp_path).fetch_fec(2024, (name, name))) == [file]


@pytest.mark.parametrize("cycle", [2023, 1978, 2100, 0, -2])
def test_a_cycle_that_is_none(publishers: Publishers, tmp_path: Path, cycle: int) -> None:
    with pytest.raises(ThroughlineError, match="even years from 1980"):
        bulk(publishers, tmp_path).fetch_fec(cycle, ("cm",))
    with pytest.raises(ThroughlineError, match="choose from indiv, oth"):
        bulk(publishers, tmp_path).fetch_fec(2024, ("../cm",))
    assert publishers.requests == []


def archive(publishers: Publishers, name: str, sign: int, agency: int = 126) -> None:
    year = None if "Delta" in name else int(name[2:6])
    publishers.usaspending.add_archive(name, zip_of(sign), year, agency)


def test_the_newest_of_the_archive_and_the_deltas_after_it(
    publishers: Publishers, tmp_path: Path
) -> None:
    archive(publishers, FULL.format("0106"), 1)
    archive(publishers, FULL.format("0206"), 2)
    archive(publishers, DELTA.format("097", "0106"), 3)
    archive(publishers, DELTA.format("097", "0306"), 4)
    found = bulk(publishers, tmp_path).fetch_contracts(2024, "097")
    assert names(found) == [FULL.format("0206"), DELTA.format("097", "0306")]
    assert asked(publishers, "bulk_download/awards") == 0
    assert bulk(publishers, tmp_path).fetch_contracts(2024, "097") == []


def moved(publishers: Publishers, tmp_path: Path, first: str, then: str) -> list[str]:
    """What is fetched when the full file of one day is replaced by one of another day."""
    archive(publishers, FULL.format(first), 1)
    bulk(publishers, tmp_path).fetch_contracts(2024, "097")
    publishers.usaspending.remove_archive(FULL.format(first))
    archive(publishers, FULL.format(then), 2)
    return names(bulk(publishers, tmp_path).fetch_contracts(2024, "097"))


def test_a_moved_file_takes_the_place_of_the_old_one(
    publishers: Publishers, tmp_path: Path
) -> None:
    assert moved(publishers, tmp_path, "0106", "0206") == [FULL.format("0206")]
    assert kept(tmp_path) == [FULL.format("0206")]


def test_a_delta_alone_where_it_reaches_back(publishers: Publishers, tmp_path: Path) -> None:
    archive(publishers, DELTA.format("097", "0206"), 5)
    found = moved(publishers, tmp_path, "0106", "0206")
    assert found == [DELTA.format("097", "0206")] or found == []
    assert FULL.format("0106") in kept(tmp_path)


@pytest.mark.parametrize(
    ("agency", "days"), [("097", ["0506"]), ("080", ["0206", "0306", "0406", "0506"])]
)
def test_a_missed_month_takes_the_whole_file(
    publishers: Publishers, tmp_path: Path, agency: str, days: list[str]
) -> None:
    """A late delta, of this agency or another, does not close the gap before it."""
    archive(publishers, FULL.format("0106"), 1)
    run = bulk(publishers, tmp_path)
    run.fetch_contracts(2024, "097")
    for day in days:
        path = f"usaspending/archive/{DELTA.format(agency, day)}"
        (tmp_path / "downloads" / path).write_bytes(zip_of(6))
        known = Entry("file", "usaspending", "http://x/", path, "2025-05-06", 1, day * 16, path)
        record(known, run.settings)
    publishers.usaspending.remove_archive(FULL.format("0106"))
    archive(publishers, FULL.format("0606"), 2)
    archive(publishers, DELTA.format("097", "0606"), 3)
    assert FULL.format("0606") in names(run.fetch_contracts(2024, "097"))


@pytest.mark.parametrize(
    "name",
    ["../../x_20250106.zip", "/etc/x_20250106.zip", "a\nb_20250106.zip", "x.zip"]
    + ["x_20251345.zip", "a/b_20250106.zip", "_20250106.zip\n", "x" * 300 + "_20250106.zip"],
)
def test_a_hostile_name_is_refused(publishers: Publishers, tmp_path: Path, name: str) -> None:
    publishers.usaspending.add_archive(name, zip_of(1), 2024, 126)
    failure = every(lambda: bulk(publishers, tmp_path).fetch_contracts(2024, "097"))
    assert isinstance(failure, PublisherError) and "the archive lists" in str(failure)
    assert kept(tmp_path) == [] and asked(publishers, "award_data_archive") == 0


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://x/y.zip", "", "http://[", "//x/y"])
def test_a_hostile_address_is_refused(publishers: Publishers, tmp_path: Path, url: str) -> None:
    archive(publishers, FULL.format("0106"), 1)
    publishers.usaspending._monthly[FULL.format("0106")]["row"]["url"] = url
    failure = every(lambda: bulk(publishers, tmp_path).fetch_contracts(2024, "097"))
    assert isinstance(failure, PublisherError) and "the publisher lists a file" in str(failure)
    assert kept(tmp_path) == []


def test_another_host_serves_the_archive_without_our_key(
    publishers: Publishers, tmp_path: Path
) -> None:
    archive(publishers, FULL.format("0106"), 1)
    with Publishers() as other:
        url = other.usaspending.add_archive(FULL.format("0106"), zip_of(1), 2024, 126)
        publishers.usaspending._monthly[FULL.format("0106")]["row"]["url"] = url
        assert names(bulk(publishers, tmp_path).fetch_contracts(2024, "097"))
        assert all("x-api-key" not in request.headers for request in other.requests)


def test_a_file_is_made_when_none_is_listed(publishers: Publishers, tmp_path: Path) -> None:
    states = ["ready", "running", "queued", "resumed", "created", "uploading", "odd", "finished"]
    publishers.usaspending.download_states = states
    publishers.fail("download/status", 500, 2, skip=1)
    publishers.fail("download/status", 404, 2, skip=3)
    publishers.fail("generated_downloads", 404, 2)
    found = bulk(publishers, tmp_path).fetch_contracts(2024, "097")
    assert names(found) == ["FY2024_097.zip"] == kept(tmp_path)
    entry = current(settings_for(publishers, tmp_path))["usaspending/archive/FY2024_097"]
    assert entry.rows == 0 and entry.bytes == len(header_only_zip())
    archive(publishers, FULL.format("0106"), 1)
    bulk(publishers, tmp_path).fetch_contracts(2024, "097")
    assert kept(tmp_path) == [FULL.format("0106")]


@pytest.mark.parametrize("fault", ["failed", "status", "file"])
def test_what_could_not_be_made_is_asked_anew(
    publishers: Publishers, tmp_path: Path, fault: str
) -> None:
    if fault == "failed":
        publishers.usaspending.download_states = ["running", "failed"]
    else:
        publishers.fail("/status" if fault == "status" else "generated_downloads", 404, 99)
    failure = every(lambda: bulk(publishers, tmp_path).fetch_contracts(2024, "097"))
    assert isinstance(failure, PublisherError) and kept(tmp_path) == []
    publishers.heal()
    publishers.usaspending.download_states = ["finished"]
    assert bulk(publishers, tmp_path).fetch_contracts(2024, "097")
    assert asked(publishers, "bulk_download/awards") == 2


@pytest.mark.parametrize("harm", ["none", "down", "garbled", "old", "forgotten"])
def test_a_request_is_taken_up(publishers: Publishers, tmp_path: Path, harm: str) -> None:
    publishers.fail("download/status", 503, 4)
    every(lambda: bulk(publishers, tmp_path).fetch_contracts(2024, "097"))
    job = tmp_path / "downloads/usaspending/jobs/FY2024_097.json"
    written = json.loads(job.read_text())
    changed = {
        "old": {"asked_at": "2025-01-01T00:00:00+00:00"},
        "forgotten": {"status_url": written["status_url"] + "x"},
    }
    job.write_text(json.dumps(written | changed.get(harm, {})) if harm != "garbled" else "{")
    assert bulk(publishers, tmp_path).fetch_contracts(2024, "097")
    assert asked(publishers, "bulk_download/awards") == (1 if harm in ("none", "down") else 2)
    assert not job.exists()
