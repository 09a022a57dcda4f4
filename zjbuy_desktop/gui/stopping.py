"""取消 for use-cases that stop between two steps, so that each finished one is recorded."""

from zjbuy_desktop.gui.work import Cancelled, Report


class Stopper:
    """Turns the user's 取消 into an answer to “shall I go on?” instead of an exception."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.stopped = False

    def progress(self, done: int, total: int, what: str) -> None:
        """Tell how far it is; from the user's 取消 on, ``cancelled`` says so."""
        try:
            self._report(done, total, what)
        except Cancelled:
            self.stopped = True

    def cancelled(self) -> bool:
        """Whether to stop before the next step."""
        return self.stopped
