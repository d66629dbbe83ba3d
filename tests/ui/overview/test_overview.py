"""The overview shows the package as it is, follows it while seen, and leads to what is amiss."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from studio.formats.kinds import Kind
from studio.model.document import Document
from studio.package.changes import ChangeSet, TextEdit
from studio.package.checks import check
from studio.package.content import FileText
from studio.package.opening import open_package
from studio.package.problems import Findings
from studio.package.requirements import State
from studio.package.snapshot import Place, Snapshot
from studio.resources import resource_path
from studio.ui.overview.overviewpage import OverviewPage
from studio.ui.shell.page import OVERVIEW
from studio.wording import message

SAMPLES = {Kind.OSC: "kafka", Kind.HELM: "redis-chart", Kind.OPERATOR: "etcd-operator"}
METADATA = "package/kafka-2.5.0/metadata.yaml"
LEFT = Qt.MouseButton.LeftButton


def sample(kind: Kind) -> Snapshot:
    return open_package(resource_path("samples", SAMPLES[kind])).snapshot


def checked(snapshot: Snapshot) -> Document:
    document = Document(snapshot)
    document.findings = check(snapshot).findings
    return document


def swap(document: Document, old: str, new: str) -> None:
    text = document.snapshot.text(METADATA)
    edit = TextEdit(METADATA, text.text.index(old), old, new)
    document.commit(ChangeSet(message("Change"), (edit,)))
    document.findings = check(document.snapshot).findings


@pytest.fixture
def open_page(qtbot, services):
    def open_page(document: Document, width: int = 1152) -> OverviewPage:
        page = OverviewPage(document, services.themes, services.languages)
        page.resize(width, 800)
        qtbot.addWidget(page)
        with qtbot.waitActive(page):
            page.show()
        return page

    return open_page


@pytest.fixture
def document(qapp) -> Document:
    return checked(sample(Kind.OSC))


@pytest.fixture
def page(open_page, document) -> OverviewPage:
    return open_page(document)


def test_it_is_a_page_of_its_own(page):
    assert (page.key, page.icon, page.title()) == (OVERVIEW, "house-simple", "Overview")
    assert page.position() is None


def test_the_card_is_what_consumers_see(page):
    card = page.card
    assert (card.title.text(), card.version.text()) == ("Kafka 消息队列", "2.5.0")
    assert card.provider.text() == "溪石数据 Riverstone Data"
    assert card.brief.text() == "高吞吐、可水平扩展的分布式消息队列 Kafka"
    assert card.logo.has_picture()
    assert card.chips.texts() == [
        "Streaming & Messaging", "Big Data", "Full Lifecycle", "x86_64", "aarch64", "CCE", "UCS",
    ]  # fmt: skip


def test_the_contents_stand_with_their_sizes(page):
    rows = page.contents.rows()
    assert rows[0].name == "kafka-2.5.0.zip"
    assert rows[0].size_text().startswith("≤ ")
    assert rows[1].name == "package / kafka-2.5.0.zip"
    assert sum(row.share for row in rows[1:]) == pytest.approx(1)
    assert page.budget.words().endswith("KB")
    assert "of 4 MB, unpacked" in page.budget.words()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Kind.OSC, ["CRDs", "CSDs", "image files", "files", "problems"]),
        (Kind.HELM, ["templates", "files", "problems"]),
        (Kind.OPERATOR, ["versions", "CRDs", "files", "problems"]),
    ],
)
def test_each_kind_counts_what_it_has(open_page, kind, words):
    page = open_page(checked(sample(kind)))
    assert [word for _, word in page.figures.figures()] == words
    assert page.card.logo.has_picture()


def test_it_follows_the_document_after_a_pause(qtbot, page, document):
    assert page.readiness.count.text() == "21 of 21"
    swap(document, "source: ISV", "source: isv")
    assert page.readiness.count.text() == "21 of 21"
    qtbot.waitUntil(lambda: page.readiness.count.text() == "20 of 21")
    assert page.readiness.list.rows()[0].state is State.ERROR
    assert page.readiness.segments.states()[-1] is State.ERROR
    document.undo()
    document.findings = check(document.snapshot).findings
    qtbot.waitUntil(lambda: page.readiness.count.text() == "21 of 21")


def test_it_does_not_work_while_nobody_looks(qtbot, page, document):
    page.hide()
    swap(document, "displayName: Kafka 消息队列", "displayName: Kafka")
    assert page.card.title.text() == "Kafka 消息队列"
    page.show()
    assert page.card.title.text() == "Kafka"


def test_requirements_are_mended_or_shown_at_their_row(qtbot, page, document):
    swap(document, "source: ISV", "source: isv")
    page.refresh()
    rows = page.readiness.list
    with qtbot.waitSignal(page.fix_requested) as mending:
        qtbot.mouseClick(rows.viewport(), LEFT, pos=rows.link_rect(0).center())
    problem = mending.args[0]
    assert problem.rule == "OSC-09"
    page.setFocus()
    assert rows.hasFocus()
    rows.setCurrentIndex(rows.model().index(0, 0))
    with qtbot.waitSignal(page.show_requested) as showing:
        qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert showing.args == [problem]


def test_links_and_pencil(qtbot, page):
    with qtbot.waitSignal(page.export_requested):
        qtbot.keyClick(page.export_link, Qt.Key.Key_Space)
    with qtbot.waitSignal(page.edit_requested) as editing:
        qtbot.mouseClick(page.edit_button, LEFT)
    assert editing.args == [Place(METADATA, ("briefDescription",))]


def test_columns_stack_where_it_is_narrow(qtbot, page, themes):
    def offset(widget) -> QPoint:
        return widget.mapTo(page, QPoint(0, 0))

    assert offset(page.readiness).y() < offset(page.contents).y()
    page.resize(themes.px(899), 800)
    qtbot.waitUntil(lambda: offset(page.readiness).y() > offset(page.figures).y())


def test_a_folder_of_no_kind_says_why_it_cannot_be_exported(open_page):
    page = open_page(Document(Snapshot({"notes.txt": FileText("hello")})))
    assert page.card.isHidden()
    assert page.contents.isHidden()
    assert page.export_link.isHidden()
    assert page.readiness.isHidden()


def test_without_logo_and_description_the_card_still_stands(open_page, document):
    text = FileText("name: a\nversion: '1.0.0'\n")
    snapshot = document.snapshot.replaced({METADATA: text})
    page = open_page(Document(snapshot))
    assert page.card.title.text() == "a"
    assert not page.card.logo.has_picture()
    assert page.card.brief.text() == "No brief description yet"
    assert page.card.chips.isHidden()


def test_a_description_in_markdown_is_shown_without_its_marks(open_page, document):
    text = FileText(
        "name: a\nversion: '1.0.0'\nbriefDescription: |\n"
        "  # Kafka\n\n  **Fast** queue, see [docs](https://example.com):\n  * `one` of <name>\n"
    )
    page = open_page(Document(document.snapshot.replaced({METADATA: text})))
    assert page.card.brief.text() == "Kafka Fast queue, see docs: one of <name>"


def test_broken_logos_do_no_harm(page):
    for data in (b"no picture", b"\x89PNG\r\n\x1a\n", b"<svg"):
        page.card.logo.show_bytes(data)
        assert not page.card.logo.has_picture()


def test_it_speaks_the_language_of_the_moment(qtbot, page, document, services):
    services.languages.set_setting("zh")
    page.refresh()
    assert page.readiness.list.rows()[0].aside == "kafka、2.5.0"


def test_the_scroll_position_is_remembered(qtbot, open_page, document):
    page = open_page(document, width=700)
    page.restore_view_state({"scroll": 120})
    assert page.view_state() == {"scroll": 120}
    page.restore_view_state({})
    assert page.view_state() == {"scroll": 120}


def test_rows_that_keys_lead_to_are_scrolled_into_sight(qtbot, open_page, document):
    page = open_page(document, width=700)
    page.setFocus()
    qtbot.keyClick(page.readiness.list, Qt.Key.Key_End)
    assert page.view_state()["scroll"] > 0


def test_findings_without_problems_are_enough(open_page, document):
    document.findings = Findings()
    assert open_page(document).figures.figures()[-1] == (0, "problems")
