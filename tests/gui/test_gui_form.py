"""Fields take what people type, say what is wrong beside the field, and give typed values."""

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.gui import fake
from zjbuy_desktop.core.base.findings import Finding, Severity
from zjbuy_desktop.gui.dialogs.ask import ReasonDialog
from zjbuy_desktop.gui.models.dates import long_date, read_date, short_date
from zjbuy_desktop.gui.widgets.date_editor import DateEditor
from zjbuy_desktop.gui.widgets.editors import (
    CheckEditor,
    ChoiceEditor,
    LineEditor,
    MoneyEditor,
    NumberEditor,
    QuantityEditor,
    TextEditor,
)
from zjbuy_desktop.gui.widgets.form import Form

DAY = date(2026, 9, 3)


@pytest.mark.parametrize(
    "text",
    ["2026-9-3", "2026.09.03", "2026/9/3", "2026年9月3日", "2026年9月3日（周四）", "20260903",
     "２０２６－９－３", " 2026 - 9 - 3 ", "9-3", "9月3日"],
)  # fmt: skip
def test_dates_are_read_in_every_common_form(text: str) -> None:
    assert read_date(text, 2026) == DAY


@pytest.mark.parametrize("text", ["2026-2-30", "九月三日", "2026", "1926-9-3", "2026-13-1"])
def test_other_dates_are_refused_in_chinese(text: str) -> None:
    with pytest.raises(ValueError, match=r"[一-龥]"):
        read_date(text, 2026)


def test_dates_are_shown_with_their_weekday() -> None:
    assert long_date(DAY) == "2026年9月3日（周四）"
    assert short_date(DAY) == "9月3日"
    assert read_date(long_date(DAY)) == DAY


@pytest.mark.parametrize(
    ("text", "fen"),
    [("1,501,250.00", 150125000), ("１２３．４", 12340), ("￥5", 500), ("88元", 8800), ("", None)],
)
def test_money_is_read_to_the_fen(qtbot: QtBot, text: str, fen: int | None) -> None:
    editor = MoneyEditor()
    qtbot.addWidget(editor)
    editor.setText(text)
    assert editor.value() == fen
    assert editor.problem() == ""


@pytest.mark.parametrize("text", ["十二", "1.234", "-5"])
def test_money_that_is_none_says_why(qtbot: QtBot, text: str) -> None:
    editor = MoneyEditor()
    qtbot.addWidget(editor)
    editor.setText(text)
    assert editor.value() is None
    assert editor.problem()


