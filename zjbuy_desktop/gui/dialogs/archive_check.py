"""核对归档文件夹: what came of it, which files differ, whether the list is the recorded one."""

from typing import TYPE_CHECKING

from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.widgets.archive_tables import difference_columns
from zjbuy_desktop.gui.widgets.basics import icon_label, label, row
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.usecases.archive_check import Checked, Difference

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage


class ArchiveCheckDialog(Sheet):
    """The verdict in words, then the files; only 关闭."""

    def __init__(self, page: "StagePage", found: Checked) -> None:
        super().__init__(page, f"核对　{found.folder.name}", wide=700)
        self.files = label(found.words, size="head", wrap=True)
        self.list = label(found.list_words, wrap=True)
        self.table: DataTable[Difference] = DataTable(
            "archive-differences",
            difference_columns(),
            title="不符的文件",
            empty="没有改动、缺少或多出的文件",
        )
        self.table.set_rows(found.differences)
        for right, words in ((found.comparison.same, self.files), (bool(found.seal), self.list)):
            mark = icon_label("check", "ok") if right else icon_label("stop", "stop")
            line = row(mark, words)
            line.setStretch(1, 1)
            self.box.addLayout(line)
        self.box.addWidget(self.table, 1)
        self.box.addWidget(label(f"清单的校验值：{found.sha256}", "quiet", wrap=True))
        self.fit(760, 460)
