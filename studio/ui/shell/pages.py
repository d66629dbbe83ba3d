"""Makes the page for what is to be shown in a tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from studio.formats.kinds import Role
from studio.package.content import FileText
from studio.package.layout import layout_of
from studio.package.snapshot import Place
from studio.ui.shell.page import BUILDS, DESIGNER, IMAGES, OVERVIEW, RULE

if TYPE_CHECKING:
    from studio.ui.shell.page import Page
    from studio.ui.shell.window import MainWindow
    from studio.ui.shell.workbench import Workbench


def make_page(window: MainWindow, key: str) -> Page | None:
    """The page for a file or a view of the open package; None for what cannot be shown."""
    bench = window.workbench
    if bench is None:
        return None
    if key == OVERVIEW:
        return _overview(window, bench)
    if key == DESIGNER:
        return window.designing.make_page()
    if key == BUILDS:
        page = window.building.make_page()
        page.said.connect(window.status.say)
        return page
    if key == IMAGES:
        from studio.ui.images.opening import make_images_page

        return make_images_page(window, bench)
    if key.startswith(RULE):
        return _rule(window, bench, key)
    content = bench.document.snapshot.files.get(key)
    if content is None or key.endswith("/"):
        return None
    is_text = isinstance(content, FileText)
    page = _text(window, bench, key) if is_text else _blob(window, bench, key)
    window.registry.attach(page, ["tab.rename"])
    return page


def _overview(window: MainWindow, bench: Workbench) -> Page:
    from studio.ui.overview.overviewpage import OverviewPage

    page = OverviewPage(bench.document, window.services.themes, window.services.languages)
    page.export_requested.connect(lambda: window.registry.run("package.export"))
    page.fix_requested.connect(window.edit_commands.fix)
    page.show_requested.connect(window.show_problem)
    page.edit_requested.connect(window.show_place)
    return page


def _rule(window: MainWindow, bench: Workbench, key: str) -> Page | None:
    from studio.ui.problems.rulepage import RulePage, rule_of

    rule = rule_of(key)
    if rule is None:
        return None
    page = RulePage(rule, bench.document, window.services.themes, window.services.languages)
    page.fix_requested.connect(window.edit_commands.fix)
    page.show_requested.connect(window.show_problem)
    return page


def _text(window: MainWindow, bench: Workbench, key: str) -> Page:
    from studio.ui.shell.textpage import TextPage
    from studio.ui.textview.commands import TEXT_MENU
    from studio.ui.textview.languages import language_of

    def may_write(path: str) -> bool:
        return bench.is_sample or bench.origin.can_write(path)

    if language_of(key).has_preview:
        from studio.ui.shell.previewpage import PreviewPage

        page = PreviewPage(bench.document, key, window.services, may_write=may_write)
        page.file_requested.connect(lambda path: window.show_place(Place(path)))
    else:
        page = TextPage(bench.document, key, window.services, may_write=may_write)
    page.position_changed.connect(lambda line, column: window.follow_caret(page, line, column))
    page.view.fixes_requested.connect(window.problem_commands.offer_fixes)
    page.view.edited.connect(lambda: window.editors.pin(page.key))
    page.view.replaced.connect(window.search_commands.offer_undo)
    page.view.linking.followed.connect(lambda: window.registry.run("go.definition"))
    page.view.edit.menu_requested.connect(
        lambda at: window.menus.context_menu(page, TEXT_MENU).popup(at)
    )
    if page.is_locked:
        sentence = QCoreApplication.translate("TextPage", "{file} is read-only")
        window.status.say(sentence.format(file=page.title()))
    page.follow_problems(bench.document.findings, window.services.languages.language)
    return page


def _blob(window: MainWindow, bench: Workbench, key: str) -> Page:
    from studio.ui.pictures.picture import is_picture

    if is_picture(key):
        from studio.ui.shell.picturepage import PicturePage

        return PicturePage(bench.document, key, window.services)
    if layout_of(bench.document.snapshot).roles[key] is Role.IMAGE_TAR:
        from studio.ui.shell.imagetarpage import ImageTarPage

        return ImageTarPage(bench.document, key, window.services)
    from studio.ui.shell.blobpage import BlobPage

    return BlobPage(bench.document, key, window.services)
