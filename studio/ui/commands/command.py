"""What a command is, before anything is bound to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

CONTEXT = "commands"

_MNEMONIC_AFTER_HAN = re.compile(r"\(&[A-Z0-9]\)")


@dataclass(frozen=True, slots=True)
class Command:
    """An action by name: its words, icon and default shortcuts, but no handler.

    `text`, `category` and `hint` are English source texts, marked by
    `QT_TRANSLATE_NOOP("commands", …)` and translated whenever they are shown; `text` may hold an
    ampersand. `icon` is a Phosphor name. `keys` are portable strings of `QKeySequence`, the
    first being the one that menus show. A `local` command works only while the widget it is
    attached to holds the focus. `role` is the place that macOS wants it at.
    """

    id: str
    text: str
    category: str
    icon: str = ""
    keys: tuple[str, ...] = ()
    hint: str = ""
    checkable: bool = False
    local: bool = False
    icon_role: str = "dim"
    role: QAction.MenuRole = QAction.MenuRole.NoRole


def QT_TRANSLATE_NOOP(context: str, source: str) -> str:
    """Mark a text for the translators, under the name that their tool looks for.

    PySide6 has the same function, typed as returning `object`.
    """
    del context
    return source


def translated(source: str) -> str:
    """The text of a command or menu in the language of the moment."""
    return QCoreApplication.translate(CONTEXT, source) if source else ""


def without_mnemonic(text: str) -> str:
    """`text` as shown outside menus: without the ampersand of its mnemonic, or "(&F)" after Han."""
    text = _MNEMONIC_AFTER_HAN.sub("", text)
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
