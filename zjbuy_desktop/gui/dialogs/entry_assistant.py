"""录入助手: a small window above all others, one field of the platform's screen at a time."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QProgressBar, QWidget

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.screens import Asked, Entry, EntrySheet, Screen, ScreenRow
from zjbuy_desktop.core.case.screens import first_open as next_open
from zjbuy_desktop.gui import errors
from zjbuy_desktop.gui.dialogs.dialog import Dialog
from zjbuy_desktop.gui.dialogs.files import choose_file, show_folder
from zjbuy_desktop.gui.widgets.basics import button, column, label, line, restyle, row
from zjbuy_desktop.gui.widgets.editors import CheckEditor, ChoiceEditor, LineEditor
from zjbuy_desktop.usecases import entry_assistant as assistant
from zjbuy_desktop.usecases import screens

if TYPE_CHECKING:
    from zjbuy_desktop.gui.work import Report, Work
    from zjbuy_desktop.usecases.desk import Desk

T = TypeVar("T")
WIDTH = 380
_SHOWN = 6
"""Differences named in the window; the page lists them all."""
_TONES = {Entry.DONE: "ok", Entry.CHANGED: "stop", Entry.BLANK: "warn", Entry.TODO: "quiet"}


class EntryAssistant(Dialog):
    """Walks through the fields of a screen; ticks are kept, so that it may be left at any time.

    Signals:
        kept: a number was written or an export imported; the project is to be read again.
    """

    kept = Signal()

    def __init__(
        self,
        window: QWidget,
        desk: "Desk",
        work: "Work",
        project_id: int,
        known: Sequence[Screen],
    ) -> None:
        """``known`` are the screens; ``begin`` opens one of them."""
        super().__init__(window)
        self.setWindowTitle("录入助手")
        self.setWindowFlags(
            Qt.WindowType.Window
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowCloseButtonHint
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._work, self.project_id = desk, work, project_id
        self.sheets: tuple[EntrySheet, ...] = ()
        self.at = 0
        self._known: dict[str, Screen] = {one.id: one for one in known}
        self.screen_choice = ChoiceEditor([(s.id, f"{s.platform}　{s.name}") for s in known])
        self.screen_choice.setAccessibleName("平台的界面")
        self.screen_choice.edited.connect(self.open_screen)
        self.contract = ChoiceEditor([])
        self.contract.setAccessibleName("哪一份合同")
        self.contract.edited.connect(lambda: self._go(self.sheet.next_open if self.sheet else 0))
        self._build_field()
        self._build_number()
        self._lay()

    def begin(self, screen_id: str = "") -> None:
        """Open that screen, or the first."""
        if screen_id in self._known:
            self.screen_choice.set_value(screen_id)
        self.open_screen()

    # How it is made

    def _build_field(self) -> None:
        self.count = label("", "quiet", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("录入进度")
        self.remark = label("", "warn", wrap=True)
        self.order = button("照实际界面改顺序(&E)…", self.edit_order, role="link", icon="edit")
        self.unit = label("", "accent", wrap=True)
        self.caption = label("", "quiet", wrap=True)
        self.value = label("", size="head", wrap=True)
        self.value.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.source = label("", "quiet", wrap=True)
        self.state = label("", wrap=True)
        self.copy = button("复制(&C)", self.copy_value, icon="copy", tip="复制（Ctrl+C）")
        self.back = button("上一项(&B)", lambda: self._go(self.at - 1))
        self.skip = button("下一项(&F)", lambda: self._go(self.at + 1))
        self.undo = button("撤销勾(&U)", self.untick, role="small", icon="undo")
        self.tick = button("已录入，下一项(&N)", self.tick_on, role="primary", icon="check")
        self.auto = CheckEditor("到下一项时自动复制(&A)")
        self.auto.set_value(True)
        for keys, run in (
            ("Ctrl+C", self.copy_value),
            ("Ctrl+Return", self.tick_on),
            ("PgUp", lambda: self._go(self.at - 1)),
            ("PgDown", lambda: self._go(self.at + 1)),
        ):
            QShortcut(QKeySequence(keys), self, run)

    def _build_number(self) -> None:
        self.ask = label("", wrap=True)
        self.number = LineEditor("平台给出的编号")
        self.keep = button("登记编号(&S)", self.keep_number, icon="save")
        self.compare = button("对账(&D)", lambda: self.compare_with(None))
        self.bring = button("导入平台导出的表(&I)…", self.pick_export, icon="import")
        self.message = label("", wrap=True)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.number.setAccessibleName("平台给出的编号")
        self.value.setAccessibleName("要录入的值")

    def _lay(self) -> None:
        whole = column(
            self.screen_choice,
            self.contract,
            self.remark,
            row(self.order, None),
            self.count,
            self.bar,
            line(),
            self.unit,
            self.caption,
            self.value,
            self.source,
            self.state,
            None,
            row(self.copy, self.back, self.skip, None, gap=6),
            row(self.tick, self.undo, None, gap=6),
            self.auto,
            line(),
            self.ask,
            row(self.number, self.keep, gap=6),
            row(self.compare, self.bring, None, gap=6),
            self.message,
            gap=8,
            margins=(16, 12, 16, 12),
        )
        self.setLayout(whole)
        self.setFixedWidth(WIDTH)
        self.resize(WIDTH, 560)

    # What is shown

    @property
    def screen_now(self) -> Screen:
        """The screen that is chosen."""
        return self._known[self.screen_choice.value()]

    @property
    def sheet(self) -> EntrySheet | None:
        """What is typed now; ``None`` while it is read, or where there is no contract."""
        chosen = self.contract.value() or ""
        return next((s for s in self.sheets if s.subject == chosen), None)

    @property
    def row_now(self) -> ScreenRow | None:
        """The field on show."""
        sheet = self.sheet
        return sheet.rows[self.at] if sheet and self.at < len(sheet.rows) else None

    def open_screen(self) -> None:
        """Read the chosen screen and go on where it was left."""
        desk, project, screen = self._desk, self.project_id, self.screen_now.id
        self.sheets = ()
        self.say("")
        self._do(
            "录入助手",
            lambda _: assistant.sheets(desk, project, screen),
            lambda found: self._opened(screen, found),
        )

    def _opened(self, screen: str, found: tuple[EntrySheet, ...]) -> None:
        if screen != self.screen_now.id:
            return
        self.sheets = found
        open_first = next((s for s in found if not s.complete or not s.number), None)
        subjects = [(s.subject, f"{s.subject}　{s.done}/{len(s.rows)}") for s in found if s.subject]
        self.contract.offer(subjects)
        self.contract.setVisible(bool(subjects))
        if open_first is not None and subjects:
            self.contract.set_value(open_first.subject)
        if not found:
            self.say("还没有合同可以录入。先在“结果确认与采购协议”登记采购结果。", "warn")
        self._go(self.sheet.next_open if self.sheet else 0, copies=False)

    def _go(self, place: int, *, copies: bool = True) -> None:
        rows = self.sheet.rows if self.sheet else ()
        self.at = max(0, min(place, len(rows) - 1))
        self._show()
        if copies and self.auto.value():
            self.copy_value()

    def _show(self) -> None:
        sheet, at = self.sheet, self.row_now
        self.remark.setText(self.screen_now.remark)
        self.remark.setVisible(bool(self.screen_now.remark))
        many = len(sheet.rows) if sheet else 0
        self.count.setText(f"第 {self.at + 1} 项；{sheet.words}" if sheet else "")
        self.bar.setRange(0, max(many, 1))
        self.bar.setValue(sheet.done if sheet else 0)
        self.unit.setText(at.unit if at else "")
        self.unit.setVisible(bool(at and at.unit))
        self.caption.setText(at.caption if at else "")
        self.value.setText((at.value or "（没有内容）") if at else "")
        self.source.setText(f"来源：{at.source}" if at else "")
        self.state.setText(_told(at) if at else "")
        restyle(self.state, tone=_TONES[at.state] if at else "quiet")
        for made in (self.copy, self.tick):
            made.setEnabled(bool(at and at.value))
        self.undo.setEnabled(bool(at and at.tick))
        self.back.setEnabled(self.at > 0)
        self.skip.setEnabled(self.at + 1 < many)
        self._show_number(sheet)

    def _show_number(self, sheet: EntrySheet | None) -> None:
        screen = self.screen_now
        asks = screen.asks is not Asked.NOTHING
        done = "都录完了。" if sheet and sheet.complete else ""
        kept = f"已登记 {sheet.number}。" if sheet and sheet.number else "还没有登记。"
        self.ask.setText(f"{done}{screen.platform}给出的{screen.asks_caption}：{kept}")
        restyle(self.ask, tone="accent" if done and sheet and not sheet.number else "quiet")
        self.number.setAccessibleName(screen.asks_caption)
        for widget in (self.ask, self.number, self.keep):
            widget.setVisible(asks)
        self.keep.setEnabled(sheet is not None)
        for widget in (self.compare, self.bring):
            widget.setVisible(assistant.can_compare(screen))

    def say(self, text: str, tone: str = "quiet") -> None:
        """Say it below; an empty text takes it away."""
        self.message.setText(text)
        restyle(self.message, tone=tone)
        self.message.setVisible(bool(text))

    # What is done

    def copy_value(self) -> None:
        """复制: the value as the platform takes it."""
        at = self.row_now
        if at is not None and at.value:
            QGuiApplication.clipboard().setText(at.value)
            self.say(f"已复制“{at.caption}”，到平台里粘贴。")

    def tick_on(self) -> None:
        """已录入，下一项."""
        at, sheet = self.row_now, self.sheet
        if at is None or sheet is None or not at.value or not self.tick.isEnabled():
            return
        desk, project = self._desk, self.project_id
        self.tick.setEnabled(False)
        self._do(
            "勾为已录入",
            lambda _: assistant.tick(desk, project, sheet.screen.id, at.key, sheet.subject),
            self._ticked,
        )

    def _ticked(self, new: EntrySheet) -> None:
        self._put(new)
        self._go(next_open(new.rows, self.at + 1), copies=not new.complete)
        self.tick.setFocus()  # 键盘接着按，不用再找按钮
        if new.complete:
            self.say(self._finished(new), "ok")
            if new.screen.asks is not Asked.NOTHING:
                self.number.setFocus()

    def _finished(self, sheet: EntrySheet) -> str:
        blank = [row_.key for row_ in sheet.rows if row_.state is Entry.BLANK]
        left = f"没有内容的 {len(blank)} 项（{'、'.join(blank[:3])}）照实际另填。" if blank else ""
        asks = sheet.screen.asks is not Asked.NOTHING
        number = f"填上{sheet.screen.asks_caption}，登记编号。" if asks else ""
        return f"都录完了。{left}{number}"

    def untick(self) -> None:
        """撤销勾: it is to be typed anew."""
        at, sheet = self.row_now, self.sheet
        if at is None or sheet is None or at.tick is None:
            return
        desk, project = self._desk, self.project_id

        def shown(new: EntrySheet) -> None:
            self._put(new)
            self._show()
            self.say(f"已撤销“{at.caption}”的勾。")

        self._do(
            "撤销勾",
            lambda _: assistant.untick(desk, project, sheet.screen.id, [at.key], sheet.subject),
            shown,
        )

    def _put(self, new: EntrySheet) -> None:
        self.sheets = tuple(new if s.subject == new.subject else s for s in self.sheets)
        subjects = [(s.subject, f"{s.subject}　{s.done}/{len(s.rows)}") for s in self.sheets]
        if new.subject:
            self.contract.offer(subjects)

    def edit_order(self) -> None:
        """照实际界面改顺序…: the data file, to be edited beside the screen."""
        desk = self._desk

        def shown(file: Path) -> None:
            show_folder(file)
            self.say(f"用记事本改“{file.name}”，保存后重新打开录入助手。")

        self._do("平台录入顺序", lambda _: screens.own_order(desk), shown)

    def keep_number(self) -> None:
        """登记编号: written where the program keeps it."""
        sheet = self.sheet
        if sheet is None:
            return
        desk, project, number = self._desk, self.project_id, self.number.value()

        def keep(_: "Report") -> tuple[str, EntrySheet]:
            said = assistant.keep_number(desk, project, sheet.screen.id, number, sheet.subject)
            return said, assistant.sheet(desk, project, sheet.screen.id, sheet.subject)

        def shown(kept: tuple[str, EntrySheet]) -> None:
            self.number.set_value("")
            self._put(kept[1])
            self._show()
            self.say(kept[0], "ok")
            self.kept.emit()

        self._do("登记编号", keep, shown)

    def pick_export(self) -> None:
        """导入平台导出的表…"""
        file = choose_file(self, f"{self.screen_now.platform}导出的{self.screen_now.name}表")
        if file is not None:
            self.compare_with(file)

    def compare_with(self, file: Path | None) -> None:
        """对账, after importing the platform's export where one was picked."""
        desk, project, screen = self._desk, self.project_id, self.screen_now.id

        def shown(found: assistant.Comparison) -> None:
            more = len(found.lines) - _SHOWN
            rest = [f"……另有 {more} 处，见本环节页面。"] if more > 0 else []
            self.say("\n".join([found.words, *found.lines[:_SHOWN], *rest]), _tone(found))
            if file is not None:
                self.kept.emit()

        self._do("对账", lambda _: assistant.compare(desk, project, screen, file), shown)

    def _do(self, text: str, fn: "Callable[[Report], T]", then: Callable[[T], object]) -> None:
        self._work.run(self, fn, success=then, failure=self._failed, label=text)

    def _failed(self, error: Exception) -> None:
        self._show()
        if isinstance(error, UserError):
            self.say(f"{error.message}{error.hint}", "stop")
        else:
            errors.present(self.parentWidget() or self, error)


def _told(row_: ScreenRow) -> str:
    """The state of a field, who typed it and when."""
    tick = row_.tick
    if tick is None:
        return row_.state.value
    told = f"{row_.state.value}：{tick.by} {tick.at:%Y-%m-%d %H:%M}"
    return f"{told} 录的是“{tick.value}”，请到平台改正" if row_.state is Entry.CHANGED else told


def _tone(found: assistant.Comparison) -> str:
    return "ok" if found.agrees else "stop" if found.lines else "warn"
