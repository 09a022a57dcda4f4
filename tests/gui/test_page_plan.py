"""临时采购计划 by clicking: import or typing, differences marked, number and type of the filing."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import Folders, Stand, Stands, press
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.differences import Mismatch
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.plans import PlanKind
from zjbuy_desktop.core.case.tally import standings
from zjbuy_desktop.gui.dialogs.plans_edit import EditPlansDialog
from zjbuy_desktop.gui.pages.plan import PlanPage
from zjbuy_desktop.gui.widgets.plan_table import problem

FIRST, OUTSIDE = "之江市教育局", "之江市堃山县第二中学"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def stand(qtbot: QtBot, folders: Folders, tmp_path: Path) -> Iterator[Stands]:
    with journey.stands(qtbot, folders, tmp_path, PlanPage) as make:
        yield make


def page_of(made: Stand) -> PlanPage:
    assert isinstance(made.page, PlanPage)
    return made.page


def export(made: Stand, file: Path, changes: Mapping[str, int]) -> Path:
    """The platform's export of what is needed, with other amounts for some units."""
    needed = {s.unit: s.total.amount_fen for s in standings(made.case) if s.included}
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["单位名称", "采购计划编号", "品目编码", "金额(元)"])
        for n, (unit, fen) in enumerate({**needed, **changes}.items()):
            rows.writerow([unit, f"临{n}", "A02010105", money.yuan(fen)])
    return file


