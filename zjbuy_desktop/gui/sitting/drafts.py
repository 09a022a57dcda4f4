"""What was typed and not confirmed: saved on the worker, and at closing whatever is left."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from zjbuy_desktop.gui.work import Work
from zjbuy_desktop.usecases import stages

if TYPE_CHECKING:
    from zjbuy_desktop.usecases.desk import Desk

_Key = tuple[int, str]


class Drafts(QObject):
    """Keeps the drafts of all pages."""

    def __init__(self, parent: QObject, work: Work) -> None:
        super().__init__(parent)
        self._work = work
        self._unsaved: dict[_Key, tuple[Desk, dict[str, Any]]] = {}

    def save(self, desk: "Desk", project: int, stage_id: str, typed: dict[str, Any]) -> None:
        """Save a draft; until that is done it is remembered here."""
        key = (project, stage_id)
        self._unsaved[key] = (desk, typed)

        def saved(_: object) -> None:
            if key in self._unsaved and self._unsaved[key][1] is typed:
                del self._unsaved[key]

        self._work.run(
            self,
            lambda report: stages.save_draft(desk, project, stage_id, typed),
            success=saved,
            label="暂存",
        )

    def drop(self, desk: "Desk", project: int, stage_id: str) -> None:
        """Forget a draft: what was typed is stored for good."""
        self._unsaved.pop((project, stage_id), None)
        self._work.run(
            self, lambda report: stages.drop_draft(desk, project, stage_id), label="暂存"
        )

    def save_rest(self) -> None:
        """Closing: the worker has stopped; save here what it no longer could."""
        for (project, stage_id), (desk, typed) in self._unsaved.items():
            stages.save_draft(desk, project, stage_id, typed)
        self._unsaved.clear()