def test_leaving_a_field_shows_its_proper_form(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    money, after = MoneyEditor(), LineEditor()
    form.add("money", "金额", money)
    form.add("name", "名称", after)
    with qtbot.waitExposed(form):
        form.show()
    form.activateWindow()
    form.focus("money")
    qtbot.waitUntil(money.hasFocus)
    qtbot.keyClicks(money, "12345.6")
    form.focus("name")
    assert money.text() == "12,345.60"


def test_quantity_and_number(qtbot: QtBot) -> None:
    quantity, number = QuantityEditor(), NumberEditor(1, 30)
    for editor in (quantity, number):
        qtbot.addWidget(editor)
    quantity.setText("３.5")
    assert quantity.value() == 3500
    number.setText("３０")
    assert (number.value(), number.problem()) == (30, "")
    number.setText("31")
    assert (number.value(), number.problem()) == (None, "请填 1 到 30 之间的整数")


def form(qtbot: QtBot) -> Form:
    made = Form(2)
    qtbot.addWidget(made)
    made.add("name", "项目名称", LineEditor(), required=True, wide=True)
    made.add("method", "采购方式", ChoiceEditor([("open", "公开招标"), ("talk", "竞争性磋商")]))
    made.add("price", "最高限价", MoneyEditor(), unit="元")
    made.add("on", "日期", DateEditor(date(2026, 8, 17)))
    made.add("inside", "目录", CheckEditor("在目录内"))
    made.add("reason", "理由", TextEditor(), hint="须写明。", wide=True)
    return made


VALUES = {
    "name": "台式计算机", "method": "talk", "price": 478000, "on": DAY, "inside": True,
    "reason": "规格统一",
}  # fmt: skip


def test_values_go_in_and_out_typed(qtbot: QtBot) -> None:
    made = form(qtbot)
    made.set_values(VALUES)
    assert made.values() == VALUES


def test_a_draft_keeps_even_what_cannot_be_read(qtbot: QtBot) -> None:
    import json

    made = form(qtbot)
    made.set_values(VALUES)
    made.fields["price"].editor.set_draft("四千")
    kept = json.loads(json.dumps(made.draft()))
    again = form(qtbot)
    again.set_draft(kept)
    assert again.values() == VALUES | {"price": None}
    assert again.problems() == {"price": "“四千”不是数字"}


def texts(made: Form, name: str) -> list[str]:
    labels = made.fields[name].findChildren(QLabel)
    return [t.text() for t in labels if t.text() and t.isVisibleTo(made.fields[name])]


def test_findings_stand_beside_their_field_and_go_again(qtbot: QtBot) -> None:
    made = form(qtbot)
    made.show_findings(fake.FINDINGS)
    assert any("没有写明理由" in t for t in texts(made, "reason"))
    assert "没有写明理由" in made.fields["reason"].widget.accessibleDescription()
    assert made.fields["reason"].widget.property("finding") == "warn"
    made.show_findings(())
    assert texts(made, "reason") == ["须写明。"]
    assert made.fields["reason"].widget.property("finding") == ""


def test_the_worst_finding_colours_the_field(qtbot: QtBot) -> None:
    made = form(qtbot)
    found = [Finding("r", s, "说明", None, field="name") for s in reversed(Severity)]
    made.show_findings(found)
    assert made.fields["name"].widget.property("finding") == "block"


def test_typing_says_which_field_and_what_is_unreadable(qtbot: QtBot) -> None:
    made = form(qtbot)
    with qtbot.waitSignal(made.edited) as edited:
        qtbot.keyClicks(made.fields["price"].widget, "x")
    assert edited.args == ["price"]
    assert "“x”不是数字" in texts(made, "price")


def test_filling_in_is_no_typing(qtbot: QtBot) -> None:
    made = form(qtbot)
    with qtbot.assertNotEmitted(made.edited):
        made.set_values(VALUES)


def test_labels_name_their_editors(qtbot: QtBot) -> None:
    made = form(qtbot)
    assert {f.widget.accessibleName() for f in made.fields.values()} == {
        "项目名称", "采购方式", "最高限价", "日期", "目录", "理由",
    }  # fmt: skip


def test_arrow_down_opens_the_calendar_and_a_day_is_taken(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QCalendarWidget

    editor = DateEditor(date(2026, 8, 17), lambda d: f"还有 {(d - date(2026, 8, 17)).days} 日")
    qtbot.addWidget(editor)
    with qtbot.waitExposed(editor):
        editor.show()
    qtbot.keyClick(editor.line, Qt.Key.Key_Down)
    calendar = editor.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    assert calendar.selectedDate().month() == 8
    with qtbot.waitSignal(editor.edited):
        calendar.clicked.emit(calendar.selectedDate().addDays(3))
    assert editor.value() == date(2026, 8, 20)
    assert any(t.text() == "还有 3 日" for t in editor.findChildren(QLabel))


def test_a_field_as_wide_as_its_number_stands_at_the_left(qtbot: QtBot) -> None:
    form = Form(2)
    qtbot.addWidget(form)
    pages, amount = NumberEditor(1, 9999), MoneyEditor()
    form.add("pages", "页数", pages)
    form.add("amount", "金额", amount, hint="写到分")
    form.resize(900, 80)
    with qtbot.waitExposed(form):
        form.show()
    assert (pages.x(), amount.x()) == (0, 0)
    assert pages.width() == pages.minimumWidth()


@pytest.mark.parametrize("times", [1, 3, 8])
def test_nothing_lies_over_anything_in_a_question(qtbot: QtBot, times: int) -> None:
    text = (
        "之江市教育局的正式采购计划没有关联临时采购计划。（同样的情况共 26 处（13 家单位））\n"
        * times
    )
    host = QWidget()
    qtbot.addWidget(host)
    dialog = ReasonDialog(host, "说明理由", text, "对这 26 处（13 家单位）都用这个理由", "")
    dialog.show()
    said = dialog.findChildren(QLabel)[0]
    for step in (lambda: None, dialog.try_accept, lambda: dialog.resize(440, 200)):
        step()
        QApplication.processEvents()
        shown = [w for w in (said, dialog.reason, dialog.message, dialog.go) if w.isVisible()]
        for above, below in pairwise(shown):
            assert above.geometry().bottom() < below.geometry().top()
        assert said.height() >= said.heightForWidth(said.width()), "no line is cut off"
        assert dialog.go.geometry().bottom() < dialog.height()
    dialog.reject()
