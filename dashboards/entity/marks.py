"""Marks of plausibility: the words beside a number, and the table of all with their records."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboards.base.grid import Table, show
from dashboards.base.places import Action, award_place, records_place
from dashboards.base.texts import dollars, is_missing, markdown
from etl.common.queries import read_query


def mark_words(row: Mapping[str, object]) -> str:
    """What is marked of a sum, and the sum without it; nothing where nothing is marked.

    The row has `marks`, and where it has them `marked_usd` and `unmarked_usd`.
    """
    if is_missing(row.get("marks")):
        return ""
    said = f"Marked, published and hard to believe: {row['marks']}"
    if not is_missing(row.get("marked_usd")):
        said += f"; {dollars(row['marked_usd'])} of the sum is marked"
        said += f", without it the sum is {dollars(row['unmarked_usd'])}"
    return said


def show_mark_words(row: Mapping[str, object]) -> None:
    """The words, directly below the number that they are about."""
    if words := mark_words(row):
        st.warning(markdown(words, 900), icon=":material/flag_2:")


def entity_marks(entity_id: str) -> None:
    """Every mark on a contractor, an agency or a committee, the largest amounts first."""
    table = Table(read_query("mark/of_entity"), {"entity_id": entity_id}, actions=_actions)
    show(table, "marks")


def award_marks(award_key: str) -> None:
    """Every mark on an award, its actions and its sub-awards."""
    table = Table(read_query("mark/of_award"), {"award_key": award_key}, actions=_actions)
    show(table, "marks")


def _actions(row: Mapping[str, object]) -> list[Action]:
    actions = [Action("Records of this mark", records_place(mark=str(row["_mark_id"])))]
    if not is_missing(row["_award_key"]):
        actions.append(Action("Open the award", award_place(str(row["_award_key"]))))
    return actions
