"""OCDS releases: valid by the standard's own schema, counts equal, every reference resolved."""

from __future__ import annotations

import json
import shutil
import tarfile
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest
from jsonschema import Draft4Validator, FormatChecker
from ocdsmerge import Merger

from etl.common.settings import ROOT, Settings
from etl.exports.export import Selection, export
from etl.exports.formats import ocds

SDISTS = ROOT / ".venv" / "sdists"
PACKAGE_SCHEMA = "ocdskit-*.tar.gz", "tests/fixtures/a/release-package-schema-dereferenced.json"
RELEASE_SCHEMA = "ocdsextensionregistry-*.tar.gz", "tests/fixtures/release-schema.json"
METHODS = {"open", "selective", "limited", "direct"}


@cache
def published(pattern: str, name: str) -> dict[str, Any]:
    """A schema of the Open Contracting Partnership from its own source package on PyPI."""
    found = sorted(SDISTS.glob(pattern))
    if not found:
        pytest.skip(f"{SDISTS}/{pattern} is not here: `make .venv/.tests` downloads it")
    with tarfile.open(found[-1]) as packed:
        member = next(m for m in packed.getmembers() if m.name.endswith("/" + name))
        document: dict[str, Any] = json.load(packed.extractfile(member))  # type: ignore[arg-type]
    return document


def package_schema() -> dict[str, Any]:
    """The schema of a package; its releases, there with a profile's extensions, are left open."""
    schema = published(*PACKAGE_SCHEMA)
    assert schema["id"].endswith("/1__1__5/release-package-schema.json")
    releases = {**schema["properties"]["releases"], "items": {}}
    return {**schema, "properties": {**schema["properties"], "releases": releases}}


def faults(document: Any, schema: dict[str, Any]) -> list[str]:
    """What a schema finds wrong."""
    validator = Draft4Validator(schema, format_checker=FormatChecker())
    return [
        f"{list(error.path)}: {error.message[:200]}" for error in validator.iter_errors(document)
    ]


def packages(folder: Path) -> list[dict[str, Any]]:
    """The release packages of an export."""
    return [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("releases_*.json"))]


@pytest.fixture
def rich(case_settings: Settings, tmp_path: Path) -> Settings:
    """The case with an order, competition, an undated award, and hostile texts."""
    shutil.copyfile(case_settings.database, tmp_path / "throughline.duckdb")
    with duckdb.connect(str(tmp_path / "throughline.duckdb")) as engine:
        engine.execute(
            "update marts.award set is_vehicle = false, "
            "vehicle_key = 'CONT_IDV_FA881120D0002_9700', "
            "recipient_name = '\"}<img src=x>\u202e' || chr(7) where piid = 'NNK14MA74C'"
        )
        engine.execute(
            "insert into marts.award_term (award_key, competition, procurement_method_code, "
            "description, performance_start_date) select award_key, case piid when 'NNK14MA74C' "
            "then 'FULL AND OPEN COMPETITION' else 'NOT COMPETED' end, case piid "
            "when 'NNK14MA74C' then 'open' else 'direct' end, 'x', date '2020-01-01' "
            "from marts.award"
        )
        engine.execute("update marts.award set organization_id = null where piid = 'GS35F0086U'")
    return Settings(data=tmp_path)


def test_releases_are_valid_by_the_published_schema(
    case_settings: Settings, rich: Settings, tmp_path: Path
) -> None:
    release_schema = published(*RELEASE_SCHEMA)
    assert release_schema["id"].endswith("/1__1__5/release-schema.json")
    for number, settings in enumerate((case_settings, rich)):
        for package in packages(export(settings, tmp_path / str(number), "ocds")):
            for release in package["releases"]:
                assert faults(release, release_schema) == []
            assert faults(package, package_schema()) == []


def test_the_schema_finds_what_is_wrong(case_settings: Settings, tmp_path: Path) -> None:
    (package,) = packages(export(case_settings, tmp_path / "out", "ocds"))
    release = package["releases"][0]
    release["tag"] = ["bought"]
    release["date"] = None
    assert len(faults(release, published(*RELEASE_SCHEMA))) >= 2


def test_counts_and_sums_are_those_of_the_database(rich: Settings, tmp_path: Path) -> None:
    releases = [r for p in packages(export(rich, tmp_path / "out", "ocds")) for r in p["releases"]]
    with duckdb.connect(str(rich.database), read_only=True) as engine:
        awards, actions, values = engine.execute(
            "select (select count(*) from marts.award), (select count(*) from marts.award_action), "
            "(select sum(published_obligated_usd) from marts.award where not is_vehicle)"
        ).fetchall()[0]
    assert len({release["ocid"] for release in releases}) == len(releases) == awards
    contracts = [contract for release in releases for contract in release["contracts"]]
    assert sum(len(contract.get("amendments", [])) for contract in contracts) == actions
    stated = [str(contract["value"]["amount"]) for contract in contracts if "value" in contract]
    assert sum(map(Decimal, stated)) == values


def test_references_resolve_and_codes_are_known(rich: Settings, tmp_path: Path) -> None:
    releases = [r for p in packages(export(rich, tmp_path / "out", "ocds")) for r in p["releases"]]
    ocids = {release["ocid"] for release in releases}
    methods = set()
    for release in releases:
        parties = {party["id"] for party in release["parties"]}
        suppliers = [s for award in release["awards"] for s in award.get("suppliers", [])]
        referred = [*suppliers, release["buyer"], release["tender"]["procuringEntity"]]
        assert {party["id"] for party in referred} <= parties
        assert {c["awardID"] for c in release["contracts"]} <= {a["id"] for a in release["awards"]}
        assert {p["identifier"] for p in release.get("relatedProcesses", [])} <= ocids
        methods.add(release["tender"].get("procurementMethod"))
    assert methods == {"open", "direct"} and methods <= METHODS


def test_another_reader_compiles_the_releases(rich: Settings, tmp_path: Path) -> None:
    releases = [r for p in packages(export(rich, tmp_path / "out", "ocds")) for r in p["releases"]]
    merger = Merger(published(*RELEASE_SCHEMA))
    for release in releases:
        compiled = merger.create_compiled_release([release])
        assert compiled["awards"] == release["awards"]


def test_hostile_names_stay_text(rich: Settings, tmp_path: Path) -> None:
    text = (export(rich, tmp_path / "out", "ocds") / "releases_0001.json").read_text("utf-8")
    names = [p["name"] for r in json.loads(text)["releases"] for p in r["parties"]]
    assert '"}<img src=x>\u202e\x07' in names


def test_a_large_export_is_several_packages(
    case_settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocds, "PER_PACKAGE", 4)
    found = packages(export(case_settings, tmp_path / "out", "ocds"))
    assert [len(package["releases"]) for package in found] == [4, 4, 1]
    assert len({package["uri"] for package in found}) == 3


def test_a_part_without_awards_has_no_package(case_settings: Settings, tmp_path: Path) -> None:
    folder = export(case_settings, tmp_path / "out", "ocds", Selection(("fec:C00411116",), hops=0))
    assert packages(folder) == []


def test_a_vehicle_has_no_value_and_says_what_its_ceiling_is(
    case_settings: Settings, tmp_path: Path
) -> None:
    (package,) = packages(export(case_settings, tmp_path / "out", "ocds"))
    (vehicle,) = [r for r in package["releases"] if r["tender"]["title"] == "FA881120D0002"]
    assert "value" not in vehicle["contracts"][0]
    assert "Ceiling 4000000000.00 USD, which is a limit" in vehicle["awards"][0]["description"]
