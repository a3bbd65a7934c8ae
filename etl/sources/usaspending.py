"""USAspending contract files; the column lists stand in `usaspending.csv` beside this file."""

from __future__ import annotations

from pathlib import Path

from etl.common.published import Table, columns_from_csv

_LAYOUT = Path(__file__).with_suffix(".csv")


def _table(name: str, key: tuple[str, ...], date_column: str, signature: set[str]) -> Table:
    return Table(
        name=name,
        layout="csv",
        columns=columns_from_csv(_LAYOUT, name),
        key=key,
        date_column=date_column,
        signature=frozenset(signature),
    )


TABLES = (
    _table(
        "usaspending_prime_transaction",
        ("transaction_key",),
        "action_date",
        {"contract_transaction_unique_key"},
    ),
    _table(
        "usaspending_prime_award_summary",
        ("award_key",),
        "latest_action_date",
        {"contract_award_unique_key", "award_base_action_date"},
    ),
    _table(
        "usaspending_subaward",
        ("prime_award_key",),
        "action_date",
        {"prime_award_unique_key", "prime_award_piid", "subaward_number"},
    ),
)
