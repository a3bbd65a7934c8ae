"""Where the nodes of a graph are drawn: the same graph gives the same places, in pixels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Place = tuple[float, float]
Points = NDArray[Any]

LABEL = (122.0, 60.0)  # a node with its label of two lines
FEW = 150  # up to here nodes are also moved off the lines of others
CLEAR = 24.0  # a node's radius and some air: the nearer to a line, the harder the push
# A screen is wider than high; names of 13 pixels are read at 120 nodes on 950 × 700 of them only
# where labels fill half of the room.
ASPECT, FILLED = 1.36, 0.52
_SEED = 7
# Steps of the golden angle round a centre never line up: places fill evenly, as in a sunflower.
_GOLDEN = math.pi * (3 - math.sqrt(5))


def positions(graph: nx.MultiDiGraph) -> dict[str, Place]:
    """A place for every node: linked ones near each other, no label over another.

    networkx.spring_layout needs SciPy from 500 nodes on; this one needs a second for 500 and two
    for 2,000, because larger graphs get fewer steps.
    """
    # Places go by number: another order of rows must not give another picture.
    nodes = sorted(graph.nodes)
    if not nodes:
        return {}
    pairs = _pairs(graph, nodes)
    points = _filled(_spring(len(nodes), pairs)) * _room(len(nodes))
    return _place(nodes, _clear(points, pairs))


def _room(count: int) -> Points:
    """Half the width and height in which so many labels stand."""
    area = max(count, 8) * LABEL[0] * LABEL[1] / FILLED
    return np.array([math.sqrt(area * ASPECT) / 2, math.sqrt(area / ASPECT) / 2])


def _filled(points: Points) -> Points:
    """Points spread towards the corners: springs leave a disc, and a screen is none."""
    count = len(points)
    if count < 3:
        return points
    ranks = points.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    even = ranks / (count - 1) * 2 - 1
    return np.asarray(0.4 * points + 0.6 * even)


def in_columns(columns: Mapping[str, int], width: float = 250.0) -> dict[str, Place]:
    """Places in columns from left to right, each column in the order given and centred."""
    members: dict[int, list[str]] = {}
    for node, column in columns.items():
        members.setdefault(column, []).append(node)
    return {
        node: (column * width, (row - (len(nodes) - 1) / 2) * LABEL[1] * 1.1)
        for column, nodes in members.items()
        for row, node in enumerate(nodes)
    }


def below(placed: Mapping[str, Place], node: str) -> dict[str, Place]:
    """The places and one more, in the middle below all of them."""
    across = [x for x, _ in placed.values()] or [0.0]
    lowest = max((y for _, y in placed.values()), default=0.0)
    middle = (min(across) + max(across)) / 2
    return {**placed, node: (middle, lowest + 2 * LABEL[1])}


def beside(placed: Mapping[str, Place], centre: str, newcomers: Iterable[str]) -> dict[str, Place]:
    """Free places for newcomers around a node, as near as labels allow; nothing else moves."""
    taken = np.array(list(placed.values()), dtype=float).reshape(-1, 2)
    middle = np.array(placed.get(centre, (0.0, 0.0)))
    found: dict[str, Place] = {}
    step = 3
    for node in newcomers:
        point, step = _free(taken, middle, step)
        taken = np.vstack([taken, point])
        found[node] = (round(float(point[0]), 1), round(float(point[1]), 1))
    return found


def amid(placed: Iterable[Place], others: Iterable[Place]) -> Place:
    """A free place as near to the middle of some places as the labels of others allow."""
    middle = np.array(list(placed), dtype=float).reshape(-1, 2).mean(axis=0)
    taken = np.array(list(others), dtype=float).reshape(-1, 2)
    point, _ = _free(taken, middle, 0)
    return round(float(point[0]), 1), round(float(point[1]), 1)


def _free(taken: Points, middle: Points, step: int) -> tuple[Points, int]:
    """The first free place on a spiral from a step on, and the step after it."""
    while True:
        turn, far = step * _GOLDEN, 62.0 * math.sqrt(step)
        point = middle + np.array([far * math.cos(turn), far * 0.7 * math.sin(turn)])
        step += 1
        if not (np.abs(taken - point) < LABEL).all(axis=1).any():
            return point, step


def _place(nodes: list[str], points: Points) -> dict[str, Place]:
    return {
        node: (round(float(x), 1), round(float(y), 1))
        for node, (x, y) in zip(nodes, points, strict=True)
    }


def _pairs(graph: nx.MultiDiGraph, nodes: list[str]) -> Points:
    """Who is linked to whom, by number, each pair once."""
    number = {node: place for place, node in enumerate(nodes)}
    ends = {tuple(sorted((number[one], number[other]))) for one, other in graph.edges()}
    pairs = sorted(pair for pair in ends if pair[0] != pair[1])
    return np.array(pairs, dtype=int).reshape(-1, 2)


def _spring(count: int, pairs: Points) -> Points:
    """Fruchterman and Reingold's springs within a circle of 1, with a pull to the middle.

    The push of all on all is two matrix products: sum (x_i - x_j) / d² = x_i sum w - w x.
    """
    ideal = 1.6 / math.sqrt(count)
    points = _start(count)
    # A step costs the square of the number of nodes.
    steps = int(np.clip(60_000 / count, 45, 300))
    for step in range(steps):
        move = _repel(points) * ideal**2 + _attract(points, pairs) / ideal
        # Without the pull, parts that no link ties together drift apart for ever.
        move -= points * ideal * 1.5
        length = np.maximum(np.linalg.norm(move, axis=1, keepdims=True), 1e-6)
        # Steps get shorter, so that the springs settle; never 0, so that the last still tidy up.
        heat = 0.12 * (1 - step / steps) + 0.002
        points = points + move / length * np.minimum(length, heat)
    return _lay(np.asarray(points, dtype=float))


def _lay(points: Points) -> Points:
    """Points turned so that they are widest across, the middle at 0, none farther than 1."""
    points = points - points.mean(axis=0)
    # eigh sorts upwards: the last axis is the widest.
    _, axes = np.linalg.eigh(points.T @ points)
    # An axis has no sign of its own, and libraries differ: its largest part is made positive.
    across = axes[:, 1] * (1 if axes[np.abs(axes[:, 1]).argmax(), 1] > 0 else -1)
    points = np.stack([points @ across, points @ [-across[1], across[0]]], axis=1)
    return np.asarray(points / max(np.abs(points).max(), 1e-6))


def _start(count: int) -> Points:
    """Random places, the same for the same number of nodes."""
    # float32: the products of all on all take half the time and memory.
    return np.random.default_rng(_SEED).uniform(-1, 1, (count, 2)).astype(np.float32)


def _repel(points: Points) -> Points:
    """What pushes each node away from all others."""
    square = np.einsum("ij,ij->i", points, points)
    # d² = |a|² + |b|² − 2ab: no array of all differences, which two thousand nodes would fill.
    weight = points @ points.T
    weight *= -2
    weight += square[:, None]
    weight += square[None, :]
    # Two nodes in one place, and rounding below 0; in place, since the array is the largest here.
    np.maximum(weight, 1e-4, out=weight)
    np.reciprocal(weight, out=weight)
    return np.asarray(points * weight.sum(axis=1, keepdims=True) - weight @ points)


def _attract(points: Points, pairs: Points) -> Points:
    """What pulls linked nodes together: the square of their distance."""
    pull = np.zeros_like(points)
    between = points[pairs[:, 1]] - points[pairs[:, 0]]
    force = between * np.linalg.norm(between, axis=1, keepdims=True)
    # `pull[i] += f` would count a node with several links once.
    np.add.at(pull, pairs[:, 0], force)
    np.add.at(pull, pairs[:, 1], -force)
    return pull


def _clear(points: Points, pairs: Points) -> Points:
    """Points with labels apart and, in graphs that people read whole, off the lines of others."""
    # Many are looked at in parts: a narrow room would only cost time.
    half = _room(len(points)) * (1.0 if len(points) <= 2 * FEW else 1.5)
    points = _apart(points, int(np.clip(300_000 / len(points), 40, 600)), half)
    for _ in range(30 if len(points) <= FEW and len(pairs) <= 2 * FEW else 0):
        lying, off = _off_lines(points, pairs)
        if not len(lying):
            break
        moved = np.zeros_like(points)
        np.add.at(moved, lying, off)
        # Off one line may be onto a label: labels have the last word. The clip keeps crowds from
        # leaping.
        points = _apart(points + moved.clip(-25, 25), 60, half)
    # What the room is too narrow for may stand a little beyond it.
    return _apart(points, int(np.clip(100_000 / len(points), 40, 400)), half * 1.3)


def _apart(points: Points, steps: int, half: Points) -> Points:
    """Points moved in small steps until no two labels overlap.

    Large graphs get fewer steps, so that some of their labels may still overlap.
    """
    for _ in range(steps):
        one, other = _close(points)
        if not len(one):
            break
        push = _push(points[one] - points[other])
        moved = np.zeros_like(points)
        np.add.at(moved, one, push)
        np.add.at(moved, other, -push)
        # Within the room: pushed from outside as well, crowds fill its gaps instead of growing.
        points = (points + moved.clip(-40, 40)).clip(-half, half)
    return points


def _push(between: Points) -> Points:
    """What moves the first of two overlapping labels away from the second: the shorter way."""
    overlap = LABEL - np.abs(between)
    is_narrow = overlap[:, 0] / LABEL[0] < overlap[:, 1] / LABEL[1]
    # Both move, each by less than half, so that crowds do not swing; a pixel more ends the
    # touching.
    push = np.where(between >= 0, 1.0, -1.0) * overlap * 0.4 + np.sign(between)
    push[:, 0] *= is_narrow
    push[:, 1] *= ~is_narrow
    return np.asarray(push)


def _off_lines(points: Points, pairs: Points) -> tuple[Points, Points]:
    """Nodes that lie on the line between two others, and what moves each off it."""
    origin, along = points[pairs[:, 0]], points[pairs[:, 1]] - points[pairs[:, 0]]
    # Two nodes in one place give a line of no length.
    square = np.maximum((along**2).sum(axis=1), 1.0)
    reach = points[:, None, :] - origin[None, :, :]
    share = ((reach * along).sum(axis=2) / square).clip(0, 1)
    away = reach - share[..., None] * along
    far = np.linalg.norm(away, axis=2)
    is_on = (far < CLEAR) & (share > 0) & (share < 1)
    number = np.arange(len(points))[:, None]
    is_on &= (number != pairs[:, 0]) & (number != pairs[:, 1])
    lying, line = np.nonzero(is_on)
    normal = np.stack([-along[line, 1], along[line, 0]], axis=1)
    normal /= np.sqrt(square[line])[:, None]
    # Exactly on the line there is no side: one is taken, the same each time.
    side = np.where((away[lying, line] * normal).sum(axis=1) >= 0, 1.0, -1.0)
    return lying, normal * (side * (CLEAR - far[lying, line]) * 0.3 + side)[:, None]


def _close(points: Points) -> tuple[Points, Points]:
    """Pairs whose labels overlap, found among neighbours in the order of x only."""
    # Stable: nodes of equal x keep the order of their ids.
    order = np.argsort(points[:, 0], kind="stable")
    across = points[order, 0]
    # Beyond a label's width to the right nothing can overlap: not all pairs need comparing.
    until = np.searchsorted(across, across + LABEL[0], side="left")
    counts = until - np.arange(len(order)) - 1
    left = np.repeat(np.arange(len(order)), counts)
    # Counts up anew behind each left one: 1, 2, … as far as its neighbours go.
    right = left + 1 + np.arange(len(left)) - np.repeat(np.cumsum(counts) - counts, counts)
    one, other = order[left], order[right]
    is_close = np.abs(points[one, 1] - points[other, 1]) < LABEL[1]
    return one[is_close], other[is_close]
