"""登记退出: the reason; after the announcement also the evidence (指引第十二条（一）)."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.rules.delegation import no_unexplained_withdrawal
from zjbuy_desktop.gui.dialogs.files import choose_file
from zjbuy_desktop.gui.dialogs.record_many import Candidate, RecordManyDialog
from zjbuy_desktop.gui.models.dates import long_date
from zjbuy_desktop.gui.widgets.basics import button, label, row
from zjbuy_desktop.gui.widgets.editors import LineEditor
from zjbuy_desktop.usecases import recording

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import PageContext, StagePage

EVIDENCE = "扫描件或文件 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.docx *.doc);;所有文件 (*)"


class LeavingDialog(RecordManyDialog):
    """Units that leave: day, reason, and what proves it.

    Attributes:
        file: the scan to be kept as evidence; ``None`` without one.
    """

    def __init__(
        self,
        page: "StagePage",
        context: "PageContext",
        candidates: Sequence[Candidate],
        text: str,
    ) -> None:
        super().__init__(page, context, EventKind.WITHDRAWN, candidates, text=text, note="退出理由")
        self.file: Path | None = None
        self._announced = context.case.happened(EventKind.ANNOUNCEMENT_PUBLISHED)
        self.evidence = LineEditor("来函的名称、文号，或附上的扫描件")
        self.form.add("evidence", "证明材料", self.evidence, required=self._announced is not None)
        self.attached = label("", "quiet")
        self.attach = button("附上扫描件(&F)…", self.pick, role="small")
        self.box.addLayout(row(self.attached, None, self.attach))
        if self._announced is not None:
            self.box.addWidget(label(self._why(), "warn", wrap=True))

    def _why(self) -> str:
        assert self._announced is not None
        basis = no_unexplained_withdrawal.basis
        return (
            f"采购公告已于{long_date(self._announced)}发布：无正当理由不得退出，"
            f"要写明正当理由并有证明材料（{basis}）。"
        )

    def pick(self) -> None:
        """附上扫描件…"""
        chosen = choose_file(self, "选择证明材料的扫描件", EVIDENCE)
        if chosen is None:
            return
        self.file = chosen
        self.attached.setText(f"附：{chosen.name}")
        if not self.evidence.value():
            self.evidence.set_value(chosen.name)

    def _missing(self, units: Sequence[str], note: str) -> str:
        missing = super()._missing(units, note)
        if not missing and self._announced is not None and not self.evidence.value():
            return f"公告发布后登记退出，还要写明证明材料（{no_unexplained_withdrawal.basis}）。"
        return missing

    def _event(self, unit: str) -> Event:
        day = self.day.value()
        assert day is not None
        return Event(self.kind, day, unit, self.note.value(), self.evidence.value())

    def _writer(self, events: Sequence[Event]) -> Callable[[object], object]:
        desk, project, file = self._context.desk, self._context.project_id, self.file
        return lambda _: recording.record(desk, project, events, file)
