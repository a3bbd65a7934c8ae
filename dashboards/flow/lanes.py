"""A time line as shapes on a sheet of its own: a lane for each thing, the same years below."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field

from dashboards.base.texts import brief, plain
from dashboards.flow.sheet import LETTER, LINE, MARGIN, WIDTH, Around, Paper

HEIGHT, LEFT, LABEL = 96.0, 90.0, 56.0


@dataclass(frozen=True)
class Lane:
    """A lane: sums by year or month, or texts of dated ties."""

    title: str
    colour: str
    sums: dict[str, float]
    marks: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Lanes:
    """The lanes over the same ticks, which are years or months."""

    unit: str
    ticks: list[str]
    lanes: list[Lane]


def lanes_size(lanes: Lanes, words: Around) -> tuple[float, float]:
    """Width and height in pixels."""
    return WIDTH, 70 + (HEIGHT + 56) * len(lanes.lanes) + LINE * (len(_below(words)) + 1)


def draw_lanes(lanes: Lanes, words: Around, paper: Paper) -> None:
    """The whole sheet."""
    paper.text((MARGIN, 38), plain(words.title, 130), 20)
    top = 70.0
    for lane in lanes.lanes:
        paper.text((MARGIN, top), lane.title, 14)
        _draw_lane(lanes, lane, top + 10, paper)
        top += HEIGHT + 56
    for number, line in enumerate(_below(words)):
        paper.text((MARGIN, top + LINE * number), line, 13)


def _draw_lane(lanes: Lanes, lane: Lane, top: float, paper: Paper) -> None:
    """Bars from the zero line up and down, the two ends of the scale, and the years."""
    high = max([*lane.sums.values(), 0.0])
    low = min([*lane.sums.values(), 0.0])
    unit = HEIGHT / (high - low) if high > low else 0.0
    zero = top + high * unit if lane.sums else top + HEIGHT / 2
    wide = (WIDTH - MARGIN - LEFT) / len(lanes.ticks)
    for value, at in ((high, top + 10), (low, top + HEIGHT)) if lane.sums else ():
        if value:
            paper.text((MARGIN, at), brief(round(value, 2)), 13)
    for number, tick in enumerate(lanes.ticks):
        left = LEFT + wide * number
        value = lane.sums.get(tick, 0.0)
        height = zero - value * unit
        if value:
            corners = [(left, zero), (left + wide * 0.8, zero), (left + wide * 0.8, height)]
            paper.shape([*corners, (left, height)], lane.colour, 1)
        if tick in lane.marks:
            middle = left + wide / 2
            around = [(0, -6), (6, 0), (0, 6), (-6, 0)]
            paper.shape([(middle + x, zero + y) for x, y in around], lane.colour, 1)
    paper.shape(
        [(LEFT, zero), (WIDTH - MARGIN, zero), (WIDTH - MARGIN, zero + 1), (LEFT, zero + 1)],
        "#8a8f98", 1,
    )  # fmt: skip
    # As many labels as have room.
    step = max(1, int(LABEL / wide) + 1)
    for number in range(0, len(lanes.ticks), step):
        paper.text((LEFT + wide * number, top + HEIGHT + 16), lanes.ticks[number], 12)


def _below(words: Around) -> list[str]:
    letters = int((WIDTH - 2 * MARGIN) / LETTER)
    return [
        line
        for text in (words.caption, words.notice)
        for line in textwrap.wrap(plain(text, 3000), letters)
    ]
