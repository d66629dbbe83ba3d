"""Long files are parsed in the background before their keys are shown."""

from __future__ import annotations

from studio.model.tree import PackageTree
from studio.package.content import FileText
from studio.package.snapshot import Snapshot
from studio.services.outlining import Outliner

LONG = "".join(f"key{n}: {n}\n" for n in range(3000))


def fetched(tree: PackageTree, path: str):
    index = tree.index_of_path(path)
    tree.fetchMore(index)
    return index


def test_keys_come_after_the_text_was_parsed(qtbot, new_document, jobs):
    content = FileText(LONG)
    document = new_document(Snapshot({"long.yaml": content, "short.yaml": FileText("a: 1\n")}))
    tree = PackageTree(document, "etcd")
    Outliner(document, tree, jobs)
    assert tree.rowCount(fetched(tree, "short.yaml")) == 1
    index = fetched(tree, "long.yaml")
    assert (tree.rowCount(index), tree.hasChildren(index)) == (0, True)
    qtbot.waitUntil(lambda: tree.rowCount(index) == 3000)
    assert content.is_parsed


def test_a_tree_that_is_gone_wants_nothing_more(qtbot, new_document, jobs):
    document = new_document(Snapshot({"long.yaml": FileText(LONG)}))
    tree = PackageTree(document, "etcd")
    Outliner(document, tree, jobs)
    brought = []
    tree.rowsInserted.connect(lambda *_: brought.append(True))
    fetched(tree, "long.yaml")
    with qtbot.waitSignal(jobs.ended):
        tree.deleteLater()
    assert not brought
