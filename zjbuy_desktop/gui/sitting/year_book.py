"""年鉴 from the workbench."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zjbuy_desktop.gui.session import Session


def open_year_book(session: "Session") -> None:
    """Show the book of the last year that has projects."""
    from zjbuy_desktop.gui.dialogs.year_book import YearBookDialog

    if session.desk is None:
        return
    dialog = YearBookDialog(session.window, session.desk, session.work)
    session.places.year_book = dialog
    dialog.finished.connect(lambda _: setattr(session.places, "year_book", None))
    dialog.open()
