"""The application object: style, font, colours, Chinese dialogs."""

import sys
from collections.abc import Sequence

from PySide6.QtWidgets import QApplication

from zjbuy_desktop.gui.shell.fonts import ui_font
from zjbuy_desktop.gui.theme import Mode, Theme

NAME = "zjbuy"


def make_app(argv: Sequence[str], mode: Mode = "system") -> QApplication:
    """The one application, with just what the first paint needs; ``dress`` does the rest."""
    app = QApplication(list(argv))
    begin(app, mode)
    return app


def begin(app: QApplication, mode: Mode = "system") -> None:
    """Style, font and colours; the theme becomes a child of the application."""
    app.setApplicationName(NAME)
    app.setStyle("Fusion")
    app.setFont(ui_font())
    Theme(app, mode)


def dress(app: QApplication) -> None:
    """Style sheet, icons, errors on screen and Qt's own words in Chinese."""
    from PySide6.QtGui import QIcon

    from zjbuy_desktop.gui import errors, icons
    from zjbuy_desktop.gui.theme import resource_root

    theme = theme_of(app)
    theme.dress()
    icons.follow(theme)
    errors.install_excepthook()
    app.aboutToQuit.connect(_let_go_of_clipboard)
    app.setWindowIcon(QIcon(str(resource_root() / "icons" / "app.svg")))
    _speak_chinese(app)


def _let_go_of_clipboard() -> None:
    """Only if anything was copied, which is when the module was first loaded."""
    module = "zjbuy_desktop.gui.models.clipboard"
    if module in sys.modules:
        sys.modules[module].let_go()


def theme_of(app: QApplication) -> Theme:
    """The theme of the application."""
    theme = app.findChild(Theme)
    assert isinstance(theme, Theme), "begin() comes first"
    return theme


def _speak_chinese(app: QApplication) -> None:
    """Dialogs, context menus and calendars in Chinese, whatever the system speaks."""
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)
