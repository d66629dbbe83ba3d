"""What the window does once an image is saved: the step, the toast and where it leads."""

from __future__ import annotations

from studio.formats.imagerefs import parse_reference
from studio.package.builds.intopackage import Saved
from studio.package.builds.platforms import Platform
from studio.package.content import FileBlob
from studio.package.sources import Handle, InMemory
from studio.ui.builder.packageimages import Following
from studio.ui.shell.page import IMAGES

AMD = Platform("linux", "amd64")
OLD = "images/etcd-1.9-x86_64.tar"
MAPPING = """\
instance:
- image: etcd
  tag: "1.9"
  address: {fullAddress: image}
  package: {x86_64: etcd-1.9-x86_64.tar}
"""


def take(window, name, **follow):
    """Let the package have an image as if it had been saved just now."""
    blob = FileBlob(3, Handle(InMemory(b"tar")))
    saved = [Saved(parse_reference(name), AMD, blob)]
    window.building.images._take(saved, Following(**follow), None)


def test_an_image_that_no_field_names_is_warned_of_and_shown(qtbot, open_builds):
    window, _ = open_builds()
    toast = window.toast
    tones = []
    show = toast.show_message
    toast.show_message = lambda text, link=None, tone="ok": (
        tones.append(tone), show(text, link, tone)
    )  # fmt: skip
    take(window, "etcd:1.10")
    assert "No field" not in toast.sentence()
    take(window, "quay.io/x/sidecar:1.0")
    assert "No field of the package names this image" in toast.sentence()
    assert "now: sidecar:1.0." in toast.sentence()
    assert tones == ["ok", "warning"]
    toast._link.run()
    page = window.editors.page(IMAGES)
    qtbot.waitUntil(lambda: page.view.current_row() is not None, timeout=10_000)
    assert page.view.current_row().entries[0].image == "sidecar"


def test_the_tar_of_the_old_tag_goes_and_comes_back_with_one_undo(qtbot, open_builds, package):
    (package / "images").mkdir()
    (package / OLD).write_bytes(b"older")
    (package / "images/mapping.yaml").write_text(MAPPING)
    window, _ = open_builds()
    document = window.workbench.document
    count = document.history.count
    take(window, "etcd:1.10", delete=(OLD,))
    assert OLD not in document.snapshot
    assert "images/etcd-1.10-x86_64.tar" in document.snapshot
    assert "No field" not in window.toast.sentence()
    assert document.history.count == count + 1
    save(qtbot, window)
    assert not (package / OLD).exists()
    window.registry.run("edit.undo")
    assert document.snapshot.files[OLD].read() == b"older"
    assert 'tag: "1.9"' in document.snapshot.text("images/mapping.yaml").text
    save(qtbot, window)
    assert (package / OLD).read_bytes() == b"older"


def save(qtbot, window):
    """Save the package to its folder."""
    window.registry.run("file.save")
    qtbot.waitUntil(lambda: not window.workbench.document.is_dirty, timeout=10_000)
    qtbot.waitUntil(lambda: not window.services.jobs.running, timeout=10_000)
