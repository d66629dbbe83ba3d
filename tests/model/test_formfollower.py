"""Forms that follow the text, without any window."""

from __future__ import annotations

import yaml

from studio.formats.values import MISSING
from studio.model.document import Document
from studio.model.form import FormModel
from studio.model.formfilter import Filter
from studio.model.formfollower import FormFollower
from studio.model.formrows import RowKind
from studio.model.statusview import StatusKind, status_items
from studio.package.changes import ChangeSet, TextEdit
from studio.package.content import FileText
from studio.package.forms import build, resources
from studio.package.snapshot import Snapshot
from studio.wording import message
from tests.ui.forms.conftest import FOLDER, P, package

CSD = f"{FOLDER}/manifests/shop_csd.yaml"


def model_of(properties, descriptors=(), **rest) -> FormModel:
    """A model that shows a small form."""
    snapshot = package(properties, list(descriptors), **rest)
    model = FormModel()
    model.show_form(build(snapshot, resources(snapshot)[0]))
    return model


def edit(document: Document, old: str, new: str) -> None:
    """Change the CSD."""
    start = document.snapshot.text(CSD).text.index(old)
    document.commit(ChangeSet(message("Edit"), (TextEdit(CSD, start, old, new),)))


def test_a_list_with_a_default_is_given_as_a_whole_once_it_is_changed(qapp):
    hosts = {"type": "array", "items": {"type": "string"}, "default": ["a", "b"]}
    model = model_of({"hosts": hosts})
    assert model.value(("hosts",)) is MISSING
    model.set_value(("hosts", 1), "c")
    assert model.spec == {"hosts": ["a", "c"]}
    model.remove(("hosts", 0))
    assert model.spec == {"hosts": ["c"]}


def test_edits_stay_when_the_example_changes_below_them(qapp):
    document = Document(
        package(
            {"a": {"type": "string"}, "b": {"type": "string"}}, [], example='{"spec": {"a": "1"}}'
        )
    )
    follower = FormFollower()
    follower.follow(document)
    follower.model.set_value(("b",), "typed")
    edit(document, '"1"', '"2"')
    follower.refresh()
    assert follower.model.spec == {"a": "2", "b": "typed"}


def test_a_form_is_built_only_when_its_files_change(qapp):
    document = Document(package({"a": {"type": "string"}}, []))
    follower = FormFollower()
    follower.follow(document)
    form = follower.form
    path = f"{FOLDER}/metadata.yaml"
    change = TextEdit(path, 0, "", "# a comment\n")
    document.commit(ChangeSet(message("Edit"), (change,)))
    follower.refresh()
    assert follower.form is form


def test_a_file_that_does_not_parse_leaves_the_last_form_read_only(qapp):
    document = Document(package({"a": {"type": "string"}}, []))
    follower = FormFollower()
    faults = []
    follower.fault_changed.connect(lambda: faults.append(follower.fault))
    follower.follow(document)
    form = follower.form
    edit(document, "spec:", "spec: {")
    follower.refresh()
    assert (follower.form, follower.model.read_only) == (form, True)
    follower.model.set_value(("a",), "x")
    assert follower.model.spec == {}
    document.undo()
    follower.refresh()
    assert [fault and fault.path for fault in faults] == [CSD, None]


def test_a_package_whose_only_crd_is_broken_says_so(qapp):
    path = f"{FOLDER}/manifests/shop_crd.yaml"
    whole = package({"a": {"type": "string"}}, [])
    files = {p: c for p, c in whole.files.items() if p != CSD}
    broken = FileText(whole.text(path).text + "bad: [\n")
    follower = FormFollower()
    follower.follow(Document(Snapshot({**files, path: broken})))
    assert follower.form is None
    assert follower.fault.path == path


def test_resources_keep_what_was_typed_while_another_one_is_shown(qapp):
    one, two = model_of({"a": {"type": "string"}}), FormModel()
    form = one.form
    two.show_form(form)
    two.set_value(("a",), "kept")
    two.show_form(None)
    assert two.rows == []
    two.show_form(form)
    assert two.spec == {"a": "kept"}
    two.forget()
    two.show_form(form)
    assert two.spec == {}


def test_text_and_form_are_the_same_instance(qapp):
    model = model_of({"count": {"type": "integer"}})
    model.set_value(("count",), 3)
    model.check()
    assert model.set_text(model.text.replace("count: 3", "count: 4")).fault is None
    assert model.spec == {"count": 4}
    assert model.set_text("spec: [").fault is not None
    assert model.spec == {"count": 4}
    assert yaml.safe_load(model.text)["kind"] == "Shop"


def test_open_to_opens_groups_and_the_advanced_section(qapp):
    inner = {"type": "object", "properties": {"x": {"type": "string"}}}
    entry = {"path": "deep", "x-descriptors": [f"{P}advanced"]}
    model = model_of({"deep": inner, "plain": {"type": "string"}}, [entry])
    assert [row.kind for row in model.rows] == [RowKind.FIELD, RowKind.SECTION]
    model.open_to(("deep", "x"))
    assert ("deep", "x") in [row.path for row in model.rows]


def test_a_search_in_required_fields_finds_only_those(qapp):
    inner = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}
    model = model_of({"owner": inner, "name": {"type": "string"}}, required=["owner"])
    model.set_filter(Filter("name", required_only=True))
    assert [row.path for row in model.rows] == [("owner",), ("owner", "name")]


def test_status_is_shown_by_its_descriptors_on_samples_or_on_the_example(qapp):
    status = {
        "phase": {"type": "string"},
        "pods": {"type": "object", "additionalProperties": {"type": "array"}},
        "url": {"type": "string"},
        "ready": {"type": "boolean"},
    }
    urns = {
        "phase": "urn:alm:descriptor:io.kubernetes.phase",
        "pods": f"{P}podStatuses",
        "url": "urn:alm:descriptor:org.w3:link",
        "ready": "",
    }
    entries = [{"path": key, "x-descriptors": [urn] if urn else []} for key, urn in urns.items()]
    model = model_of(
        {}, status=status, status_descriptors=entries, example='{"status": {"phase": "Failed"}}'
    )
    shown = status_items(model.form, "shop")
    assert [item.kind for item in shown] == [
        StatusKind.PHASE,
        StatusKind.PODS,
        StatusKind.LINK,
        StatusKind.SWITCH,
    ]
    assert [item.is_sample for item in shown] == [False, True, True, True]
    assert shown[0].text == "Failed"
