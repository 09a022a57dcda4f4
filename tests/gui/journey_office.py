"""The office of the journey: a data folder, a window on it, and a second look at what is kept.

The second look reads the files beside the window, so that what the window believes and what is
on the disk are two different things.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.journey_hands import Hands
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.gui.session import Session
from zjbuy_desktop.gui.shell.window import MainWindow
from zjbuy_desktop.store.trail import AuditEvent, list_audit
from zjbuy_desktop.usecases import opening, trust
from zjbuy_desktop.usecases.desk import Desk

TODAY = date(2026, 10, 20)
PROJECT = 1


class Office:
    """What lasts while windows come and go.

    Attributes:
        data: the data folder.
        out: a folder for whatever is written for others.
        hands: the clerk's hands at the window that is open now.
    """

    hands: Hands

    def __init__(self, qtbot: QtBot, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.data, self.out = folder / "之江市 采购数据", folder / "发给 各单位"
        self._qtbot = qtbot
        self._patch = patch
        self._desk: Desk | None = None
        self._seen = 0
        patch.setattr(opening, "now", lambda: datetime(2026, 10, 20, 10))

    # Windows

    @contextmanager
    def window(self) -> Iterator[Hands]:
        """A window on the data, from its first paint until it is closed by its cross."""
        window = MainWindow()
        self._qtbot.addWidget(window)
        sessions: list[Session] = []
        window.ready.connect(lambda: sessions.append(Session(window, self.data, TODAY)))
        window.show()
        self._qtbot.waitUntil(lambda: bool(sessions))
        window.resize(1366, 768)  # it has found its last place again, within a screen of no size
        self.hands = Hands(self._qtbot, sessions[0], self._patch)
        self.hands.settle()
        self._desk = opening.open_desk(self.data, TODAY, reading=True)
        yield self.hands
        self._desk.store.close()
        assert window.close()
        assert sessions[0].desk is None
        assert not self.hands.bugs, self.hands.bugs[0]
        assert not self.hands.chosen, "a file dialog was expected and did not open"

    # The disk

    @property
    def desk(self) -> Desk:
        """A desk that only looks."""
        assert self._desk is not None
        return self._desk

    @property
    def case(self) -> Case:
        """The project as it stands on the disk."""
        return self.desk.case(PROJECT)

    def events(self) -> list[AuditEvent]:
        """The audit trail, the oldest first."""
        with self.desk.store.read() as view:
            return list(reversed(list_audit(view, limit=10_000)))

    def written(self) -> list[str]:
        """What the audit trail says was written since this was asked last."""
        found = [e.action for e in self.events()]
        since, self._seen = found[self._seen :], len(found)
        return since

    def prove(self) -> None:
        """Everything on the disk checks out, and nothing was written that was not expected."""
        assert self.written() == []
        found = trust.verify_data(self.data)
        assert found["problems"] == []
        assert found["audit_events"] == self._seen > 0
        assert {e.project for e in self.events()} == {PROJECT}
        assert all(e.actor and e.summary for e in self.events())
