"""Which language the windows speak, switched at run time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal

from studio.resources import resource_path

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

LanguageSetting = Literal["system", "en", "zh"]
LANGUAGE_SETTINGS: tuple[LanguageSetting, ...] = get_args(LanguageSetting)


def language_setting(value: str) -> LanguageSetting:
    """The setting of that name, "system" for any other text."""
    settings: dict[str, LanguageSetting] = {setting: setting for setting in LANGUAGE_SETTINGS}
    return settings.get(value, "system")


class LanguageService(QObject):
    """Installs the translators; widgets then receive `LanguageChange`.

    `changed` comes after the translators were exchanged, for models and other non-widgets.
    """

    changed = Signal()

    def __init__(
        self,
        app: QCoreApplication,
        setting: LanguageSetting = "system",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._setting: LanguageSetting = setting
        self._translators: list[QTranslator] = []
        self._install()

    @property
    def setting(self) -> LanguageSetting:
        """What the user chose; "system" follows the desktop."""
        return self._setting

    @property
    def language(self) -> Literal["en", "zh"]:
        """The language that is spoken now."""
        if self._setting == "system":
            chinese = QLocale.system().language() == QLocale.Language.Chinese
            return "zh" if chinese else "en"
        return self._setting

    def set_setting(self, setting: LanguageSetting) -> None:
        """Choose a language, or leave it to the system."""
        before = self.language
        self._setting = setting
        if self.language != before:
            self._install()
            self.changed.emit()

    def _install(self) -> None:
        for translator in self._translators:
            self._app.removeTranslator(translator)
            translator.deleteLater()
        self._translators = []
        QLocale.setDefault(self._locale())
        texts = str(resource_path("i18n"))
        if self.language == "zh":
            self._load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
            self._load("studio_zh", texts)
        else:
            self._load("studio_en", texts)  # only the singular of what is counted

    def _load(self, name: str, folder: str) -> None:
        translator = QTranslator(self)
        if translator.load(name, folder):
            self._app.installTranslator(translator)
            self._translators.append(translator)

    def _locale(self) -> QLocale:
        """How dates and numbers are written: as the system does where it speaks the language."""
        chinese = self.language == "zh"
        spoken = QLocale.Language.Chinese if chinese else QLocale.Language.English
        system = QLocale.system()
        return system if system.language() == spoken else QLocale(spoken)
