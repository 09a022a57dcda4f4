"""What the page of deadlines hands out: a calendar file, a list or month page to be printed."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from zjbuy_desktop.gui.dialogs import printing
from zjbuy_desktop.gui.dialogs.files import choose_target, show_folder
from zjbuy_desktop.gui.dialogs.wall_print import WallPrintDialog
from zjbuy_desktop.gui.widgets.announce import announce, folder_action

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.deadlines import DeadlinesPage
    from zjbuy_desktop.gui.session import Session


LIST, MONTH = "list", "month"
_SHOWN_DPI = 110


class WallSitting(QObject):
    """Does what the buttons of the page ask for."""

    def __init__(self, session: "Session", page: "DeadlinesPage") -> None:
        super().__init__(session)
        self._session, self._page = session, page
        self.dialog: WallPrintDialog | None = None
        self._file: Path | None = None
        page.calendar_wanted.connect(self.write_calendar)
        page.print_wanted.connect(self.preview)
        page.ahead_wanted.connect(self.keep_ahead)

    def keep_ahead(self, number: int) -> None:
        """提前几个工作日提醒, for the whole office."""
        from zjbuy_desktop.usecases import reminders

        desk, page = self._session.desk, self._page
        if desk is None:
            return
        said = f"到期前 {number} 个工作日提醒。" if number else "当天到期和已逾期的才提醒。"
        self._session.work.run(
            page,
            lambda report: reminders.keep(desk, number),
            success=lambda _: announce(page, "ok", said),
            label="到期提醒",
        )

    def write_calendar(self) -> None:
        """导出日历: what is on show, to where the user says."""
        from zjbuy_desktop.usecases import deadline_calendar, reminders

        desk, page = self._session.desk, self._page
        if desk is None:
            return
        name = f"期限_{desk.today}.ics"
        file = choose_target(self._session.window, "导出日历", name, "日历文件 (*.ics)")
        if file is None:
            return
        clocks, each = page.shown, page.filters.wanted().each

        def job(report: object) -> tuple[int, int]:
            ahead = reminders.workdays(desk)
            count = deadline_calendar.write_calendar(desk, clocks, file, ahead, each=each)
            return count, ahead

        def done(found: tuple[int, int]) -> None:
            count, ahead = found
            said = f"已导出 {count} 项期限，每项提前 {ahead} 个工作日提醒：{file.name}"
            hint = "在手机或邮箱的日历里导入；以后重新导出再导入，同一期限会换成新的。"
            announce(page, "ok", said, hint, (folder_action(file.parent),))

        self._session.work.run(page, job, success=done, label="导出日历")

    # Printing

    def preview(self) -> None:
        """预览打印: what is on show, as list or as month page."""
        month = self._page.month.month
        sheets = [(LIST, "期限一览表"), (MONTH, f"{month.year}年{month.month}月期限月历")]
        if self._page.month_first:
            sheets.reverse()
        dialog = WallPrintDialog(sheets, self._session.window)
        dialog.sheet_wanted.connect(self._lay_out)
        dialog.print_wanted.connect(self._print)
        dialog.folder_wanted.connect(self._open_folder)
        self.dialog = dialog
        dialog.show()
        self._lay_out(sheets[0][0])

    def _open_folder(self) -> None:
        if self._file is not None:
            show_folder(self._file)

    def _lay_out(self, sheet: object) -> None:
        from zjbuy_desktop.usecases import deadline_sheets

        desk, page, dialog = self._session.desk, self._page, self.dialog
        if desk is None or dialog is None:
            return
        clocks, told, month = page.shown, page.filters.told(), page.month.month

        def job(report: object) -> Path:
            if sheet == MONTH:
                paper = deadline_sheets.month_paper(month, clocks, told, desk.today, desk.calendar)
            else:
                paper = deadline_sheets.list_paper(clocks, told, desk.today)
            return deadline_sheets.make(desk, paper)

        def done(file: Path) -> None:
            self._file = file
            if dialog is self.dialog:
                dialog.show_pages(deadline_sheets.pages(file, _SHOWN_DPI))

        self._session.work.run(dialog, job, success=done, label="排版")

    def _print(self) -> None:
        from zjbuy_desktop.usecases import deadline_sheets

        file, dialog = self._file, self.dialog
        if file is None or dialog is None:
            return
        printer = printing.ask_printer(dialog, file.stem)
        if printer is None:
            return
        job = printing.PrintJob(printer)

        def work(report: object) -> None:
            try:
                job.add(lambda: deadline_sheets.pages(file, printing.DPI))
            finally:
                job.end()

        self._session.work.run(dialog, work, label="打印")
