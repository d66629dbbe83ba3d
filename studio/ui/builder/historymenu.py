"""What can be done with an earlier build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio.package.builds.recipes import recipes_of
from studio.ui.commands.menus import Menu

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from studio.services.builds.buildrun import BuildRun
    from studio.services.builds.desk import BuildDesk
    from studio.services.engine.pastbuilds import PastBuild
    from studio.ui.theme.switcher import ThemeService


class HistoryMenu(QObject):
    """Makes the menu of an earlier build.

    `again_wanted` and `removed` carry the build, `recipe_wanted` the index of its recipe,
    `copied` what tells its images from others. Saving and pushing are left to `actions`, which are
    about the run that is shown.
    """

    again_wanted = Signal(object)
    removed = Signal(object)
    recipe_wanted = Signal(int)
    copied = Signal(str)

    def __init__(
        self, desk: BuildDesk, themes: ThemeService, actions: dict[str, QAction], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._icons = themes.icons
        self._actions = actions
        self._parent = parent

    def make(self, past: PastBuild, run: BuildRun) -> Menu:
        """The menu for a build that is shown as `run`; whoever closes it lets it go."""
        menu = Menu("", self._parent)
        recipe = recipes_of(self._desk.document.snapshot).named(past.first.recipe)
        again = self._add(menu, "arrows-clockwise", self.tr("&Build again"))
        again.setEnabled(bool(past.settings))
        again.triggered.connect(lambda: self.again_wanted.emit(past))
        show = self._add(menu, "wrench", self.tr("Show the &recipe"))
        show.setEnabled(recipe is not None)
        if recipe is not None:
            show.triggered.connect(lambda: self.recipe_wanted.emit(recipe.index))
        digest = self._add(menu, "copy", self.tr("&Copy the digest"))
        digest.setEnabled(bool(past.digests))
        digest.triggered.connect(lambda: self.copied.emit("\n".join(past.digests)))
        menu.addSeparator()
        self._add_images(menu, run)
        menu.addSeparator()
        remove = self._add(menu, "trash", self.tr("Remove &from the history"))
        remove.triggered.connect(lambda: self.removed.emit(past))
        return menu

    def _add_images(self, menu: Menu, run: BuildRun) -> None:
        """What the engine can do as long as it has the images, and why it cannot."""
        reason = self._add(menu, "", "")
        save = self._add(menu, "stack", self.tr("&Save into the package"))
        push = self._add(menu, "export", self.tr("&Push to a registry…"))
        save.triggered.connect(self._actions["save"].trigger)
        push.triggered.connect(self._actions["push"].trigger)

        def follow() -> None:
            words = self._missing(run)
            reason.setText(words)
            reason.setVisible(bool(words))
            reason.setEnabled(False)
            for action in (save, push):
                action.setEnabled(not words)

        def let_go() -> None:
            looked.disconnect(follow)
            menu.deleteLater()

        looked = self._desk.archive.looked
        follow()
        looked.connect(follow)
        menu.aboutToHide.connect(let_go)

    def _missing(self, run: BuildRun) -> str:
        """Why its images cannot be saved or pushed; "" where they can."""
        archive = self._desk.archive
        if run.built:
            return ""
        if not run.size:
            return self.tr("This build made no image")
        if archive.is_looking:
            return self.tr("Asking the engine for the image…")
        if self._desk.engines.endpoint is None:
            return self.tr("No engine answers")
        return self.tr("The engine no longer has the image")

    def _add(self, menu: Menu, icon: str, text: str) -> QAction:
        action = menu.addAction(text)
        if icon:
            action.setIcon(self._icons.icon(icon))
        return action
