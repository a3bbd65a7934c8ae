"""FollowTheMoney: every line is as the model holds it, counts equal, references resolved."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest
from followthemoney import model

from etl.common.settings import Settings
from etl.exports.export import Selection, export
from etl.graph.signs import edge_line
from etl.graph.slices import EVERY_LINK, graph_of

HOSTILE = '=HYPERLINK("x")<img src=x onerror=alert(1)>\u202egnp\x07\n  two ' + "A" * 10_000


@pytest.fixture
def rich(case_settings: Settings, tmp_path: Path) -> Settings:
    """The case with unsure ties, hostile names and pairs to judge."""
    shutil.copyfile(case_settings.database, tmp_path / "throughline.duckdb")
    with duckdb.connect(str(tmp_path / "throughline.duckdb")) as engine:
        engine.execute(
            "update marts.edge set basis = 'similar_name', score = 0.7, "
            "strength = 'similar_names', is_confirmed = false "
            "where link_type = 'reported_employer' and from_name like 'S%'"
        )
        engine.execute("update marts.entity set name = ? where entity_id like 'uei:X%'", [HOSTILE])
        engine.execute("update marts.entity set name = ' ' where entity_id = 'uei:VH1ZJJ9CW9B4'")
        engine.execute("update marts.entity set record_url = 'javascript:alert(1)'")
        engine.execute("update marts.award set agency_id = null where piid = 'GS35F0086U'")
    return Settings(data=tmp_path)


def lines(folder: Path) -> list[dict[str, Any]]:
    """The entities of an export."""
    text = (folder / "entities.ftm.json").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_ftm_validate_gives_every_line_back_unchanged(
    case_settings: Settings, rich: Settings, tmp_path: Path
) -> None:
    for number, settings in enumerate((case_settings, rich)):
        folder = export(settings, tmp_path / str(number), "ftm")
        out = tmp_path / f"{number}.json"
        command = [str(Path(sys.executable).parent / "ftm"), "validate"]
        files = ["-i", str(folder / "entities.ftm.json"), "-o", str(out)]
        done = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        back = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
        kept = [{name: one[name] for name in ("id", "schema", "properties")} for one in back]
        assert kept == lines(folder)


def test_every_entity_has_what_its_schema_asks_for(rich: Settings, tmp_path: Path) -> None:
    found = lines(export(rich, tmp_path / "out", "ftm"))
    schemata = {one["id"]: model.get(one["schema"]) for one in found}
    assert len(schemata) == len(found)
    assert [one["id"] for one in found] == sorted(schemata)
    for one in found:
        schema = schemata[one["id"]]
        assert schema is not None
        assert set(schema.required) <= set(one["properties"]), one
        for name, values in one["properties"].items():
            kind = schema.properties[name]
            for value in values:
                assert kind.type.clean(value) == value, (name, value)
                if kind.type.name == "entity":
                    assert schemata[value] is not None
                    assert schemata[value].is_a(kind.range), (one, name)


def test_counts_are_those_of_the_database(rich: Settings, tmp_path: Path) -> None:
    counts = Counter(one["schema"] for one in lines(export(rich, tmp_path / "out", "ftm")))
    with duckdb.connect(str(rich.database), read_only=True) as engine:

        def asked(sql: str) -> int:
            return int(engine.execute(f"select count(*) from marts.{sql}").fetchall()[0][0])

        unsure = "(basis = 'similar_name' or basis = 'exact_name' and score is not null)"
        assert counts["Person"] == asked("entity where entity_kind = 'person'")
        assert counts["Contract"] == counts["ContractAward"] == asked("award")
        assert counts["Similar"] == asked("review_pair join marts.entity on right_ref = entity_id")
        # memo rows alone are no payment
        gifts = (
            "edge where amount_usd is not null and link_type in ('contributed_to', 'refunded_by')"
        )
        assert counts["Payment"] == asked(f"{gifts} and not {unsure}") > 0
        employers = "edge where link_type = 'reported_employer'"
        assert counts["Employment"] == asked(f"{employers} and not {unsure}")
        links = "edge where link_type <> 'received_award' or amount_basis = 'published_total'"
        tied = ("Payment", "Employment", "Directorship", "Ownership", "Membership", "Occupancy")
        assert sum(counts[name] for name in (*tied, "UnknownLink")) == asked(links)
        index = json.loads((tmp_path / "out" / "index.json").read_text())
        assert index["schemata"] == dict(counts)
        assert "30111(a)(4)" in index["summary"]


def test_what_rests_on_names_alone_is_unconfirmed(rich: Settings, tmp_path: Path) -> None:
    found = lines(export(rich, tmp_path / "out", "ftm"))
    unsure = [one for one in found if one["properties"].get("status") == ["unconfirmed"]]
    assert unsure
    assert {one["schema"] for one in unsure} == {"UnknownLink"}
    assert any("probability 0.7" in one["properties"]["summary"][0] for one in unsure)


def test_the_graph_draws_dashed_what_this_model_calls_unconfirmed(
    case_settings: Settings, tmp_path: Path
) -> None:
    found = lines(export(case_settings, tmp_path / "out", "ftm"))
    unsure = [one["id"] for one in found if one["properties"].get("status") == ["unconfirmed"]]
    with duckdb.connect(str(case_settings.database), read_only=True) as engine:
        ids = [row[0] for row in engine.execute("select entity_id from marts.entity").fetchall()]
        graph = graph_of(engine, ids, EVERY_LINK)
    links = [(key, edge_line(data)) for _, _, key, data in graph.edges(keys=True, data=True)]
    drawn = [f"tl-{key}" for key, line in links if line in ("dashed", "dashdot")]
    assert len(links) > 100
    assert sorted(drawn) == sorted(unsure) != []


def test_how_a_link_is_known_is_said_in_the_words_of_pages(rich: Settings, tmp_path: Path) -> None:
    found = lines(export(rich, tmp_path / "out", "ftm"))
    told = " ".join(one["properties"].get("summary", [""])[0] for one in found)
    for words in ("public identifier", "stated by a person, with a source", "similar names"):
        assert f"Known by: {words}" in told
    assert "as recorded" in {one["properties"].get("status", [""])[0] for one in found}


def test_a_refund_flows_to_the_giver(case_settings: Settings, tmp_path: Path) -> None:
    found = lines(export(case_settings, tmp_path / "out", "ftm"))
    refunds = [one for one in found if one["properties"].get("purpose") == ["Refunded by"]]
    assert refunds
    for one in refunds:
        assert one["properties"]["payer"][0].startswith("tl-fec.C")
        # a committee's gift that was written below zero came back to that committee
        assert one["properties"]["beneficiary"] != one["properties"]["payer"]
    assert any(not one["properties"]["beneficiary"][0].startswith("tl-fec.C") for one in refunds)


def test_hostile_names_are_one_line_of_text(rich: Settings, tmp_path: Path) -> None:
    found = lines(export(rich, tmp_path / "out", "ftm"))
    (name,) = [o["properties"]["name"][0] for o in found if "HYPERLINK" in str(o["properties"])]
    assert name.startswith('=HYPERLINK("x")<img src=x onerror=alert(1)>\u202egnp two AAA')
    assert len(name) <= 500
    assert "javascript" not in (tmp_path / "out" / "entities.ftm.json").read_text("utf-8")


def test_a_part_holds_only_what_is_chosen(case_settings: Settings, tmp_path: Path) -> None:
    part = Selection(("uei:KC3CH2MSK7Q3",), hops=1)
    found = lines(export(case_settings, tmp_path / "out", "ftm", part))
    ids = {one["id"] for one in found}
    assert "tl-uei.KC3CH2MSK7Q3" in ids
    assert "tl-uei.C6M7C2FLKER5" not in ids
    assert len([one for one in found if one["schema"] == "Contract"]) == 1
