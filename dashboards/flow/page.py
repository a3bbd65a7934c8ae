"""A flow as a part of a page: boxes that are links, bands that are shapes, and no script."""

from __future__ import annotations

from html import escape

from dashboards.base.texts import plain
from dashboards.flow.layout import FlowBox, LaidOut, Ribbon, lay_out
from dashboards.flow.model import Flow

BAR, STEPS = 10, 12
NARROW_BARS = 90.0
STYLE = """<style>
.flow { container-type: inline-size; font-size: 13px; line-height: 1.25; }
.flow .narrow { display: none; }
.flow .heads { display: flex; font-weight: 600; margin-bottom: 6px; }
.flow .heads > * { flex: 1 1 0; min-width: 0; padding-right: 8px; }
.flow .field { position: relative; }
.flow ul, .flow li, .flow span, .flow a, .flow b { font-size: 13px; line-height: 16px; }
.flow ul { list-style: none; margin: 0; padding: 0; }
.flow li { position: absolute; margin: 0; padding: 0; overflow: hidden; }
.flow .bar { position: absolute; left: 0; top: 0; width: 10px; border-radius: 2px; }
.flow .bar.out { left: 5px; width: 5px; }
.flow .bar.in { width: 5px; }
.flow .said { display: block; padding: 0 8px 0 16px; }
.flow .said > * { display: block; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.flow .said a { color: inherit; text-decoration: underline dotted; }
.flow .said b { font-weight: 600; font-variant-numeric: tabular-nums; }
.flow .band { position: absolute; opacity: 0.3; }
@container (max-width: 700px) {
  .flow .wide { display: none; }
  .flow .narrow { display: block; }
  .flow .panel { margin-bottom: 12px; }
}
</style>"""


def flow_html(flow: Flow, narrow_flow: Flow, title: str) -> str:
    """The picture for a page: all stages side by side, and on a phone each two below each other."""
    pairs = [
        lay_out(narrow_flow, [step, step + 1], NARROW_BARS)
        for step in range(len(narrow_flow.stages) - 1)
        if any(band.step == step for band in narrow_flow.bands)
    ]
    narrow = "".join(f'<div class="panel">{_field(drawn)}</div>' for drawn in pairs)
    return (
        f'{STYLE}<div class="flow" role="group" aria-label="{_text(title, 300)}">'
        f'<div class="wide">{_field(lay_out(flow))}</div><div class="narrow">{narrow}</div></div>'
    )


def _text(text: object, length: int = 200) -> str:
    return escape(plain(text, length))


def _field(drawn: LaidOut) -> str:
    """The headings, the bands, and a list of boxes for each stage."""
    stages = drawn.flow.stages
    heads = "".join(f"<div>{_text(stages[stage].title)}</div>" for stage in drawn.stages)
    bands = "".join(_band(drawn, ribbon) for ribbon in drawn.ribbons)
    columns = "".join(
        f'<ul aria-label="{_text(stages[stage].title)}">'
        + "".join(_box(drawn, placed) for placed in drawn.column(stage))
        + "</ul>"
        for stage in drawn.stages
        if drawn.column(stage)
    )
    return (
        f'<div class="heads" aria-hidden="true">{heads}</div>'
        f'<div class="field" style="height:{drawn.height:.0f}px">'
        f'<div aria-hidden="true">{bands}</div>{columns}</div>'
    )


def _box(drawn: LaidOut, placed: FlowBox) -> str:
    """A bar with its name and sum; an agency's bar has two sides of two scales."""
    box, wide = placed.box, 100 / len(drawn.stages)
    left = drawn.stages.index(box.stage) * wide
    name = _text(box.title)
    # The whole name on hover, since it may be cut.
    shown = f'<span title="{name}">{name}</span>'
    if box.place:
        shown = f'<a href="{_text(box.place.address, 600)}" title="{name}">{name}</a>'
    said = "".join(f"<b>{_text(line)}</b>" for line in box.words)
    return (
        f'<li style="left:{left:.3f}%;width:{wide:.3f}%;top:{placed.top:.1f}px;'
        f'height:{placed.slot:.1f}px">{_bars(drawn, placed)}'
        f'<span class="said">{shown}{said}</span></li>'
    )


def _bars(drawn: LaidOut, placed: FlowBox) -> str:
    box = placed.box
    if box.stage != drawn.flow.money_step:
        return _bar("bar", placed.height, box.colour)
    far = drawn.flow.stages[box.stage + 1].colour
    return _bar("bar in", max(placed.height_in, 2), box.colour) + _bar(
        "bar out", max(placed.height_out, 2), far
    )


def _bar(classes: str, height: float, colour: str) -> str:
    return f'<span class="{classes}" style="height:{height:.1f}px;background:{colour}"></span>'


def _band(drawn: LaidOut, ribbon: Ribbon) -> str:
    """A shape between two columns, cut out of a box by its curve."""
    wide = 100 / len(drawn.stages)
    left = drawn.stages.index(ribbon.band.step) * wide
    top = min(ribbon.left[0], ribbon.right[0])
    height = max(ribbon.left[1], ribbon.right[1]) - top
    upper = [_point(ribbon.left[0], ribbon.right[0], n, top) for n in range(STEPS + 1)]
    lower = [_point(ribbon.left[1], ribbon.right[1], n, top) for n in reversed(range(STEPS + 1))]
    return (
        f'<div class="band" style="left:calc({left:.3f}% + {BAR}px);width:calc({wide:.3f}% - '
        f"{BAR}px);top:{top:.1f}px;height:{height:.1f}px;background:{ribbon.colour};"
        f'clip-path:polygon({",".join(upper + lower)})"></div>'
    )


def eased(start: float, end: float, share: float) -> float:
    """A point of the curve from one height to another."""
    return start + (end - start) * share * share * (3 - 2 * share)


def _point(start: float, end: float, number: int, top: float) -> str:
    share = number / STEPS
    return f"{100 * share:.1f}% {eased(start, end, share) - top:.1f}px"