def test_imported_plans_are_compared_unit_by_unit(
    qtbot: QtBot, stand: Stands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand("entrusted")
    page = page_of(made)
    file = export(made, tmp_path / "计划.csv", {FIRST: 150_000_000, OUTSIDE: 18_200_000})
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    press(qtbot, page.bring)
    assert made.told[-1][0] == "warn"
    assert "有 2 处不一致" in made.told[-1][1]
    rows = {r.unit: r for r in page.table.model.rows}
    assert [r.unit for r in page.table.model.rows][:2] == [FIRST, OUTSIDE]
    assert (problem(rows[FIRST]), rows[FIRST].gap_fen) == ("少 1,250.00 元", 125_000)
    assert problem(rows[OUTSIDE]) == "未纳入却有计划"
    assert rows[OUTSIDE].gap_fen == -18_200_000, "a plan without a need is a difference too"
    assert page.table.foot.cells[3] == money.yuan(125_000 - 18_200_000)
    assert problem(rows["之江市公安局"]) == ""
    assert page.table.foot.mark.startswith("≠Σ各单位")
    page.import_files([export(made, tmp_path / "改.csv", {})])
    assert made.told[-1][0] == "ok"
    assert "逐家一致 ✓" in page.sum.text()
    assert page.table.foot.mark == "＝Σ各单位 ✓"
    assert "改.csv" not in page.sum.text()


def test_differences_are_listed_with_both_sources_and_what_to_do(
    qtbot: QtBot, stand: Stands, tmp_path: Path
) -> None:
    made = stand("entrusted")
    page = page_of(made)
    page.import_files([export(made, tmp_path / "计划.csv", {FIRST: 150_000_000, "外县某局": 100})])
    assert page.leaves.currentIndex() == 1, "after a bad import the differences are in front"
    assert page.leaves.tabText(1) == "不一致(&2) 2"
    qtbot.keyClick(page.wrong.view, Qt.Key.Key_Down)
    first, stranger = page.wrong.model.rows
    assert (first.unit, first.mismatch) == (FIRST, Mismatch.AMOUNT)
    assert first.need_source == "需求表-之江市教育局.xlsx!Sheet!G4、G5、G6"
    assert first.plan_source.startswith("计划.csv!")
    assert stranger.mismatch is Mismatch.STRANGER
    page.wrong.select(first)
    assert page.detail.text().splitlines() == [
        f"{first.message}核对后改正计划或需求。",
        f"需求：1,501,250.00 元　{first.need_source}",
        f"计划：1,500,000.00 元　{first.plan_source}",
    ]
    assert page.wrong.foot.cells[4] == "1,249.00"
    assert page.wrong.foot.mark == "＝Σ各单位 ✓"
    assert page.sum.text().endswith("＋ Σ差额 1,249.00 元，不一致 2 处")
    page.leaves.setCurrentIndex(0)
    assert page.context is not None
    finding = next(f for f in page.context.findings if f.subject == "外县某局")
    assert page.visit(finding)
    assert page.leaves.currentIndex() == 1
    assert page.wrong.current() == stranger


def test_the_blank_table_names_the_units_and_is_imported_once_filled(
    qtbot: QtBot, stand: Stands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand("entrusted")
    page = page_of(made)
    target = tmp_path / "计划表.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(qtbot, page.blank)
    book = load_workbook(target)
    sheet = book.worksheets[0]
    needed = {s.unit: s.total.amount_fen for s in standings(made.case) if s.included}
    assert [sheet.cell(n, 1).value for n in range(2, sheet.max_row + 1)] == list(needed)
    for n, fen in enumerate(needed.values(), 2):
        sheet.cell(n, 2).value = f"临2026080100000000000{n}"
        sheet.cell(n, 4).value = fen / 100
    book.save(target)
    page.import_files([target])
    assert made.told[-1][0] == "ok"
    assert "逐家一致 ✓" in page.sum.text()
    codes = {p.category_code for p in made.case.plans_of(PlanKind.PROVISIONAL)}
    assert codes == {"A02010105"}


def test_plans_are_typed_by_hand(qtbot: QtBot, stand: Stands) -> None:
    made = stand("entrusted")
    page = page_of(made)
    press(qtbot, page.type)
    dialog = page.dialog
    assert isinstance(dialog, EditPlansDialog)
    press(qtbot, dialog.go)
    assert dialog.message.text() == "还没有填写任何计划。"
    dialog.set_text(1, 3, "一百万")
    press(qtbot, dialog.go)
    assert FIRST in dialog.message.text(), "the unit whose amount can't be read is named"
    dialog.set_text(1, 3, "")
    dialog.copy_needed()
    for line in range(dialog.table.rowCount()):
        dialog.set_text(line, 1, f"临{line}")
    press(qtbot, dialog.go)
    assert page.dialog is None
    assert made.told[-1][1] == "已保存临时采购计划 14 条，与需求逐家一致。"
    plans = list(made.case.plans_of(PlanKind.PROVISIONAL))
    assert sum(p.amount_fen for p in plans) == 1_857_689_642
    assert {p.category_code for p in plans} == {"A02010105"}


def test_number_is_kept_as_draft_then_registered_with_the_only_right_type(
    qtbot: QtBot, stand: Stands
) -> None:
    made = stand("entrusted")
    page = page_of(made)
    field = page.form.fields["plan_number"]
    qtbot.keyClicks(field.widget, "ZC2026-77")
    page.model.flush()
    made.load()
    assert page.form.value("plan_number") == "ZC2026-77", "the draft comes back"
    press(qtbot, page.save)
    assert (made.case.filing.number, made.case.filing.plan_type) == ("ZC2026-77", "受委托采购")
    assert page.form.value("plan_type") == "受委托采购"


def test_event_is_recorded_and_the_stage_asks_to_be_completed(qtbot: QtBot, stand: Stands) -> None:
    made = stand("planned")
    page = page_of(made)
    press(qtbot, page.primary)
    assert made.completed == 0
    assert "临时采购计划已办理" in made.told[-1][1]
    line = page.checklist.lines[EventKind.PROVISIONAL_PLAN_FILED.value]
    line.day.set_value(made.desk.today)
    press(qtbot, line.go)
    assert made.case.happened(EventKind.PROVISIONAL_PLAN_FILED) == date(2026, 8, 17)
    press(qtbot, page.primary)
    assert made.completed == 1
