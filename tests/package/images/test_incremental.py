"""However a package came to be what it is, its inventory is that of a package just read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.package.changes import TextEdit, apply
from studio.package.content import FileText
from studio.package.images.inventory import inventory_of
from studio.package.snapshot import Snapshot

FILES = {
    "images/mapping.yaml": "instance:\n- {image: b, tag: '1', address: {fullAddress: s.image}}\n",
    "package/r/Chart.yaml": "name: r\nversion: 1.0.0\nappVersion: '9'\n",
    "package/r/values.yaml": "image: {repository: a, tag: ''}\ns: {image: b:1}\nm: {tag: '2'}\n",
    "package/r/templates/a.yaml": "image: {{ .Values.image.repository }}\n  image: busybox:1\n",
    "package/r/charts/m/Chart.yaml": "name: m\nversion: 1.0.0\n",
    "package/r/charts/m/values.yaml": "repository: org/m\ntag: '1'\n",
}
PIECES = st.sampled_from(["", "x", "image: c:1\n", ":2", "\n", "'", "- ", "s", "tag: '3'\n"])


def shown(snapshot):
    inventory = inventory_of(snapshot)
    return [
        (image.reference, image.status, image.entries, image.reasons, image.uses)
        for image in inventory.images
    ], inventory.strays


@given(st.lists(st.tuples(st.sampled_from(sorted(FILES)), st.floats(0, 1), PIECES), max_size=8))
def test_edits_leave_nothing_stale(edits):
    snapshot = Snapshot({path: FileText(text) for path, text in FILES.items()})
    shown(snapshot)
    for path, where, piece in edits:
        text = snapshot.text(path).text
        at = int(where * len(text))
        snapshot = apply(snapshot, [TextEdit(path, at, text[at : at + 2], piece)])
        shown(snapshot)
    fresh = Snapshot({path: FileText(snapshot.text(path).text) for path in snapshot})
    assert shown(snapshot) == shown(fresh)
