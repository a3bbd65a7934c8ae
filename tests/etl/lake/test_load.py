"""Every published table loads, in each shape and layout that its publisher gives it."""

from __future__ import annotations

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from etl.sources import tables
from tests.etl.lake.examples import ACTION, FEC_MEMBER, key_rows
from tests.fixtures import (
    CSV_EXAMPLE,
    FEC_EXAMPLE,
    YAML_EXAMPLE,
    csv_text,
    fec_line,
    fec_lines,
    header,
    lake_rows,
    loaded,
    write_csv,
    write_text,
    write_zip,
)

CSV_TABLES = [name for name, table in tables().items() if table.layout == "csv"]


@pytest.mark.parametrize("table", FEC_EXAMPLE)
@pytest.mark.parametrize("shape", ["txt", "zip", "gz"])
def test_every_fec_table_loads(tmp_path: Path, table: str, shape: str) -> None:
    text, member = fec_lines(table, 3), FEC_MEMBER[table]
    folder = tmp_path / "2024"
    if shape == "zip":
        path = write_zip(folder / "published24.zip", {member: text})
    else:
        path = write_text(folder / (member + (".gz" if shape == "gz" else "")), text)
    load = loaded(path, tmp_path / "data")
    assert [(t.table, t.cycle, t.rows_read, t.rows_loaded) for t in load.tables] == [
        (table, 2024, 3, 3)
    ]
    for row in lake_rows(tmp_path / "data", table):
        assert row["cycle"] == 2024
        assert row["file_sha256"] == load.sha256
        assert row["problems"] == []
        for name, value in FEC_EXAMPLE[table].items():
            if (
                tables()[table].lake_columns()[name] == "varchar"
                and name not in tables()[table].key
            ):
                assert row[name] == value


@pytest.mark.parametrize("table", CSV_TABLES)
@pytest.mark.parametrize("name", ["rows.csv", "rows.csv.gz", "rows.zip"])
def test_every_csv_table_loads(tmp_path: Path, table: str, name: str) -> None:
    key = next(c.published[0] for c in tables()[table].columns if c.name == tables()[table].key[0])
    rows = [{key: "ACME-one"}, {key: "ACME-two"}]
    if name.endswith(".zip"):
        path = write_zip(tmp_path / name, {"rows_1.csv": csv_text(table, rows)})
    else:
        path = write_csv(tmp_path / name, table, rows)
    load = loaded(path, tmp_path / "data")
    assert [(t.table, t.rows_read, t.rows_loaded, t.rows_rejected) for t in load.tables] == [
        (table, 2, 2, 0)
    ]
    assert key_rows(tmp_path / "data", table) == ["ACME-one", "ACME-two"]


@pytest.mark.parametrize("table", YAML_EXAMPLE)
@pytest.mark.parametrize("name", ["congress.yaml", "congress.zip"])
def test_every_yaml_table_loads(tmp_path: Path, table: str, name: str) -> None:
    if name.endswith(".zip"):
        path = write_zip(tmp_path / name, {"current.yaml": YAML_EXAMPLE[table]})
    else:
        path = write_text(tmp_path / name, YAML_EXAMPLE[table])
    load = loaded(path, tmp_path / "data")
    assert [t.table for t in load.tables] == [table]
    assert load.tables[0].rows_read == load.tables[0].rows_loaded
    assert load.tables[0].rows_loaded == (2 if table == "congress_committee" else 1)


def test_yaml_values_keep_their_types(tmp_path: Path) -> None:
    for name, text in YAML_EXAMPLE.items():
        loaded(write_text(tmp_path / f"{name}.yaml", text), tmp_path / "data")
    (member,) = lake_rows(tmp_path / "data", "congress_legislator")
    assert member["fec_candidate_ids"] == ["H4VA00001"]
    assert member["terms"][0]["chamber"] == "house"
    assert member["terms"][0]["start_date"] == date(2023, 1, 3)
    assert member["terms"][0]["district"] == "1"
    assert key_rows(tmp_path / "data", "congress_committee") == ["HSXX", "HSXX01"]
    (seat,) = lake_rows(tmp_path / "data", "congress_committee_seat")
    assert (seat["bioguide_id"], seat["rank"]) == ("R900001", 1)


