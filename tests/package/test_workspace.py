"""What the author decided is kept beside the package."""

from __future__ import annotations

from studio.package.changes import apply
from studio.package.content import FileText
from studio.package.problems import Problem, Severity
from studio.package.snapshot import Place, Snapshot
from studio.package.workspace import accept, withdraw, workspace_of
from studio.wording import message

PLACE = Place("metadata.yaml", ("categories", 0))
PROBLEM = Problem("OSC-12", Severity.WARNING, PLACE, message("Bad category"))
OTHER = Problem("OSC-08", Severity.WARNING, Place("metadata.yaml"), message("Long"))


def test_accepting_writes_the_workspace_file_and_keeps_what_is_there() -> None:
    snapshot = Snapshot({})
    for problem, reason in ((PROBLEM, "our own category"), (OTHER, "wanted: # long")):
        snapshot = apply(snapshot, accept(snapshot, problem, reason).operations)
    file = snapshot.text("studio.yaml")
    assert file is not None
    assert file.text.startswith("accepted:\n")
    workspace = workspace_of(snapshot)
    assert workspace.judged(PROBLEM).accepted == "our own category"
    assert workspace.judged(OTHER).accepted == "wanted: # long"


def test_comments_and_recipes_stay() -> None:
    text = "# ours\nbuilds:\n- name: etcd  # main\n"
    snapshot = Snapshot({"studio.yaml": FileText(text)})
    after = apply(snapshot, accept(snapshot, PROBLEM, "so be it").operations)
    file = after.text("studio.yaml")
    assert file is not None
    assert file.text.startswith(text)
    assert workspace_of(after).judged(PROBLEM).accepted == "so be it"


def test_what_is_withdrawn_leaves_the_file_as_it_was_before() -> None:
    texts = ["", "# ours\nbuilds:\n- name: etcd  # main\n"]
    for text in texts:
        before = Snapshot({"studio.yaml": FileText(text)} if text else {})
        one = apply(before, accept(before, PROBLEM, "ours").operations)
        both = apply(one, accept(one, OTHER, "long").operations)
        left = apply(both, withdraw(both, PROBLEM).operations)
        workspace = workspace_of(left)
        assert workspace.judged(PROBLEM).accepted is None
        assert workspace.judged(OTHER).accepted == "long"
        none = apply(left, withdraw(left, OTHER).operations)
        assert none.files == before.files


def test_withdrawing_what_nobody_accepted_changes_nothing() -> None:
    for snapshot in (Snapshot({}), Snapshot({"studio.yaml": FileText("accepted: 3\n")})):
        assert withdraw(snapshot, PROBLEM).operations == ()


def test_options_are_read_and_nonsense_is_not() -> None:
    text = "rules: {off: [HUB-07], profile: operatorhub, target: private}\naccepted: 3\n"
    options = workspace_of(Snapshot({"studio.yaml": FileText(text)})).options
    assert (options.off, options.profile, options.private) == ({"HUB-07"}, "operatorhub", True)
    broken = workspace_of(Snapshot({"studio.yaml": FileText("rules: [\n")}))
    assert broken.options.profile == "osc"
