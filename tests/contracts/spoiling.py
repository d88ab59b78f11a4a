"""Requests with one part spoiled: where the parts are, and how another takes its place."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from infra.contracts_gate.schemas import Json

__all__ = ["Place", "Step", "holders", "leaves", "put"]

Step = str | int
Place = tuple[Step, ...]


def leaves(node: Json, place: Place = ()) -> Iterator[tuple[Place, Json]]:
    """Every value that holds no other, and where it is."""
    if isinstance(node, dict | list):
        for step, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from leaves(value, (*place, step))
    else:
        yield place, node


def holders(node: Json, place: Place = ()) -> Iterator[tuple[Place, Json]]:
    """Every object and list, and where it is."""
    if isinstance(node, dict | list):
        yield place, node
        for step, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from holders(value, (*place, step))


def put(body: Json, whole: Json, place: Place, value: Json) -> Json:
    """`body` with `value` at `place`; what it lacks on the way is taken from `whole`."""
    if not place:
        return value
    step, rest = place[0], place[1:]
    made = copy.copy(body)
    if isinstance(made, dict):
        made[step] = put(made.get(step, whole[step]), whole[step], rest, value)
    else:
        made[step] = put(made[step], whole[step], rest, value)
    return made
