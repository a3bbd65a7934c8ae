"""From the publishers' answers to a graph whose edges open, beside the bulk files of the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.build.run import build
from etl.common.settings import Settings
from tests.fixtures import fec_line, loaded, write_csv, write_zip
from tests.fixtures.fetching import SILENT, fetched, wanted
from tests.fixtures.publishers import Publishers

UEI = "ACMEROCKET01"
PAC = "C00900001"
AWARD = "CONT_AWD_ACME0001_9700_-NONE-_-NONE-"
TARGETS = wanted(ueis=(UEI,), committees=(PAC,), donors=("QUILL, ADA",))


@pytest.fixture
def publishers() -> Iterator[Publishers]:
    with Publishers() as running:
        fec, contracts = running.fec, running.usaspending
        contracts.add_award(
            award_key=AWARD,
            uei=UEI,
            recipient_name="ACME ROCKETS LLC",
            actions=4,
            subawards=2,
            officers=[{"name": "QUILL ADA", "amount": 250000.0}],
        )
        fec.add_receipt(
            sub_id="11",
            committee_id="C00900002",
            contributor_name="QUILL, ADA",
            contributor_employer="ACME ROCKETS LLC",
            contribution_receipt_amount=500.0,
            receipt_type="15",
            entity_type="IND",
        )
        fec.add_disbursement(
            sub_id="21",
            committee_id=PAC,
            recipient_name="ROE FOR CONGRESS",
            recipient_committee_id="C00900002",
            disbursement_amount=1000.0,
            disbursement_type="24K",
            entity_type="CCM",
            candidate_id="H4VA00001",
        )
        fec.add_committee(
            committee_id=PAC, name="ACME PAC", affiliated_committee_name="ACME ROCKETS LLC"
        )
        fec.add_committee(
            committee_id="C00900002",
            name="ROE FOR CONGRESS",
            designation="P",
            committee_type="H",
            candidate_ids=["H4VA00001"],
        )
        fec.add_candidate(candidate_id="H4VA00001", name="ROE, RAY")
        yield running


def found(data: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(data / "throughline.duckdb"), read_only=True) as engine:
        return engine.execute(sql).fetchall()


def edges(data: Path) -> dict[str, list[tuple[Any, ...]]]:
    rows = found(
        data,
        "select edge.link_type, source.name, target.name, edge.amount_usd, edge.record_count "
        "from marts.edge as edge join marts.entity as source on edge.from_id = source.entity_id "
        "join marts.entity as target on edge.to_id = target.entity_id order by all",
    )
    by_type: dict[str, list[tuple[Any, ...]]] = {}
    for link_type, *rest in rows:
        by_type.setdefault(link_type, []).append(tuple(rest))
    return by_type


def built(data: Path) -> dict[str, list[tuple[Any, ...]]]:
    build(Settings(data=data), SILENT, is_forced=True)
    return edges(data)


def test_answers_become_a_graph_that_opens(publishers: Publishers, tmp_path: Path) -> None:
    fetched(publishers, tmp_path, TARGETS)
    by_type = built(tmp_path)
    assert set(by_type) >= {
        "received_award",
        "subcontracted_to",
        "officer_of",
        "contributed_to",
        "reported_employer",
        "connected_organization",
        "authorized_by",
    }
    assert by_type["connected_organization"][0][:2] == ("ACME PAC", "ACME ROCKETS LLC")
    gifts = {(giver, amount) for giver, _, amount, _ in by_type["contributed_to"]}
    assert gifts == {("QUILL, ADA", 500), ("ACME PAC", 1000)}
    opened = found(
        tmp_path, "select count(*), count(record_url), count(source_sha256) from marts.evidence"
    )[0]
    assert opened[0] > 8 and opened[0] == opened[1] == opened[2]


def test_obligations_sum_to_the_award_s_own_total(publishers: Publishers, tmp_path: Path) -> None:
    fetched(publishers, tmp_path, TARGETS)
    received = built(tmp_path)["received_award"]
    total = found(
        tmp_path,
        "select award_obligated_usd from staging.usaspending_api_award_detail",
    )
    assert [(amount, count) for _, _, amount, count in received] == [(total[0][0], 4)]


def test_the_same_rows_in_bulk_files_count_once(publishers: Publishers, tmp_path: Path) -> None:
    fetched(publishers, tmp_path, TARGETS)
    before = built(tmp_path)
    gift = fec_line(
        "fec_itcont",
        sub_id="11",
        filer_committee_id="C00900002",
        name="QUILL, ADA",
        employer="ACME ROCKETS LLC",
        amount_usd="500",
    )
    paid = fec_line(
        "fec_itpas2",
        sub_id="21",
        filer_committee_id=PAC,
        other_id="C00900002",
        name="ROE FOR CONGRESS",
        amount_usd="1000",
    )
    loaded(write_zip(tmp_path / "in" / "indiv24.zip", {"itcont.txt": gift}), tmp_path)
    loaded(write_zip(tmp_path / "in" / "pas224.zip", {"itpas2.txt": paid}), tmp_path)
    actions = found(
        tmp_path,
        "select transaction_key, obligated_usd::varchar, action_date::varchar "
        "from staging.usaspending_api_transaction",
    )
    rows = [
        {
            "contract_transaction_unique_key": key,
            "contract_award_unique_key": AWARD,
            "federal_action_obligation": amount,
            "action_date": day,
            "recipient_uei": UEI,
            "recipient_name": "ACME ROCKETS LLC",
        }
        for key, amount, day in actions[:2]
    ]
    path = tmp_path / "in" / "FY2024_097_Contracts_Full_20250106.csv"
    loaded(write_csv(path, "usaspending_prime_transaction", rows), tmp_path)
    after = built(tmp_path)
    for link_type in ("contributed_to", "received_award"):
        amounts = [sum(edge[2] for edge in edges_[link_type]) for edges_ in (before, after)]
        counts = [sum(edge[3] for edge in edges_[link_type]) for edges_ in (before, after)]
        assert amounts[0] == amounts[1] and counts[0] == counts[1]


def test_each_file_names_where_and_when_it_was_fetched(
    publishers: Publishers, tmp_path: Path
) -> None:
    fetched(publishers, tmp_path, TARGETS)
    built(tmp_path)
    rows = found(
        tmp_path,
        "select source_url, retrieved_at, rows_read = rows_loaded + rows_rejected + rows_left_out, "
        "shortfall from marts.source_file",
    )
    assert rows and all(url.startswith(publishers.root) and when for url, when, _, _ in rows)
    assert {(whole, short) for _, _, whole, short in rows} == {(True, 0)}


def test_no_street_address_leaves_the_lake(publishers: Publishers, tmp_path: Path) -> None:
    publishers.fec.add_receipt(
        committee_id=PAC, contributor_street_1="1 HIDDEN LANE", contributor_zip="221509999"
    )
    fetched(publishers, tmp_path, TARGETS)
    built(tmp_path)
    content = (tmp_path / "throughline.duckdb").read_bytes()
    assert b"HIDDEN LANE" not in content and b"221509999" not in content
