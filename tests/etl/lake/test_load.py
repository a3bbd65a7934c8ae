"""Published files become typed rows, and the count proves every one."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from etl.common.progress import Progress
from etl.common.settings import Settings, ThroughlineError
from etl.lake.load import Options, load_file
from etl.lake.records import loads
from etl.sources import tables
from tests.fixtures import (
    CSV_EXAMPLE,
    FEC_EXAMPLE,
    YAML_EXAMPLE,
    csv_text,
    fec_line,
    fec_lines,
    header,
    lake_rows,
    listing,
    loaded,
    write_csv,
    write_text,
    write_zip,
)

ACTION = "usaspending_prime_transaction"
FEC_MEMBER = {name: f"{name.removeprefix('fec_')}.txt" for name in FEC_EXAMPLE}
CSV_TABLES = [name for name, table in tables().items() if table.layout == "csv"]


def _key_rows(data: Path, table: str) -> list[str]:
    return [row[tables()[table].key[0]] for row in lake_rows(data, table)]


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
    assert _key_rows(tmp_path / "data", table) == ["ACME-one", "ACME-two"]


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
    assert _key_rows(tmp_path / "data", "congress_committee") == ["HSXX", "HSXX01"]
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
    assert _key_rows(tmp_path / "data", ACTION) == ["A", "B", "C"]


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
    assert _key_rows(tmp_path / "data", "fec_cm") == ["C00000001", "C00000002"]


def test_header_only_file_is_a_load_of_no_rows(tmp_path: Path) -> None:
    load = loaded(write_csv(tmp_path / "none.csv", ACTION, []), tmp_path / "data")
    assert (load.tables[0].rows_read, load.tables[0].rows_loaded) == (0, 0)
    assert lake_rows(tmp_path / "data", ACTION) == []


def test_quotes_are_data_in_pipe_files(tmp_path: Path) -> None:
    names = ['"QUOTED" FIRM', '"OPEN', 'ONE " INCH', '""', "O'NEIL, \\", "COMMA, \tTAB"]
    lines = [
        fec_line("fec_itcont", employer=name, sub_id=f"{number}")
        for number, name in enumerate(names)
    ]
    loaded(write_text(tmp_path / "itcont24.txt", "".join(lines)), tmp_path / "data")
    rows = lake_rows(tmp_path / "data", "fec_itcont")
    assert {row["sub_id"]: row["employer"] for row in rows} == {
        str(number): name for number, name in enumerate(names)
    }


def test_a_long_description_with_newlines_is_one_row(tmp_path: Path) -> None:
    text = ('FIRST "STAGE",\nSECOND\r\n\nTHIRD ' * 200)[:4000]
    path = write_csv(tmp_path / "a.csv", ACTION, [{"transaction_description": text}] * 3)
    load = loaded(path, tmp_path / "data")
    assert (load.tables[0].rows_read, load.tables[0].rows_loaded) == (3, 3)
    rows = lake_rows(tmp_path / "data", ACTION)
    assert {row["description"] for row in rows} == {text}


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


@pytest.mark.parametrize(
    "bad", ["02302023", "3312023", "010120231", "20230331", "ABCDEFGH", "01010023"]
)
def test_a_bad_fec_date_is_null_and_kept(tmp_path: Path, bad: str) -> None:
    path = write_text(tmp_path / "itcont24.txt", fec_line("fec_itcont", transaction_date=bad))
    loaded(path, tmp_path / "data")
    (row,) = lake_rows(tmp_path / "data", "fec_itcont")
    assert row["transaction_date"] is None
    assert row["problems"] == [f"transaction_date: {bad}"]


@pytest.mark.parametrize("bad", ["1,250", "$5", "12.345", "abc", "1" * 20])
def test_a_bad_amount_is_null_and_kept(tmp_path: Path, bad: str) -> None:
    path = write_text(tmp_path / "itcont24.txt", fec_line("fec_itcont", amount_usd=bad))
    loaded(path, tmp_path / "data")
    (row,) = lake_rows(tmp_path / "data", "fec_itcont")
    assert row["amount_usd"] is None
    assert row["problems"] == [f"amount_usd: {bad}"]


def test_two_problems_of_one_row(tmp_path: Path) -> None:
    line = fec_line("fec_itcont", transaction_date="?", amount_usd="??")
    loaded(write_text(tmp_path / "itcont24.txt", line), tmp_path / "data")
    (row,) = lake_rows(tmp_path / "data", "fec_itcont")
    assert row["problems"] == ["transaction_date: ?", "amount_usd: ??"]


def test_a_fraction_is_not_a_count(tmp_path: Path) -> None:
    path = write_text(
        tmp_path / "cn24.txt",
        fec_line("fec_cn", election_year="2023.7") + fec_line("fec_cn", candidate_id="H9"),
    )
    loaded(path, tmp_path / "data", table="fec_cn")
    rows = lake_rows(tmp_path / "data", "fec_cn")
    assert [(row["election_year"], row["problems"]) for row in rows] == [
        (None, ["election_year: 2023.7"]),
        (2024, []),
    ]


def test_blank_and_old_dates_and_cents(tmp_path: Path) -> None:
    lines = [
        fec_line("fec_itoth", sub_id="1", transaction_date=""),
        fec_line("fec_itoth", sub_id="2", transaction_date="10171918"),
        fec_line("fec_itoth", sub_id="3", amount_usd="-1234.56"),
        fec_line("fec_itoth", sub_id="4", amount_usd=""),
        fec_line("fec_itoth", sub_id="5", amount_usd="0"),
    ]
    load = loaded(write_text(tmp_path / "itoth20.txt", "".join(lines)), tmp_path / "data")
    rows = {row["sub_id"]: row for row in lake_rows(tmp_path / "data", "fec_itoth")}
    assert rows["1"]["transaction_date"] is None
    assert rows["2"]["transaction_date"] == date(1918, 10, 17)
    assert rows["3"]["amount_usd"] == Decimal("-1234.56")
    assert rows["4"]["amount_usd"] is None
    assert rows["5"]["amount_usd"] == Decimal("0.00")
    assert all(row["problems"] == [] for row in rows.values())
    assert (load.tables[0].first_date, load.tables[0].last_date) == ("1918-10-17", "2023-03-31")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-01-05", date(2024, 1, 5)),
        ("2024-01-05 00:00:00", date(2024, 1, 5)),
        ("1/5/24", date(2024, 1, 5)),
        ("12/31/98", date(1998, 12, 31)),
        ("1/5/2024", date(2024, 1, 5)),
        ("1/10/14 0:00", date(2014, 1, 10)),
    ],
)
def test_dates_as_published_and_as_resaved(tmp_path: Path, text: str, day: date) -> None:
    row = {"action_date": text, "last_modified_date": text}
    loaded(write_csv(tmp_path / "a.csv", ACTION, [row]), tmp_path / "data")
    (found,) = lake_rows(tmp_path / "data", ACTION)
    assert found["action_date"] == day
    assert found["problems"] == []
    times = [value for value in found.values() if isinstance(value, datetime)]
    assert times == [datetime(day.year, day.month, day.day)]


@pytest.mark.parametrize("bad", ["24-01-05", "0024-01-05", "31/12/2024", "soon"])
def test_a_date_of_another_form_is_a_problem(tmp_path: Path, bad: str) -> None:
    loaded(write_csv(tmp_path / "a.csv", ACTION, [{"action_date": bad}]), tmp_path / "data")
    (found,) = lake_rows(tmp_path / "data", ACTION)
    assert found["action_date"] is None
    assert found["problems"] == [f"action_date: {bad}"]


def test_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    path = write_text(tmp_path / "itcont24.txt", fec_lines("fec_itcont", 5))
    first = loaded(path, tmp_path / "data")
    before = listing(tmp_path / "data")
    copy = write_text(tmp_path / "copied_itcont24.txt", path.read_bytes())
    assert loaded(path, tmp_path / "data") == replace(first, is_new=False)
    assert not loaded(copy, tmp_path / "data").is_new
    assert listing(tmp_path / "data") == before
    assert before


def test_a_lake_file_that_went_away_is_written_again(tmp_path: Path) -> None:
    path = write_text(tmp_path / "itcont24.txt", fec_lines("fec_itcont", 5))
    load = loaded(path, tmp_path / "data")
    before = {name: sha for name, (sha, _) in listing(tmp_path / "data").items()}
    (tmp_path / "data/lake/fec_itcont" / f"{load.sha256}.parquet").unlink()
    assert loaded(path, tmp_path / "data").is_new
    assert {name: sha for name, (sha, _) in listing(tmp_path / "data").items()} == before


def test_same_bytes_in_another_lake(tmp_path: Path) -> None:
    path = write_text(tmp_path / "itcont24.txt", fec_lines("fec_itcont", 300))
    loaded(path, tmp_path / "one")
    loaded(path, tmp_path / "two")
    one, two = listing(tmp_path / "one"), listing(tmp_path / "two")
    assert {k: v[0] for k, v in one.items()} == {k: v[0] for k, v in two.items()}


def test_two_cycles_side_by_side(tmp_path: Path) -> None:
    for year, name in (("20", "OLD NAME PAC"), ("24", "NEW NAME PAC")):
        line = fec_line("fec_cm", committee_name=name)
        loaded(write_zip(tmp_path / f"cm{year}.zip", {"cm.txt": line}), tmp_path / "data")
    rows = lake_rows(tmp_path / "data", "fec_cm")
    assert {(row["cycle"], row["committee_name"]) for row in rows} == {
        (2020, "OLD NAME PAC"),
        (2024, "NEW NAME PAC"),
    }
    assert [load.file for load in loads(Settings(data=tmp_path / "data"))] == [
        "cm20.zip",
        "cm24.zip",
    ]


@pytest.mark.parametrize(
    ("name", "cycle"),
    [
        ("cm24.zip", 2024),
        ("pas224.zip", 2024),
        ("indiv18_partial.zip", 2018),
        ("cm24 (1).zip", 2024),
        ("cm98.zip", 1998),
        ("2022/committees.zip", 2022),
        ("2019-03/cm_2020.zip", 2020),
    ],
)
def test_cycle_in_the_name(tmp_path: Path, name: str, cycle: int) -> None:
    table = "fec_itpas2" if "pas2" in name else "fec_cm"
    path = write_zip(tmp_path / "d" / name, {FEC_MEMBER[table]: fec_line(table)})
    assert loaded(path, tmp_path / "data").tables[0].cycle == cycle


def test_cycle_said_by_the_user(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "cm24.zip", {"cm.txt": fec_line("fec_cm")})
    assert loaded(path, tmp_path / "data", cycle=2022).tables[0].cycle == 2022
    assert not loaded(path, tmp_path / "data").is_new
    with pytest.raises(ThroughlineError, match="already loaded with cycle 2022"):
        loaded(path, tmp_path / "data", cycle=2024)


def test_no_cycle_anywhere(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "folder" / "cm.zip", {"cm.txt": fec_line("fec_cm")})
    with pytest.raises(ThroughlineError, match="cm.zip.*--cycle"):
        loaded(path, tmp_path / "data")


def test_by_date_members_are_left_out(tmp_path: Path) -> None:
    text = fec_lines("fec_itcont", 4)
    members = {"itcont.txt": text, "by_date/itcont_2024_20230101_20230401.txt": text}
    load = loaded(write_zip(tmp_path / "indiv24.zip", members), tmp_path / "data")
    assert load.tables[0].members == ["itcont.txt"]
    assert load.tables[0].rows_loaded == 4


def test_by_date_members_alone_are_read(tmp_path: Path) -> None:
    members = {"by_date/itcont_2024_20230101_20230401.txt": fec_lines("fec_itcont", 4)}
    load = loaded(write_zip(tmp_path / "indiv24.zip", members), tmp_path / "data")
    assert load.tables[0].rows_loaded == 4


def test_short_and_long_lines_go_to_rejects(tmp_path: Path) -> None:
    good = fec_lines("fec_itcont", 5000)
    text = good + "C00900001|N|SHORT\n" + fec_line("fec_itcont", sub_id="1|EXTRA")
    load = loaded(write_text(tmp_path / "itcont24.txt", text), tmp_path / "data")
    (table,) = load.tables
    assert (table.rows_read, table.rows_loaded, table.rows_rejected) == (5002, 5000, 2)
    assert len(lake_rows(tmp_path / "data", "fec_itcont")) == 5000
    short, long = sorted(
        lake_rows(tmp_path / "data", "rejects"), key=lambda reject: reject["line_number"]
    )
    assert (short["line_number"], short["text"]) == (5001, "C00900001|N|SHORT")
    assert (long["line_number"], long["table_name"]) == (5002, "fec_itcont")
    assert short["file_sha256"] == load.sha256


def test_too_many_rejects_leave_the_lake_alone(tmp_path: Path) -> None:
    loaded(write_text(tmp_path / "itcont22.txt", fec_lines("fec_itcont", 2)), tmp_path / "data")
    before = listing(tmp_path / "data")
    path = write_text(tmp_path / "itcont24.txt", fec_lines("fec_itcont", 100) + "SHORT|LINE\n")
    with pytest.raises(ThroughlineError, match=r"1 of 101 rows of fec_itcont.*line 101"):
        loaded(path, tmp_path / "data")
    assert listing(tmp_path / "data") == before
    tolerant = Settings(data=tmp_path / "data", reject_share=0.05)
    load = load_file(path, tolerant, Options(), Progress(False))
    assert load.tables[0].rows_rejected == 1


def test_a_line_without_its_key_goes_to_rejects(tmp_path: Path) -> None:
    text = fec_lines("fec_itcont", 2000) + fec_line("fec_itcont", sub_id="", name="NO KEY, ANN")
    load = loaded(write_text(tmp_path / "itcont24.txt", text), tmp_path / "data")
    (table,) = load.tables
    assert (table.rows_read, table.rows_loaded, table.rows_rejected) == (2001, 2000, 1)
    (reject,) = lake_rows(tmp_path / "data", "rejects")
    assert reject["reason"] == "no sub_id"
    assert "NO KEY, ANN" in reject["text"]


def test_a_csv_row_without_its_key_goes_to_rejects(tmp_path: Path) -> None:
    key = "contract_transaction_unique_key"
    rows = [{key: f"A{number}"} for number in range(1001)] + [{key: "", "award_id_piid": "NOKEY"}]
    load = loaded(write_csv(tmp_path / "a.csv", ACTION, rows), tmp_path / "data")
    assert (load.tables[0].rows_loaded, load.tables[0].rows_rejected) == (1001, 1)
    (reject,) = lake_rows(tmp_path / "data", "rejects")
    assert reject["reason"] == "no transaction_key"
    assert "NOKEY" in reject["text"]


@pytest.mark.parametrize("shape", ["crlf", "mixed", "blank", "blank crlf", "no end", "lone"])
def test_line_ends(tmp_path: Path, shape: str) -> None:
    one, two = fec_line("fec_cm", committee_id="C1"), fec_line("fec_cm", committee_id="C2")
    text = {
        "crlf": (one + two).replace("\n", "\r\n"),
        "mixed": one.replace("\n", "\r\n") + two,
        "blank": "\n" + one + "\n\n" + two + "\n\n",
        "blank crlf": ("\n" + one + "\n\n" + two + "\n\n").replace("\n", "\r\n"),
        "no end": one + two.rstrip("\n"),
        "lone": one.replace("ORBIT WAY", "ORBIT\rWAY") + two,
    }[shape]
    path = write_text(tmp_path / "cm24.txt", text)
    load = loaded(path, tmp_path / "data")
    assert (load.tables[0].rows_read, load.tables[0].rows_loaded) == (2, 2)
    rows = lake_rows(tmp_path / "data", "fec_cm")
    assert [row["committee_id"] for row in rows] == ["C1", "C2"]
    assert {row["street_1"] for row in rows} == {"1 ORBIT WAY"}
    assert {row["candidate_id"] for row in rows} == {None}


@pytest.mark.parametrize("shape", ["crlf", "mixed", "blank", "no end"])
def test_line_ends_of_csv(tmp_path: Path, shape: str) -> None:
    rows = [
        {"contract_transaction_unique_key": "A", "transaction_description": "one\r\ntwo\nthree"},
        {"contract_transaction_unique_key": "B", "transaction_description": "plain"},
    ]
    if shape == "mixed":
        text = (
            csv_text(ACTION, rows[:1])
            + csv_text(ACTION, rows[1:], line_end="\r\n").split("\r\n", 1)[1]
        )
    else:
        text = csv_text(ACTION, rows, line_end="\r\n" if shape == "crlf" else "\n")
    text = text + "\n\n" if shape == "blank" else text.rstrip() if shape == "no end" else text
    load = loaded(write_text(tmp_path / "a.csv", text), tmp_path / "data")
    assert (load.tables[0].rows_read, load.tables[0].rows_loaded) == (2, 2)
    found = lake_rows(tmp_path / "data", ACTION)
    assert [row["description"] for row in found] == ["one\r\ntwo\nthree", "plain"]


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


@pytest.mark.parametrize("name", ["cm24 [1].txt", "cm24 'x'.txt", "cm24*.txt", "cm24.csv.gz.txt"])
def test_a_file_name_is_only_a_name(tmp_path: Path, name: str) -> None:
    write_text(tmp_path / "cm24-other.txt", fec_lines("fec_cm", 2))
    load = loaded(
        write_text(tmp_path / name, fec_line("fec_cm")), tmp_path / "data", "fec_cm", 2024
    )
    assert load.tables[0].rows_loaded == 1


def test_a_file_without_a_telling_name_needs_its_table(tmp_path: Path) -> None:
    path = write_text(tmp_path / "contributions_2024.txt", fec_line("fec_itcont"))
    with pytest.raises(ThroughlineError, match="fec_itcont or fec_itoth.*--table"):
        loaded(path, tmp_path / "data")
    assert loaded(path, tmp_path / "data", "fec_itcont").tables[0].table == "fec_itcont"
    with pytest.raises(ThroughlineError, match="already loaded as fec_itcont"):
        loaded(path, tmp_path / "data", "fec_itoth")


@pytest.mark.parametrize("table", ["fec_itpas2", "fec_cm", "fec_cn", "fec_ccl"])
def test_a_pipe_file_is_told_by_its_ids(tmp_path: Path, table: str) -> None:
    path = write_text(tmp_path / "renamed_2024.txt", fec_line(table))
    assert loaded(path, tmp_path / "data").tables[0].table == table
