"""A real data folder at each step of the journey, and a window with one page in it.

The folders are made once per run by the use-cases and copied for each test, so that a test may
write what it likes.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from zjbuy_desktop.core.case.awards import LotAward
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.needs import Funds, UnitFacts
from zjbuy_desktop.core.case.plans import Agency, PlanEntry, PlanFiling, PlanKind
from zjbuy_desktop.core.case.tally import standings
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.core.stages.book import stage
from zjbuy_desktop.gui.models.views import HeaderView, StageMark
from zjbuy_desktop.gui.pages.base import PageContext, StagePage
from zjbuy_desktop.gui.shell.frame import Frame
from zjbuy_desktop.gui.work import Work
from zjbuy_desktop.store import records
from zjbuy_desktop.store.opening import open_store
from zjbuy_desktop.usecases import (
    awarding,
    collecting,
    library,
    planning,
    projects,
    recording,
    stages,
)
from zjbuy_desktop.usecases.desk import Desk

SAMPLES = Path(__file__).parents[1] / "samples"
RETURNS = SAMPLES / "returns"
COLLECTING = date(2026, 8, 17)
AWARDED = date(2026, 10, 12)
PROJECT = 1


def desk_on(store: Any, day: date) -> Desk:
    """A desk on that day, its clock at ten."""
    moment = datetime.combine(day, time(10))
    return Desk(store, library.law_book(), library.calendar(), day, lambda: moment)


def open_desk(folder: Path, day: date = COLLECTING) -> Desk:
    """The desk over a data folder; close ``desk.store`` afterwards."""
    moment = datetime.combine(day, time(10))
    return desk_on(open_store(folder, now=moment, actor="测试", daily_backup=False), day)


LETTERS = "启用本程序以前已经交回"
"""Where the letters of these steps come from: none is made, which would take seconds."""


def begun(desk: Desk) -> None:
    """立项 and 征集 done."""
    projects.new_from_file(desk, SAMPLES / "project.toml")
    stages.take_over(desk, PROJECT, "collection", "测试从回收开始")


def collected(desk: Desk) -> None:
    """The 25 sample returns are in."""
    begun(desk)
    collecting.import_returns(desk, PROJECT, [RETURNS])


def entrusted(desk: Desk) -> None:
    """All letters sealed and facts complete, but for the last unit's letter."""
    collected(desk)
    units = [s.unit for s in standings(desk.case(PROJECT))]
    facts = [
        UnitFacts(
            u, "财政拨款", "办公设备购置", Funds.SECURED, "2026年10月底前", "自行公开", "委托函"
        )
        for u in units
    ]
    recording.supply_facts(desk, PROJECT, facts)
    case = desk.case(PROJECT)
    for kind in (EventKind.LETTER_RETURNED, EventKind.SEAL_CONFIRMED):
        back = [u for u in units[:-1] if u != case.project.lead_unit]
        recording.record(desk, PROJECT, [Event(kind, desk.today, u, LETTERS) for u in back])


def planned(desk: Desk) -> None:
    """Plans that agree with the needs, filed; the agency chosen."""
    entrusted(desk)
    case = desk.case(PROJECT)
    entries = [
        PlanEntry(
            PlanKind.PROVISIONAL, s.unit, f"临{n:03d}", case.project.category_code,
            s.total.amount_fen,
        )
        for n, s in enumerate((s for s in standings(case) if s.included), 1)
    ]  # fmt: skip
    planning.keep_plans(desk, PROJECT, entries, PlanKind.PROVISIONAL, "测试")
    planning.set_filing(desk, PROJECT, PlanFiling("临2026-0001"))
    planning.set_agency(
        desk, PROJECT, Agency("之江市公共资源交易中心", "12330100MB0000001N", True, "目录内品目")
    )


AWARDS = (
    LotAward("标项一", "浙江甲科技有限公司", "91330100MA2ABCDE1R", unit_price_fen=478_000),
    LotAward("标项二", "浙江乙信息有限公司", "91330100MA2ABCDE2W", total_fen=900_000_000),
)


