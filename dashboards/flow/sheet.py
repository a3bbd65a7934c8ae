"""A flow as shapes on a sheet of its own: title, picture, what it means, day and notice."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Protocol

from dashboards.base.texts import plain
from dashboards.flow.layout import FlowBox, LaidOut, Ribbon, lay_out
from dashboards.flow.model import Flow
from dashboards.flow.page import BAR, STEPS, eased

WIDTH, MARGIN, LINE = 1200.0, 24.0, 17.0
TEXT, PAPER = "#222222", "#ffffff"
# Of letters of 13 pixels, about.
LETTER, WIDE, NARROW = 6.9, 9.2, 6.7


@dataclass(frozen=True)
class Around:
    """What stands around the picture."""

    title: str
    caption: str
    notice: str


class Paper(Protocol):
    """What a sheet is drawn on."""

    def shape(self, points: list[tuple[float, float]], colour: str, opacity: float) -> None:
        """A filled polygon."""

    def text(self, at: tuple[float, float], said: str, size: float) -> None:
        """A line of text, from its base line."""


def sheet_size(flow: Flow, words: Around) -> tuple[float, float]:
    """Width and height in pixels."""
    return WIDTH, 96 + lay_out(flow).height + LINE * (len(_below(words)) + 2)


def draw(flow: Flow, words: Around, paper: Paper) -> None:
    """The whole sheet."""
    drawn = lay_out(flow)
    paper.text((MARGIN, 38), plain(words.title, 130), 20)
    for stage in range(len(flow.stages)):
        paper.text((_left(drawn, stage), 76), flow.stages[stage].title, 14)
    for ribbon in drawn.ribbons:
        paper.shape(_outline(drawn, ribbon), ribbon.colour, 0.3)
    for placed in drawn.boxes:
        _draw_box(drawn, placed, paper)
    below = 96 + drawn.height + LINE
    for number, line in enumerate(_below(words)):
        paper.text((MARGIN, below + LINE * number), line, 13)


def _below(words: Around) -> list[str]:
    """The caption and the notice in lines of the sheet's width."""
    letters = int((WIDTH - 2 * MARGIN) / LETTER)
    return [
        line
        for text in (words.caption, words.notice)
        for line in textwrap.wrap(plain(text, 3000), letters)
    ]


def _column(drawn: LaidOut) -> float:
    return (WIDTH - 2 * MARGIN) / len(drawn.stages)


def _left(drawn: LaidOut, stage: int) -> float:
    return MARGIN + stage * _column(drawn)


def _outline(drawn: LaidOut, ribbon: Ribbon) -> list[tuple[float, float]]:
    left = _left(drawn, ribbon.band.step) + BAR
    wide = _column(drawn) - BAR
    shares = [number / STEPS for number in range(STEPS + 1)]
    upper = [(left + wide * s, 88 + eased(ribbon.left[0], ribbon.right[0], s)) for s in shares]
    lower = [(left + wide * s, 88 + eased(ribbon.left[1], ribbon.right[1], s)) for s in shares]
    return upper + lower[::-1]


def _draw_box(drawn: LaidOut, placed: FlowBox, paper: Paper) -> None:
    """A bar, an agency's of two sides, with its name and sum beside it."""
    box, left, top = placed.box, _left(drawn, placed.box.stage), 88 + placed.top
    if box.stage == drawn.flow.money_step:
        far = drawn.flow.stages[box.stage + 1].colour
        paper.shape(_rectangle(left, top, 5, max(placed.height_in, 2)), box.colour, 1)
        paper.shape(_rectangle(left + 5, top, 5, max(placed.height_out, 2)), far, 1)
    else:
        paper.shape(_rectangle(left, top, BAR, placed.height), box.colour, 1)
    room = _column(drawn) - BAR - 14
    for number, line in enumerate((box.title, *box.words)):
        paper.text((left + 16, top + 13 + 16 * number), fitting(line, room), 13)


def fitting(text: str, room: float) -> str:
    """As much of a text of 13 pixels as a width holds; capitals are wide."""
    shown, taken = plain(text, 200), 0.0
    for at, letter in enumerate(shown):
        taken += WIDE if letter.isupper() or letter in "MW@%" else NARROW
        if taken > room:
            return shown[: at - 1].rstrip() + "…"
    return shown


def _rectangle(x: float, y: float, wide: float, high: float) -> list[tuple[float, float]]:
    return [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]
