"""Work on a package in a window and die without saving: `python crash.py PACKAGE STATE`.

A program of its own, for only the death of a process shows what it leaves behind.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtTest import QTest

from studio.app import Studio, make_application
from studio.package.opening import open_package
from studio.package.refactoring import delete, rename
from studio.package.snapshot import Place
from studio.ui.shell.textpage import TextPage

EDITED = ("package/kafka-2.5.0/metadata.yaml", "package/kafka-2.5.0/lifecycle.yaml")
RENAMED, NEW_NAME = "images/kafka-2.5.0-x86_64.tar", "renamed.tar"
DELETED = "package/kafka-2.5.0/README.md"
STATUS = 9


def main(package: Path, state: Path) -> None:
    """Edit two texts by keys, rename an image, delete a file, keep it all, and die."""
    app = make_application(["crash"])
    studio = Studio(app, state / "settings.ini", state, theme="light", language="en")
    window = studio.new_window()
    window.package_commands.show(open_package(package))
    window.show()
    for path in EDITED:
        window.show_place(Place(path))
        page = window.editors.current
        assert isinstance(page, TextPage)
        page.view.go_to(1, 1)
        QTest.keyClicks(page.view.edit, "# never saved ")
    bench = window.workbench
    assert bench is not None
    bench.document.commit(rename(bench.document.snapshot, RENAMED, NEW_NAME))
    bench.document.commit(delete(bench.document.snapshot, [DELETED]))
    bench.recovery.write_now()
    while studio.services.jobs.running:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    os._exit(STATUS)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
