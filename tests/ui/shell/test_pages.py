"""What tabs show of files: markdown, pictures, saved images and other bytes."""

from __future__ import annotations

import io
import json
import tarfile
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QImageWriter, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel

from studio.model.document import Document
from studio.package.changes import ChangeSet, DeleteFile, RenameFile
from studio.package.content import FileBlob, FileText
from studio.package.snapshot import Snapshot
from studio.package.sources import InMemory
from studio.ui.controls.elided import ElidedLabel
from studio.ui.markdown.preview import MarkdownPreview
from studio.ui.shell.blobpage import BlobPage
from studio.ui.shell.imagetarpage import ImageTarPage
from studio.ui.shell.picturepage import PicturePage
from studio.ui.shell.previewpage import PreviewPage
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from studio.package.content import Content
    from studio.ui.shell.page import Page
    from studio.ui.shell.services import Services

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
    '<rect width="9" height="9"/></svg>'
)
CONFIG = {
    "architecture": "arm64",
    "os": "linux",
    "config": {"Entrypoint": ["/entry", "a b"], "Env": ["A=1"], "ExposedPorts": {"80/tcp": {}}},
    "history": [{"created_by": "/bin/sh -c #(nop)  ADD rootfs"}],
}
MANIFEST = [{"Config": "c.json", "RepoTags": ["example.com/redis:7"], "Layers": ["l.tar"]}]


def blob(data: bytes) -> FileBlob:
    return FileBlob(len(data), InMemory(data))


def png(width: int = 64, height: int = 32) -> bytes:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.red)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def image_tar(*left_out: str) -> bytes:
    stream = io.BytesIO()
    files = {
        "c.json": json.dumps(CONFIG).encode(),
        "manifest.json": json.dumps(MANIFEST).encode(),
        "l.tar": bytes(3 << 20),
    }
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data in files.items():
            if name not in left_out:
                info = tarfile.TarInfo(name)
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


@pytest.fixture
def show(qtbot: QtBot, services: Services) -> Iterator[Callable[..., Page]]:
    pages: list[Page] = []

    def make(kind: Callable[..., Page], path: str, files: dict[str, Content]) -> Page:
        page = kind(Document(Snapshot(files)), path, services)
        page.resize(700, 500)
        page.show()
        qtbot.waitExposed(page)
        pages.append(page)
        return page

    yield make
    services.jobs.shut_down()
    for page in pages:
        page.close()
        page.deleteLater()


def words(page: Page) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


README = """# Redis

A [guide](docs/guide.md), a [site](https://example.com/) and `code`.

<p align="center"><img src="logo.png" alt="Logo"> <img src="https://example.com/b.svg" alt="Badge">
</p>

```yaml
a: <br>
```

Use <release> here.
"""


def markdown(page: PreviewPage) -> MarkdownPreview:
    assert isinstance(page.preview, MarkdownPreview)
    return page.preview


@pytest.fixture
def readme(show: Callable[..., Page]) -> PreviewPage:
    files = {"README.md": FileText(README), "logo.png": blob(png()), "docs/guide.md": FileText("")}
    page = show(PreviewPage, "README.md", files)
    assert isinstance(page, PreviewPage)
    return page


def test_markdown_opens_as_text_and_can_be_split(qtbot: QtBot, readme: PreviewPage) -> None:
    assert (readme.view.isVisible(), readme.preview.isVisible()) == (True, False)
    button = readme.switch.buttons()[2]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (readme.view.isVisible(), readme.preview.isVisible()) == (True, True)
    qtbot.keyClick(button, Qt.Key.Key_Left)
    assert (readme.view.isVisible(), readme.preview.isVisible()) == (False, True)
    assert readme.view_state()["mode"] == "preview"


def test_the_preview_follows_what_is_typed(qtbot: QtBot, readme: PreviewPage) -> None:
    readme.set_mode("split")
    qtbot.keyClicks(readme.view.edit, "Fast ")
    qtbot.waitUntil(lambda: markdown(readme).toPlainText().startswith("Fast # Redis"))


def test_html_becomes_what_it_means(readme: PreviewPage) -> None:
    readme.set_mode("preview")
    text = markdown(readme).toPlainText()
    assert "a: <br>" in text
    assert "Use <release> here." in text
    assert "<img" not in text
    assert "[picture: Badge]" in text
    assert "Logo" not in text


