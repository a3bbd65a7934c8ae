"""The picture of the flow: what is folded, what is counted once, and that it is inert."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image

from dashboards.base import queries
from dashboards.flow.files import png_sheet, svg_sheet
from dashboards.flow.layout import lay_out
from dashboards.flow.model import COUNT, USD, Names, Row, Stage, fold, total
from dashboards.flow.page import flow_html
from dashboards.flow.rows import Days, agency_flow, firm_flow, firm_values, rows_query
from dashboards.flow.sheet import Around, draw, sheet_size
from tests.dashboards.opening import SPACEX, opened

STAGES = [
    Stage(title, one, f"{one}s", "#1f5f99")
    for title, one in (
        ("Who gave", "role"), ("Received by", "committee"), ("Sat on", "body"),
        ("Oversees", "agency"), ("Awards", "award"),
    )
]  # fmt: skip
HOSTILE = '<img src=x onerror="alert(1)">'
EVERY = 10_000


def gifts() -> list[Row]:
    """Eight committees received; two of them are members' who sat on two bodies."""
    rows = [Row(0, "pac", f"c{n}", Decimal(n), 1) for n in range(1, 9)]
    for committee, usd in (("c1", 1), ("c2", 2)):
        for body in ("b1", "b2"):
            rows.append(Row(1, committee, body, Decimal(usd), 1, (committee,)))
            rows.append(Row(2, body, "a1", Decimal(usd), 1, (committee,)))
    return [*rows, Row(3, "a1", "k1", Decimal(100), 3), Row(3, "a1", "k2", None, 0)]


def test_a_gift_to_a_member_of_two_bodies_is_counted_once() -> None:
    rows = [row for row in gifts() if row.step == 2]
    assert total(rows, USD) == 3
    assert total(rows, COUNT) == 2
    assert total([row for row in gifts() if row.step == 0], USD) == 36
    assert total([], USD) is None


def test_small_boxes_are_folded_and_nothing_is_lost() -> None:
    flow = fold(gifts(), STAGES, Names(titles={"c8": "EIGHT"}), USD)
    receivers = [box for box in flow.boxes if box.stage == 1]
    assert sum(box.value_in for box in receivers) == 36
    assert len(receivers) == 6
    assert [box.key for box in receivers[:2]] == ["c2", "c1"], "those from which more goes on"
    assert receivers[-1].title == "3 other committees"
    assert receivers[-1].value_in == 3 + 4 + 5
    agency = next(box for box in flow.boxes if box.key == "a1")
    assert agency.words == ("$3 in gifts", "$100 obligated, 1 not loaded")
    assert next(box for box in flow.boxes if box.key == "k2").words == ("not loaded",)


def test_bands_stay_within_their_boxes() -> None:
    drawn = lay_out(fold(gifts(), STAGES, Names(), USD))
    spots = {(spot.box.stage, spot.box.key): spot for spot in drawn.boxes}
    for ribbon in drawn.ribbons:
        start = spots[ribbon.band.step, ribbon.band.start]
        end = spots[ribbon.band.step + 1, ribbon.band.end]
        assert start.top <= ribbon.left[0] <= ribbon.left[1] <= start.top + start.height_out + 2
        assert end.top <= ribbon.right[0] <= ribbon.right[1] <= end.top + end.height_in + 2
    assert all(spot.top + spot.slot <= drawn.height for spot in drawn.boxes)


def test_the_bands_are_the_rows_of_the_table(case_data: Path) -> None:
    values = firm_values(SPACEX, Days())
    for found, query, asked in (
        (firm_flow(SPACEX, Days()), rows_query(is_firm=True), values),
        (agency_flow("agency:8000"), rows_query(is_firm=False), {"agency_id": "agency:8000"}),
    ):
        for by, column in ((USD, "USD"), (COUNT, "records")):
            bands = {
                (band.step, band.start.removeprefix("role:"), band.end): band.value
                for band in found.folded(by, EVERY).bands
            }
            rows = {
                (row["_step"], row["_from_id"], row["_to_id"]): row[column]
                for row in queries.rows(query, asked)
            }
            assert bands == rows
            assert len(rows) > 5


def test_a_hostile_name_is_text_in_picture_and_files() -> None:
    names = Names(titles={"c8": HOSTILE, "a1": "x" * 900})
    flow = fold(gifts(), STAGES, names, USD)
    assert "<img" not in flow_html(flow, flow, HOSTILE)
    words = Around(HOSTILE, "what it means", "the notice")
    size = sheet_size(flow, words)
    made = svg_sheet(words, size, lambda paper: draw(flow, words, paper))
    root = ElementTree.fromstring(made)
    assert {mark.tag.rpartition("}")[2] for mark in root.iter()} == {
        "svg", "title", "desc", "rect", "polygon", "text",
    }  # fmt: skip
    said = " ".join(text for mark in root.iter() for text in mark.itertext())
    assert "the notice" in said and "what it means" in said
    picture = png_sheet(words, size, lambda paper: draw(flow, words, paper))
    assert Image.open(io.BytesIO(picture)).size == (2400, round(size[1] * 2))


def test_years_and_count_are_asked_for_by_the_address(case_data: Path) -> None:
    def drawn(**query: str) -> str:
        app = opened("views/contractor.py", id=SPACEX, **query)
        assert not app.exception
        return next(str(h.proto.body) for h in app.get("html") if 'class="flow"' in h.proto.body)

    assert "$2,516 in gifts" in drawn() and "$2,516 in gifts" in drawn(congress="114")
    assert "$2,516 in gifts" not in drawn(congress="118")
    assert "1 gift<" in drawn(by="count") and "$" not in drawn(by="count")
