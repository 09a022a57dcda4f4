"""扫回与核章: scans dropped on the window, seals looked at by keys, the rest filed or chased."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gui.sitting import Sitting, press_primary
from tests.gui.stage_names import headed
from tests.usecases.homecoming import KIND, TODAY, copied, template
from zjbuy_desktop.core.case.documents import MoveKind
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.homecoming import Home, standing_of
from zjbuy_desktop.gui.dialogs.ask import ConfirmDialog, ReasonDialog
from zjbuy_desktop.gui.dialogs.file_page import FilePageDialog
from zjbuy_desktop.gui.dialogs.scan_view import ScanView, SealView
from zjbuy_desktop.gui.widgets.thumb_sheet import Thumb
from zjbuy_desktop.gui.work import Task


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return template(tmp_path_factory.mktemp("office"), 5)


class Counter:
    """A sitting on an office whose letters are out, and the scans in its post."""

    def __init__(self, qtbot: QtBot, made: Path, folder: Path) -> None:
        office = copied(made, folder)
        self.units = office.units
        first, second, third, fourth, _ = office.units
        torn = office.letter(fourth)[1].copy()
        torn.paste(255, (0, 0, torn.width, 190))
        mixed = [*office.letter(second), *office.letter(first), *office.letter(third)]
        self.post = [
            office.scan("合扫.pdf", [mixed[n] for n in (3, 8, 0, 1, 7, 2, 6, 5, 4)]),
            office.scan("撕.pdf", [office.letter(fourth)[0], torn, office.letter(fourth)[2]]),
        ]
        office.send()
        office.desk.store.close()
        self.sitting = Sitting(qtbot, folder / "data", TODAY)

    @property
    def page(self) -> Any:
        page = self.sitting.session.project_pages.page
        assert page is not None
        return page

    def drop(self, *paths: Path) -> None:
        self.sitting.frame.files_dropped.emit(list(paths))
        for _ in range(3):
            self.sitting.rest()

    def home(self, unit: str) -> Home:
        return standing_of(self.sitting.case, KIND, unit).home


def alt(qtbot: QtBot, where: QWidget, key: Qt.Key) -> None:
    """An Alt letter; Qt shows the button go down for a tenth of a second before it acts."""
    where.activateWindow()
    qtbot.waitUntil(where.isActiveWindow)
    qtbot.keyClick(where, key, Qt.KeyboardModifier.AltModifier)
    qtbot.wait(200)


@pytest.fixture
def counter(qtbot: QtBot, made: Path, tmp_path: Path) -> Iterator[Counter]:
    opened = Counter(qtbot, made, tmp_path)
    yield opened
    opened.sitting.close()


def test_scans_dropped_anywhere_wait_for_their_seals(qtbot: QtBot, counter: Counter) -> None:
    first, second, third, fourth, fifth = counter.units
    sitting = counter.sitting
    counter.drop(*counter.post)
    page = counter.page
    assert sitting.title == "扫回与核章"
    assert any("共 12 页 ＝ 已归入 11 ＋ 未识别 1；3 份收齐" in said for said in sitting.banners())
    assert [key[1] for key in page.waiting.keys] == [first, second, third]
    assert page.leaves.currentWidget() is page.seal_leaf
    assert not page.waiting.empty.isVisible()
    assert {row.subject: row.state for row in page.facts.owed} == {
        fourth: "缺第2页",
        fifth: "未交回",
    }
    for paper in page.facts.papers:
        if paper.paper.complete:
            assert page.pictures.of(paper.paper.sheets[-1]) is not None

    # The first by the large view, with a key; the view goes on to the next by itself.
    page.waiting.setFocus()
    page.waiting.setCurrentRow(0)
    qtbot.keyClick(page.waiting, Qt.Key.Key_Return)
    sitting.rest()
    view = page.dialog
    assert isinstance(view, SealView)
    assert first in view.words.text()
    assert "函上的金额应为" in view.words.text()
    assert not view.picture.pixmap().isNull()
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    sitting.rest()
    assert view.place.text().startswith("第 2 张，共 3 张")
    alt(qtbot, view, Qt.Key.Key_S)
    sitting.rest()
    assert counter.home(first) is Home.SEALED
    assert sitting.case.happened(EventKind.SEAL_CONFIRMED, first) == TODAY
    assert second in view.words.text()

    # The second is refused there, with a reason; the third is confirmed on the sheet.
    sitting.answering(ReasonDialog, lambda d: (d.reason.set_value("缺公章"), press_primary(d)))
    alt(qtbot, view, Qt.Key.Key_B)
    sitting.rest()
    assert counter.home(second) is Home.REFUSED
    view.reject()
    sitting.rest()
    assert [key[1] for key in page.waiting.keys] == [third]
    page.waiting.selectAll()
    sitting.press(page.seal)
    assert counter.home(third) is Home.SEALED
    assert page.waiting.keys == []
    assert {row.subject: row.state for row in page.facts.owed} == {
        second: "章不合格（缺公章）",
        fourth: "缺第2页",
        fifth: "未交回",
    }
    moves = [
        (m.subject, m.what)
        for m in sitting.case.moves
        if m.what not in (MoveKind.SENT, MoveKind.SCANNED)
    ]
    assert moves == [
        (first, MoveKind.CONFIRMED),
        (second, MoveKind.REFUSED),
        (third, MoveKind.CONFIRMED),
    ]


def test_an_import_that_is_cancelled_leaves_nothing(counter: Counter) -> None:
    sitting = counter.sitting
    told: list[int] = []

    def stop(task: Task) -> None:
        if task.label == "读取扫描件":
            task.progressed.connect(lambda progress: (told.append(progress.done), task.cancel()))

    sitting.session.work.started.connect(stop)
    counter.drop(*counter.post)
    assert told
    assert counter.page.facts.pages == ()
    assert {move.what for move in sitting.case.moves} == {MoveKind.SENT}
    sitting.session.work.started.disconnect(stop)
    counter.drop(*counter.post)
    assert len(counter.page.facts.pages) == 12


def test_three_hundred_papers_are_shown_without_a_halt(counter: Counter) -> None:
    counter.drop(counter.post[0])
    page = counter.page
    sheet = page.facts.papers[0].paper.sheets[-1]
    thumbs = [Thumb(n, replace(sheet, id=1000 + n), f"第{n}家单位", "委托函") for n in range(300)]
    begun = perf_counter()
    page.waiting.show_thumbs(thumbs)
    first = perf_counter() - begun
    begun = perf_counter()
    page.waiting.show_thumbs(thumbs[1:])
    assert perf_counter() - begun < 0.5
    assert first < 2
    assert len(page.waiting.keys) == 299


def test_several_seals_are_confirmed_at_once(qtbot: QtBot, counter: Counter) -> None:
    counter.drop(counter.post[0])
    page = counter.page
    page.waiting.setFocus()
    qtbot.keyClick(page.waiting, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.seal.text() == "章已盖齐 3 份(&S)"
    alt(qtbot, page, Qt.Key.Key_S)
    counter.sitting.rest()
    assert [counter.home(unit) for unit in counter.units[:3]] == [Home.SEALED] * 3
    assert "3 份已核章。" in counter.sitting.banners()


def test_an_empty_sheet_says_what_to_do(counter: Counter) -> None:
    counter.drop(*counter.post)
    page = counter.page
    page.waiting.selectAll()
    page.confirm_chosen()
    counter.sitting.rest()
    assert page.waiting.empty.isVisible()
    assert "催还" in page.waiting.empty.text()


def test_a_page_without_a_code_is_filed_by_its_number(qtbot: QtBot, counter: Counter) -> None:
    from zjbuy_desktop.core.papers.codes import printed_number
    from zjbuy_desktop.core.papers.compose import paper_code

    fourth = counter.units[3]
    sitting = counter.sitting
    counter.drop(counter.post[1])
    page = counter.page
    assert page.leaves.currentWidget() is page.open_leaf
    page.open.setFocus()
    page.open.setCurrentRow(0, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    sitting.press(page.file)
    dialog = page.dialog
    assert isinstance(dialog, FilePageDialog)
    sitting.press(dialog.go)
    assert "请选择文件和对象" in dialog.message.text()
    made = sitting.case.made_of(KIND, fourth)
    assert made is not None
    number = printed_number(paper_code(sitting.case, KIND, fourth), "0000", 2)
    sitting.type_in(dialog.number, number)
    assert "旧稿" in dialog.said.text(), "typed from another edition"
    number = printed_number(paper_code(sitting.case, KIND, fourth), made.edition, 2)
    sitting.type_in(dialog.number, number)
    assert dialog.subject.currentText() == fourth
    assert (dialog.leaf.value(), dialog.total.value()) == (2, 3)
    sitting.press(dialog.go)
    assert counter.home(fourth) is Home.WAITING
    assert page.open.keys == []
    assert [key[1] for key in page.waiting.keys] == [fourth]


def test_what_is_no_paper_is_left_out_and_a_batch_taken_back(counter: Counter) -> None:
    sitting = counter.sitting
    counter.drop(counter.post[1])
    page = counter.page
    page.open.setCurrentRow(0)
    page.open.setFocus()
    page.open.selectAll()
    sitting.answering(ReasonDialog, lambda d: (d.reason.set_value("封面"), press_primary(d)))
    sitting.press(page.leave)
    assert page.open.keys == []
    sitting.answering(ConfirmDialog, press_primary)
    sitting.press(page.take_back)
    assert page.facts.pages == ()
    assert {move.what for move in sitting.case.moves} == {MoveKind.SENT}
    counter.drop(counter.post[1])
    assert len(page.facts.pages) == 3


def test_reminders_are_copied_for_one_or_for_the_group(counter: Counter) -> None:
    first, second = counter.units[:2]
    sitting = counter.sitting
    sitting.frame.navigation.project_places.chosen.emit("scans")
    sitting.rest()
    chase = counter.page.chase
    counter.page.leaves.setCurrentWidget(chase)
    assert "还有 5 份没有交回" in chase.text.value()
    chase.table.select(next(r for r in chase.table.model.rows if r.subject == second))
    assert second in chase.text.value()
    assert first not in chase.text.value()
    sitting.press(chase.copy)
    assert QGuiApplication.clipboard().text() == chase.text.value()


def test_tables_dropped_go_to_the_collection_and_mixed_ones_are_told(
    counter: Counter, samples: Path
) -> None:
    sitting = counter.sitting
    table = next((samples / "returns").glob("*.xlsx"))
    counter.drop(counter.post[0], table)
    assert sitting.title == "扫回与核章"
    assert any("另有 1 个不是扫描件的文件没有读" in said for said in sitting.banners())
    sitting.frame.files_dropped.emit([table])
    sitting.rest()
    assert sitting.title == headed("回收与汇总")
    sitting.page.dialog.reject()
    sitting.rest()


def test_a_paper_in_the_table_is_looked_at_and_can_be_refused_later(counter: Counter) -> None:
    first = counter.units[0]
    sitting = counter.sitting
    counter.drop(counter.post[0])
    page = counter.page
    page.waiting.selectAll()
    page.confirm_chosen()
    sitting.rest()
    row = next(r for r in page.home.model.rows if r.key[1] == first)
    page.home.select(row)
    page.look_at_paper(row)
    sitting.rest()
    assert isinstance(page.dialog, ScanView)
    page.dialog.reject()
    sitting.rest()
    sitting.answering(ReasonDialog, lambda d: (d.reason.set_value("盖错"), press_primary(d)))
    page.refuse_in_table()
    sitting.rest()
    assert counter.home(first) is Home.REFUSED
    assert sitting.case.happened(EventKind.SEAL_CONFIRMED, first) is None