def test_links_ask_before_they_leave(
    qtbot: QtBot, readme: PreviewPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "studio.ui.markdown.preview.QDesktopServices.openUrl",
        lambda url: opened.append(url.toString()),
    )
    readme.set_mode("preview")
    asked: list[str] = []
    readme.file_requested.connect(asked.append)
    preview = markdown(readme)
    for word in ("guide", "site"):
        cursor = preview.document().find(word)
        cursor.setPosition(cursor.selectionStart())
        inside = preview.cursorRect(cursor).center() + QPoint(6, 0)
        qtbot.mouseClick(preview.viewport(), Qt.MouseButton.LeftButton, pos=inside)
    assert asked == ["docs/guide.md"]
    assert opened == ["https://example.com/"]


def test_nothing_is_read_from_the_readers_disk(
    show: Callable[..., Page], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.png").write_bytes(png())
    monkeypatch.chdir(tmp_path)
    ways = ("mine.png", (tmp_path / "mine.png").as_uri(), str(tmp_path / "mine.png"), "../mine.png")
    text = "\n\n".join(f"![{way}]({way}) <img src='{way}' alt='{way}'>" for way in ways)
    page = show(PreviewPage, "docs/README.md", {"docs/README.md": FileText(text)})
    assert isinstance(page, PreviewPage)
    page.set_mode("preview")
    said = markdown(page).toPlainText()
    assert said.count("[picture: ") == 2 * len(ways)
    red = page.preview.grab().toImage()
    colours = {red.pixelColor(x, y).name() for x in range(40) for y in range(red.height())}
    assert "#ff0000" not in colours


def test_pictures_without_a_text_are_shown(show: Callable[..., Page]) -> None:
    files = {"README.md": FileText("a ![](logo.png) b ![](gone.png)"), "logo.png": blob(png())}
    page = show(PreviewPage, "README.md", files)
    assert isinstance(page, PreviewPage)
    page.set_mode("preview")
    assert markdown(page).toPlainText() == "a \ufffc b [picture]"


def test_a_long_text_is_shown_up_to_a_point(show: Callable[..., Page]) -> None:
    page = show(PreviewPage, "README.md", {"README.md": FileText("line\n\n" * 30_000)})
    assert isinstance(page, PreviewPage)
    page.set_mode("preview")
    assert markdown(page).toPlainText().endswith("The preview ends here, the text goes on.")


def test_headings_can_be_jumped_to(qtbot: QtBot, show: Callable[..., Page]) -> None:
    text = "[down](#the-end-of-it)\n\n" + "line\n\n" * 200 + "## The *end* of it!\n"
    page = show(PreviewPage, "README.md", {"README.md": FileText(text)})
    assert isinstance(page, PreviewPage)
    page.set_mode("preview")
    preview = markdown(page)
    cursor = preview.document().find("down")
    cursor.setPosition(cursor.selectionStart())
    inside = preview.cursorRect(cursor).center() + QPoint(6, 0)
    qtbot.mouseClick(preview.viewport(), Qt.MouseButton.LeftButton, pos=inside)
    assert preview.verticalScrollBar().value() > 1000


def test_being_led_to_a_place_shows_the_text(readme: PreviewPage) -> None:
    readme.set_mode("preview")
    readme.view.go_to(3)
    assert readme.mode == "text"


def test_a_vector_picture_is_text_as_well(qtbot: QtBot, show: Callable[..., Page]) -> None:
    page = show(PreviewPage, "logo.svg", {"logo.svg": FileText(SVG)})
    assert isinstance(page, PreviewPage)
    assert page.mode == "preview"
    qtbot.waitUntil(lambda: "SVG  ·  40 × 20 pixels  ·  1 KB" in words(page))


def test_a_picture_is_zoomed_by_keys_wheel_and_buttons(
    qtbot: QtBot, show: Callable[..., Page]
) -> None:
    page = show(PicturePage, "a/logo.png", {"a/logo.png": blob(png(1600, 800))})
    assert isinstance(page, PicturePage)
    view = page.panel.view
    qtbot.waitUntil(lambda: "PNG  ·  1600 × 800 pixels" in words(page))
    assert view.fits
    fitting = view.zoom
    assert fitting < 0.5
    qtbot.keyClick(view, Qt.Key.Key_1)
    assert view.zoom == 1.0
    assert view.horizontalScrollBar().maximum() > 800
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert page.panel.percent.text() == "80 %"
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.zoom == fitting
    qtbot.mouseClick(page.panel.in_button, Qt.MouseButton.LeftButton)
    assert view.zoom == pytest.approx(fitting * 1.25)
    event = QWheelEvent(
        QPointF(100, 100), view.viewport().mapToGlobal(QPointF(100, 100)), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)
    assert view.zoom == pytest.approx(fitting * 1.25**2)


def test_zooming_keeps_the_point_below_the_mouse(qtbot: QtBot, show: Callable[..., Page]) -> None:
    page = show(PicturePage, "logo.png", {"logo.png": blob(png(2000, 2000))})
    assert isinstance(page, PicturePage)
    view = page.panel.view
    qtbot.waitUntil(lambda: view.zoom < 1)
    view.set_zoom(1.0)
    mouse = QPointF(300, 200)
    before = view.picture_point(mouse)
    view.set_zoom(2.0, mouse)
    after = view.picture_point(mouse)
    assert abs(after.x() - before.x()) < 1
    assert abs(after.y() - before.y()) < 1


def test_the_ground_is_chequered(
    qtbot: QtBot, show: Callable[..., Page], services: Services
) -> None:
    page = show(PicturePage, "logo.svg", {"logo.svg": blob(SVG.encode())})
    assert isinstance(page, PicturePage)
    qtbot.waitUntil(lambda: "SVG" in words(page))
    picture = page.panel.view.viewport().grab().toImage()
    middle = picture.rect().center()
    colours = {
        picture.pixelColor(middle.x() + x, middle.y() + y).name()
        for x in range(20)
        for y in range(8)
    }
    assert {services.themes.theme.hex(role).lower() for role in ("editor", "hover")} <= colours


def test_a_broken_picture_says_so(qtbot: QtBot, show: Callable[..., Page]) -> None:
    page = show(PicturePage, "logo.png", {"logo.png": blob(png()[:40])})
    qtbot.waitUntil(lambda: "This picture is damaged" in words(page))


def test_a_saved_image_is_described(qtbot: QtBot, show: Callable[..., Page]) -> None:
    path = "images/redis.tar"
    page = show(ImageTarPage, path, {path: blob(image_tar())})
    qtbot.waitUntil(lambda: "example.com/redis:7" in words(page))
    said = words(page)
    assert "linux/arm64" in said
    assert "/entry 'a b'" in said
    assert "80/tcp" in said
    assert "A=1" in said
    commands = [label.text() for label in page.findChildren(ElidedLabel)]
    assert "ADD rootfs" in commands


def test_a_broken_tar_says_what_is_wrong(qtbot: QtBot, show: Callable[..., Page]) -> None:
    path = "images/redis.tar"
    page = show(ImageTarPage, path, {path: blob(image_tar("c.json"))})
    assert isinstance(page, ImageTarPage)
    qtbot.waitUntil(lambda: "`c.json` is not in the tar." in page.bar.sentence())


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x7fELF" + bytes(20), "program for Linux"),
        (bytes(257) + b"ustar" + bytes(300), "tar archive"),
        (b"\x1f\x8b" + bytes(20), "gzip archive"),
        (bytes(30), "not text"),
        (b"", "empty file"),
    ],
)
def test_other_bytes_are_named(show: Callable[..., Page], data: bytes, kind: str) -> None:
    page = show(BlobPage, "bin/tool", {"bin/tool": blob(data)})
    assert isinstance(page, BlobPage)
    assert page.name.text() == "tool"
    assert page.facts.text().startswith(f"{kind}  ·  ")


def test_a_page_follows_renames_and_closes_with_its_file(
    qtbot: QtBot, show: Callable[..., Page]
) -> None:
    data = blob(b"\x00")
    document = Document(Snapshot({"a.bin": data}))
    page = show(lambda _document, path, services: BlobPage(document, path, services), "a.bin", {})
    page.renamed.connect(lambda key: setattr(page, "key", key))
    document.commit(ChangeSet(message("Rename"), (RenameFile("a.bin", "b.bin"),)))
    assert isinstance(page, BlobPage)
    assert page.name.text() == "b.bin"
    with qtbot.waitSignal(page.closed):
        document.commit(ChangeSet(message("Delete"), (DeleteFile("b.bin", data),)))
