"""A scanned page looked at closely: upright, large, the place of the seal first."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut, QTransform
from PySide6.QtWidgets import QLabel, QScrollArea

from zjbuy_desktop.gui.dialogs.ask import ask_reason
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.widgets.basics import button, label, row
from zjbuy_desktop.gui.widgets.scan_pictures import Pixels, pixmap_of
from zjbuy_desktop.usecases import scanning, seals
from zjbuy_desktop.usecases.scan_report import page_words
from zjbuy_desktop.usecases.seals import AtHome

if TYPE_CHECKING:
    from zjbuy_desktop.core.case.scans import ScanPage
    from zjbuy_desktop.gui.pages.base import StagePage

DPI = 144
_ZOOMS = (0.5, 0.75, 1.0, 1.5, 2.0)
"""Of the width there is."""
_WIDTH, _SEAL = 1.0, 0.45
"""The whole width at first, and so far down: where signatures and seals stand."""


class ScanView(Sheet):
    """Pages one at a time; ``＋ －`` zoom, ``PgUp PgDn`` turn the leaf, ``R`` turns the sheet."""

    def __init__(self, page: "StagePage", title: str, action: str = "") -> None:
        super().__init__(page, title, action, wide=760)
        self.sheets: Sequence[ScanPage] = ()
        self.at = 0
        self._zoom, self._turn = _WIDTH, 0
        self._whole = QPixmap()
        self.words = label("", size="head", wrap=True)
        self.place = label("", "quiet")
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area = QScrollArea()
        self.area.setObjectName("preview")
        self.area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area.setWidget(self.picture)
        self.area.setAccessibleName("扫描件")
        tools = (
            button("上一页", lambda: self.leaf(-1), role="small", tip="PgUp"),
            button("下一页", lambda: self.leaf(1), role="small", tip="PgDn"),
            button("−", lambda: self.zoom_by(-1), role="small", tip="缩小（－）", name="缩小"),
            button("＋", lambda: self.zoom_by(1), role="small", tip="放大（＋）", name="放大"),
            button("转向", self.turn, role="small", tip="顺时针转 90°（R）"),
        )
        self.box.addWidget(self.words)
        self.box.addLayout(row(*tools, self.place, None))
        self.box.addWidget(self.area, 1)
        for keys, run in (
            ("PgUp", lambda: self.leaf(-1)),
            ("PgDown", lambda: self.leaf(1)),
            ("+", lambda: self.zoom_by(1)),
            ("=", lambda: self.zoom_by(1)),
            ("-", lambda: self.zoom_by(-1)),
            ("R", self.turn),
        ):
            QShortcut(QKeySequence(keys), self, run)
        self.fit(1000, 720)

    def show_sheets(self, sheets: "Sequence[ScanPage]", at: int = 0) -> None:
        """Show these pages, beginning with one of them."""
        self.sheets, self.at = sheets, at
        self._zoom = _WIDTH
        self._load()

    def leaf(self, by: int) -> None:
        """Another page of the same paper."""
        if 0 <= self.at + by < len(self.sheets):
            self.at += by
            self._load()

    def zoom_by(self, by: int) -> None:
        """Larger or smaller."""
        step = _ZOOMS.index(self._zoom) + by
        self._zoom = _ZOOMS[max(0, min(step, len(_ZOOMS) - 1))]
        self._draw()

    def turn(self) -> None:
        """Turn the sheet by a quarter; only for the eye, nothing is changed."""
        self._turn = (self._turn + 90) % 360
        self._draw()

    def _load(self) -> None:
        context = self.page.context
        if context is None or not self.sheets:
            return
        sheet, desk = self.sheets[self.at], context.desk
        self._turn = 0
        self.place.setText(
            f"第 {self.at + 1} 张，共 {len(self.sheets)} 张　{sheet.name} 第 {sheet.file_page} 页"
        )

        def shown(pixels: Pixels) -> None:
            if self.sheets[self.at].id == sheet.id:
                self._whole = pixmap_of(pixels)
                self._draw()
                last = self.at == len(self.sheets) - 1
                self._show_from(_SEAL if last else 0.0)

        self.do(
            "读取扫描件", lambda _: scanning.picture(desk, sheet, DPI), shown,
            writes=False, quiet=True,
        )  # fmt: skip

    def _draw(self) -> None:
        if self._whole.isNull():
            return
        mode = Qt.TransformationMode.SmoothTransformation
        turned = self._whole.transformed(QTransform().rotate(self._turn))
        room = self.area.viewport().width() - 24
        self.picture.setPixmap(turned.scaledToWidth(round(room * self._zoom), mode))
        self.picture.adjustSize()

    def _show_from(self, share: float) -> None:
        bar = self.area.verticalScrollBar()
        bar.setValue(round(min(self.picture.height() * share, bar.maximum())))


class SealView(ScanView):
    """核章: paper after paper, each with its last page first, where the seal is."""

    def __init__(self, page: "StagePage", papers: Sequence[AtHome], first: int = 0) -> None:
        super().__init__(page, "核章", "章已盖齐(&S)")
        self.papers, self.number = list(papers), first
        self.refuse = button("章不合格(&B)…", self.ask_refusal, icon="stop")
        self.skip = button("先看下一份(&N)", self.pass_on)
        self.close_button.setText("关闭")
        self.left.addWidget(self.refuse)
        self.left.addWidget(self.skip)
        self._show()

    @property
    def current(self) -> AtHome:
        """The paper in hand."""
        return self.papers[self.number]

    def _show(self) -> None:
        paper = self.current
        check = f"　函上的金额应为 {paper.check}" if paper.check else ""
        self.setWindowTitle(f"核章　{self.number + 1} / {len(self.papers)}")
        self.words.setText(f"{paper.title}　{paper.key[1]}{check}")
        self.skip.setEnabled(len(self.papers) > 1)
        sheets = paper.paper.sheets
        self.show_sheets(sheets, len(sheets) - 1)

    def try_accept(self) -> None:
        """章已盖齐, and on to the next."""
        self._record(accepted=True, reason="")

    def ask_refusal(self) -> None:
        """章不合格, with its reason, and on to the next."""
        reason = ask_reason(
            self, "章不合格", "写明哪里不合格；单位重新盖章、交回后再导入。", action="退回"
        )
        if reason is not None:
            self._record(accepted=False, reason=reason)

    def pass_on(self) -> None:
        """Leave this one for later."""
        self.number = (self.number + 1) % len(self.papers)
        self._show()

    def _record(self, *, accepted: bool, reason: str) -> None:
        context = self.page.context
        if context is None:
            return
        desk, project, key = context.desk, context.project_id, self.current.key
        self.do(
            "登记核章",
            lambda _: seals.confirm_seals(desk, project, [key], accepted=accepted, reason=reason),
            lambda _: self._next(),
        )

    def _next(self) -> None:
        del self.papers[self.number]
        if not self.papers:
            self.accept()
            return
        self.number %= len(self.papers)
        self._show()


def look_at(page: "StagePage", sheets: "Sequence[ScanPage]", at: int) -> ScanView:
    """Open the view on some pages; nothing is decided there."""
    view = ScanView(page, "扫描件")
    view.words.setText(page_words(sheets[at]))
    view.show_sheets(sheets, at)
    view.open()
    return view