def test_zip_of_several_members(tmp_path: Path) -> None:
    key = "contract_transaction_unique_key"
    path = write_zip(
        tmp_path / "FY2024_097_Contracts_Full_20250106.zip",
        {
            "FY2024_1.csv": csv_text(ACTION, [{key: "A"}, {key: "B"}]),
            "FY2024_2.csv": csv_text(ACTION, [{key: "C"}]),
            "FY2024_3.csv": csv_text(ACTION, []),
            "readme.txt": "About this download,\nread me.\n",
        },
    )
    load = loaded(path, tmp_path / "data")
    assert load.left_out == ["readme.txt"]
    assert load.published_date == "2025-01-06"
    (table,) = load.tables
    assert table.members == ["FY2024_1.csv", "FY2024_2.csv", "FY2024_3.csv"]
    assert (table.rows_read, table.rows_loaded) == (3, 3)
    assert key_rows(tmp_path / "data", ACTION) == ["A", "B", "C"]


def test_a_file_of_two_tables(tmp_path: Path) -> None:
    path = write_zip(
        tmp_path / "mixed24.zip",
        {"cm.txt": fec_lines("fec_cm", 2), "cn.txt": fec_lines("fec_cn", 3)},
    )
    load = loaded(path, tmp_path / "data")
    assert [(t.table, t.rows_loaded) for t in load.tables] == [("fec_cm", 2), ("fec_cn", 3)]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_of_one_name_are_both_read(tmp_path: Path) -> None:
    path = tmp_path / "cm24.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("cm.txt", fec_line("fec_cm", committee_id="C00000001"))
        archive.writestr("cm.txt", fec_line("fec_cm", committee_id="C00000002"))
    loaded(path, tmp_path / "data")
    assert key_rows(tmp_path / "data", "fec_cm") == ["C00000001", "C00000002"]


def test_header_only_file_is_a_load_of_no_rows(tmp_path: Path) -> None:
    load = loaded(write_csv(tmp_path / "none.csv", ACTION, []), tmp_path / "data")
    assert (load.tables[0].rows_read, load.tables[0].rows_loaded) == (0, 0)
    assert lake_rows(tmp_path / "data", ACTION) == []


@pytest.mark.parametrize("word", ["sam", "fsrs"])
def test_both_names_of_subaward_columns(tmp_path: Path, word: str) -> None:
    columns = [name.replace("_sam_", f"_{word}_") for name in header("usaspending_subaward")]
    row = {f"subaward_{word}_report_id": "REPORT-1", f"subaward_{word}_report_year": "2024"}
    loaded(
        write_csv(tmp_path / "s.csv", "usaspending_subaward", [row], columns=columns),
        tmp_path / "data",
    )
    (found,) = lake_rows(tmp_path / "data", "usaspending_subaward")
    assert found["subaward_sam_report_id"] == "REPORT-1"
    assert found["subaward_sam_report_year"] == "2024"


def test_delta_layout(tmp_path: Path) -> None:
    columns = ["correction_delete_ind", "agency_id", *header(ACTION)]
    rows = [
        {"correction_delete_ind": "C", "agency_id": "097"},
        {"correction_delete_ind": "D", "agency_id": "097", "action_date": ""},
    ]
    path = write_csv(tmp_path / "Delta_20250106.csv", ACTION, rows, columns=columns)
    load = loaded(path, tmp_path / "data")
    assert load.tables[0].rows_loaded == 2
    found = lake_rows(tmp_path / "data", ACTION)
    assert sorted(row["correction_delete_code"] for row in found) == ["C", "D"]
    assert {row["delta_agency_id"] for row in found} == {"097"}
    assert {row["recipient_uei"] for row in found} == {"ACMEROCKET01"}


def test_full_layout_has_no_delta_codes(tmp_path: Path) -> None:
    loaded(write_csv(tmp_path / "a.csv", ACTION, [{}]), tmp_path / "data")
    (row,) = lake_rows(tmp_path / "data", ACTION)
    assert row["correction_delete_code"] is None
    assert row["obligated_usd"] == Decimal(CSV_EXAMPLE[ACTION]["federal_action_obligation"])


def test_columns_in_another_order(tmp_path: Path) -> None:
    columns = list(reversed(header(ACTION)))
    loaded(write_csv(tmp_path / "a.csv", ACTION, [{}], columns=columns), tmp_path / "data")
    (row,) = lake_rows(tmp_path / "data", ACTION)
    assert row["recipient_uei"] == "ACMEROCKET01"
    assert row["action_date"] == date(2024, 1, 5)
