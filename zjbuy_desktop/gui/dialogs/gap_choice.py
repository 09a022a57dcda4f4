"""法规没有规定的一件事怎样做: one of the usual ways or one's own words, and why."""

from PySide6.QtWidgets import QWidget

from zjbuy_desktop.gui.dialogs.ask import Question
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor, TextEditor
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.usecases.gaps import LONGEST, GapRow

_OWN = "另写"
WHOSE = {False: "本项目", True: "本单位所有项目"}


class GapChoiceDialog(Question):
    """The words that are printed can be changed after a way was chosen."""

    def __init__(self, parent: QWidget, row: GapRow, *, office: bool) -> None:
        one = row.gap
        near = f"\n可参照：{one.near}" if one.near else ""
        printed = f"\n印在：{row.printed_in}" if row.printed_in else "\n只记录，不印在文件里。"
        text = f"{one.silent}{near}{printed}"
        super().__init__(parent, f"{one.title}：{WHOSE[office]}的做法", text, "定下做法")
        self.setMinimumWidth(560)
        ways = [(way, way if len(way) < 38 else f"{way[:37]}…") for way in one.choices]
        self.way = ChoiceEditor([*ways, (_OWN, "另写一种做法")], empty="请选择")
        self.words = TextEditor(3, "印出来的文字，可以改")
        self.reason = TextEditor(3, "法规没有规定，为什么这样做；会记入操作记录")
        self.form = Form()
        self.form.add("way", "做法", self.way)
        self.form.add("words", "文字", self.words, required=True)
        self.form.add("reason", "理由", self.reason, required=True)
        self.box.addWidget(self.form)
        if row.own is not None:
            self.way.set_value(row.own.choice if row.own.choice in one.choices else _OWN)
            self.words.set_value(row.own.choice)
            self.reason.set_value(row.own.reason if row.own.office is office else "")
        self.way.edited.connect(self._take_way)
        self.finish(self._missing)
        self.form.edited.connect(self.typed_on)

    def _take_way(self) -> None:
        way = self.way.value()
        self.words.set_value("" if way == _OWN or not way else way)

    def _missing(self) -> str:
        if not self.words.value():
            return "请选一种做法，或写自己的做法。"
        if len(self.words.value()) > LONGEST:
            return f"做法写在 {LONGEST} 字以内。"
        return "" if self.reason.value() else "请写明理由。"
