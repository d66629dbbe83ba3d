"""Builds the application: the one place where services meet windows."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, qInstallMessageHandler
from PySide6.QtGui import QFontDatabase, QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from studio import __version__
from studio.resources import resource_path
from studio.services.jobs import JobList
from studio.services.language import LanguageService, language_setting
from studio.services.paths import config_folder, state_folder
from studio.services.settings import BASE_SIZE, LANGUAGE, THEME, Settings
from studio.ui.shell.arrangement import restore_layout
from studio.ui.shell.reporting import report_exceptions
from studio.ui.shell.services import Services
from studio.ui.shell.window import MainWindow
from studio.ui.theme.switcher import ThemeService, theme_setting

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QMessageLogContext, QtMsgType
    from PySide6.QtWidgets import QWidget

    from studio.package.card import CatalogueCard
    from studio.package.forms import Form
    from studio.services.language import LanguageSetting
    from studio.ui.theme.switcher import ThemeSetting

DEFAULT_SIZE = QSize(1440, 900)
_ASIDE = QPoint(28, 28)
FRAME = 8
"""Pixels that a window manager may put around a window, the title counted as several."""


class Studio:
    """One running application: its services and its windows.

    `settings_file` and `state` keep what outlives a run; tests give folders of their own.
    """

    def __init__(
        self,
        app: QApplication,
        settings_file: Path,
        state: Path,
        *,
        theme: ThemeSetting | None = None,
        language: LanguageSetting | None = None,
    ) -> None:
        self._app = app
        settings = Settings(settings_file)
        _load_fonts()
        chosen_theme = theme or theme_setting(settings.value(THEME))
        chosen_language = language or language_setting(settings.value(LANGUAGE))
        self.services = Services(
            settings=settings,
            themes=ThemeService(app, chosen_theme, settings.value(BASE_SIZE)),
            languages=LanguageService(app, chosen_language),
            jobs=JobList(),
            state=state,
        )
        self.windows: list[MainWindow] = []
        app.aboutToQuit.connect(self.services.jobs.shut_down)

    def new_window(self, path: Path | None = None) -> MainWindow:
        """Open a window, with the package at `path` or with the welcome page."""
        window = MainWindow(self.services)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.windows.append(window)
        window.closing.connect(lambda: self.windows.remove(window))
        window.new_window_requested.connect(self._show_beside)
        if not restore_layout(window):
            window.resize(_fitting(window))
        if path is not None:
            window.package_commands.open_path(path)
        else:
            window.show_welcome()
        return window

    def _show_beside(self, path: Path | None) -> None:
        """Show one more window, as far aside from the last one as the screen has room."""
        last = self.windows[-1]
        room, frame = last.screen().availableGeometry(), last.frameGeometry()
        rest = room.bottomRight() - frame.bottomRight()
        position = last.pos() + QPoint(
            min(_ASIDE.x(), max(rest.x(), 0)), min(_ASIDE.y(), max(rest.y(), 0))
        )
        window = self.new_window(path)
        window.move(position)
        window.show()


def _fitting(window: MainWindow) -> QSize:
    """The normal size, or what the screen has room for beside the frame of the window."""
    room = window.screen().availableSize() - QSize(2 * FRAME, 4 * FRAME)
    return DEFAULT_SIZE.boundedTo(room).expandedTo(window.minimumSize())


def run_window(path: Path | None, *, quit_after_paint: bool = False) -> int:
    """Run the desktop application until its last window is closed; returns the exit code."""
    app = make_application(sys.argv)
    studio = Studio(app, config_folder() / "settings.ini", state_folder())
    report_exceptions()
    window = studio.new_window(path)
    window.show()
    gc.freeze()
    if not studio.services.jobs.running:
        gc.enable()
    if quit_after_paint:
        _quit_when_painted(app, window)
        code = app.exec()
        sys.stderr.flush()
        os._exit(code)  # taking the interpreter apart is no part of a start
    return app.exec()


def make_application(arguments: list[str]) -> QApplication:
    """The Qt application with our name; `arguments` as in `sys.argv`."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    QCoreApplication.setApplicationName("OSC Package Studio")
    QCoreApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName("io.osc.PackageStudio")
    app = cast("QApplication", QApplication.instance() or QApplication(arguments[:1]))
    app.setWindowIcon(QIcon(str(resource_path("icons", "osc-package-studio.svg"))))
    app.setQuitOnLastWindowClosed(True)
    return app


def draw_window(
    path: Path,
    png: Path,
    *,
    size: tuple[int, int] = (1440, 900),
    theme: ThemeSetting = "light",
    language: LanguageSetting = "en",
) -> None:
    """Open the package at `path` without a display and save a picture of the window as `png`.

    Raises StudioError when the package cannot be opened.
    """
    import tempfile
    from pathlib import Path as RealPath

    from studio.package.opening import open_package

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = make_application(["osc-studio"])
    with tempfile.TemporaryDirectory() as folder:
        scratch = RealPath(folder)
        studio = Studio(app, scratch / "s.ini", scratch / "state", theme=theme, language=language)
        window = studio.new_window()
        window.resize(*size)
        window.package_commands.show(open_package(path))
        window.show()
        window.settle()
        window.grab().save(str(png))
        window.close()
        studio.services.jobs.shut_down()


def _pass_over(_kind: QtMsgType, _context: QMessageLogContext, _text: str) -> None:
    """Say nothing."""


def draw_form(
    form: Form,
    instance: dict[str, Any],
    card: CatalogueCard | None,
    png: Path,
    *,
    language: str = "en",
) -> bool:
    """Save a picture of a filled-in form without a display; False where `png` cannot be written."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # What Qt has to say of screens and locales concerns nobody who asked for a file.
    qInstallMessageHandler(_pass_over)
    app = make_application(["osc-studio"])
    from studio.model.form import FormModel
    from studio.ui.forms.surface import Surface
    from studio.ui.preview.formexport import form_picture

    _load_fonts()
    model = FormModel()
    model.show_form(form)
    model.set_instance(instance)
    model.check()
    surface = Surface(ThemeService(app, "light"), language)
    return form_picture(surface, model, card).save(str(png))


def _quit_when_painted(app: QApplication, window: MainWindow) -> None:
    """Leave as soon as the first picture, with the package if one was asked for, is drawn.

    Nobody is there to answer a dialog: its text goes to stderr, and the exit code is 1.
    """
    from PySide6.QtCore import QTimer

    def look() -> None:
        if (dialog := app.activeModalWidget()) is not None:
            timer.stop()
            sys.stderr.write(f"{_said_by(dialog)}\n")
            app.exit(1)
        elif not window.services.jobs.running or window.workbench is not None:
            window.repaint()
            if timer.isActive():  # else a dialog came up meanwhile
                window.close()
                app.quit()

    timer = QTimer(window)
    timer.timeout.connect(look)
    timer.start(0)


def _said_by(dialog: QWidget) -> str:
    """What a dialog tells, with the trace in a report of a defect."""
    if not isinstance(dialog, QMessageBox):
        return dialog.windowTitle()
    said = (dialog.windowTitle(), dialog.text(), dialog.detailedText())
    return "\n".join(text for text in said if text)


def _load_fonts() -> None:
    """Make the fonts known that a bundle brings; elsewhere the system's serve."""
    folder = resource_path("fonts")
    if folder.is_dir():
        for file in sorted(folder.glob("*.[ot]tf")):
            QFontDatabase.addApplicationFont(str(file))
