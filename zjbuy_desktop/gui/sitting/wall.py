"""What the page of deadlines hands out: a calendar file."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from zjbuy_desktop.gui.dialogs.files import choose_target
from zjbuy_desktop.gui.widgets.announce import announce, folder_action

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.deadlines import DeadlinesPage
    from zjbuy_desktop.gui.session import Session


class WallSitting(QObject):
    """Does what the buttons of the page ask for."""

    def __init__(self, session: "Session", page: "DeadlinesPage") -> None:
        super().__init__(session)
        self._session, self._page = session, page
        page.calendar_wanted.connect(self.write_calendar)

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
