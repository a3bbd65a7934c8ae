"""Published files of invented people and firms, from zip to export, twice."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb
import pytest

from etl.build.run import build
from etl.common.progress import Progress
from etl.common.settings import Settings
from etl.exports.export import export
from etl.lake.load import Options, load_file
from tests.fixtures import fec_line, write_csv, write_zip

SILENT = Progress(False)


def published(folder: Path) -> list[Path]:
    """A contractor, its employee's gift and refund, its PAC's gift to a campaign."""
    folder.mkdir(parents=True)
    gift = {"name": "QUILL, ADA", "employer": "ACME ORBITAL INC", "zip_code": "221500001"}
    gifts = [
        fec_line("fec_itcont", sub_id="11", amount_usd="500", **gift),
        fec_line("fec_itcont", sub_id="12", amount_usd="-200", **gift),
        fec_line("fec_itcont", sub_id="13", amount_usd="100", transaction_type_code="22Y", **gift),
    ]
    pac = fec_line(
        "fec_itpas2",
        sub_id="21",
        filer_committee_id="C00900001",
        other_id="C00900002",
        transaction_type_code="24K",
        amount_usd="1000",
    )
    committees = [
        fec_line(
            "fec_cm",
            committee_id="C00900001",
            committee_name="ACME PAC",
            connected_organization_name="ACME ORBITAL, INC.",
        ),
        fec_line(
            "fec_cm",
            committee_id="C00900002",
            committee_name="ROE FOR CONGRESS",
            designation_code="P",
            committee_type_code="H",
            candidate_id="H4VA00001",
        ),
    ]
    candidate = fec_line("fec_cn", candidate_id="H4VA00001", candidate_name="ROE, RAY")
    action = {
        "contract_transaction_unique_key": "ACME_1",
        "contract_award_unique_key": "CONT_AWD_ACME_9700_-NONE-_-NONE-",
        "award_id_piid": "ACME",
        "recipient_uei": "ACMEUEI00001",
        "recipient_name": "ACME ORBITAL INC",
        "awarding_sub_agency_code": "5700",
        "awarding_sub_agency_name": "DEPT OF THE AIR FORCE",
        "action_date": "2023-05-01",
    }
    rows = [
        action | {"federal_action_obligation": "900.00"},
        action
        | {"contract_transaction_unique_key": "ACME_2", "federal_action_obligation": "-100.00"},
    ]
    return [
        write_zip(folder / "indiv24.zip", {"itcont.txt": "".join(gifts)}),
        write_zip(folder / "pas224.zip", {"itpas2.txt": pac}),
        write_zip(folder / "cm24.zip", {"cm.txt": "".join(committees)}),
        write_zip(folder / "cn24.zip", {"cn.txt": candidate}),
        write_csv(folder / "contracts.csv", "usaspending_prime_transaction", rows),
    ]


def pipeline(folder: Path, files: list[Path]) -> Settings:
    """Load, build and export into a fresh data folder."""
    settings = Settings(data=folder)
    for path in files:
        load_file(path, settings, Options(), SILENT)
    build(settings, SILENT)
    export(settings)
    return settings


def exported(settings: Settings) -> dict[str, str]:
    """Each exported file with its hash."""
    found = sorted((settings.exports / "tables").iterdir())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


@pytest.fixture
def twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Settings, Settings]:
    """The same files in the other order, in two data folders."""
    monkeypatch.setenv("THROUGHLINE_AS_OF", "2026-06-30")
    files = published(tmp_path / "published")
    return pipeline(tmp_path / "one", files), pipeline(tmp_path / "two", files[::-1])


def test_exports_are_byte_identical(twice: tuple[Settings, Settings]) -> None:
    assert exported(twice[0]) == exported(twice[1])
    assert len(exported(twice[0])) > 10


def test_the_graph_tells_the_story(twice: tuple[Settings, Settings]) -> None:
    with duckdb.connect(str(twice[0].database), read_only=True) as engine:
        found = engine.execute(
            "select link_type, from_name, to_name, amount_usd::varchar from marts.edge order by all"
        ).fetchall()
    assert found == [
        ("authorized_by", "ROE FOR CONGRESS", "ROE, RAY", None),
        ("connected_organization", "ACME PAC", "ACME ORBITAL INC", None),
        ("contributed_to", "ACME PAC", "ROE FOR CONGRESS", "1000.00"),
        ("contributed_to", "QUILL, ADA", "ACME PAC", "500.00"),
        ("received_award", "ACME ORBITAL INC", "DEPT OF THE AIR FORCE", "800.00"),
        ("refunded_by", "QUILL, ADA", "ACME PAC", "300.00"),
        ("reported_employer", "QUILL, ADA", "ACME ORBITAL INC", None),
    ]


def test_an_export_holds_no_total_that_the_award_itself_does_not_bear_out(
    twice: tuple[Settings, Settings],
) -> None:
    path = twice[0].exports / "tables" / "award.parquet"
    with duckdb.connect() as engine:
        names = [
            row[0]
            for row in engine.execute("describe from read_parquet(?)", [str(path)]).fetchall()
        ]
        row = engine.execute(
            "select published_obligated_usd, coverage_state, coverage_reason from read_parquet(?)",
            [str(path)],
        ).fetchone()
    assert "obligated_usd" not in names
    assert row == (
        None,
        "not_computable",
        "the award itself reports no total to compare the actions with",
    )
