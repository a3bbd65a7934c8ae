"""Databases of a few invented records, and what changed between two of them."""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl.build.run import build
from etl.changes.diff import Difference, Question, difference
from etl.changes.watched import Change
from etl.common.progress import Progress
from etl.common.settings import Settings
from etl.lake.load import Options, load_file
from tests.fixtures import fec_line, write_csv, write_zip

SILENT = Progress(False)
QUILL = {"name": "QUILL, ADA", "employer": "ACME ORBITAL INC", "zip_code": "221500001"}


def action(number: int, piid: str, usd: str, day: str = "2023-05-01") -> dict[str, str]:
    """An action on an award of an invented firm."""
    return {
        "contract_transaction_unique_key": f"{piid}_{number}",
        "contract_award_unique_key": f"CONT_AWD_{piid}_9700_-NONE-_-NONE-",
        "award_id_piid": piid,
        "modification_number": str(number),
        "recipient_uei": "ACMEUEI00001",
        "recipient_name": "ACME ORBITAL INC",
        "awarding_sub_agency_code": "5700",
        "awarding_sub_agency_name": "DEPT OF THE AIR FORCE",
        "action_date": day,
        "federal_action_obligation": usd,
    }


def gift(sub_id: str, usd: str, **more: str) -> str:
    """A gift of an invented person."""
    return fec_line("fec_itcont", sub_id=sub_id, amount_usd=usd, **QUILL | more)


def database(folder: Path, gifts: list[str], actions: list[dict[str, str]]) -> Settings:
    """A built data folder of these published rows."""
    settings = Settings(data=folder / "data")
    files = [
        write_zip(folder / "indiv24.zip", {"itcont.txt": "".join(gifts)}),
        write_csv(folder / "contracts.csv", "usaspending_prime_transaction", actions),
    ]
    for path in files:
        load_file(path, settings, Options(), SILENT)
    build(settings, SILENT)
    return settings


def compared(old: Settings | Path, new: Settings | Path, **more: object) -> Difference:
    """What changed."""
    paths = [side.database if isinstance(side, Settings) else side for side in (old, new)]
    return difference(Question(*paths, **more))  # type: ignore[arg-type]


def of(found: Difference, kind: str) -> list[Change]:
    """The changes of a kind."""
    return [change for change in found.changes if change.kind == kind]


def changed(path: Path, *statements: str) -> None:
    """Change a database."""
    with duckdb.connect(str(path)) as engine:
        for sql in statements:
            engine.execute(sql)