def awarded(desk: Desk) -> None:
    """Results of both lots, announced; notices to be sent."""
    planned(desk)
    later = desk_on(desk.store, AWARDED)
    awarding.set_awards(later, PROJECT, AWARDS)
    days = (
        (EventKind.EVALUATION_REPORT_RECEIVED, date(2026, 9, 28)),
        (EventKind.RESULT_CONFIRMED, date(2026, 9, 29)),
        (EventKind.AWARD_NOTICE_ISSUED, date(2026, 9, 30)),
        (EventKind.RESULT_ANNOUNCED, date(2026, 9, 30)),
    )
    # The announcement is left to the tests, so the rest is written as it would stand.
    with desk.store.begin("event_recorded", "定标", later.now(), project_id=PROJECT) as work:
        records.add_events(work, PROJECT, [Event(kind, day) for kind, day in days])


STEPS: dict[str, Callable[[Desk], None]] = {
    f.__name__: f for f in (begun, collected, entrusted, planned, awarded)
}


class Folders:
    """Data folders by step, each made once."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def copy(self, step: str, target: Path) -> Path:
        """A fresh copy of the data folder at that step."""
        source = self._root / step
        if not source.exists():
            desk = open_desk(source)
            STEPS[step](desk)
            desk.store.close()
        shutil.copytree(source, target)
        return target


class Stand:
    """A frame with one page over a real data folder, its work done at once."""

    def __init__(self, desk: Desk, page: StagePage) -> None:
        self.desk, self.page = desk, page
        self.frame = Frame()
        self.work = Work(self.frame, threaded=False)
        self.told: list[tuple[str, str, str]] = []
        self.completed = 0
        page.changed.connect(self.load)
        page.draft_due.connect(lambda d: stages.save_draft(desk, PROJECT, page.stage, d))
        page.draft_dropped.connect(lambda: stages.drop_draft(desk, PROJECT, page.stage))
        page.told.connect(self._tell)
        page.completion_asked.connect(self._complete)
        self.frame.show_page(page, self._header(), page.stage)
        self.load()

    @property
    def case(self) -> Any:
        """What the database holds now."""
        return self.desk.case(PROJECT)

    def load(self) -> None:
        """Read everything and show it, as the window does."""
        case, spec = self.case, stage(self.page.stage)
        found = flow.stage_findings(case, spec, self.desk.law, self.desk.today)
        draft = stages.load_draft(self.desk, PROJECT, self.page.stage)
        extra = self.page.fetch(self.desk, case)
        self.page.load(PageContext(self.desk, case, self.work, tuple(found), draft, extra))
        self.frame.show_findings(found)

    def _header(self) -> HeaderView:
        spec = stage(self.page.stage)
        return HeaderView(spec.title, "", spec.purpose, StageMark.ACTIVE, spec.section.article)

    def _tell(self, kind: str, message: str, hint: str) -> None:
        self.told.append((kind, message, hint))
        self.frame.show_banner(kind, message, hint)  # type: ignore[arg-type]

    def _complete(self) -> None:
        self.completed += 1


Stands = Callable[..., Stand]


@contextmanager
def stands(
    qtbot: QtBot, folders: Folders, tmp_path: Path, page: type[StagePage]
) -> Iterator[Stands]:
    """``make(step, day)`` gives a page over its own copy of that step's data; closed afterwards."""
    made: list[Stand] = []

    def make(step: str, day: date = COLLECTING) -> Stand:
        stand = Stand(open_desk(folders.copy(step, tmp_path / "data"), day), page())
        qtbot.addWidget(stand.frame)
        stand.frame.resize(1366, 768)
        stand.frame.show()
        made.append(stand)
        return stand

    yield make
    for stand in made:
        stand.desk.store.close()


def press(qtbot: QtBot, button: QPushButton) -> None:
    """Click a button that can be clicked."""
    assert button.isEnabled(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def type_text(widget: QWidget, text: str) -> None:
    """Type over what a line holds, in any script (QTest knows Latin letters only)."""
    assert isinstance(widget, QLineEdit)
    widget.setText(text)
    widget.textEdited.emit(text)
