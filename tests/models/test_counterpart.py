"""The two sides' rows of an earmarked gift are paired, as many as can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import duckdb
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.build.models import LAYERS, seed_names
from etl.build.run import run_model
from etl.common.settings import SQL
from tests.fixtures.building import FEW, built, fill, needed_models, sow_all
from tests.models.gifts import DAYS, INTERMEDIARY, MODELS, PEOPLE, RECIPIENTS

COUNTERPART = next(model for model in MODELS if model.table == "entities.counterpart")
FIRST_DAY = date(2023, 1, 1)
Pairing = Callable[[Mapping[str, list[dict[str, Any]]]], list[tuple[str, str, int]]]


@pytest.fixture(scope="module")
def pairing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pairing]:
    """Runs entities.counterpart, and nothing before it, on given transactions."""
    with (
        built(tmp_path_factory.mktemp("empty"), needed_models(COUNTERPART.table)) as empty,
        duckdb.connect() as engine,
    ):
        for layer in LAYERS:
            engine.execute(f"create schema {layer}")
        sow_all(engine)

        def pairs_of(given_rows: Mapping[str, list[dict[str, Any]]]) -> list[tuple[str, str, int]]:
            for table in COUNTERPART.reads - {f"seeds.{name}" for name in seed_names(SQL)}:
                fill(engine, empty, table, given_rows.get(table, []))
            engine.execute(f"drop table if exists {COUNTERPART.table}")
            run_model(engine, COUNTERPART)
            return engine.execute(
                "select sent_record_id, received_record_id, gap_days from entities.counterpart"
            ).fetchall()

        yield pairs_of


dated = st.lists(st.tuples(st.integers(0, 40), st.sampled_from([25, 50])), max_size=9)


@settings(FEW, max_examples=60)
@given(sent=dated, received=dated)
def test_as_many_earmarked_gifts_are_paired_as_can_be(
    pairing: Pairing, sent: list[tuple[int, int]], received: list[tuple[int, int]]
) -> None:
    def row(record_id: str, day: int, usd: int) -> dict[str, Any]:
        is_sent = record_id.startswith("s")
        return {
            "record_id": record_id,
            "transaction_date": FIRST_DAY + timedelta(day),
            "amount_usd": usd,
            "name": PEOPLE[0][0],
            "zip5_code": PEOPLE[0][1][:5],
            "is_with_committee": False,
            "filer_committee_id": INTERMEDIARY if is_sent else RECIPIENTS[0],
            "other_committee_id": RECIPIENTS[0] if is_sent else INTERMEDIARY,
            "role": "conduit_out" if is_sent else "earmarked",
        }

    rows = [row(f"s{number}", *values) for number, values in enumerate(sent)]
    own = [row(f"r{number}", *values) for number, values in enumerate(received)]
    conduit = [
        {"record_id": r["record_id"], "is_recipients": False, "recipient_id": RECIPIENTS[0]}
        for r in rows
    ]
    pairs = pairing({"entities.transaction": rows + own, "entities.conduit_row": conduit})
    by_id = {r["record_id"]: r for r in rows + own}

    def gap(a: str, b: str) -> int:
        return abs((by_id[a]["transaction_date"] - by_id[b]["transaction_date"]).days)

    possible = nx.Graph(
        (s["record_id"], r["record_id"])
        for s in rows
        for r in own
        if s["amount_usd"] == r["amount_usd"] and gap(s["record_id"], r["record_id"]) <= DAYS
    )
    assert len(pairs) == len(nx.max_weight_matching(possible, maxcardinality=True))
    assert all(possible.has_edge(a, b) and days == gap(a, b) for a, b, days in pairs)
    assert len({record for a, b, _ in pairs for record in (a, b)}) == 2 * len(pairs)
