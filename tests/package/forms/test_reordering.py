"""Where descriptors can put a field, and that they then do."""

from __future__ import annotations

import pytest

from studio.package.changes import apply
from studio.package.forms.editing import DescriptorEdits
from studio.package.forms.reordering import Spot, neighbour, peers, spots
from studio.package.rules.catalogue import Swap
from tests.package.forms.packages import CRD, CSD, form_of, osc

P = "urn:alm:descriptor:com.tectonic.ui:"
FIELDS = """\
              a: {type: string}
              b: {type: string}
              c: {type: string}
              g:
                type: object
                properties: {x: {type: string}, y: {type: string}}
              z: {type: string}
              image:
"""
DESCRIPTORS = f"""\
  descriptors:
    spec:
    - path: a
    - path: g.x
    - path: b
    - path: c
      x-descriptors: ["{P}advanced"]
    - path: token
  defaultConfiguration: |
"""


def package():
    """Fields with descriptors, one of them advanced, and one without."""
    files = {
        CRD: Swap("              image:\n", FIELDS),
        CSD: Swap("  defaultConfiguration: |\n", DESCRIPTORS),
    }
    return osc(files)


def shown(snapshot):
    """The names of the fields at the top, in order."""
    return [field.name for field in form_of(snapshot).fields]


def test_a_field_moves_among_those_that_descriptors_order():
    form = form_of(package())
    names = [each.name for each in peers(form.root, form.root.child("b"))]
    assert names == ["a", "g"]
    places = spots(form.root, form.root.child("b"))
    assert places == (Spot(("a",), None), Spot(("g",), None), Spot(None, ("g",)))


def test_advanced_fields_move_among_themselves():
    root = form_of(package()).root
    assert spots(root, root.child("c")) == (Spot(None, None),)


@pytest.mark.parametrize("name", ["a", "b", "g", "z"])
def test_a_field_goes_where_its_spot_says(name):
    snapshot = package()
    form = form_of(snapshot)
    for spot in spots(form.root, form.root.child(name)):
        change = DescriptorEdits(snapshot, form).move_field((name,), spot.before)
        order = shown(apply(snapshot, change.operations))
        at = order.index(name)
        if spot.before:
            assert order[at + 1] == spot.before[0]
        elif spot.behind:
            assert order[at - 1] == spot.behind[0]


def test_one_step_up_and_down_again_is_where_it_was():
    snapshot = package()
    before = shown(snapshot)
    for step in (-1, 1):
        form = form_of(snapshot)
        spot = neighbour(form.root, form.root.child("g"), step)
        change = DescriptorEdits(snapshot, form).move_field(("g",), spot.before)
        snapshot = apply(snapshot, change.operations)
    assert shown(snapshot) == before


def test_there_is_nothing_beyond_the_ends():
    root = form_of(package()).root
    assert neighbour(root, root.child("a"), -1) is None
    assert neighbour(root, root.child("b"), 1) is None


def test_a_field_without_a_descriptor_rises_to_those_that_have_one():
    root = form_of(package()).root
    assert neighbour(root, root.child("z"), 1) is None
    assert neighbour(root, root.child("z"), -1) == Spot(None, ("b",))
