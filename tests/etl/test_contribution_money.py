"""Money is the same however its files were cut, ordered and repeated; each dollar counts once."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.build import prepare, run_model
from etl.settings import Settings
from tests.fixtures import fec_line, loaded, write_text
from tests.fixtures.building import built, needed_models

MODELS = needed_models("entities.contribution")
PAIRING = next(model for model in MODELS if model.table == "entities.counterpart")
FEW = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
CONDUIT, RECIPIENT, GIVER = "C00401224", "C00900002", "C00900003"
GIFT = {"name": "QUILL, ADA", "amount_usd": "25", "zip_code": "22150", "election_code": ""}
RECEIVED = fec_line(
    "fec_itcont",
    **GIFT,
    filer_committee_id=RECIPIENT,
    transaction_type_code="15E",
    other_id=CONDUIT,
    transaction_date="03312023",
    sub_id="1",
    transaction_id="R.1",
)
PASSED_ON = fec_line(
    "fec_itcont",
    **GIFT,
    filer_committee_id=CONDUIT,
    transaction_type_code="24T",
    other_id=RECIPIENT,
    transaction_date="03282023",
    sub_id="2",
    transaction_id="C.1",
)
PAC = {"entity_type_code": "PAC", "amount_usd": "5000", "transaction_date": "03312023"}
GIVEN = {
    **PAC,
    "filer_committee_id": GIVER,
    "other_id": RECIPIENT,
    "transaction_type_code": "24K",
    "sub_id": "3",
    "transaction_id": "G.1",
}
TAKEN = {
    **PAC,
    "filer_committee_id": RECIPIENT,
    "other_id": GIVER,
    "transaction_type_code": "18K",
    "sub_id": "4",
    "transaction_id": "T.1",
}


def totals(files: Sequence[tuple[str, str]]) -> tuple[Decimal, Decimal]:
    """Who gave and what committees received, from pipe files loaded in this order."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        for number, (table, text) in enumerate(files):
            path = write_text(data / "files" / f"{table.removeprefix('fec_')}{number}.txt", text)
            loaded(path, data, table=table, cycle=2024)
        with built(data, MODELS) as engine:
            row = engine.execute(
                "select coalesce(sum(who_gave_usd), 0), coalesce(sum(committee_received_usd), 0) "
                "from entities.contribution"
            ).fetchone()
    assert row is not None
    return row


@pytest.mark.parametrize(
    "rows", [[RECEIVED], [PASSED_ON], [RECEIVED, PASSED_ON], [PASSED_ON, RECEIVED]]
)
def test_an_earmarked_gift_counts_once_from_either_side_or_both(rows: list[str]) -> None:
    assert totals([("fec_itcont", "".join(rows))]) == (25, 25)


@pytest.mark.parametrize(
    "files",
    [
        [("fec_itoth", fec_line("fec_itoth", **GIVEN))],
        [("fec_itoth", fec_line("fec_itoth", **TAKEN))],
        [("fec_itpas2", fec_line("fec_itpas2", **GIVEN))],
        [
            ("fec_itoth", fec_line("fec_itoth", **GIVEN) + fec_line("fec_itoth", **TAKEN)),
            ("fec_itpas2", fec_line("fec_itpas2", **GIVEN)),
        ],
    ],
    ids=["the giver's report", "the recipient's", "itpas2 alone", "all of them"],
)
def test_a_gift_between_committees_counts_once_in_each_measure(files) -> None:
    assert totals(files) == (5000, 5000)


def test_an_amendment_replaces_the_original_in_either_order() -> None:
    electronic = {"image_number": "202304159500000001", "transaction_date": "03312023"}
    original = fec_line("fec_itcont", **electronic, sub_id="1", file_number="10")
    amended = fec_line(
        "fec_itcont",
        **electronic,
        sub_id="2",
        file_number="11",
        amendment_code="A",
        amount_usd="400",
    )
    for rows in ([original, amended], [amended, original]):
        assert totals([("fec_itcont", row) for row in rows]) == (400, 400)


LINES = [
    RECEIVED,
    PASSED_ON,
    fec_line("fec_itcont", sub_id="5", transaction_id="A.1", amount_usd="-40"),
    fec_line("fec_itcont", sub_id="6", transaction_id="A.2", transaction_type_code="22Y"),
    fec_line("fec_itcont", sub_id="7", transaction_id="A.3", memo_code="X"),
    fec_line("fec_itcont", sub_id="8", transaction_id="A.4", file_number="1700002"),
]


@FEW
@given(st.permutations(LINES), st.integers(1, 5), st.booleans())
def test_any_order_split_and_repetition_gives_the_same_totals(
    lines: list[str], cut: int, is_repeated: bool
) -> None:
    files = [("fec_itcont", "".join(lines[:cut])), ("fec_itcont", "".join(lines[cut:]))]
    if is_repeated:
        files += [("fec_itcont", "".join(lines))]
    # 25 earmarked, 40 taken back, 250 refunded, 250 given
    assert totals(files) == (-15, -15)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """Every table that pairing reads, without rows."""
    engine = duckdb.connect()
    prepare(engine, Settings(data=tmp_path_factory.mktemp("empty")))
    for model in MODELS:
        if model.table == PAIRING.table:
            return engine
        run_model(engine, model)
    raise AssertionError("the pairing model is not among the models")


DAYS = st.lists(st.integers(0, 60), max_size=9)


@settings(FEW, max_examples=60)
@given(sent=DAYS, received=DAYS)
def test_no_pairing_would_leave_fewer_rows_unpaired(
    empty: duckdb.DuckDBPyConnection, sent: list[int], received: list[int]
) -> None:
    pairs = pairs_of(empty, sent, received)
    graph = nx.Graph()
    graph.add_nodes_from((f"s{i}" for i in range(len(sent))), bipartite=0)
    graph.add_edges_from(
        (f"s{i}", f"r{j}")
        for i, day in enumerate(sent)
        for j, other in enumerate(received)
        if abs(day - other) <= 10
    )
    best = nx.bipartite.maximum_matching(graph, top_nodes=[f"s{i}" for i in range(len(sent))])
    assert len(pairs) == len(best) // 2
    assert all(gap <= 10 for _, _, gap in pairs)
    assert len({name for pair in pairs for name in pair[:2]}) == 2 * len(pairs)


def pairs_of(
    engine: duckdb.DuckDBPyConnection, sent: list[int], received: list[int]
) -> list[tuple[str, str, int]]:
    """The pairs of one person's gifts of one amount to one recipient, by day numbers."""
    engine.execute("delete from entities.transaction; delete from entities.conduit_row")
    first = date(2023, 1, 1)
    for side, days in (("s", sent), ("r", received)):
        filer, other = (CONDUIT, RECIPIENT) if side == "s" else (RECIPIENT, CONDUIT)
        role = "conduit_out" if side == "s" else "earmarked"
        for number, day in enumerate(days):
            engine.execute(
                "insert into entities.transaction (record_id, role, filer_committee_id, "
                "other_committee_id, name, zip5_code, amount_usd, transaction_date, "
                "is_with_committee) values (?, ?, ?, ?, 'QUILL, ADA', '22150', 25, ?, false)",
                [f"{side}{number}", role, filer, other, first + timedelta(day)],
            )
            if side == "s":
                engine.execute(
                    "insert into entities.conduit_row values (?, false, ?)",
                    [f"s{number}", RECIPIENT],
                )
    run_model(engine, PAIRING)
    found = engine.execute(
        "select sent_record_id, received_record_id, gap_days from entities.counterpart"
    ).fetchall()
    engine.execute("drop table entities.counterpart")
    return found
