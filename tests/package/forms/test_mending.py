"""Each field that a form leaves out has its place, and a way back where there is one."""

from __future__ import annotations

import pytest

from studio.formats.leftout import Reason
from studio.package.changes import apply
from studio.package.forms.mending import fix_of, place_of
from studio.package.rules.catalogue import Swap
from tests.package.forms.packages import CSD, form_of, osc

P = "urn:alm:descriptor:com.tectonic.ui:"
DESCRIPTORS = f"""\
  descriptors:
    spec:
    - path: replica
    - path: nobody.knows.this
    - path: token
      x-descriptors: ["{P}hidden"]
    - path: users
      restriction: {{scenes: [UCS]}}
  defaultConfiguration: |
"""
LABELS = {
    "replica": "Use replicas",
    "nobody.knows.this": "Remove",
    "token": "Show",
    "users": "Show in CCE",
}


def package():
    """A form that leaves fields out for each reason."""
    return osc({CSD: Swap("  defaultConfiguration: |\n", DESCRIPTORS)})


def left(form, path):
    """What is left out under a path."""
    return next(each for each in form.left_out if each.path_text == path)


@pytest.mark.parametrize("path", LABELS)
def test_its_fix_brings_a_field_back(path):
    snapshot = package()
    form = form_of(snapshot)
    fix = fix_of(form, left(form, path))
    assert fix.label.text() == LABELS[path]
    after = form_of(apply(snapshot, fix.make(snapshot).operations))
    assert path not in [each.path_text for each in after.left_out]
    assert len(after.left_out) == len(form.left_out) - 1


def test_its_place_is_the_descriptor():
    form = form_of(package())
    place = place_of(form, left(form, "token"))
    assert (place.path, place.pointer) == (CSD, ("spec", "descriptors", "spec", 2))


def test_the_reasons_are_told_apart():
    reasons = [each.reason for each in form_of(package()).left_out]
    assert reasons == [Reason.DEAD_PATH, Reason.DEAD_PATH, Reason.HIDDEN, Reason.SCENE]
