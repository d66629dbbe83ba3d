"""Back and forward, as in a browser."""

from __future__ import annotations

from studio.model.navigation import MOST, Navigation
from studio.package.snapshot import Place

A, B, C = Place("a"), Place("b"), Place("c")


def test_back_and_forward() -> None:
    been = Navigation()
    assert been.step(-1) is None
    for place in (A, B, B, C):
        been.visit(place)
    assert (been.step(-1), been.step(-1), been.step(-1)) == (B, A, None)
    assert been.step(1) == B
    been.visit(A)
    assert not been.can_go_forward
    assert been.step(-1) == B


def test_old_places_are_forgotten() -> None:
    been = Navigation()
    for number in range(MOST + 50):
        been.visit(Place(str(number)))
    steps = 0
    while been.step(-1) is not None:
        steps += 1
    assert steps == MOST - 1
