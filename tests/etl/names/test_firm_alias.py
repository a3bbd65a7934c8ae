"""The names by judgement that come with the program: each says what the check of it wants."""

from __future__ import annotations

import csv

from etl.names.aliases import ALIASES, find_unclear


def test_every_name_by_judgement_means_one_firm_a_day_and_stands_in_its_place() -> None:
    with ALIASES.open(newline="", encoding="utf-8") as file:
        lines = [tuple(cells) for cells in csv.reader(file)][1:]
    assert find_unclear(lines) is None
    order = [(alias, int(preference), day, firm) for alias, firm, _, preference, day, *_ in lines]
    assert order == sorted(set(order))


def test_a_name_that_means_two_firms_is_told() -> None:
    lines = [
        ("QUILL", firm, "brand", "1", "", "", "its own site", "", "")
        for firm in ("ACME ORBITAL", "VANTREL")
    ]
    assert "two firms of one preference" in str(find_unclear(lines))
