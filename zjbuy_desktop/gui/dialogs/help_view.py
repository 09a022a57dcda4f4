"""帮助: a window beside the page that says what the page is for and how to go about it."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTextBrowser, QWidget

from zjbuy_desktop.gui.dialogs.dialog import Dialog
from zjbuy_desktop.gui.theme import tokens
from zjbuy_desktop.gui.widgets.basics import button, column, label, row
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor
from zjbuy_desktop.usecases.help import Help, Section

WIDTH, HEIGHT = 420, 640
_NUMBERED, _PLAIN = Section.STEPS.value, Section.PURPOSE.value


class HelpView(Dialog):
    """Shows the help of one page; another page can be chosen above.

    ``pages`` are (id, title) of all that have a help.

    Signals:
        manual_wanted: id of the page whose chapter of the manual is asked for.
    """

    manual_wanted = Signal(str)

    def __init__(self, window: QWidget, pages: list[tuple[str, str]]) -> None:
        super().__init__(window)
        self.setWindowTitle("帮助")
        self.setWindowFlag(Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.shown: Help | None = None
        self.choice = ChoiceEditor(pages)
        self.choice.setAccessibleName("看哪一页的帮助")
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName("帮助")
        self.manual = button("使用手册(&M)", self._ask_manual, icon="book")
        self.manual.setToolTip("这一页怎么做，一步一步照图做（Shift+F1）")
        keys = label("F1 打开；换一页，帮助跟着换。", "quiet")
        foot = row(keys, None, self.manual, button("关闭", self.close))
        self.setLayout(column(self.choice, self.text, foot, gap=8, margins=(12, 12, 12, 12)))
        self.resize(WIDTH, HEIGHT)

    def _ask_manual(self) -> None:
        self.manual_wanted.emit(self.shown.page if self.shown else "")

    def show_help(self, found: Help) -> None:
        """Show the help of a page."""
        self.shown = found
        self.choice.set_value(found.page)
        self.text.setHtml(to_html(found))
        self.setWindowTitle(f"帮助　{found.title}")


def to_html(found: Help) -> str:
    """What is shown, with the marks of a list; every word is text, never markup."""
    accent = tokens().color("accent").name()
    said = [f"<h2>{escape(found.title)}</h2>"]
    for part in found.parts:
        said.append(f'<h3 style="color:{accent}">{escape(part.heading)}</h3>')
        said.append(_body(part.heading, part.lines))
    return "".join(said)


def _body(heading: str, lines: tuple[str, ...]) -> str:
    if heading in (_NUMBERED, _PLAIN):
        return "".join(f"<p>{escape(line)}</p>" for line in lines)
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"
