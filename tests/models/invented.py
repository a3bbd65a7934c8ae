"""An invented firm, its fund and its people, a member who oversees its agency for a while."""

from __future__ import annotations

from pathlib import Path

from etl.build.run import build
from etl.common.progress import Progress
from etl.common.settings import Settings
from etl.lake.load import Options, load_file
from tests.etl.changes.two_builds import action
from tests.fixtures import LEGISLATORS, fec_line, write_csv, write_text, write_zip

COMMITTEES = """\
- {type: house, name: House Committee on Armed Services, thomas_id: HSAS}
- {type: house, name: House Committee on Invented Affairs, thomas_id: HSXX}
"""
SEATED = "HSAS:\n- {name: Richard Roe, party: minority, rank: 1, bioguide: R900001}\n"
OTHERS = "HSXX:\n- {name: Richard Roe, party: minority, rank: 1, bioguide: R900001}\n"
FUND = {"filer_committee_id": "C00900001", "transaction_type_code": "24K"}
TO_ROE = {
    "entity_type_code": "CCM",
    "name": "ROE FOR CONGRESS",
    "other_id": "C00900002",
    "candidate_id": "H4VA00001",
    "employer": "",
    "occupation": "",
}
WORKS = {"filer_committee_id": "C00900002", "employer": "ACME ORBITAL INC"}


def _gifts() -> str:
    """What people gave: while the member sat there, before, too little, and given back."""
    rows = (
        {"sub_id": "11", "name": "QUILL, ADA", "amount_usd": "900"},
        {"sub_id": "12", "name": "QUILL, ADA", "amount_usd": "700", "transaction_date": "01052023"},
        {"sub_id": "13", "name": "REED, BEN", "amount_usd": "150"},
        {"sub_id": "14", "name": "LARK, CY", "amount_usd": "500"},
        {"sub_id": "15", "name": "LARK, CY", "amount_usd": "500", "transaction_type_code": "22Y",
         "transaction_date": "05012023", "entity_type_code": "IND"},
    )  # fmt: skip
    return "".join(fec_line("fec_itcont", **WORKS | {"transaction_id": f"T{n}"} | row)
                   for n, row in enumerate(rows))  # fmt: skip


def _fund_gifts() -> str:
    """What the fund gave: in a seat, after it, and a gift that it got back in part."""
    rows = (
        {"sub_id": "21", "amount_usd": "5000", "transaction_date": "06012023"},
        {"sub_id": "22", "amount_usd": "2000", "transaction_date": "09012024"},
        {"sub_id": "23", "amount_usd": "-1000", "transaction_date": "07012023"},
    )
    return "".join(fec_line("fec_itpas2", **FUND | TO_ROE | {"transaction_id": f"P{n}"} | row)
                   for n, row in enumerate(rows))  # fmt: skip


def _registers() -> dict[str, str]:
    """The fund, the campaign, the candidate and what links them."""
    acme = {
        "committee_name": "ACME ORBITAL INC PAC",
        "connected_organization_name": "ACME ORBITAL INC",
    }
    roe = {
        "committee_id": "C00900002",
        "committee_name": "ROE FOR CONGRESS",
        "designation_code": "P",
        "committee_type_code": "H",
        "organization_type_code": "",
        "connected_organization_name": "",
        "candidate_id": "H4VA00001",
    }
    return {
        "cm": fec_line("fec_cm", **acme) + fec_line("fec_cm", **roe),
        "cn": fec_line("fec_cn"),
        "ccl": fec_line("fec_ccl"),
    }


def overseen(folder: Path) -> Settings:
    """A built data folder: the member is seen on the committee from March 2023 to February 2024."""
    settings = Settings(data=folder / "data")
    registers = _registers()
    files = [
        *(write_zip(folder / f"{n}24.zip", {f"{n}.txt": text}) for n, text in registers.items()),
        write_zip(folder / "indiv24.zip", {"itcont.txt": _gifts()}),
        write_zip(folder / "pas224.zip", {"itpas2.txt": _fund_gifts()}),
        write_text(folder / "legislators-current.yaml", LEGISLATORS),
        write_text(folder / "committees-current.yaml", COMMITTEES),
        write_text(folder / "committee-membership-2023-03-01.yaml", SEATED + OTHERS),
        write_text(folder / "committee-membership-2024-02-01.yaml", SEATED + OTHERS),
        write_text(folder / "committee-membership-2024-08-01.yaml", "HSAS: []\n" + OTHERS),
        write_csv(
            folder / "contracts.csv",
            "usaspending_prime_transaction",
            [action(0, "OLD1", "900000.00"), action(1, "OLD1", "-1000.00", "2023-11-01")],
        ),
    ]
    for path in files:
        load_file(path, settings, Options(), Progress(False))
    build(settings, Progress(False))
    return settings
