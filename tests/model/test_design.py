"""The models of the designer: schema tree, what is left out, and the design itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from studio.model.design import Design
from studio.model.document import Document
from studio.model.leftoutlist import LeftOutList, LeftOutRole
from studio.model.schematree import FieldRole, Mark, MarkRole, SchemaTree
from studio.package.forms.reordering import spots
from studio.package.rules.catalogue import Swap
from studio.package.snapshot import Place
from tests.package.forms.packages import CRD, CSD, CSV, operator, osc, plain

P = "urn:alm:descriptor:com.tectonic.ui:"
DESCRIPTORS = f"""\
  descriptors:
    spec:
    - path: replicas
    - path: storage.class
    - path: nobody
    - path: token
      x-descriptors: ["{P}hidden"]
  defaultConfiguration: |
"""
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def design(qtbot):
    """A design of a resource with one dead and one hidden field."""
    del qtbot
    made = Design()
    made.follow(Document(osc({CSD: Swap("  defaultConfiguration: |\n", DESCRIPTORS)}), parent=made))
    return made


def names(tree, parent=None):
    """The names of the rows below one."""
    index = parent or QModelIndex()
    return [tree.index(row, 0, index).data() for row in range(tree.rowCount(index))]


def marks(tree):
    """The marks of the rows at the top."""
    rows = [tree.index(row, 0) for row in range(tree.rowCount())]
    return {row.data(): Mark(row.data(MarkRole)) for row in rows}


def test_the_tree_shows_the_schema_and_what_leads_nowhere(design):
    tree = SchemaTree()
    QAbstractItemModelTester(tree, FATAL)
    tree.show_form(design.form)
    found = marks(tree)
    assert found["replicas"] is Mark.DESCRIBED
    assert found["storage"] is Mark.SCHEMA
    assert found["token"] is Mark.LEFT_OUT
    assert found["nobody"] is Mark.DEAD
    assert names(tree)[-1] == "nobody"
    storage = tree.index_of(("storage",))
    assert names(tree, storage) == ["class", "size"]
    assert tree.index_of(("storage", "class")).data(MarkRole) == Mark.DESCRIBED


def test_the_fields_of_items_stand_below_their_list(design):
    tree = SchemaTree()
    tree.show_form(design.form)
    users = tree.index_of(("users",))
    assert names(tree, users) == ["name"]
    assert tree.path_of(tree.index(0, 0, users)) == ("users", "[]", "name")


def test_rows_stay_while_only_descriptors_change(design):
    tree = SchemaTree()
    tree.show_form(design.form)
    resets = []
    tree.modelReset.connect(lambda: resets.append(1))
    size = tree.index_of(("storage", "size"))
    design.form_changed.connect(lambda: tree.show_form(design.form))
    assert design.add(("storage", "size"))
    assert not resets
    assert size.data(MarkRole) == Mark.DESCRIBED
    assert size.data(FieldRole) is design.field_at(("storage", "size"))
    design.remove(("nobody",))
    assert not resets
    assert "nobody" not in names(tree)


def test_a_search_keeps_what_is_around_its_hits(design):
    tree = SchemaTree()
    QAbstractItemModelTester(tree, FATAL)
    tree.show_form(design.form)
    tree.set_filter("class")
    assert names(tree) == ["storage"]
    assert names(tree, tree.index(0, 0)) == ["class"]
    tree.set_filter("")
    assert names(tree)[-1] == "nobody"


def test_rows_say_what_they_are_to_screen_readers(design):
    tree = SchemaTree()
    tree.show_form(design.form)
    spoken = tree.index_of(("replicas",)).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("replicas")
    assert spoken.endswith("described")


def test_the_list_holds_what_is_left_out_and_keeps_rows_that_stay(design):
    listed = LeftOutList()
    QAbstractItemModelTester(listed, FATAL)
    show = lambda: listed.show_form(design.form, design.document.snapshot)  # noqa: E731
    show()
    design.form_changed.connect(show)
    rows = [listed.index(row).data(LeftOutRole) for row in range(listed.rowCount())]
    assert [row.left.path_text for row in rows] == ["nobody", "token"]
    assert rows[0].file.startswith("kafka_csd.yaml:")
    assert "Dead path" in listed.as_text(listed.index(0))
    gone = []
    listed.rowsRemoved.connect(lambda _p, first, last: gone.append((first, last)))
    design.run(lambda snapshot, _form: rows[1].fix.make(snapshot))
    assert gone == [(1, 1)]
    assert listed.rowCount() == 1


def test_a_field_is_added_where_it_is_put(design):
    root = design.form.root
    field = design.field_at(("users",))
    spot = spots(root, field)[0]
    design.add(field.path, spot)
    order = [each.name for each in design.form.fields]
    assert order.index("users") == order.index(spot.before[0]) - 1
    assert design.chosen == ("users",)


def test_a_change_in_the_text_is_followed_only_while_somebody_looks(design, qtbot):
    content = design.document.snapshot.text(CSD)
    from studio.package.changes import ChangeSet, TextEdit
    from studio.wording import message

    def rename(old, new):
        start = design.document.snapshot.text(CSD).text.index(old)
        edit = TextEdit(CSD, start, old, new)
        design.document.commit(ChangeSet(message("Change"), (edit,)))

    assert "path: nobody" in content.text
    rename("path: nobody", "path: users")
    assert design.field_at(("users",)).described_at is None
    viewer = object()
    design.look(viewer, looks=True)
    assert design.field_at(("users",)).described_at == 2
    with qtbot.waitSignal(design.form_changed):
        rename("path: users", "path: image")
    assert design.field_at(("users",)).described_at is None
    design.look(viewer, looks=False)


def test_a_place_in_the_descriptors_chooses_its_field(design):
    place = Place(CSD, ("spec", "descriptors", "spec", 1, "path"))
    assert design.shows(place)
    design.reveal(place)
    assert design.chosen == ("storage", "class")
    assert design.shows(Place(CSD, ("spec", "descriptors")))
    assert not design.shows(Place(CSD, ("spec", "displayName")))
    assert not design.shows(Place(CRD, ("spec", "descriptors", "spec", 1)))


def test_places_in_a_csv_belong_to_their_own_entry(qtbot):
    del qtbot
    design = Design()
    design.follow(Document(operator(), parent=design))
    owned = ("spec", "customresourcedefinitions", "owned", 0)
    assert design.shows(Place(CSV, (*owned, "specDescriptors", 0)))
    assert not design.shows(Place(CSV, (*owned, "statusDescriptors", 0)))


def test_without_anybody_who_describes_nothing_can_be_said(qtbot):
    del qtbot
    design = Design()
    document = Document(plain({CSD: None}), parent=design)
    design.follow(document)
    assert not design.can_edit
    refused = []
    design.refused.connect(refused.append)
    assert not design.add(("replicas",))
    assert refused
    assert design.describe_resource()
    assert design.can_edit
    assert design.add(("replicas",))
    assert document.history.count == 2


def test_a_chosen_field_that_goes_is_no_longer_chosen(design):
    design.choose(("nobody",))
    assert design.field is None
    assert design.entry.path == "nobody"
    design.remove(("nobody",))
    assert design.chosen is None
