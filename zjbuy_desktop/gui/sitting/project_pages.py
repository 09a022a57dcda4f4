"""Pages about the whole project, reached under its stages at the left."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject

from zjbuy_desktop.gui.pages.base import PageContext
from zjbuy_desktop.gui.pages.book import PROJECT_PAGES

if TYPE_CHECKING:
    from zjbuy_desktop.core.case.case import Case
    from zjbuy_desktop.gui.session import Session
    from zjbuy_desktop.gui.widgets.project_page import ProjectPage
    from zjbuy_desktop.usecases.desk import Desk

Then = Callable[[Any], object]


class ProjectPages(QObject):
    """Shows one of them at a time; pages are made when first opened, anew for each project."""

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._frame, self._work = session.frame, session.work
        self._whose: tuple[Desk, int] | None = None
        self.pages: dict[str, ProjectPage] = {}
        self.current = ""

    @property
    def page(self) -> "ProjectPage | None":
        """The page on show or being read."""
        return self.pages.get(self.current)

    @property
    def on_show(self) -> bool:
        """Whether one of them is wanted; a stage or a place asked for later comes instead."""
        elsewhere = self._session.project.on_show or self._session.places.current
        return bool(self.current) and not elsewhere

    def show(self, page_id: str, then: Then | None = None) -> None:
        """Read one of them and bring it to the front; ``then`` is done once it is on show."""
        desk, project = self._session.desk, self._session.project.project_id
        if desk is None or project is None:
            return
        self._session.project.set_aside()
        self._session.places.current = ""
        self._belong_to(desk, project)
        self.current = page_id
        self._read(page_id, fresh=True, then=then)

    def reload(self) -> None:
        """Read the project again and show the same page."""
        if self.on_show:
            self._read(self.current, fresh=False, then=None)

    def _belong_to(self, desk: "Desk", project_id: int) -> None:
        if self._whose is None or self._whose[0] is not desk or self._whose[1] != project_id:
            for page in self.pages.values():
                self._frame.forget_page(page)
            self.pages.clear()
        self._whose = (desk, project_id)

    def _page(self, page_id: str) -> "ProjectPage":
        if page_id not in self.pages:
            module, _, name = PROJECT_PAGES[page_id].rpartition(".")
            kind = cast("type[ProjectPage]", getattr(import_module(module), name))
            page = self.pages[page_id] = kind()
            page.changed.connect(self.reload)
            page.page_wanted.connect(self.show)
            page.stage_wanted.connect(self._session.project.go)
            page.told.connect(self._frame.show_banner)
        return self.pages[page_id]

    def _read(self, page_id: str, *, fresh: bool, then: Then | None) -> None:
        assert self._whose is not None
        desk, project = whose = self._whose
        page = self._page(page_id)

        def shown(read: "tuple[Case, Any]") -> None:
            if self._whose != whose or not (self.on_show and self.current == page_id):
                return
            page.load(PageContext(desk, read[0], self._work, extra=read[1]))
            self._frame.set_side(False)
            if fresh:
                self._frame.show_page(page, page.header, page_id)
            else:
                self._frame.show_header(page.header)
            if then is not None:
                then(page)

        self._work.run(
            page,
            lambda report: _read_page(desk, project, page),
            success=shown,
            label=f"读取“{page.header.title}”",
        )


def _read_page(desk: "Desk", project_id: int, page: "ProjectPage") -> "tuple[Case, Any]":
    case = desk.case(project_id)
    return case, page.fetch(desk, case)
