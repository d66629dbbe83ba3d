"""Whatever stands in mapping.yaml, everything that reads it gets along with it."""

from __future__ import annotations

import json
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from studio.errors import StudioError
from studio.package.changes import apply
from studio.package.checks import check
from studio.package.content import FileText
from studio.package.images.editing import add_entries
from studio.package.images.inventory import inventory_of
from studio.package.images.preview import preview
from studio.package.images.proposing import proposals
from studio.package.rules import RULES
from studio.package.snapshot import Snapshot

OURS = [rule for rule in RULES if rule.id.startswith(("IMG", "ARC", "OSC-29", "OSC-3"))]
CHART = {
    "Chart.yaml": "name: r\nversion: 1.0.0\n",
    "values.yaml": "image: {repository: a/b, tag: '1'}\nside: {image: c:1, images: [d:1]}\n",
}
WORDS = st.sampled_from([
    "", "a", "b", "c:1", "image.repository", "image.tag", "side.image", "side.images[0]", "side",
    ".Values.image.tag", "x..y", "x86_64", "a.tar", "container", "../a.tar", "{{ x }}", "1.10",
])  # fmt: skip
ADDRESS = st.sampled_from(["fullAddress", "repository", "tag", "repo", "endpoint", "prefixAddress"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(0, 9) | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)
ENTRY = st.fixed_dictionaries(
    {},
    optional={
        "image": WORDS | ANYTHING,
        "tag": WORDS | ANYTHING,
        "type": WORDS | ANYTHING,
        "address": st.dictionaries(ADDRESS, WORDS, max_size=4) | ANYTHING,
        "package": st.dictionaries(WORDS, WORDS, max_size=2) | ANYTHING,
    },
)
SECTION = st.lists(ENTRY | ANYTHING, max_size=3) | ANYTHING
MAPPING = st.dictionaries(
    st.sampled_from(["instance", "instances", "operator", "other"]), SECTION, max_size=3
)


@settings(max_examples=60)
@given((MAPPING | ANYTHING).map(json.dumps) | st.text(max_size=30))
def test_nothing_fails(text):
    files = {f"package/r/{path}": given for path, given in CHART.items()}
    files["images/mapping.yaml"] = text
    snapshot = Snapshot({path: FileText(given) for path, given in files.items()})
    inventory = inventory_of(snapshot)
    assert len(inventory.images) >= 3
    preview(snapshot)
    findings = check(snapshot, rules=OURS).findings
    assert findings.not_checked == ()
    for problem in findings.problems:
        assert problem.message.text()
        if problem.fix is not None:
            with suppress(StudioError):  # a mapping of another shape is not guessed at
                apply(snapshot, problem.fix.make(snapshot).operations)
    try:
        change = add_entries(snapshot, proposals(snapshot))
    except StudioError:
        return
    after = apply(snapshot, change.operations)
    assert proposals(after) == ()
