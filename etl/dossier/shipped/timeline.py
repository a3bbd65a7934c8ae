"""The time line of a dossier: money by month and dated ties, drawn from its statements alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html import escape

from etl.common.harmless import plain, short_sum
from etl.dossier.shipped.document import Statement

WIDTH, LEFT, RIGHT, LANE, GAP = 900.0, 80.0, 40.0, 90.0, 34.0
COLOURS = ("#3b6ea5", "#b3541e", "#6f5fb8", "#2e7d5b", "#a03b63", "#7a6a12")
# written out: `%B` is in the language of the machine
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def timeline_picture(months: Statement | None, ties: Statement, title: str) -> str | None:
    """A lane of monthly bars for each kind of money, dated ties above; None where nothing is dated.

    Each lane has its own scale; bars below the line are sums below zero.
    """
    lanes: dict[str, list[tuple[date, float]]] = {}
    # The rows are texts, as verify.py compares them.
    for month, lane, amount, *_ in months.rows if months else ():
        if month and amount:
            lanes.setdefault(str(lane), []).append((date.fromisoformat(month), float(amount)))
    events = _events(ties)
    days = [day for bars in lanes.values() for day, _ in bars] + [day for day, _ in events]
    if not days:
        return None
    # A year at least: the bars of two months would fill the whole width.
    span = (_number(min(days)), max(_number(max(days)), _number(min(days)) + 12))
    parts = _axis(span, len(lanes))
    parts += _marks(events, span)
    for place, (lane, bars) in enumerate(lanes.items()):
        parts += _lane(place, lane, bars, span)
    height = 60 + len(lanes) * (LANE + GAP) + 20
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH:.0f} '
            f'{height:.0f}" width="{WIDTH:.0f}" height="{height:.0f}" font-family="sans-serif">',
            f"<title>{escape(plain(title, 300))}</title>",
            '<rect width="100%" height="100%" fill="#ffffff"/>',
            *parts,
            "</svg>",
        ]
    )


def _events(ties: Statement) -> list[tuple[date, str]]:
    """Ties with a first day."""
    first, words = ties.place("first"), ties.place("in words")
    return [(date.fromisoformat(str(row[first])), str(row[words])) for row in ties.rows]


def _number(day: date) -> int:
    """Months since year 0."""
    return day.year * 12 + day.month - 1


def _across(month: float, span: tuple[int, int]) -> float:
    """Where a month stands."""
    return LEFT + (month - span[0]) / (span[1] - span[0] + 1) * (WIDTH - LEFT - RIGHT)


def _axis(span: tuple[int, int], lanes: int) -> list[str]:
    """Years as thin lines; every other one where they are many."""
    bottom = 50 + lanes * (LANE + GAP)
    years = range(span[0] // 12, span[1] // 12 + 1)
    # Some sixteen years have room for their number.
    step = max(1, len(years) // 16)
    return [
        f'<line x1="{_across(12 * y, span):.1f}" x2="{_across(12 * y, span):.1f}" y1="40" '
        f'y2="{bottom:.0f}" stroke="#dddddd"/><text x="{_across(12 * y, span) + 3:.1f}" y="14" '
        f'font-size="11" fill="#555555">{y}</text>'
        for y in years
        if y % step == 0 and 12 * y >= span[0]
    ]


def _marks(events: list[tuple[date, str]], span: tuple[int, int]) -> list[str]:
    """Dated ties as diamonds with their words as a title."""
    if not events:
        return []
    drawn = ['<text x="4" y="32" font-size="11" fill="#222222">Dated ties</text>']
    for day, words in events:
        x = _across(_number(day), span)
        drawn.append(
            f'<path d="M{x:.1f} 21 l7 7 l-7 7 l-7 -7 z" fill="#222222">'
            f"<title>{day} {escape(plain(words, 300))}</title></path>"
        )
    return drawn


def _lane(
    place: int, lane: str, bars: list[tuple[date, float]], span: tuple[int, int]
) -> list[str]:
    """One lane with its title, its largest sum and its bars."""
    top = 54 + place * (LANE + GAP)
    high = max((amount for _, amount in bars if amount > 0), default=0.0)
    low = -min((amount for _, amount in bars if amount < 0), default=0.0)
    # Sums below zero are de-obligations or refunds and get their part of the lane.
    scale = LANE / ((high + low) or 1.0)
    zero = top + high * scale
    # A little less than a month, so that bars stand apart.
    width = max(1.0, _across(1, (0, span[1] - span[0])) - LEFT - 0.6)
    drawn = [
        f'<text x="{LEFT:.0f}" y="{top - 4:.0f}" font-size="12" fill="#222222">'
        f"{escape(plain(lane, 90))}</text>",
        f'<text x="{LEFT - 6:.0f}" y="{top + 10:.0f}" font-size="11" text-anchor="end" '
        f'fill="#555555">{short_sum(Decimal(str(high or -low)))}</text>',
        f'<line x1="{LEFT:.0f}" x2="{WIDTH - RIGHT:.0f}" y1="{zero:.1f}" y2="{zero:.1f}" '
        'stroke="#999999"/>',
    ]
    for day, amount in bars:
        # Beside the largest sum of a lane the smallest must still be seen.
        height = max(abs(amount) * scale, 0.8)
        y = zero - height if amount > 0 else zero
        said = f"{MONTHS[day.month - 1]} {day.year}: {short_sum(Decimal(str(amount)))}"
        drawn.append(
            f'<rect x="{_across(_number(day), span):.1f}" y="{y:.1f}" width="{width:.1f}" '
            f'height="{height:.1f}" fill="{COLOURS[place % len(COLOURS)]}">'
            f"<title>{said}</title></rect>"
        )
    return drawn
