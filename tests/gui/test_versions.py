"""Versions by clicking: every return of a unit, compared, chosen, taken back, with reasons."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import PROJECT, RETURNS, Folders, Stand, Stands, press
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.batch import KEPT
from zjbuy_desktop.core.case.comparing import Change
from zjbuy_desktop.core.case.tally import Answer, Total, answers, total
from zjbuy_desktop.gui.dialogs import ask
from zjbuy_desktop.gui.dialogs.compare_returns import CompareDialog
from zjbuy_desktop.gui.dialogs.import_returns import ImportDialog
from zjbuy_desktop.gui.dialogs.unit_versions import UnitVersionsDialog
from zjbuy_desktop.gui.dialogs.withdraw_need import WithdrawDialog
from zjbuy_desktop.gui.pages.collection import CollectionPage
from zjbuy_desktop.store import withdrawals
from zjbuy_desktop.usecases import collecting, versions

TWICE, ONCE = "之江市堃山县教育局", "之江市教育局"
FIRST, SECOND = f"{TWICE}.xlsx", f"{TWICE}（修改后）.xlsx"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def stand(qtbot: QtBot, folders: Folders, tmp_path: Path) -> Iterator[Stands]:
    with journey.stands(qtbot, folders, tmp_path, CollectionPage) as make:
        yield make


def page_of(made: Stand) -> CollectionPage:
    assert isinstance(made.page, CollectionPage)
    return made.page


def select(page: CollectionPage, unit: str) -> None:
    page.by_unit.select(next(r for r in page.by_unit.model.rows if r.unit == unit))


def sums_of(made: Stand, unit: str) -> Total:
    return total(n for n in made.case.needs if n.unit == unit)


def state_of(page: CollectionPage, unit: str) -> str:
    return next(r.text for r in page.by_unit.model.rows if r.unit == unit)


def said(dialog: QDialog) -> str:
    return "\n".join(w.text() for w in dialog.findChildren(QLabel) if not w.isHidden())


def opened(qtbot: QtBot, page: CollectionPage, unit: str) -> UnitVersionsDialog:
    select(page, unit)
    press(qtbot, page.unit_tools.versions)
    assert isinstance(page.dialog, UnitVersionsDialog)
    return page.dialog


def comparing(dialog: UnitVersionsDialog) -> CompareDialog:
    assert dialog.comparing is not None
    return dialog.comparing


def test_two_returns_side_by_side_and_the_older_one_kept_with_its_reason(
    qtbot: QtBot, stand: Stands
) -> None:
    made = stand("collected")
    page = page_of(made)
    dialog = opened(qtbot, page, TWICE)
    assert [(v.file, v.state) for v in dialog.table.model.rows] == [
        (FIRST, "未计入"),
        (SECOND, "计入汇总"),
    ]
    new = sums_of(made, TWICE)
    assert f"计入汇总的是“{SECOND}”" in dialog.head.text()
    press(qtbot, dialog.compare)
    asked = comparing(dialog)
    old = asked.found.old
    assert asked.found.new == new
    assert old != new, "the sample's two returns do differ"
    assert asked.take_new.isChecked()
    rows = asked.differences.table.model.rows
    assert {r.counts for r in rows} == {r.pair.new for r in rows}
    foot = asked.differences.table.foot.cells
    gap = new.amount_fen - old.amount_fen
    assert f"{'+' if gap > 0 else ''}{money.yuan(gap)}" in foot
    assert "＝Σ各行之差 ✓" in asked.differences.proof.text()
    asked.keep_old.click()
    rows = asked.differences.table.model.rows
    assert {r.counts for r in rows} == {r.pair.old for r in rows}
    press(qtbot, asked.go)
    assert asked.message.text() == "请写明理由，审计时会看到。"
    assert sums_of(made, TWICE) == new
    asked.reason.setText("8月16日电话：修改后的一份发错了")
    press(qtbot, asked.go)
    assert sums_of(made, TWICE) == old
    assert made.told[-1][1] == f"{TWICE}以“{FIRST}”为准。"
    kept = versions.versions_of(made.desk, PROJECT, TWICE)
    assert [(v.file, v.state, v.why) for v in kept][0] == (
        FIRST,
        "计入汇总",
        "8月16日电话：修改后的一份发错了",
    )
    assert [v.state for v in dialog.table.model.rows] == ["计入汇总", "未计入"]
    assert total(made.case.needs).amount_fen == sum(
        r.sums.amount_fen for r in page.by_unit.model.rows if r.sums
    )


def importing(page: CollectionPage, *files: str) -> ImportDialog:
    page.import_files([RETURNS / file for file in files])
    assert isinstance(page.dialog, ImportDialog)
    return page.dialog


def weighing(qtbot: QtBot, dialog: ImportDialog) -> CompareDialog:
    press(qtbot, dialog.conflicts.compares[TWICE])
    assert dialog.comparing is not None
    return dialog.comparing


def test_a_second_return_is_compared_before_it_is_written_and_the_old_one_kept(
    qtbot: QtBot, stand: Stands
) -> None:
    made = stand("begun")
    collecting.import_returns(made.desk, PROJECT, [RETURNS / FIRST])
    made.load()
    page = page_of(made)
    old = sums_of(made, TWICE)
    dialog = importing(page, SECOND)
    asked = weighing(qtbot, dialog)
    assert (asked.found.old, asked.found.new.rows) == (old, 3)
    assert f"“{FIRST}”，以前接收的" in said(asked)
    shown = [r for r in asked.differences.table.model.rows if r.pair.change is Change.CHANGED]
    words = [asked.differences.table.model.columns[-1].shown(r) for r in shown]
    assert all("数量 " in w and " → " in w for w in words)
    asked.keep_old.click()
    asked.reason.setText("修改后的一份是草稿")
    press(qtbot, asked.go)
    assert dialog.report is not None
    assert dialog.report.chosen == {TWICE: KEPT}
    assert dialog.conflicts.reasons[TWICE].value() == "修改后的一份是草稿"
    assert dialog.conflicts.choices[TWICE].value() == KEPT
    assert sums_of(made, TWICE) == old
    press(qtbot, dialog.go)
    kept = versions.versions_of(made.desk, PROJECT, TWICE)
    assert [(v.file, v.state) for v in kept] == [(FIRST, "计入汇总"), (SECOND, "未计入")]
    assert kept[0].why == "修改后的一份是草稿"
    with made.desk.store.read() as view:
        told = view.db.exec_driver_sql(
            "SELECT payload FROM audit_event WHERE action = 'returns_imported' ORDER BY seq DESC"
        ).scalar()
    assert json.loads(told)["reasons"] == {TWICE: "修改后的一份是草稿"}


def test_a_second_return_taken_as_usual_needs_no_reason_but_keeps_one(
    qtbot: QtBot, stand: Stands
) -> None:
    made = stand("begun")
    dialog = importing(page_of(made), FIRST, SECOND)
    asked = weighing(qtbot, dialog)
    assert f"“{FIRST}”，这次读到的" in said(asked)
    assert asked.take_new.isChecked()
    asked.reason.setText("以修改后的为准")
    press(qtbot, asked.go)
    press(qtbot, dialog.go)
    kept = {v.file: v for v in versions.versions_of(made.desk, PROJECT, TWICE)}
    assert (kept[SECOND].state, kept[SECOND].why) == ("计入汇总", "以修改后的为准")
    collecting.undo(made.desk, PROJECT, 1, "误导入")
    assert made.case.needs == ()


def test_a_return_is_let_count_without_comparing_and_only_one_can_be_opened(
    qtbot: QtBot, stand: Stands, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand("collected")
    dialog = opened(qtbot, page_of(made), TWICE)
    assert not dialog.pick.isEnabled(), "the last one counts already"
    assert dialog.original.isEnabled()
    dialog.table.view.selectRow(0)
    monkeypatch.setattr(ask, "ask_reason", lambda *_, **__: "来函")
    press(qtbot, dialog.pick)
    assert {n.source.file for n in made.case.needs if n.unit == TWICE} == {FIRST}
    dialog.table.view.selectAll()
    assert not dialog.original.isEnabled()
    assert dialog.compare.isEnabled()


def test_a_unit_with_one_return_has_nothing_to_compare(qtbot: QtBot, stand: Stands) -> None:
    dialog = opened(qtbot, page_of(stand("collected")), ONCE)
    assert len(dialog.table.model.rows) == 1
    assert not dialog.compare.isEnabled()
    assert not dialog.pick.isEnabled()


def test_a_need_is_taken_back_with_its_letter_and_counts_again(
    qtbot: QtBot, stand: Stands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand("collected")
    page = page_of(made)
    before, whole = sums_of(made, ONCE), total(made.case.needs).amount_fen
    select(page, ONCE)
    press(qtbot, page.unit_tools.withdraw)
    dialog = page.dialog
    assert isinstance(dialog, WithdrawDialog)
    assert money.yuan(before.amount_fen) in said(dialog)
    press(qtbot, dialog.go)
    assert dialog.message.text() == "请写明撤回理由。"
    letter = tmp_path / "撤回函.pdf"
    letter.write_bytes(b"%PDF-1.4 back")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(letter), ""))
    press(qtbot, dialog.attach)
    dialog.reason.set_value("8月17日来函，预算调整后重报")
    press(qtbot, dialog.go)
    assert sums_of(made, ONCE).rows == 0
    assert total(made.case.needs).amount_fen == whole - before.amount_fen
    assert answers(made.case)[ONCE] is Answer.TAKEN_BACK
    assert state_of(page, ONCE) == "已撤回　8月17日来函，预算调整后重报"
    assert "已撤回 1" in page.states.text()
    kept_versions = opened(qtbot, page, ONCE)
    assert "已撤回需求（8月17日来函，预算调整后重报），没有一份计入汇总" in said(kept_versions)
    kept_versions.reject()
    with made.desk.store.read() as view:
        (kept,) = withdrawals.list_withdrawals(view, PROJECT)
    assert made.desk.store.originals.read(kept.evidence) == letter.read_bytes()
    select(page, ONCE)
    assert page.unit_tools.withdraw.accessibleName() == "取消撤回"
    monkeypatch.setattr(ask, "ask_reason", lambda *_, **__: "单位来电，不撤了")
    press(qtbot, page.unit_tools.withdraw)
    assert sums_of(made, ONCE) == before
    assert state_of(page, ONCE) == "已接收"
