"""A model reads its own or an earlier layer; headers, collections and seeds are read whole."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from etl.build.models import Model, indicator_cards, models, read_model, seed_paths
from etl.common.settings import ROOT, ThroughlineError


def test_models_are_ordered_so_that_each_reads_what_is_built() -> None:
    built: set[str] = set()
    for model in models():
        assert {t for t in model.reads if not t.startswith(("lake.", "seeds."))} <= built
        built.add(model.table)


def _folder(tmp_path: Path, files: dict[str, str]) -> Path:
    for layer in ("staging", "entities", "links", "indicators", "marts", "seeds"):
        (tmp_path / layer).mkdir()
    for name, sql in files.items():
        (tmp_path / name).write_text(f"-- title: t\n-- grain: g\n-- key: id\n{sql}\n")
    return tmp_path


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"staging/a.sql": "select id from marts.b", "marts/b.sql": "select 1 as id"}, "later"),
        ({"staging/a.sql": "select id from staging.nothing"}, "does not exist"),
        ({"staging/a.sql": "select id from unqualified"}, "with its schema"),
        (
            {"marts/a.sql": "select id from marts.b", "marts/b.sql": "select id from marts.a"},
            "read each other",
        ),
        ({"staging/a.sql": "selekt id frm"}, "a.sql"),
    ],
)
def test_a_wrong_model_is_refused(tmp_path: Path, files: dict[str, str], message: str) -> None:
    with pytest.raises(ThroughlineError, match=message):
        models(_folder(tmp_path, files))


def test_a_model_without_a_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.sql"
    path.write_text("-- title: only a title\nselect 1 as id\n")
    with pytest.raises(ThroughlineError, match="grain, key"):
        read_model(path, "staging")


def test_a_collection_takes_a_new_file_without_a_list(tmp_path: Path) -> None:
    folder = _folder(tmp_path, {"links/new_tie.sql": "select 1 as id"})
    union = next(model for model in models(folder) if model.table == "links.link")
    assert "links.new_tie" in union.reads


def test_header_words_are_read() -> None:
    model = Model("links", "x", "select 1", {"params": "window_days=90 share=0.5", "key": "a, b"})
    assert model.params == {"window_days": "90", "share": "0.5"}
    assert model.key == ["a", "b"]


@pytest.mark.parametrize(
    ("seed", "key"),
    [
        ("match_weight", ("comparison", "level")),
        ("name_word", ("word",)),
        ("word_abbreviation", ("short",)),
        ("non_employer", ("employer",)),
        ("nickname", ("nickname", "given_name")),
        ("name_suffix", ("word",)),
        ("link_type", ("link_type",)),
    ],
)
def test_a_list_that_models_join_has_each_key_once(seed: str, key: tuple[str, ...]) -> None:
    path = seed_paths()[seed]
    with path.open(encoding="utf-8", newline="") as file:
        counted = Counter(tuple(row[name] for name in key) for row in csv.DictReader(file))
    assert [found for found, count in counted.items() if count > 1] == []


def test_every_level_that_a_comparison_gives_has_a_weight() -> None:
    """A level without a weight would drop its pairs in silence."""
    with seed_paths()["match_weight"].open(encoding="utf-8", newline="") as file:
        weighed = {(row["comparison"], row["level"]) for row in csv.DictReader(file)}
    given = set()
    for name, prefix in (("name_likeness", ""), ("match", ""), ("person_match", "person_")):
        (path,) = (ROOT / "sql" / "entities").rglob(f"{name}.sql")
        sql = path.read_text(encoding="utf-8")
        for case, comparison in re.findall(
            r"case\b((?:(?!\bcase\b)[\s\S])*?)end as (\w+)_level", sql
        ):
            told = re.sub(r"\bin \([^)]*\)", "", case)
            levels = re.findall(r"(?:then|else|,) \(?'([a-z0-9_ ]+)'", told)
            given |= {(prefix + comparison, level) for level in levels}
    assert len(given) > 40
    assert given - weighed == set()


def test_a_card_carries_the_codes_of_other_catalogues_and_may_have_none() -> None:
    cards = {card["code"]: card["also"] for card in indicator_cards()}
    assert "Cardinal) R018" in cards["R018"] and cards["TL-P14"] == "GAO-16-15"
    assert cards["TL-S01"] == ""
