"""补上这一件: what a file is that goes into the archive: 题名, 文号, 责任者, 日期, 页数."""

from pathlib import Path
from typing import TYPE_CHECKING

from zjbuy_desktop.core.case.archive_files import ArchiveFile
from zjbuy_desktop.core.case.archiving import Required
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.widgets.basics import label
from zjbuy_desktop.gui.widgets.date_editor import DateEditor
from zjbuy_desktop.gui.widgets.editors import LineEditor, NumberEditor
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.usecases import archive_files

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import PageContext, StagePage

_MOST_PAGES = 99_999


class ArchiveFileDialog(Sheet):
    """One file for one line of the legal list."""

    def __init__(
        self, page: "StagePage", context: "PageContext", wanted: Required, file: Path
    ) -> None:
        super().__init__(page, f"补上　{wanted.name}", "存入档案(&R)", wide=520)
        self._context, self._wanted, self._file = context, wanted, file
        self.form = Form()
        self.form.add("title", "题名", LineEditor(wanted.word))
        self.form.add("author", "责任者", LineEditor("出具的单位"), required=True)
        self.form.add("on", "日期", DateEditor(context.today), required=True)
        self.form.add("number", "文号、编号", LineEditor("没有的不填"))
        self.form.add("pages", "页数", NumberEditor(1, _MOST_PAGES, "PDF 可不填"))
        self.form.set_values({"author": wanted.unit})
        told = f"“{file.name}”原样存入本机，随归档文件夹一起封存，列入《档案目录》。"
        self.box.addWidget(label(told, wrap=True))
        self.box.addWidget(self.form)
        self.box.addStretch(1)
        self.fit(560, 340)
        self.form.focus("on" if wanted.unit else "author")

    def try_accept(self) -> None:
        """Keep the file, or say what is missing."""
        for name, problem in self.form.problems().items():
            self.form.focus(name)
            self.say(f"{self.form.fields[name].title}：{problem}。".replace("。。", "。"))
            return
        given = self.form.values()
        if given["on"] is None:
            self.say("请填日期。")
            return
        wanted, context, path = self._wanted, self._context, self._file
        file = ArchiveFile(
            wanted.material, wanted.subject, given["title"], given["number"], given["author"],
            given["on"], given["pages"] or 0, path.name, "",
        )  # fmt: skip
        self.do(
            "存入档案",
            lambda _: archive_files.add(context.desk, context.project_id, path, file),
            lambda _: self.accept(),
        )
