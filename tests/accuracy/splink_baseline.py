"""The field's standard tool on the same labels: Splink with Jaro-Winkler, words, state, frequency.

It reads the same name keys as the product (legal forms left out), learns from labels of other
seeds, and answers with the best firm of a name where that is likelier than the threshold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd
import splink.comparison_library as compare
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

from tests.accuracy.labels.contractors import Registration
from tests.accuracy.labels.employers import EmployerLabel

LEGAL = r"( (INCORPORATED|INC|CORPORATION|CORP|COMPANY|CO|LLC|LLP|LP|LTD|LIMITED|THE))+ "


@dataclass(frozen=True)
class BaselineAnswer:
    """The best firm of a label, and Splink's probability of the pair."""

    firm_id: str | None
    probability: float


def splink_answers(
    train: tuple[Sequence[Registration], Sequence[EmployerLabel]],
    test: tuple[Sequence[Registration], Sequence[EmployerLabel]],
    threshold: float,
) -> dict[str, BaselineAnswer]:
    """Answers by label_id: parameters from `train`, links of `test` above the threshold."""
    model = _trained(*train)
    pairs = _linked(model, *test)
    answers = {label.label_id: BaselineAnswer(None, 0.0) for label in test[1]}
    for label_id, group in pairs.groupby("label_id"):
        best = group.sort_values("probability", ascending=False)
        top = best.iloc[0]
        rivals = best[best.firm_id != top.firm_id]
        # two firms of one name are ambiguous, as they are to the product
        is_alone = rivals.empty or rivals.iloc[0].probability < top.probability
        firm = top.firm_id if top.probability >= threshold and is_alone else None
        answers[label_id] = BaselineAnswer(firm, float(top.probability))
    return answers


def _frames(
    registrations: Sequence[Registration], labels: Sequence[EmployerLabel]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Firms' names and labelled employers with the same columns."""
    firms = {
        (name, row.state_code, row.firm_id)
        for row in registrations
        for name in (row.name, *(other.name for other in row.other_names))
    }
    firm_frame = _keyed(pd.DataFrame(sorted(firms), columns=["name", "state_code", "firm_id"]))
    rows = [
        (x.employer, x.state_code, x.firm_id or f"none-{x.label_id}", x.label_id) for x in labels
    ]
    columns = ["name", "state_code", "firm_id", "label_id"]
    return firm_frame, _keyed(pd.DataFrame(rows, columns=columns))


def _keyed(frame: pd.DataFrame) -> pd.DataFrame:
    """The comparison columns of a frame."""
    with duckdb.connect() as engine:
        engine.register("frame", frame)
        return engine.execute(
            "with plain as (select *, trim(regexp_replace(regexp_replace(upper(name), "
            "'[.''’]', '', 'g'), '[^A-Z0-9]+', ' ', 'g')) as words from frame), "
            "keyed as (select * exclude (words), trim(regexp_replace(' ' || words || ' ', "
            f"'{LEGAL}', ' ', 'g')) as name_key from plain) "
            "select *, row_number() over (order by name, state_code) as unique_id, "
            "string_split(name_key, ' ') as words, string_split(name_key, ' ')[1] as first_word, "
            "string_split(name_key, ' ')[-1] as last_word from keyed where name_key <> ''"
        ).fetchdf()


def _settings() -> SettingsCreator:
    """Name by similarity with term frequency, words in common, state."""
    return SettingsCreator(
        link_type="link_only",
        comparisons=[
            compare.JaroWinklerAtThresholds("name_key", [0.97, 0.92, 0.85]).configure(
                term_frequency_adjustments=True
            ),
            compare.ExactMatch("first_word").configure(term_frequency_adjustments=True),
            compare.ExactMatch("state_code"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("name_key"),
            block_on("first_word"),
            block_on("last_word"),
            block_on("substr(name_key, 1, 5)"),
        ],
        retain_matching_columns=True,
        additional_columns_to_retain=["firm_id", "label_id"],
    )


def _linker(firms: pd.DataFrame, employers: pd.DataFrame, settings: Any) -> Linker:
    """A linker over two tables."""
    api = DuckDBAPI()
    firms = firms.assign(label_id="")
    tables = [api.register(firms), api.register(employers)]
    return Linker(tables, settings, log_level="ERROR")


def _trained(registrations: Sequence[Registration], labels: Sequence[EmployerLabel]) -> Any:
    """Settings with u from random pairs and m from the labels."""
    linker = _linker(*_frames(registrations, labels), _settings())
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_m_from_label_column("firm_id")
    linker.training.estimate_probability_two_random_records_match([block_on("name_key")], 0.5)
    return linker.misc.save_model_to_json()


def _linked(
    model: Any, registrations: Sequence[Registration], labels: Sequence[EmployerLabel]
) -> pd.DataFrame:
    """Candidate pairs with their probability."""
    linker = _linker(*_frames(registrations, labels), model)
    found = linker.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()
    is_left = found["label_id_l"] != ""
    return pd.DataFrame(
        {
            "label_id": found["label_id_l"].where(is_left, found["label_id_r"]),
            "firm_id": found["firm_id_r"].where(is_left, found["firm_id_l"]),
            "probability": found["match_probability"],
        }
    )
