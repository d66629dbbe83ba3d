"""Each gesture of the designer changes the lines that it is about, and no others."""

from __future__ import annotations

import pytest

from studio.formats.descriptors import Dependency
from studio.package.changes import apply
from studio.package.forms.drafting import Draft, edited_json
from studio.package.forms.editing import DescriptorEdits
from studio.package.rules.catalogue import Swap
from studio.wording import message
from studio.yamltext.splices import CannotEdit
from tests.package.forms.packages import CSD, CSV, form_of, lines_changed, operator, osc, plain

P = "urn:alm:descriptor:com.tectonic.ui:"
STORAGE = ("storage", "class")
REPLICAS = ("replicas",)
TOKEN = ("token",)
PODS = f"      x-descriptors:\n      - {P}podCount"


def edits(snapshot):
    return DescriptorEdits(snapshot, form_of(snapshot))


GESTURES = [
    (
        lambda e: e.add(TOKEN, label="Token", urns=[f"{P}password"]),
        "",
        f"    - path: token\n      displayName: Token\n      x-descriptors:\n      - {P}password",
    ),
    (
        lambda e: e.add(TOKEN, index=1),
        "",
        "    - path: token",
    ),
    (
        lambda e: e.remove(0),
        f"    # How many.\n    - path: replicas\n      displayName: Nodes\n{PODS}",
        "",
    ),
    (lambda e: e.set_label(REPLICAS, "Brokers"), "      displayName: Nodes",
     "      displayName: Brokers"),
    (lambda e: e.set_label(REPLICAS, "yes"), "      displayName: Nodes",
     '      displayName: "yes"'),
    (lambda e: e.set_label(REPLICAS, ""), "      displayName: Nodes", ""),
    (lambda e: e.set_help(REPLICAS, "How many."), "", "      description: How many."),
    (lambda e: e.set_label(TOKEN, "Token"), "", "    - path: token\n      displayName: Token"),
    (lambda e: e.set_control(REPLICAS, "number"), f"      - {P}podCount", f"      - {P}number"),
    (
        lambda e: e.set_control(REPLICAS, ""),
        PODS,
        "",
    ),
    (
        lambda e: e.set_control(STORAGE, "k8sObject", "StorageClass"),
        "",
        "      x-descriptors:\n      - urn:alm:descriptor:io.kubernetes:StorageClass",
    ),
    (
        lambda e: e.set_options(STORAGE, ["ssd", "hdd"]),
        "",
        f"      x-descriptors:\n      - {P}select:ssd\n      - {P}select:hdd",
    ),
    (
        lambda e: e.set_dependency(STORAGE, Dependency(("users", "[]", "name"), "a")),
        "",
        f"      x-descriptors:\n      - {P}fieldDependency:users[0].name:a",
    ),
    (
        lambda e: e.set_scenes(STORAGE, ["UCS"]),
        "",
        "      restriction:\n        scenes:\n        - UCS",
    ),
    (lambda e: e.set_hidden(REPLICAS, on=True), "", f"      - {P}hidden"),
    (lambda e: e.set_advanced(REPLICAS, on=True), "", f"      - {P}advanced"),
    (lambda e: e.set_group(REPLICAS, "Size"), "", f"      - {P}fieldGroup:Size"),
    (
        lambda e: e.set_group(("users", "[]", "name"), "Users"),
        "",
        f"    - path: users[0].name\n      x-descriptors:\n      - {P}arrayFieldGroup:Users",
    ),
    (
        lambda e: e.add_all([{"path": "token"}, {"path": "image"}], message("Describe both")),
        "",
        "    - path: token\n    - path: image",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("gesture", "old", "new"), GESTURES)
def test_gesture_changes_its_lines_and_no_others(gesture, old, new):
    snapshot = osc()
    before = snapshot.text(CSD).text
    change = gesture(edits(snapshot))
    assert change.paths == {CSD}
    after = apply(snapshot, change.operations).text(CSD).text
    if old:
        assert after == before.replace(f"{old}\n", f"{new}\n" if new else "", 1)
    else:
        assert before == after.replace(f"{new}\n", "", 1)


@pytest.mark.parametrize(
    "gesture",
    [
        lambda e: e.set_label(REPLICAS, "Nodes"),
        lambda e: e.set_help(REPLICAS, ""),
        lambda e: e.set_control(REPLICAS, "podCount"),
        lambda e: e.set_dependency(STORAGE, None),
        lambda e: e.set_scenes(STORAGE, []),
        lambda e: e.set_hidden(REPLICAS, on=False),
        lambda e: e.set_group(REPLICAS, ""),
        lambda e: e.add_all([], message("Describe none")),
        lambda e: e.move(0, 0),
    ],
)
def test_gesture_without_effect_is_no_change(gesture):
    assert gesture(edits(osc())).operations == ()


def test_what_is_edited_is_what_the_form_then_shows():
    snapshot = osc()
    for gesture in (
        lambda e: e.set_label(TOKEN, "Token"),
        lambda e: e.set_control(TOKEN, "password"),
        lambda e: e.set_advanced(TOKEN, on=True),
        lambda e: e.set_scenes(TOKEN, ["CCE"]),
        lambda e: e.set_dependency(TOKEN, Dependency(STORAGE, "ssd")),
        lambda e: e.set_group(TOKEN, "Access"),
        lambda e: e.set_help(TOKEN, "Two\nlines"),
    ):
        snapshot = apply(snapshot, gesture(edits(snapshot)).operations)
    field = form_of(snapshot).root.child("token")
    assert (field.label, field.help, field.control.value) == ("Token", "Two\nlines", "password")
    assert (field.advanced, field.group) == (True, "Access")
    assert field.depends_on == Dependency(STORAGE, "ssd")
    assert field.descriptors[0].scenes == ("CCE",)


def order(snapshot):
    return [entry.path for entry in form_of(snapshot).owner.spec.entries]


@pytest.mark.parametrize(
    ("path", "before", "expected"),
    [
        (STORAGE, REPLICAS, ["storage.class", "replicas"]),
        (REPLICAS, None, ["storage.class", "replicas"]),
        (REPLICAS, STORAGE, ["replicas", "storage.class"]),
        (TOKEN, STORAGE, ["replicas", "token", "storage.class"]),
        (TOKEN, None, ["replicas", "storage.class", "token"]),
        (TOKEN, ("image",), ["replicas", "storage.class", "token"]),
    ],
)
def test_fields_move_before_others(path, before, expected):
    snapshot = osc()
    change = edits(snapshot).move_field(path, before)
    after = apply(snapshot, change.operations)
    assert order(after) == expected
    assert "# How many.\n    - path: replicas" in after.text(CSD).text


def test_a_dead_path_is_led_to_another_field():
    snapshot = osc()
    change = edits(snapshot).set_path(1, ("users", "[]", "name"))
    removed, added, after = lines_changed(snapshot, change)
    assert (removed, added) == (
        "    - path: storage.class  # beside",
        "    - path: users[0].name  # beside",
    )
    assert form_of(after).root.at(("users", "[]", "name")).label == "Class"


def test_the_last_descriptor_takes_the_list_with_it():
    snapshot = osc()
    for _ in range(2):
        snapshot = apply(snapshot, edits(snapshot).remove(0).operations)
    assert order(snapshot) == []
    assert "spec:\n    #" not in snapshot.text(CSD).text.partition("descriptors:")[2]


def test_a_csd_without_descriptors_gets_them():
    snapshot = plain()
    change = edits(snapshot).add(REPLICAS, label="Nodes")
    _, added, after = lines_changed(snapshot, change)
    assert added.startswith("  descriptors:\n    spec:\n")
    assert form_of(after).fields[0].label == "Nodes"


def test_an_entry_of_a_csv_gets_them():
    snapshot = operator()
    change = edits(snapshot).add(("size",), label="Size")
    _, added, after = lines_changed(snapshot, change)
    assert added.startswith("      specDescriptors:\n      - path: size\n        displayName: Size")
    assert change.paths == {CSV}
    assert form_of(after).fields[0].label == "Size"


def test_status_descriptors_have_a_side_of_their_own():
    snapshot = operator()
    change = DescriptorEdits(snapshot, form_of(snapshot), "status").add(("phase",), label="Phase")
    after = apply(snapshot, change.operations)
    assert [entry.path for entry in form_of(after).owner.status.entries] == ["phase"]


def test_of_two_descriptors_the_one_that_wins_is_edited():
    twice = Swap("  defaultConfiguration: |\n", (
        "  descriptors:\n    spec:\n    - {path: replicas, displayName: A}\n"
        "    - {path: replicas, displayName: B}\n  defaultConfiguration: |\n"
    ))  # fmt: skip
    snapshot = plain({CSD: twice})
    after = apply(snapshot, edits(snapshot).set_label(REPLICAS, "C").operations)
    assert "displayName: A}" in after.text(CSD).text
    assert form_of(after).fields[0].label == "C"


def test_other_restrictions_stay():
    restricted = Swap("  defaultConfiguration: |\n", (
        "  descriptors:\n    spec:\n    - path: replicas\n"
        "      restriction: {scenes: [CCE], other: 1}\n  defaultConfiguration: |\n"
    ))  # fmt: skip
    snapshot = plain({CSD: restricted})
    after = apply(snapshot, edits(snapshot).set_scenes(REPLICAS, []).operations)
    assert "restriction: {other: 1}" in after.text(CSD).text


def test_typing_a_label_merges_into_one_step():
    first = edits(osc()).set_label(REPLICAS, "A")
    assert first.merge_key
    assert first.merge_key == edits(osc()).set_label(REPLICAS, "B").merge_key
    assert first.merge_key != edits(osc()).set_help(REPLICAS, "B").merge_key
    assert edits(osc()).set_hidden(REPLICAS, on=True).merge_key == ""


def test_without_anybody_who_describes_it_nothing_can_be_edited():
    snapshot = plain({CSD: None})
    with pytest.raises(CannotEdit):
        DescriptorEdits(snapshot, form_of(snapshot))


def test_a_draft_that_comes_back_to_its_text_changes_nothing():
    draft = Draft(osc(), CSD)
    draft.set(("spec", "role"), "operation")
    draft.set(("spec", "role"), "serviceEntity")
    assert draft.change(message("Nothing")).operations == ()


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ('{"a": 1,  "b": [1, 2]}', {"a": 2, "b": [1, 2]}, '{"a": 2,  "b": [1, 2]}'),
        ('{"a":  {"b": 1}}', {"a": {"b": 1, "c": 2}}, '{"a":  {"b": 1, "c": 2}}'),
        ('{"a":  1, "b": 2}', {"a": 1}, '{"a":  1}'),
        ("[ {}, 1]", [{}, True], "[ {}, true]"),
    ],
)
def test_json_keeps_what_is_equal(old, new, text):
    assert edited_json(old, new) == text


def test_what_is_no_json_is_written_anew():
    assert edited_json("", {"a": 1}) == '{\n  "a": 1\n}\n'
    assert edited_json("{,}", [1]) == "[\n  1\n]\n"
