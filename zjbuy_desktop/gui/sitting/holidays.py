"""放假安排 from the page of deadlines."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zjbuy_desktop.gui.session import Session


def open_holidays(session: "Session") -> None:
    """Show the years that are known; once one is added, the data is opened anew to count by it."""
    from zjbuy_desktop.gui.dialogs.holidays import HolidaysDialog

    if session.desk is None:
        return
    dialog = HolidaysDialog(session.window, session.desk, session.work)
    folder = session.desk.data_dir

    def kept(said: str) -> None:
        session.switch_folder(folder, (("ok", said, "期限已照新的安排重算。"),))

    dialog.kept.connect(kept)
    session.places.holidays = dialog
    dialog.finished.connect(lambda _: setattr(session.places, "holidays", None))
    dialog.open()
