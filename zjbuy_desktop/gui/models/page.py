"""View-model of a page: what was typed and not yet kept, what is wrong, whether it is busy."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from zjbuy_desktop.core.base.findings import Finding

QUIET_MS = 500
"""A draft is saved when the keys have been quiet for this long."""


class PageModel(QObject):
    """Draft, findings and busy of one page.

    Signals:
        draft_due: the draft (a dict as JSON has it) is to be saved now.
        findings_changed: ask ``findings`` again.
        busy_changed: whether work for this page is under way.
    """

    draft_due = Signal(dict)
    findings_changed = Signal()
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None, quiet_ms: int = QUIET_MS) -> None:
        super().__init__(parent)
        self.findings: tuple[Finding, ...] = ()
        self.busy = False
        self.dirty = False
        self._collect: Callable[[], Mapping[str, Any]] = dict
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(quiet_ms)
        self._timer.timeout.connect(self.flush)

    def collect_from(self, collect: Callable[[], Mapping[str, Any]]) -> None:
        """Where the draft comes from when it is due."""
        self._collect = collect

    def touch(self) -> None:
        """Something was typed."""
        self.dirty = True
        self._timer.start()

    def flush(self) -> None:
        """Save the draft now if there is anything unsaved: leaving the page, closing the window."""
        self._timer.stop()
        if self.dirty:
            self.dirty = False
            self.draft_due.emit(dict(self._collect()))

    def forget(self) -> None:
        """What was typed has been kept for good, or replaced."""
        self._timer.stop()
        self.dirty = False

    def set_findings(self, findings: "Iterable[Finding]") -> None:
        """Other findings hold now."""
        self.findings = tuple(findings)
        self.findings_changed.emit()

    def for_field(self, name: str) -> "tuple[Finding, ...]":
        """Those of one field."""
        return tuple(f for f in self.findings if f.field == name)

    @property
    def first_block(self) -> "Finding | None":
        """The first 必须改, which 下一步 leads to."""
        return next((f for f in self.findings if f.severity.value == "block"), None)

    def set_busy(self, busy: bool) -> None:
        """Work for this page began or ended."""
        if busy != self.busy:
            self.busy = busy
            self.busy_changed.emit(busy)
