"""Where the boxes and bands of a flow stand: heights in pixels, sides as shares of the width."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from dashboards.flow.model import Band, Box, Flow

BARS, LEAST, LINE, GAP = 170.0, 2.0, 17.0, 8.0


@dataclass(frozen=True)
class FlowBox:
    """A box with its upper edge, the room it takes, and the heights of its two sides."""

    box: Box
    top: float
    slot: float
    height_in: float
    height_out: float

    @property
    def height(self) -> float:
        """Of its bar."""
        return max(self.height_in, self.height_out, LEAST)


@dataclass(frozen=True)
class Ribbon:
    """A band with its edges at both ends: top and bottom at the left, then at the right."""

    band: Band
    left: tuple[float, float]
    right: tuple[float, float]
    colour: str


@dataclass(frozen=True)
class LaidOut:
    """A flow, or some neighbouring stages of it, laid out."""

    flow: Flow
    stages: list[int]
    boxes: list[FlowBox]
    ribbons: list[Ribbon]
    height: float

    def column(self, stage: int) -> list[FlowBox]:
        """The boxes of a stage."""
        return [placed for placed in self.boxes if placed.box.stage == stage]


def lay_out(flow: Flow, stages: list[int] | None = None, bars: float = BARS) -> LaidOut:
    """All stages, or those that are named; boxes that no band of them meets stay away then.

    The bars of the largest stage are `bars` pixels together.
    """
    wanted = stages if stages is not None else list(range(len(flow.stages)))
    bands = [band for band in flow.bands if {band.step, band.step + 1} <= set(wanted)]
    met = {(band.step, band.start) for band in bands}
    met |= {(band.step + 1, band.end) for band in bands}
    boxes = [
        box
        for box in flow.boxes
        if box.stage in wanted and (stages is None or (box.stage, box.key) in met)
    ]
    scales = _scales(flow, bars)
    placed = [_place(box, flow, scales) for box in boxes]
    height = max((_taken(placed, stage) for stage in wanted), default=0.0)
    stood = [spot for stage in wanted for spot in _stand(placed, stage, height)]
    return LaidOut(flow, wanted, stood, _ribbons(stood, bands, flow, scales), height)


def _scales(flow: Flow, bars: float) -> tuple[float, float]:
    """Pixels of a unit of gifts, and of a unit of obligations: the largest stage fills its room."""
    gifts = [
        sum(
            (_positive(b.value_out if stage == 0 else b.value_in)
             for b in flow.boxes if b.stage == stage), 0.0,
        )
        for stage in range(flow.money_step + 1)
    ]  # fmt: skip
    spent = sum((_positive(b.value_in) for b in flow.boxes if b.stage == flow.money_step + 1), 0.0)
    largest = max(gifts, default=0.0)
    return bars / largest if largest else 0.0, bars / spent if spent else 0.0


def _positive(value: Decimal | None) -> float:
    return max(float(value), 0.0) if value is not None else 0.0


def _place(box: Box, flow: Flow, scales: tuple[float, float]) -> FlowBox:
    into = _positive(box.value_in) * scales[box.stage > flow.money_step]
    out = _positive(box.value_out) * scales[box.stage >= flow.money_step]
    # What goes on from a box is part of what came, but for an agency, whose money is another.
    if 0 < box.stage < flow.money_step:
        out = into
    return FlowBox(box, 0.0, max(LINE * (1 + len(box.words)), into, out), into, out)


def _taken(placed: list[FlowBox], stage: int) -> float:
    column = [spot.slot + GAP for spot in placed if spot.box.stage == stage]
    return sum(column)


def _stand(placed: list[FlowBox], stage: int, height: float) -> list[FlowBox]:
    """The boxes of a stage below each other, in the middle of the height."""
    top, stood = (height - _taken(placed, stage)) / 2, []
    for spot in placed:
        if spot.box.stage == stage:
            stood.append(FlowBox(spot.box, top, spot.slot, spot.height_in, spot.height_out))
            top += spot.slot + GAP
    return stood


@dataclass
class _Ends:
    """Stacks the ends of bands at the sides of boxes, from above."""

    bands: list[Band]
    used: dict[tuple[bool, int, str], float]

    def take(self, spot: FlowBox, band: Band, is_out: bool, scale: float) -> tuple[float, float]:
        """The edges of a band at one box; bands that hold a gift twice share the box's height."""
        key = band.start if is_out else band.end
        whole = sum(
            _positive(other.value) * scale
            for other in self.bands
            if other.step == band.step and (other.start if is_out else other.end) == key
        )
        room = spot.height_out if is_out else spot.height_in
        thick = _positive(band.value) * scale * (min(1.0, room / whole) if whole else 1.0)
        side = (is_out, spot.box.stage, key)
        top = spot.top + self.used.get(side, 0.0)
        self.used[side] = self.used.get(side, 0.0) + thick
        return top, top + max(thick, 1.0)


def _ribbons(
    placed: list[FlowBox], bands: list[Band], flow: Flow, scales: tuple[float, float]
) -> list[Ribbon]:
    """Each band between its boxes, in their order from above."""
    spots = {(spot.box.stage, spot.box.key): spot for spot in placed}
    rank = {key: number for number, key in enumerate(spots)}
    ends, ribbons = _Ends(bands, {}), []
    for band in sorted(
        bands, key=lambda b: (b.step, rank[b.step, b.start], rank[b.step + 1, b.end])
    ):
        scale = scales[band.step >= flow.money_step]
        start, end = spots[band.step, band.start], spots[band.step + 1, band.end]
        left = ends.take(start, band, True, scale)
        right = ends.take(end, band, False, scale)
        ribbons.append(Ribbon(band, left, right, start.box.colour))
    return ribbons
