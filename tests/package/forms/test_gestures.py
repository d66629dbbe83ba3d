"""Any row of gestures leaves a file that parses, with its comments, and each can be undone."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from studio.formats.descriptors import Dependency
from studio.package.changes import apply
from studio.package.forms.editing import DescriptorEdits
from studio.package.opening import open_package
from tests.package.forms.packages import form_of

SAMPLE = Path(__file__).parents[3] / "resources" / "samples" / "kafka"
FIELDS = st.sampled_from([
    ("replicas",), ("storage", "class"), ("listeners", "[]", "name"), ("config",), ("update",),
    ("update", "maxUnavailable"), ("image",), ("jvm",),
])  # fmt: skip
TEXTS = st.sampled_from(["", "Name", "yes", "a: b # c", "two\nlines\n", "'", "存储 #", " x "])
SCENES = st.lists(st.sampled_from(["CCE", "UCS"]), unique=True)
OPTIONS = st.lists(st.sampled_from(["a", "b", "1", "on", "c d"]), unique=True, max_size=3)
DEPENDENCIES = st.one_of(
    st.none(), st.builds(Dependency, FIELDS, st.sampled_from(["true", "x:y", "3"]))
)
CONTROLS = st.sampled_from(["", "text", "podCount", "password", "resourceRequirements"])
GESTURES = st.one_of(
    st.tuples(st.just("set_label"), FIELDS, TEXTS),
    st.tuples(st.just("set_help"), FIELDS, TEXTS),
    st.tuples(st.just("set_scenes"), FIELDS, SCENES),
    st.tuples(st.just("set_options"), FIELDS, OPTIONS),
    st.tuples(st.just("set_dependency"), FIELDS, DEPENDENCIES),
    st.tuples(st.just("set_control"), FIELDS, CONTROLS),
    st.tuples(st.just("set_group"), FIELDS, st.sampled_from(["", "G"])),
    st.tuples(st.just("move_field"), FIELDS, st.one_of(st.none(), FIELDS)),
    st.tuples(st.just("hidden"), FIELDS, st.booleans()),
    st.tuples(st.just("advanced"), FIELDS, st.booleans()),
)


def change_for(snapshot, gesture):
    name, path, value = gesture
    edits = DescriptorEdits(snapshot, form_of(snapshot))
    if name in {"hidden", "advanced"}:
        return getattr(edits, f"set_{name}")(path, on=value)
    return getattr(edits, name)(path, value)


def comments(text):
    return [line.strip() for line in text.split("\n") if line.strip().startswith("#")]


@settings(max_examples=40)
@given(st.lists(GESTURES, min_size=1, max_size=6))
def test_any_row_of_gestures(gestures):
    snapshot = open_package(SAMPLE).snapshot
    csd = form_of(snapshot).source.owner("v1").path
    written = sorted(comments(snapshot.text(csd).text))
    for gesture in gestures:
        change = change_for(snapshot, gesture)
        assert change.paths <= {csd}
        after = apply(snapshot, change.operations)
        assert apply(after, change.inverse().operations).same_content(snapshot)
        assert after.tree(csd).error is None
        assert sorted(comments(after.text(csd).text)) == written
        assert form_of(after).fields
        assert change_for(after, gesture).operations == () or gesture[0] == "move_field"
        snapshot = after
