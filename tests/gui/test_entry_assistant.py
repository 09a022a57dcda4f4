"""录入助手 by clicking and typing: the clipboard, the ticks in the database, the numbers kept."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.sitting import Sitting
from zjbuy_desktop.core.case.plans import PlanKind
from zjbuy_desktop.gui.dialogs.entry_assistant import EntryAssistant
from zjbuy_desktop.store.trail import AuditEvent, list_audit
from zjbuy_desktop.usecases import entry_assistant, projects
from zjbuy_desktop.usecases.screens import OWN_FILE

DAY = date(2026, 10, 12)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> journey.Folders:
    return journey.Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def data(folders: journey.Folders, tmp_path: Path) -> Path:
    return folders.copy("awarded", tmp_path / "data")


@pytest.fixture
def sitting(qtbot: QtBot, data: Path) -> Iterator[Sitting]:
    with Sitting(qtbot, data, DAY) as made:
        yield made


def opened(sitting: Sitting, stage: str) -> EntryAssistant:
    page = sitting.go(stage)
    (retype,) = [b for b in page.findChildren(QPushButton) if "录入助手" in b.text()]
    sitting.press(retype)
    window = sitting.session.assistant.open_window
    assert window is not None
    return window


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def last(sitting: Sitting) -> AuditEvent:
    assert sitting.session.desk is not None
    with sitting.session.desk.store.read() as view:
        return list_audit(view, None, 1)[0]


def kept(sitting: Sitting, screen: str, subject: str = "") -> dict[str, str]:
    """Ticks as the database has them."""
    assert sitting.session.desk is not None
    sheet = entry_assistant.sheet(sitting.session.desk, 1, screen, subject)
    return {row.key: row.tick.value for row in sheet.rows if row.tick}


def test_values_go_to_the_clipboard_and_ticks_to_the_database(sitting: Sitting) -> None:
    window = opened(sitting, "plan")
    assert window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert not window.isModal()
    assert (window.caption.text(), window.value.text()) == ("计划类型", "受委托采购")
    assert "待核对" in window.remark.text()
    sitting.press(window.copy)
    assert clipboard() == "受委托采购"
    sitting.press(window.tick)
    assert kept(sitting, "provisional_plan") == {"计划类型": "受委托采购"}
    event = last(sitting)
    assert (event.action, event.project) == ("entry_ticked", 1)
    assert event.payload["value"] == "受委托采购"
    assert window.caption.text() == "预算单位编码", "预算年度 is not entered, and passed over"
    assert window.count.text().startswith("第 3 项；共 ")
    assert "已录 1 项，没有内容 " in window.count.text()
    assert clipboard() == window.value.text(), "going on copies"
    assert window.focusWidget() is window.tick
    assert window.source.text() == "来源：“立项与名册”"
    sitting.press(window.back)
    assert window.value.text() == "（没有内容）"
    sitting.press(window.back)
    assert window.state.text().startswith(f"已录入：{event.actor} ")
    assert clipboard() == "受委托采购"
    sitting.press(window.undo)
    assert kept(sitting, "provisional_plan") == {}
    assert last(sitting).action == "entry_unticked"


def test_keys_copy_and_tick_and_amounts_come_without_separators(
    sitting: Sitting, qtbot: QtBot
) -> None:
    window = opened(sitting, "plan")
    sheet = window.sheet
    assert sheet is not None
    window.auto.set_value(False)
    at = next(n for n, r in enumerate(sheet.rows) if r.caption == "采购金额")
    while window.at < at:
        qtbot.keyClick(window, Qt.Key.Key_PageDown)
    total = sum(r.gap_fen + (r.planned_fen or 0) for r in _plans(sitting))
    qtbot.keyClick(window, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard() == f"{total // 100}.{total % 100:02d}"
    qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    sitting.rest()
    assert kept(sitting, "provisional_plan") == {"采购金额": clipboard()}


def _plans(sitting: Sitting) -> list[object]:
    from zjbuy_desktop.core.case.reconciling import reconciliation

    return list(reconciliation(sitting.case).rows)


def test_it_goes_on_where_it_was_left_and_says_what_changed_since(
    sitting: Sitting, data: Path
) -> None:
    window = opened(sitting, "plan")
    sitting.press(window.tick)
    window.close()
    sitting.rest()
    assert sitting.session.assistant.open_window is None
    again = opened(sitting, "plan")
    assert again.caption.text() == "预算单位编码", "what has no value is passed over"
    while again.caption.text() != "采购项目名称":
        sitting.press(again.skip)
    name = again.value.text()
    sitting.press(again.tick)
    desk = sitting.session.desk
    assert desk is not None
    from dataclasses import replace

    projects.update(desk, 1, replace(desk.case(1).project, name="改名后的项目"))
    changed = opened(sitting, "plan")
    while changed.caption.text() != "采购项目名称":
        sitting.press(changed.skip)
    assert changed.value.text() == "改名后的项目"
    assert f"录入后又改了：{desk.store.actor}" in changed.state.text()
    assert f"录的是“{name}”" in changed.state.text()


def test_what_has_no_value_is_told_and_cannot_be_ticked(sitting: Sitting) -> None:
    window = opened(sitting, "plan")
    while window.caption.text() != "资金支付方式":
        sitting.press(window.skip)
    assert window.value.text() == "（没有内容）"
    assert "没有登记，在“临时采购计划”填写" in window.source.text()
    assert not window.tick.isEnabled()
    assert not window.copy.isEnabled()


def test_the_plan_number_goes_where_the_page_keeps_it(sitting: Sitting) -> None:
    window = opened(sitting, "plan")
    sitting.press(window.keep)
    assert "还没有填临时采购计划编号" in window.message.text()
    sitting.type_in(window.number, "LS2026-0099")
    sitting.press(window.keep)
    assert sitting.case.filing.number == "LS2026-0099"
    assert "原来是 临2026-0001" in window.message.text()
    assert sitting.page.form.value("plan_number") == "LS2026-0099"  # type: ignore[attr-defined]


def test_the_project_number_marks_no_stage_for_review(sitting: Sitting) -> None:
    window = opened(sitting, "agency")
    assert window.screen_now.id == "agency_entrustment"
    stages = sitting.case.stages
    sitting.type_in(window.number, "ZJ-2026-CG-17")
    sitting.press(window.keep)
    assert sitting.case.project.project_number == "ZJ-2026-CG-17"
    assert sitting.case.stages == stages
    assert last(sitting).action == "project_number_set"


def test_contracts_are_walked_one_by_one(sitting: Sitting) -> None:
    window = opened(sitting, "signing")
    assert window.contract.count() > 2
    first = window.sheet
    assert first is not None
    unit = first.rows[0].value
    assert first.subject == f"{unit}（标项一）"
    window.contract.setCurrentIndex(1)
    window.contract.activated.emit(1)
    second = window.sheet
    assert second is not None
    sitting.press(window.tick)
    assert kept(sitting, "contract", first.subject) == {}
    assert kept(sitting, "contract", second.subject) == {"采购单位": second.rows[0].value}
    assert f"{second.subject}　1/" in window.contract.currentText()
    sitting.type_in(window.number, "HT-2026-002")
    sitting.press(window.keep)
    assert sitting.case.details_of("contract", second.subject).number == "HT-2026-002"
    assert sitting.case.details_of("contract", first.subject).number == ""
    window.contract.setCurrentIndex(0)
    window.contract.activated.emit(0)
    sitting.type_in(window.number, "HT-2026-002")
    sitting.press(window.keep)
    assert "已经用于" in window.message.text()


def test_the_platforms_export_is_compared(
    sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from openpyxl import Workbook

    from zjbuy_desktop.core.base import money
    from zjbuy_desktop.gui.dialogs import entry_assistant as module

    window = opened(sitting, "plan")
    sitting.press(window.compare)
    assert "逐家一致" in window.message.text()
    plans = list(sitting.case.plans_of(PlanKind.PROVISIONAL))
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["单位名称", "采购计划编号", "品目编码", "金额（元）"])
    for n, plan in enumerate(plans):
        wrong = 100 if n == 0 else 0
        amount = money.yuan(plan.amount_fen + wrong).replace(",", "")
        sheet.append([plan.unit, plan.number, plan.category_code, amount])
    file = tmp_path / "导出.xlsx"
    book.save(file)
    monkeypatch.setattr(module, "choose_file", lambda *_: file)
    sitting.press(window.bring)
    assert "不一致 1 处" in window.message.text()
    assert plans[0].unit in window.message.text()
    stored = next(p for p in sitting.case.plans_of(PlanKind.PROVISIONAL) if p.unit == plans[0].unit)
    assert stored.amount_fen == plans[0].amount_fen + 100


def test_the_find_box_opens_it_and_closing_the_window_closes_it(sitting: Sitting) -> None:
    sitting.go("plan")
    texts = {e.text: e.id for e in sitting.session.project.find_entries()}
    sitting.frame.found.emit(texts["录入助手"])
    sitting.rest()
    window = sitting.session.assistant.open_window
    assert window is not None
    sitting.window.close()
    assert sitting.session.assistant.open_window is None


def test_the_offices_own_order_is_walked(sitting: Sitting, data: Path) -> None:
    (data / OWN_FILE).write_text(
        """
