"""Ctrl+K over all projects: what was found, and the way to it."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.findings import Finding, Severity
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.stages.book import STAGES
from zjbuy_desktop.gui.widgets.rail import RailEntry
from zjbuy_desktop.usecases.find_anything import Findable, Finder, fits, told

if TYPE_CHECKING:
    from zjbuy_desktop.gui.session import Session
    from zjbuy_desktop.gui.sitting.reading import Reading

_ICONS = {
    "项目": "home", "单位": "people", "联系人": "people", "文号": "file", "合同": "file",
    "采购计划": "table", "供应商和代理机构": "people", "标的": "book", "备注": "edit",
}  # fmt: skip
_STAGES = {"award": "award", "agency": "agency", "plan": "plan", "signed": "signing"}


class Lookup(QObject):
    """Searches while one types; goes to what was chosen."""

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._finder: Finder | None = None
        self._shown: dict[str, Findable] = {}

    def begin(self) -> None:
        """The find box opens: read what was written since it was open last."""
        desk = self._session.desk
        if desk is None:
            self._finder = None
            return
        if self._finder is None or self._finder.data_dir != desk.data_dir:
            self._finder = Finder(desk.data_dir)
        try:
            self._finder.refresh()
        except UserError as error:
            self._session.frame.show_banner("stop", error.message, error.hint)

    def entries(self, typed: str) -> list[RailEntry]:
        """What fits, each group under its heading."""
        self._shown.clear()
        return list(self._lines(typed)) if self._finder is not None else []

    def fits(self, typed: str, text: str) -> bool:
        """Whether a place, stage or paper fits what is typed."""
        return fits(typed, text)

    def _lines(self, typed: str) -> Iterator[RailEntry]:
        assert self._finder is not None
        for group in self._finder.search(typed):
            rest = group.count - len(group.shown)
            more = f"（另有 {rest} 条，再写几个字）" if rest else ""
            yield RailEntry("", f"{group.title}{more}", heading=True)
            for found in group.shown:
                number = f"find:{len(self._shown)}"
                self._shown[number] = found
                where = f"　（{found.project}）" if self._finder.several else ""
                text = told(found) + (where if found.group != "项目" else "")
                yield RailEntry(number, text, _ICONS[group.title], hint=found.project)

    def go(self, target: str) -> None:
        """Open the place where the chosen thing stands."""
        found = self._shown.get(target)
        if found is None:
            return
        if found.group == "项目":
            self._session.open_project(found.project_id)
        elif found.group == "单位":
            self._session.places.find_unit(found.subject)
        elif found.group == "文号" or found.kind.startswith(("paper:", "move:")):
            self._page(found, "register", lambda page: page.go_to(*_paper(found)))
        elif found.group == "标的":
            self._page(found, "items", lambda page: None)
        elif found.kind.startswith("reason:"):
            rule = found.kind.partition(":")[2]
            self._page(found, "red_lines", lambda page: page.go_to(rule))
        else:
            self._stage(found)

    def _page(self, found: Findable, page_id: str, then: "Callable[..., object]") -> None:
        self._open(
            found, "", lambda: self._session.project_pages.show(page_id, then=lambda p: then(p))
        )

    def _stage(self, found: Findable) -> None:
        kind = found.kind.partition(":")[2]
        stage = _stage_of(found.kind, kind)

        def visit() -> None:
            page = self._session.project.page
            if page is not None:
                field = kind if found.kind.startswith("event:") else _FIELDS.get(found.kind, "")
                page.visit(Finding("", Severity.ADVISE, found.text, None, "", found.subject, field))
                self._session.frame.show_banner("info", told(found), seconds=8)

        self._open(found, stage, visit)

    def _open(self, found: Findable, stage: str, then: Callable[[], object]) -> None:
        """Open the project, then go on."""
        project = self._session.project

        def there(reading: "Reading") -> None:
            if reading.case.id == found.project_id:
                then()

        project.read.connect(there, Qt.ConnectionType.SingleShotConnection)
        self._session.open_project(found.project_id, stage)


_FIELDS = {"award": "awards", "agency": "agency", "plan": "plan_number"}


def _paper(found: Findable) -> tuple[str, str]:
    kind = found.kind.rpartition(":")[2]
    return kind, found.subject


def _stage_of(whole: str, kind: str) -> str:
    """The stage where it was entered; needs and contacts are at home on 回收与汇总."""
    if whole.startswith("event:") and kind in set(EventKind):
        for spec in STAGES:
            if any(item.event.value == kind for item in spec.checklist):
                return spec.id
    return _STAGES.get(whole, "collection")
