"""The firm as the unit, and what is unknown of it, from published files to pages and dossiers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from dashboards.base.search import find
from etl.build.run import build
from etl.common.progress import Progress
from etl.common.settings import Settings
from etl.dossier.folder import dossier_bytes
from tests.dashboards.opening import cells, opened, texts
from tests.fixtures import loaded, write_csv

AGENCY = {"awarding_sub_agency_code": "1549", "awarding_sub_agency_name": "OFFICE OF EXAMPLES"}
# UEI, DUNS number, name of today, name as reported, state, obligated
ACTIONS = [
    ("WRENUEI00001", "099000001", "WRENSTONE BUILDERS INC", "", "KS", "100.25"),
    ("wrenuei00001 ", "", "WRENSTONE BUILDERS INC", "", "KS", "10"),
    ("", "099000001", "WRENSTONE BUILDERS INC", "", "KS", "5"),
    ("", "", "WRENSTONE BUILDERS, INC.", "", "KS", "2"),
    ("WRENUEI00002", "", "WRENSTONE BUILDERS INC.", "", "TX", "1000"),
    ("OAKCOUEI0001", "", "OAK SERVICES LLC", "", "OH", "7"),
    ("OAKCOUEI0002", "", "OAK SERVICES LLC", "", "TX", "8"),
    ("STANDIN00001", "", "MISCELLANEOUS FOREIGN CONTRACTORS", "", "", "1"),
    ("STANDIN00002", "", "ADABRUNE", "VARIOUS VENDORS", "", "1"),
]
SUMMARY = {
    "contract_award_unique_key": "CONT_AWD_PLOVER_1549_-NONE-_-NONE-",
    "award_id_piid": "PLOVER",
    "award_base_action_date": "2020-01-01",
    "award_latest_action_date": "2021-01-01",
    "total_obligated_amount": "351000000",
    "recipient_uei": "PLOVERUEI001",
    "recipient_name": "PLOVERLINE CORP",
    "awarding_sub_agency_code": "7777",
    "awarding_sub_agency_name": "OFFICE OF SUMMARIES",
}
WREN, PLOVER = "uei:WRENUEI00001", "uei:PLOVERUEI001"


def actions() -> Iterator[dict[str, str]]:
    """One award for each row."""
    for number, (uei, duns, name, reported, state, usd) in enumerate(ACTIONS):
        yield AGENCY | {
            "contract_transaction_unique_key": f"T{number}",
            "contract_award_unique_key": f"CONT_AWD_WREN{number}_1549_-NONE-_-NONE-",
            "award_id_piid": f"WREN{number}",
            "modification_number": "0",
            "action_date": "2019-01-10",
            "federal_action_obligation": usd,
            "recipient_uei": uei,
            "recipient_duns": duns,
            "recipient_name": name,
            "recipient_name_raw": reported,
            "recipient_state_code": state,
            "recipient_parent_uei": "WRENUEI00001" if "WREN" in name else "",
            "recipient_parent_name": "WRENSTONE BUILDERS INC" if "WREN" in name else "",
        }


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of these files."""
    folder = tmp_path_factory.mktemp("firms")
    written = write_csv(folder / "contracts.csv", "usaspending_prime_transaction", actions())
    loaded(written, folder)
    written = write_csv(folder / "summary.csv", "usaspending_prime_award_summary", [SUMMARY])
    loaded(written, folder)
    build(Settings(data=folder), Progress(False))
    return folder


@pytest.fixture(autouse=True)
def served_data(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THROUGHLINE_DATA", str(data))


def rows(data: Path, sql: str) -> list[tuple[object, ...]]:
    """Rows of the database."""
    with duckdb.connect(str(data / "throughline.duckdb"), read_only=True) as engine:
        return engine.execute(sql).fetchall()


def test_registrations_spellings_and_numbers_are_one_firm(data: Path) -> None:
    firms = rows(data, "select name, registration_count, obligated_usd::varchar from marts.firm")
    assert sorted(firms) == [
        ("OAK SERVICES LLC", 1, "7.00"),
        ("OAK SERVICES LLC", 1, "8.00"),
        ("PLOVERLINE CORP", 1, None),
        ("WRENSTONE BUILDERS INC", 2, "1117.25"),
    ]
    sums = rows(
        data,
        "select uei, obligated_usd::varchar, basis_code from marts.registration "
        f"where firm_id = '{WREN}' order by uei",
    )
    assert sums == [
        ("WRENUEI00001", "117.25", "first of its group"),
        ("WRENUEI00002", "1000.00", "same name and parent"),
    ]


def test_stand_ins_for_many_are_no_firm(data: Path) -> None:
    names = rows(data, "select name from marts.contractor where is_undisclosed order by 1")
    assert [str(name).partition(" / ")[0] for (name,) in names] == [
        "MISCELLANEOUS FOREIGN CONTRACTORS",
        "VARIOUS VENDORS",
    ]


def test_search_has_one_row_for_a_firm_and_any_uei_finds_it() -> None:
    for text in ("wrenstone builders", "WRENUEI00002", "uei:wrenuei00002"):
        assert list(find(text)["id"]) == [WREN], text


def test_any_registration_opens_the_firm_with_its_registrations() -> None:
    app = opened("views/contractor.py", id="uei:WRENUEI00002", tab="coverage")
    assert not app.exception
    assert app.title[0].value == "WRENSTONE BUILDERS INC"
    assert {"WRENUEI00001", "WRENUEI00002", "same name and parent as WRENUEI00001"} <= cells(app)
    record = opened("views/records.py", registration="uei:WRENUEI00002")
    assert not record.exception
    assert "records name one parent for both" in texts(record)


@pytest.mark.parametrize(("page", "entity"), [("contractor", PLOVER), ("agency", "agency:7777")])
def test_summaries_alone_are_said_and_never_zero(page: str, entity: str) -> None:
    app = opened(f"views/{page}.py", id=entity)
    assert not app.exception
    said = texts(app).replace("\\", "")
    assert "obligated is not loaded: no action is on its" in said
    assert "[$351.0m]" in said and "of itself" in said
    drawn = "".join(str(html.proto.body) for html in app.get("html"))
    assert "not loaded" in drawn
    assert "$0" not in said + drawn


@pytest.mark.parametrize("page", ["contractor", "agency", "overview", "search"])
def test_lists_say_not_loaded(page: str) -> None:
    app = opened(f"views/{page}.py", **({"q": "plover"} if page == "search" else {}))
    assert not app.exception
    assert "$0" not in texts(app).replace("\\", "")


def test_a_dossier_of_summaries_says_what_is_not_loaded(data: Path) -> None:
    with duckdb.connect(str(data / "throughline.duckdb"), read_only=True) as engine:
        packed = dossier_bytes(engine, [PLOVER])
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        name = next(name for name in archive.namelist() if name.endswith("report.html"))
        report = archive.read(name).decode()
    assert "$351,000,000" in report
    assert "No action on a contract of it is loaded." in report
    assert "$0" not in report
