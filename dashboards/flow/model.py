"""A flow: stages of boxes, and bands between the boxes of neighbouring stages, folded small."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from dashboards.base.places import Place
from dashboards.base.texts import brief, count_of, is_missing

MOST, FEWER = 5, 3  # boxes of a stage that stand alone, on a phone; the others are folded into one
USD, COUNT = "usd", "count"
OTHERS = "others"


@dataclass(frozen=True)
class Row:
    """What went from one box to another of the next stage.

    `gift` names the gifts that it is of: rows of the same gifts are counted once in a box, with the
    larger sum. Null where each row is of its own.
    """

    step: int
    start: str
    end: str
    usd: Decimal | None
    count: int
    gift: tuple[object, ...] | None = None


@dataclass(frozen=True)
class Stage:
    """A column: its heading, what its boxes are called, one and many, and their colour."""

    title: str
    one: str
    many: str
    colour: str


@dataclass(frozen=True)
class Box:
    """A box: its name, where it leads, and what came in and went out of it."""

    key: str
    title: str
    stage: int
    colour: str
    place: Place | None = None
    value_in: Decimal | None = None
    value_out: Decimal | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Band:
    """What went from a box to another."""

    start: str
    end: str
    value: Decimal | None
    step: int


@dataclass(frozen=True)
class Names:
    """What the boxes are called, where they lead, and in which colours they stand apart."""

    titles: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    colours: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Flow:
    """The folded picture, ready to be laid out; from `money_step` on the bands are obligations."""

    stages: list[Stage]
    boxes: list[Box]
    bands: list[Band]
    money_step: int
    by: str


def total(rows: Iterable[Row], by: str) -> Decimal | None:
    """The sum of rows, each gift once; null where nothing of it is known."""
    own: list[Decimal] = []
    once: dict[tuple[object, ...], Decimal] = {}
    for row in rows:
        value = Decimal(row.count) if by == COUNT else row.usd
        if is_missing(value) or value is None:
            continue
        if row.gift is None:
            own.append(value)
        else:
            once[row.gift] = max(value, once.get(row.gift, value))
    known = [*own, *once.values()]
    return sum(known, Decimal(0)) if known else None


def fold(rows: list[Row], stages: list[Stage], names: Names, by: str, most: int = MOST) -> Flow:
    """The largest boxes of each stage, the others as one: those from which more goes on first."""
    kept = [_keys(rows, stage, by, most) for stage in range(len(stages))]
    called = _called(rows, stages, kept)
    moved = [
        replace(row, start=called(row.step, row.start), end=called(row.step + 1, row.end))
        for row in rows
    ]
    titles = names.titles | _folded_titles(rows, stages, called)
    boxes = [
        _box(moved, stages, replace(names, titles=titles), (stage, key), by)
        for stage in range(len(stages))
        for key in _order(moved, stage, by)
    ]
    pairs = defaultdict(list)
    for row in moved:
        pairs[row.step, row.start, row.end].append(row)
    bands = [
        Band(start, end, total(found, by), step) for (step, start, end), found in pairs.items()
    ]
    return Flow(stages, boxes, bands, len(stages) - 2, by)


def _sides(rows: list[Row], stage: int) -> dict[str, tuple[list[Row], list[Row]]]:
    """By box of a stage: what came in and what went out."""
    found: dict[str, tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    for row in rows:
        if row.step == stage:
            found[row.start][1].append(row)
        elif row.step == stage - 1:
            found[row.end][0].append(row)
    return found


def _weights(rows: list[Row], stage: int, by: str) -> dict[str, tuple[Decimal, Decimal]]:
    """How heavy each box is: by what goes on from it, then by what came to it."""
    return {
        key: (total(out, by) or Decimal(0), total(into, by) or Decimal(0))
        for key, (into, out) in _sides(rows, stage).items()
    }


def _keys(rows: list[Row], stage: int, by: str, most: int) -> set[str]:
    """The boxes that stand alone."""
    weights = _weights(rows, stage, by)
    ranked = sorted(weights, key=lambda key: (*(-weight for weight in weights[key]), key))
    # One box alone needs no fold.
    return set(ranked if len(ranked) <= most + 1 else ranked[:most])


def _called(
    rows: list[Row], stages: list[Stage], kept: list[set[str]]
) -> Callable[[int, str], str]:
    """The key of the box in which something stands."""
    onward = [{row.start for row in rows if row.step == stage} for stage in range(len(stages))]

    def called(stage: int, key: str) -> str:
        if key in kept[stage]:
            return key
        # Those from which something goes on stand apart from those where it ends.
        goes = key in onward[stage] or stage == len(stages) - 1
        return f"{OTHERS}-{stage}-{'on' if goes else 'end'}"

    return called


def _folded_titles(
    rows: list[Row], stages: list[Stage], called: Callable[[int, str], str]
) -> dict[str, str]:
    """What the folded boxes are called: how many stand in them."""
    inside: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        inside[called(row.step, row.start)].add(row.start)
        inside[called(row.step + 1, row.end)].add(row.end)
    titles = {}
    for key, keys in inside.items():
        if key.startswith(f"{OTHERS}-"):
            _, stage, goes = key.split("-")
            noun = stages[int(stage)].many if len(keys) > 1 else stages[int(stage)].one
            seats = ", of overseers" if goes == "on" and stage == "1" else ""
            titles[key] = f"{len(keys):,} other {noun}{seats}"
    return titles


def _order(rows: list[Row], stage: int, by: str) -> list[str]:
    """The boxes of a stage from above, the folded ones last."""
    weights = _weights(rows, stage, by)
    return sorted(
        weights,
        key=lambda key: (
            key.startswith(f"{OTHERS}-"), key.endswith("-end"),
            *(-weight for weight in weights[key]), key,
        ),
    )  # fmt: skip


def _box(rows: list[Row], stages: list[Stage], names: Names, at: tuple[int, str], by: str) -> Box:
    stage, key = at
    into, out = _sides(rows, stage)[key]
    came, went = total(into, by), total(out, by)
    said = []
    # Gifts left of the agencies and at them; obligations at them and right of them.
    if stage == 0 or (into and stage < len(stages) - 1):
        said.append(_gifts(came if stage else went, by))
    if stage == len(stages) - 1 or (stage == len(stages) - 2 and out):
        is_last = stage == len(stages) - 1
        unknown = sum(is_missing(row.usd) for row in (into if is_last else out))
        said.append(_obligations(came if is_last else went, unknown, by))
    return Box(
        key=key,
        title=names.titles.get(key, key),
        stage=stage,
        colour=names.colours.get(key, stages[stage].colour),
        place=names.places.get(key),
        value_in=came,
        value_out=went,
        words=tuple(said),
    )


def _gifts(value: Decimal | None, by: str) -> str:
    if by == COUNT:
        return count_of(int(value or 0), "gift")
    return f"{brief(value)} in gifts"


def _obligations(value: Decimal | None, unknown: int, by: str) -> str:
    """What was obligated; of so many rows it is not loaded, and then nothing is no zero."""
    if by == COUNT:
        return count_of(int(value or 0), "action")
    if value is None or (unknown and not value):
        return "not loaded"
    return f"{brief(value)} obligated" + (f", {unknown:,} not loaded" if unknown else "")
