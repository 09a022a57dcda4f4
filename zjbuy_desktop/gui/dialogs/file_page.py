"""手工归入: the clerk says which page of which paper a scanned page is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.widgets.basics import column, label, row
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor, LineEditor, NumberEditor
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.gui.widgets.scan_pictures import Pixels, pixmap_of
from zjbuy_desktop.usecases import scanning

if TYPE_CHECKING:
    from zjbuy_desktop.core.case.scans import ScanPage
    from zjbuy_desktop.gui.pages.base import PageContext, StagePage

_DPI = 60
_WHOLE, _CHOOSE = "（整个项目）", "请选择"


class FilePageDialog(Sheet):
    """The page at the left; at the right its number as printed, or kind, subject and page."""

    def __init__(self, page: "StagePage", context: "PageContext", sheet: "ScanPage") -> None:
        super().__init__(page, "手工归入", "归入(&G)", wide=900)
        self.sheet, self._context = sheet, context
        self._subjects = scanning.subjects(context.case)
        self.number = LineEditor("例如 0A3F-99AB-12CD-1")
        self.kind = ChoiceEditor(
            [(kind, PAPERS[kind].title) for kind in self._subjects], empty=_CHOOSE
        )
        self.subject = ChoiceEditor([], empty=_CHOOSE)
        self.leaf = NumberEditor(1, 999)
        self.total = NumberEditor(1, 999)
        self._build()
        filing = sheet.filing
        self._fill(filing.kind, filing.subject, filing.page or None)
        self.fit(1000, 680)

    def _build(self) -> None:
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setObjectName("preview")
        area.setWidget(self.picture)
        area.setWidgetResizable(True)
        area.setAccessibleName("扫描件")
        form = Form()
        form.add(
            "number", "纸上的编号", self.number, hint="回收码旁边的一串字，填了就不用选下面几项。"
        )
        form.add("kind", "文件", self.kind)
        form.add("subject", "对象", self.subject)
        form.add("page", "第几页", self.leaf, unit="页")
        form.add("pages", "共几页", self.total, unit="页")
        self.number.edited.connect(self._read_number)
        self.kind.edited.connect(lambda: self._fill(self.kind.value() or "", "", None))
        self.subject.edited.connect(self._show_total)
        right = QWidget()
        note = label(f"{self.sheet.name} 第 {self.sheet.file_page} 页", "quiet", wrap=True)
        self.said = label(self.sheet.filing.note, "warn", wrap=True)
        right.setLayout(column(note, self.said, form, None))
        right.setFixedWidth(420)
        line = row(area, right, gap=16)
        line.setStretch(0, 1)
        self.box.addLayout(line, 1)

    def load(self) -> None:
        """Read the picture; call it once the dialog is open."""
        desk, sheet = self._context.desk, self.sheet

        def shown(pixels: Pixels) -> None:
            self.picture.setPixmap(pixmap_of(pixels))

        self.do(
            "读取扫描件", lambda _: scanning.picture(desk, sheet, _DPI), shown,
            writes=False, quiet=True,
        )  # fmt: skip
        self.number.setFocus()

    def _read_number(self) -> None:
        found = scanning.named_on_paper(self._context.case, self.number.text())
        if found is not None:
            (kind, subject), page = found
            self._fill(kind, subject, page)
            old = scanning.why_old(self._context.desk, self._context.case, self.number.text())
            self.said.setText(old or self.sheet.filing.note)

    def _fill(self, kind: str, subject: str, page: int | None) -> None:
        """Show a paper; its subjects follow its kind."""
        names = self._subjects.get(kind, ())
        self.kind.set_value(kind if names else None)
        self.subject.offer([(name, name or _WHOLE) for name in names], empty=_CHOOSE)
        only = names[0] if len(names) == 1 else subject
        self.subject.set_value(only if only in names else None)
        self.leaf.set_value(page)
        self._show_total()

    @property
    def _chosen(self) -> tuple[str, str] | None:
        kind, name = self.kind.value(), self.subject.value()
        return (kind, name) if kind and name is not None else None

    def _show_total(self) -> None:
        key = self._chosen
        total = scanning.pages_of(self._context.case, key) if key else 0
        self.total.set_value(total or None)

    def try_accept(self) -> None:
        """归入."""
        key, page = self._chosen, self.leaf.value()
        if key is None or page is None:
            self.say("请选择文件和对象，并填第几页。")
            return
        context, sheet, total = self._context, self.sheet, self.total.value() or 0
        self.do(
            "归入扫描件",
            lambda _: scanning.file_by_hand(
                context.desk, context.project_id, sheet.id, key, page, total
            ),
            lambda _: self.accept(),
        )
