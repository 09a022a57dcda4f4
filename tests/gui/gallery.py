"""Shows the window with made-up facts and saves pictures of it, to be looked at.

    python tests/gui/gallery.py OUT [--size 1366x768] [--mode light|dark] [--stay]

Set QT_SCALE_FACTOR for other scales, QT_QPA_PLATFORM=offscreen for no display.
"""

import argparse
import os
import sys
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.gui import fake
from zjbuy_desktop.gui.dialogs.ask import ReasonDialog, RecordDialog
from zjbuy_desktop.gui.dialogs.bug import BugDialog
from zjbuy_desktop.gui.models.views import Action, HeaderView
from zjbuy_desktop.gui.pages.base import StagePage
from zjbuy_desktop.gui.shell.app import make_app
from zjbuy_desktop.gui.shell.window import MainWindow
from zjbuy_desktop.gui.widgets.basics import ElidedLabel, button, label, row
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.date_editor import DateEditor
from zjbuy_desktop.gui.widgets.drops import EmptyState
from zjbuy_desktop.gui.widgets.editors import (
    CheckEditor,
    ChoiceEditor,
    LineEditor,
    MoneyEditor,
    NumberEditor,
    TextEditor,
)
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.gui.widgets.preview import PdfPreview
from zjbuy_desktop.gui.widgets.return_strip import ReturnStrip, summary
from zjbuy_desktop.gui.work import Progress, Task


class CollectionPage(StagePage):
    action = "完成汇总，生成委托函(&N)"

    def build(self) -> None:
        strip = ReturnStrip()
        strip.set_squares(fake.squares())
        self.body.addLayout(
            row(
                label("已回收 21 / 27", size="head"), ElidedLabel(summary(fake.squares()), "quiet"),
                button("催报(&R)…", icon="send"), button("导入(&I)…", icon="import"), gap=12,
            )
        )  # fmt: skip
        self.body.addWidget(strip)
        self.table = DataTable("gallery", fake.columns(), title="各单位回收情况")
        self.table.set_rows(fake.units())
        self.table.set_foot("合计 27 家")
        self.body.addWidget(self.table, 1)


class SetupPage(StagePage):
    action = "完成立项，去征集需求(&N)"

    def build(self) -> None:
        form = self.add_form(Form(2))
        today = date(2026, 8, 17)
        deadline = DateEditor(today, lambda d: f"还有 {(d - today).days} 日")
        form.add("name", "项目名称", LineEditor(), required=True, wide=True)
        form.add(
            "method", "采购方式", ChoiceEditor([(1, "公开招标"), (2, "竞争性磋商")], empty="请选择")
        )
        form.add("mode", "组织模式", ChoiceEditor([(1, "统采分签"), (2, "统采统签")]))
        form.add("ceiling", "最高限价", MoneyEditor(""), unit="元")
        form.add("days", "签约期限", NumberEditor(1, 30), unit="日")
        form.add("deadline", "填报截止", deadline, required=True)
        form.add("number", "项目编号", LineEditor("由平台给出，可以以后再填"))
        form.add("inside", "集中采购目录", CheckEditor("品目在集中采购目录内"), wide=True)
        form.add("reason", "评审方法理由", TextEditor(), hint="综合评分法须写明理由。", wide=True)
        form.set_values({"name": "之江市2026年台式计算机带量集中采购", "method": 1, "mode": 1,
                         "ceiling": 478000, "deadline": date(2026, 8, 20)})  # fmt: skip
        form.fields["days"].editor.set_draft("三十")
        form.show_findings(fake.FINDINGS)
        self.body.addStretch(1)


def dress(window: MainWindow) -> None:
    frame = window.frame
    frame.set_projects(fake.PROJECTS, 1)
    frame.show_stages(fake.STAGES)
    frame.show_findings(fake.FINDINGS)
    frame.show_papers(fake.PAPERS)
    frame.show_basis(fake.BASIS)
    frame.set_foot(fake.FOOT)


def show_progress(window: MainWindow) -> None:
    task = Task("正在制作签订合同通知书")
    window.frame.progress.follow(task)
    task.progressed.emit(Progress(12, 27, "之江市堃山县教育局", 95))
    window.frame.keep = task  # type: ignore[attr-defined]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--mode", default="light")
    parser.add_argument("--stay", action="store_true")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    app = make_app(sys.argv[:1], args.mode)
    window = MainWindow()
    dress(window)
    width, height = map(int, args.size.split("x"))
    window.resize(width, height)
    window.show()
    scale = os.environ.get("QT_SCALE_FACTOR", "1")
    suffix = f"{args.mode}-{args.size}-{scale}"

    def shoot(name: str, widget: QWidget | None = None) -> None:
        shown = widget or window
        fake.settle(shown)
        shown.grab().save(str(args.out / f"{name}-{suffix}.png"))

    table = CollectionPage()
    table.set_note("还有 2 处必须改")
    window.frame.show_page(table, fake.HEADER, "collection")
    table.table.view.selectRow(2)
    shoot("table")
    window.frame.show_banner("warn", "两份需求表的单位名称不在名册里。", "在导入页指定单位。",
                             (Action("去看", lambda: None),))  # fmt: skip
    window.frame.show_banner(
        "ok", "已制作 27 份签订合同通知书。", actions=(Action("打开文件夹", lambda: None),)
    )
    window.frame.show_banner("stop", "磁盘已满，这一步没有保存。", "请腾出空间后再试一次。")
    show_progress(window)
    shoot("banners")
    window.frame.progress.hide()
    setup = SetupPage()
    window.frame.show_page(
        setup,
        HeaderView("立项与名册", "一", "写清买什么、谁一起买、由谁牵头。", None, "第二、三、五条"),
        "setup",
    )
    shoot("form")
    hint = "把各单位发回的文件拖到这里，或者选择文件、文件夹。"
    actions = (Action("选择文件(&F)…", str), Action("选择文件夹(&D)…", str))
    empty = EmptyState("import", "还没有收到需求表", hint, actions, drops=True)
    page = StagePage()
    page.body.addWidget(empty, 1)
    window.frame.show_page(page, fake.HEADER, "collection")
    shoot("empty")
    preview = PdfPreview()
    preview.set_pages(fake.pages())
    page = StagePage()
    page.body.addWidget(preview, 1)
    window.frame.show_page(page, HeaderView("预览　征集通知"), "call")
    shoot("preview")
    if width >= 1300:
        shoot("bug", BugDialog("Traceback …\nZeroDivisionError: division by zero", window))
        shoot(
            "record",
            RecordDialog(window, "登记：委托函已核章", "之江市水利局", date(2026, 8, 17), "登记"),
        )
        reason = ReasonDialog(window, "说明理由", fake.FINDINGS[2].message, "记入理由", "")
        reason.try_accept()
        shoot("reason", reason)
    if args.stay:
        app.exec()


if __name__ == "__main__":
    main()
