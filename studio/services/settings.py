"""What the user prefers, kept between runs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, QSettings, Signal

if TYPE_CHECKING:
    from pathlib import Path

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Preference(Generic[T]):
    """One setting: where it is kept and what holds while the user has not chosen."""

    key: str
    default: T


THEME = Preference("appearance/theme", "system")
LANGUAGE = Preference("appearance/language", "system")
BASE_SIZE = Preference("appearance/base_size", 13)
SHORTCUTS: Preference[dict[str, list[str]]] = Preference("keys/overrides", {})
RECENT: Preference[list[dict[str, str]]] = Preference("recent/packages", [])
FOLDERS: Preference[dict[str, str]] = Preference("recent/folders", {})
PROBLEM_GROUPING = Preference("problems/grouping", "none")
ENGINE = Preference("builds/engine", "")
REGISTRY = Preference("builds/registry", "")
WINDOW: Preference[dict[str, str]] = Preference("window/layout", {})


class Settings(QObject):
    """Preferences in one INI file, each as JSON.

    Keys that this version does not know are kept. A value of another type than its default, for
    instance from a later version, counts as not chosen. `changed` carries the key.
    """

    changed = Signal(str)

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = QSettings(str(file), QSettings.Format.IniFormat, self)

    def value(self, preference: Preference[T]) -> T:
        """What the user chose, or the default."""
        text = self._store.value(preference.key)
        if not isinstance(text, str):
            return preference.default
        try:
            value = json.loads(text)
        except ValueError:
            return preference.default
        return value if isinstance(value, type(preference.default)) else preference.default

    def set_value(self, preference: Preference[T], value: T) -> None:
        """Choose a value; the default is not written, so that better defaults reach everybody."""
        if value == self.value(preference):
            return
        if value == preference.default:
            self._store.remove(preference.key)
        else:
            self._store.setValue(preference.key, json.dumps(value, ensure_ascii=False))
        self.changed.emit(preference.key)
