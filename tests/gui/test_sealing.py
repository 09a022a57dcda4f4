"""Undoing imports and sealing needs by clicking: foretold, visible, and opened with a reason."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import PROJECT, Folders, Stand, Stands, press
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.case.case import Override
from zjbuy_desktop.core.case.comparing import Change
from zjbuy_desktop.core.case.tally import total, totals_by
from zjbuy_desktop.gui.dialogs import ask
from zjbuy_desktop.gui.dialogs.compare_returns import CompareDialog
from zjbuy_desktop.gui.dialogs.seal import SealDialog
from zjbuy_desktop.gui.dialogs.undo_batch import UndoDialog
from zjbuy_desktop.gui.pages.collection import CollectionPage
from zjbuy_desktop.store import records
from zjbuy_desktop.store.trail import list_audit
from zjbuy_desktop.usecases import collecting, freezing, versions

UNIT = "之江市教育局"


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


def whole(made: Stand) -> int:
    return total(made.case.needs).amount_fen


def explain_all(made: Stand) -> None:
    """Reasons for whatever would otherwise keep the stage open."""
    with made.desk.store.begin("test", "理由", made.desk.now(), project_id=PROJECT) as work:
        for f in made.page.model.findings:
            if f.severity is Severity.WARN:
                records.add_override(work, PROJECT, Override(f.rule, f.subject, "已核对"))
    made.load()


def sealing(page: CollectionPage) -> SealDialog:
    assert isinstance(page.dialog, SealDialog)
    return page.dialog


def test_an_undo_is_foretold_by_unit_and_then_done(qtbot: QtBot, stand: Stands) -> None:
    made = stand("collected")
    page = page_of(made)
    before = totals_by(made.case.needs, lambda n: n.unit)
    press(qtbot, page.take_back)
    dialog = page.dialog
    assert isinstance(dialog, UndoDialog)
    rows = dialog.table.model.rows
    assert {c.unit: c.before for c in rows} == before
    assert all(c.after is None for c in rows)
    foot = dialog.table.foot.cells
    assert money.yuan(whole(made)) in foot
    assert f"-{money.yuan(whole(made))}" in foot
    assert f"{len(before)} 家单位计入的内容改变，其中 {len(before)} 家不再有需求" in (
        dialog.head.text()
    )
    press(qtbot, dialog.go)
    assert dialog.message.text() == "请写明撤销的理由，审计时会看到。"
    assert whole(made) > 0, "nothing is taken back before it is said so"
    dialog.reason.setText("选错了文件夹")
    press(qtbot, dialog.go)
    with made.desk.store.read() as view:
        assert list_audit(view)[0].summary == "撤销第 1 批导入：选错了文件夹"
    assert made.case.needs == ()
    assert [b.undone for b in page.versions.batches.model.rows] == [True]
    assert not page.versions.undo.isEnabled()
    assert not page.take_back.isEnabled()


def test_any_batch_is_undone_and_corrections_wait_again(qtbot: QtBot, stand: Stands) -> None:
    made = stand("collected")
    page = page_of(made)
    file = next(r for r in page.returns if r.file == "之江市江北区教育局.xlsx")
    collecting.correct(made.desk, PROJECT, file.id, {("Sheet", "E4"): "160"}, "8月20日电话确认")
    made.load()
    corrected = whole(made)
    batches = page.versions.batches
    assert [b.id for b in batches.model.rows] == [2, 1]
    page.leaves.setCurrentWidget(page.versions)
    batches.select(batches.model.rows[0])
    press(qtbot, page.versions.undo)
    dialog = page.dialog
    assert isinstance(dialog, UndoDialog)
    (change,) = dialog.table.model.rows
    dialog.reason.setText("更正得不对")
    press(qtbot, dialog.go)
    assert whole(made) == corrected + change.amount_fen
    assert change.unit not in {n.unit for n in made.case.needs}
    assert file.file in {r.file for r in made.case.open_returns}


def test_sealing_is_offered_on_the_way_to_completing(qtbot: QtBot, stand: Stands) -> None:
    made = stand("collected")
    page = page_of(made)
    press(qtbot, page.primary)
    assert page.dialog is None, "what is still held back is told first"
    assert made.completed == 1
    explain_all(made)
    press(qtbot, page.primary)
    dialog = sealing(page)
    assert dialog.name.value() == "2026年8月17日汇总"
    press(qtbot, dialog.skip)
    assert (made.completed, freezing.frozen(made.desk, PROJECT)) == (2, None)
    press(qtbot, page.primary)
    press(qtbot, sealing(page).go)
    qtbot.waitUntil(lambda: made.completed == 3)
    sealed = freezing.frozen(made.desk, PROJECT)
    assert sealed is not None
    assert (sealed.name, sealed.amount_fen) == ("2026年8月17日汇总", whole(made))
    assert page.versions.strip.isVisibleTo(page)
    told = page.versions.strip.words.text()
    assert "需求已封存：“2026年8月17日汇总”" in told
    assert money.yuan(whole(made)) in told
    press(qtbot, page.primary)
    assert made.completed == 4, "sealed already: nothing more is asked"


def test_what_is_sealed_stays_until_opened_with_a_reason(
    qtbot: QtBot, stand: Stands, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand("collected")
    page = page_of(made)
    page.leaves.setCurrentWidget(page.versions)
    press(qtbot, page.versions.seal)
    sealing(page).name.setText("第一次汇总")
    press(qtbot, sealing(page).go)
    before = whole(made)
    assert not page.versions.seal.isEnabled()
    press(qtbot, page.take_back)
    dialog = page.dialog
    assert isinstance(dialog, UndoDialog)
    dialog.reason.setText("误导入")
    press(qtbot, dialog.go)
    assert "需求已封存为“第一次汇总”，不能再改动" in dialog.message.text()
    assert whole(made) == before
    dialog.close()
    reasons = iter(["", "市教育局8月18日来函更正"])
    monkeypatch.setattr(ask, "ask_reason", lambda *_, **__: next(reasons) or None)
    press(qtbot, page.versions.strip.unseal)
    assert freezing.frozen(made.desk, PROJECT) is not None, "no reason, no opening"
    press(qtbot, page.versions.strip.unseal)
    assert freezing.frozen(made.desk, PROJECT) is None
    assert not page.versions.strip.isVisibleTo(page)
    versions.withdraw(made.desk, PROJECT, UNIT, "来函撤回")
    made.load()
    (sealed,) = page.versions.snapshots.model.rows
    assert page.versions.snapshots.model.columns[-1].shown(sealed) == (
        "8月17日解封：市教育局8月18日来函更正"
    )
    page.versions.snapshots.select(sealed)
    press(qtbot, page.versions.compare)
    compared = page.dialog
    assert isinstance(compared, CompareDialog)
    shown = compared.differences.table.model.rows
    assert {(r.line.unit, r.pair.change) for r in shown} == {(UNIT, Change.REMOVED)}
    assert compared.found.amount_fen == whole(made) - before


def test_the_place_a_refusal_names_is_there(qtbot: QtBot, stand: Stands) -> None:
    made = stand("collected")
    page = page_of(made)
    freezing.freeze(made.desk, PROJECT, "汇总")
    made.load()
    with pytest.raises(UserError) as told:
        collecting.undo(made.desk, PROJECT, 1, "误导入")
    places = re.findall("“([^”]+)”", told.value.hint)
    leaves = [page.leaves.tabText(n) for n in range(page.leaves.count())]
    assert places[0] == made.frame.header.title.text()
    assert places[1] in leaves
    page.leaves.setCurrentIndex(leaves.index(places[1]))
    assert page.versions.isVisibleTo(page)
    assert page.versions.strip.unseal.isVisibleTo(page)