[[screens]]
id = "provisional_plan"
name = "受托计划"
platform = "预算一体化系统"
per = "project"
asks = "plan_number"
checked = "2026-03-01"
fields = [
  { caption = "金额合计", value = "amount", money = "万元" },
  { caption = "名称", value = "project" },
]
""",
        encoding="utf-8",
    )
    window = opened(sitting, "plan")
    assert window.caption.text() == "金额合计"
    assert "." in window.value.text()
    assert not window.remark.isVisible()
    sitting.press(window.skip)
    assert window.caption.text() == "名称"


def test_the_last_tick_asks_for_the_number_and_names_what_was_left_out(
    sitting: Sitting, data: Path
) -> None:
    (data / OWN_FILE).write_text(_SHORT, encoding="utf-8")
    window = opened(sitting, "plan")
    sitting.press(window.tick)
    assert "没有内容的 1 项（年度）" in window.message.text()
    assert "填上计划号，登记编号" in window.message.text()
    assert window.sheet is not None
    assert window.sheet.complete
    assert kept(sitting, "provisional_plan") == {"类型": "受委托采购"}


_SHORT = """
[[screens]]
id = "provisional_plan"
name = "受托计划"
platform = "预算一体化系统"
per = "project"
asks = "plan_number"
asks_caption = "计划号"
fields = [{ caption = "类型", value = "plan_type" }, { caption = "年度", value = "fiscal_year" }]
"""


def test_on_a_small_screen_the_buttons_at_the_foot_still_can_be_read(sitting: Sitting) -> None:
    page = sitting.go("agency")
    again = [b for b in page.findChildren(QPushButton) if b.accessibleName() == "录入助手"]
    assert [b.text() for b in again] == ["录入助手(&Y)"]
    sitting.window.resize(911, 512)
    sitting.rest()
    assert [b.text() for b in again] == ["录入(&Y)"]
    foot = [b for b in page.findChildren(QPushButton) if b.isVisible() and b.parent() != page]
    squeezed = [b.text() for b in foot if b.width() < b.sizeHint().width()]
    assert not squeezed
    assert sitting.frame.header.title.width() > 100
    sitting.window.resize(1366, 768)
    sitting.rest()
    assert [b.text() for b in again] == ["录入助手(&Y)"]


def test_the_order_may_be_edited_from_a_copy_that_reads_as_before(
    sitting: Sitting, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zjbuy_desktop.gui.dialogs import entry_assistant as module

    opened_folders: list[Path] = []
    monkeypatch.setattr(module, "show_folder", opened_folders.append)
    window = opened(sitting, "plan")
    before = window.sheet
    sitting.press(window.order)
    assert opened_folders == [data / OWN_FILE]
    window.open_screen()
    sitting.rest()
    assert window.sheet == before
    (data / OWN_FILE).write_text(_SHORT, encoding="utf-8")
    sitting.press(window.order)
    assert "受托计划" in (data / OWN_FILE).read_text(encoding="utf-8"), "what was edited stays"


def test_a_wrong_order_is_told_in_the_window_and_nothing_opens(
    sitting: Sitting, data: Path
) -> None:
    (data / OWN_FILE).write_text(_SHORT.replace("plan_type", "colour"), encoding="utf-8")
    sitting.go("plan")
    sitting.session.assistant.show("provisional_plan")
    sitting.rest()
    assert sitting.session.assistant.open_window is None
    assert any("“colour”不认识" in text for text in sitting.banners())
