"""意向公开 by clicking: own notices one by one, the basis of the budget, what is taken back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import PROJECT, Folders, Stand, Stands, press, type_text
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.intentions import PAPER, START_WORDS, unit_intentions
from zjbuy_desktop.gui.dialogs.record_many import RecordManyDialog
from zjbuy_desktop.gui.pages.intention import IntentionPage
from zjbuy_desktop.usecases import particulars

FIRST = "之江市教育局"
OWN = EventKind.OWN_INTENTION_PUBLISHED


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def stand(qtbot: QtBot, folders: Folders, tmp_path: Path) -> Iterator[Stands]:
    with journey.stands(qtbot, folders, tmp_path, IntentionPage) as make:
        yield make


def page_of(made: Stand) -> IntentionPage:
    assert isinstance(made.page, IntentionPage)
    return made.page


def select(page: IntentionPage, unit: str) -> None:
    rows = [r.unit for r in page.table.model.visible]
    page.table.view.selectRow(rows.index(unit))


def state(page: IntentionPage, unit: str) -> str:
    (row,) = [r for r in page.table.model.rows if r.unit == unit]
    return row.at.coverage.value


def record(qtbot: QtBot, page: IntentionPage, unit: str, day: date, link: str) -> None:
    select(page, unit)
    press(qtbot, page.own)
    dialog = page.dialog
    assert isinstance(dialog, RecordManyDialog)
    assert dialog.ticked() == [unit]
    dialog.day.set_value(day)
    type_text(dialog.note, link)
    press(qtbot, dialog.go)


def test_a_unit_that_publishes_itself_tells_its_day_and_its_link(
    qtbot: QtBot, stand: Stands
) -> None:
    made = stand("entrusted")
    page = page_of(made)
    count = len(page.table.model.rows)
    assert count == len(unit_intentions(made.case)) > 2
    assert f"自行公开 {count} 家 ＝ {count} 家；已公开 0 家" in page.sum.text()
    record(qtbot, page, FIRST, date(2026, 8, 10), "")
    assert page.dialog.message.text() == "请写明公告的标题或链接。"
    assert made.case.event(OWN, FIRST) is None
    type_text(page.dialog.note, "之江市教育局2026年8月政府采购意向")
    press(qtbot, page.dialog.go)
    event = made.case.event(OWN, FIRST)
    assert (event.on, event.note) == (date(2026, 8, 10), "之江市教育局2026年8月政府采购意向")
    assert state(page, FIRST) == "已公开"
    assert f"已公开 1 家，还有 {count - 1} 家要办" in page.sum.text()


def test_a_wrong_record_is_taken_back_with_a_reason(
    qtbot: QtBot, stand: Stands, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand("entrusted")
    page = page_of(made)
    assert not page.undo.isEnabled(), "nothing is there to take back"
    record(qtbot, page, FIRST, date(2026, 8, 10), "教育局意向")
    page.table.view.clearSelection()
    press(qtbot, page.undo)
    assert "先在表里选中一家" in made.told[-1][1]
    select(page, FIRST)
    monkeypatch.setattr("zjbuy_desktop.gui.pages.intention.ask_reason", lambda *a, **k: "登记错了")
    press(qtbot, page.undo)
    assert made.case.event(OWN, FIRST) is None
    assert state(page, FIRST) == "还没有公开"


def test_basis_and_day_go_into_the_public_text_and_leave_its_other_entries(
    qtbot: QtBot, stand: Stands
) -> None:
    made = stand("entrusted")
    page = page_of(made)
    particulars.fill_in(made.desk, PROJECT, PAPER, "", {"remark": "分两个标项"})
    made.load()
    assert START_WORDS in "".join(w.text() for w in page.findChildren(type(page.sum)))
    press(qtbot, page.save)
    assert "还没有选择预算依据" in made.told[-1][1]
    page.form.fields["budget_basis"].editor.set_value("批复的部门预算")
    page.form.fields["expected_on"].editor.set_value(date(2026, 9, 9))
    press(qtbot, page.save)
    assert dict(made.case.particulars_of(PAPER).values) == {
        "budget_basis": "批复的部门预算", "expected_on": "2026-09-09", "remark": "分两个标项",
    }  # fmt: skip
    record(qtbot, page, FIRST, date(2026, 8, 10), "教育局意向")
    (row,) = [r for r in page.table.model.rows if r.unit == FIRST]
    assert row.ahead == 30
    assert not [f for f in page.model.findings if f.rule == "intention_is_published_early"]


def test_completing_saves_what_was_chosen_and_units_not_covered_hold_it(
    qtbot: QtBot, stand: Stands
) -> None:
    made = stand("entrusted")
    page = page_of(made)
    page.form.fields["budget_basis"].editor.set_value("待批的追加预算")
    press(qtbot, page.primary)
    assert dict(made.case.particulars_of(PAPER).values) == {"budget_basis": "待批的追加预算"}
    held = {f.rule for f in page.model.findings}
    assert held == {"every_unit_is_covered_once"}
    (first,) = [f for f in page.model.findings if f.subject == FIRST]
    assert page.visit(first)
    assert [r.unit for r in page.table.selection()] == [FIRST]


def test_without_reason_nothing_is_waived(qtbot: QtBot, stand: Stands) -> None:
    made = stand("entrusted")
    page = page_of(made)
    line = page.checklist.lines[EventKind.INTENTION_WAIVED.value]
    line.day.set_value(made.desk.today)
    press(qtbot, line.go)
    assert made.case.event(EventKind.INTENTION_WAIVED) is None
    said = "".join(w.text() for w in made.frame.findChildren(QLabel))
    assert "要在备注里写明为什么急需、为什么不能预见" in said
    line.day.set_value(made.desk.today)
    type_text(line.note, "汛情突发，防汛物资急需")
    press(qtbot, line.go)
    assert made.case.event(EventKind.INTENTION_WAIVED).note == "汛情突发，防汛物资急需"
    assert "已登记不公开采购意向" in page.sum.text()
    assert not page.model.findings
