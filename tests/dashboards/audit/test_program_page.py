"""A program shows holders, ceilings apart from obligations, and what of it is not loaded."""

from __future__ import annotations

from pathlib import Path

from tests.dashboards.opening import FORBIDDEN, SPACEX, followed, links, opened, shown, texts


def test_golden_dome_has_its_holders_ceilings_and_what_is_not_loaded(case_data: Path) -> None:
    app = opened("views/program.py", id="golden_dome")
    said = texts(app).replace("\\", "")
    assert not app.exception and app.title[0].value == "Golden Dome"
    assert "**7 vehicles and orders** are listed; 5 of them in the records loaded" in said
    assert "3 listed awards, ceilings, each by itself: [$4.00bn]" in said
    assert "(limits, not spending); obligated on them $0; orders under them: none loaded" in said
    assert (
        "SHIELD (Missile Defense Agency): **not loaded**; ceiling $151.00bn as the list states"
        in said
    )
    assert "Army enterprise agreement: **not loaded**; ceiling $10.00bn" in said
    (holders,) = [one for one in shown(app) if one.rows]
    ceilings = dict(
        zip(
            holders.column("holder"),
            holders.sums("largest ceiling of one vehicle, not spending USD"),
            strict=True,
        )
    )
    assert ceilings["Space Exploration Technologies Corp. (SpaceX)"] == 11_847_160_594
    assert set(holders.sums("obligated on vehicles and contracts USD")) == {0}
    assert f"/records?role_of={SPACEX.replace(':', '%3A')}&role=pac" in links(app)
    assert not [word for word in FORBIDDEN if word in said.lower()]


def test_every_line_of_a_list_is_shown_and_opens_to_its_award(case_data: Path) -> None:
    app = opened("views/program.py", id="golden_dome", tab="vehicles")
    (table,) = [one for one in shown(app) if one.rows]
    assert len(table.rows) == 7
    assert table.column("record").count("not loaded") == 2
    shield = table.rows[-1]
    assert shield[0].startswith("SHIELD") and "$151,000,000,000.00" in shield
    assert "not loaded" in shield
    award = followed(table.links[0][0])
    assert not award.exception and "FA881120D0002" in award.title[0].value


def test_a_list_by_hand_is_read_and_a_bad_one_is_named_with_its_line(served: Path) -> None:
    folder = served.parent / "programs"
    folder.mkdir()
    (folder / "crew.csv").write_text("piid\nNNK14MA74C\nNNK14MA75C\nNOBODY1234\n", encoding="utf-8")
    (folder / "bad.csv").write_text("piid,colour\nNNK14MA74C,red\n", encoding="utf-8")
    index = opened("views/program.py")
    said = texts(index).replace("\\", "")
    assert "[crew](/program?id=crew): 3 vehicles and orders, 2 loaded (by hand)" in said
    assert "line 1: the columns are piid, colour" in said
    crew = opened("views/program.py", id="crew")
    said = texts(crew).replace("\\", "")
    assert "NOBODY1234: **not loaded**" in said and "obligated on them $1.24bn" in said
    bad = opened("views/program.py", id="bad")
    assert not bad.exception and "known are part, award_key" in texts(bad).replace("\\", "")
    assert "No program of that id is listed" in texts(opened("views/program.py", id="../crew"))
