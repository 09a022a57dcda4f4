"""The left of the window: places, the project in hand, and its stages."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout

from zjbuy_desktop.gui.models.views import ProjectView, StageView
from zjbuy_desktop.gui.widgets.basics import button, label, line, row
from zjbuy_desktop.gui.widgets.rail import Rail, RailEntry, stage_entries

PLACES = (
    RailEntry("workbench", "工作台", "home", hint="所有项目，下一步做什么"),
    RailEntry("deadlines", "期限", "clock", hint="所有项目的期限"),
    RailEntry("units", "单位库", "people", hint="参加过采购的单位"),
    RailEntry("texts", "文件文本", "edit", hint="各种文件的文字，可改成本单位的说法"),
)
PROJECT_PLACES = (
    RailEntry("items", "统一标的", "book", hint="把写法不同的同一种东西归到一起"),
    RailEntry("matrix", "单位×标的", "table", hint="每家单位要什么、要多少，合计在眼前"),
    RailEntry("red_lines", "红线自查", "check", hint="每条规则现在怎么样，做成报告归档"),
    RailEntry("disclosures", "信息公开", "eye", hint="该公开的每一项公开了没有，在哪里看得到"),
    RailEntry("register", "文件台账", "table", hint="每份文件制作、打印、发出、扫回到哪一步"),
    RailEntry("scans", "扫回与核章", "stamp", hint="导入扫描件，核章，催还"),
)
"""Pages about the whole project in hand, under its stages."""
MORE_PLACES = (RailEntry("gaps", "法规未定", "info", hint="指引没有规定的事，本单位怎样做"),)
"""Pages that are reached from another page, and by Ctrl+K."""
WIDE, NARROW = 200, 152
_MIDDLE = Qt.TextElideMode.ElideMiddle


class Navigation(QFrame):
    """Where to go.

    Signals:
        place_chosen: id of a place.
        project_chosen: id of a project.
        project_wanted: 新建项目 was chosen.
        stage_chosen: id of a stage.
        project_place_chosen: id of a page about the whole project.
    """

    place_chosen = Signal(str)
    project_chosen = Signal(int)
    project_wanted = Signal()
    stage_chosen = Signal(str)
    project_place_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.places = Rail("去处", fixed=True, columns=2)
        self.places.set_entries(PLACES)
        self.stages = Rail("环节")
        self.project_places = Rail("项目文件", fixed=True, columns=2)
        self.project_places.set_entries(PROJECT_PLACES)
        self.project_places.hide()
        self.project = button("没有打开的项目", tip="换一个项目（Alt+X）")
        self.project.setObjectName("projectButton")
        self._name = ""
        self._menu = QMenu(self)
        self.project.setMenu(self._menu)
        self._demo = label("演示项目，日期固定", "warn")
        self._demo.setContentsMargins(12, 0, 0, 4)
        self._demo.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.places)
        box.addWidget(line())
        box.addLayout(row(self.project, margins=(11, 0, 8, 0)))
        box.addWidget(self._demo)
        box.addWidget(self.stages, 1)
        box.addWidget(self.project_places)
        self.places.chosen.connect(self.place_chosen)
        self.stages.chosen.connect(self.stage_chosen)
        self.project_places.chosen.connect(self.project_place_chosen)
        self.set_narrow(False)
        self.set_projects((), None)

    def set_narrow(self, narrow: bool) -> None:
        """Give room to the page on small screens."""
        self.setFixedWidth(NARROW if narrow else WIDE)
        self._show_name()

    def set_projects(self, projects: Iterable[ProjectView], current: int | None) -> None:
        """Offer these; ``current`` is the one whose stages are shown."""
        self._menu.clear()
        name, demo = "没有打开的项目", False
        for project in projects:
            text = project.name + ("（演示）" if project.demo else "")
            action = self._menu.addAction(text, partial(self.project_chosen.emit, project.id))
            action.setToolTip(project.hint)
            if project.id == current:
                name, demo = project.name, project.demo
        self._menu.addSeparator()
        self._menu.addAction("新建项目…", self.project_wanted.emit)
        self._name = name
        self._show_name()
        self.project.setToolTip(f"{name}\n换一个项目（Alt+X）")
        self.project.setAccessibleName(f"项目：{name}")
        self._demo.setVisible(demo)

    def _show_name(self) -> None:
        font = QFont(self.project.font())
        font.setBold(True)
        room = self.maximumWidth() - 46
        self.project.setText(QFontMetrics(font).elidedText(self._name, _MIDDLE, room))
        self.project.setShortcut("Alt+X")  # a new text takes the old shortcut away

    def set_stages(self, stages: Iterable[StageView]) -> None:
        """Show the stages of the project, by phase."""
        shown = tuple(stages)
        self.stages.set_entries(stage_entries(shown))
        self.project_places.setVisible(bool(shown))

    def mark(self, place_or_stage: str) -> None:
        """Mark where we are: a place, a stage or a page about the project."""
        self.places.set_current(place_or_stage)
        self.stages.set_current(place_or_stage)
        self.project_places.set_current(place_or_stage)
