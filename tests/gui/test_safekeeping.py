"""Restore and hand-over as a clerk does them, and the window that only looks."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPushButton, QWizard
from pytestqt.qtbot import QtBot

from tests.gui.sitting import Sitting, press_primary, sample_project
from tests.gui.stage_names import headed
from zjbuy_desktop.core.stages.book import STAGES
from zjbuy_desktop.gui.dialogs.ask import ReasonDialog
from zjbuy_desktop.gui.dialogs.restore import RestoreWizard
from zjbuy_desktop.gui.dialogs.take_over import TakeOverWizard
from zjbuy_desktop.gui.pages.book import PROJECT_PAGES
from zjbuy_desktop.gui.widgets.viewing import writes
from zjbuy_desktop.gui.work import Work
from zjbuy_desktop.store import peek, places
from zjbuy_desktop.usecases import handover, opening, projects, proving, trust

NEXT, FINISH = QWizard.WizardButton.NextButton, QWizard.WizardButton.FinishButton


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    data = tmp_path_factory.mktemp("template") / "data"
    sample_project(data, samples)
    return data


@pytest.fixture
def data(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "data"))


@pytest.fixture
def sitting(qtbot: QtBot, data: Path) -> Iterator[Sitting]:
    with Sitting(qtbot, data) as made:
        yield made


def home(sitting: Sitting) -> None:
    sitting.session.go_place("workbench")
    sitting.rest()


def choose(sitting: Sitting, words: str) -> None:
    """An entry of 备份与交接."""
    home(sitting)
    menu = sitting.session.places.home.keep.menu()
    next(a for a in menu.actions() if a.text().startswith(words)).trigger()
    sitting.rest()


def click(sitting: Sitting, wizard: QWizard, which: QWizard.WizardButton) -> None:
    button = wizard.button(which)
    assert button.isEnabled(), f"“{button.text()}” is off"
    button.click()
    sitting.rest()


def rename(sitting: Sitting, name: str) -> None:
    desk = sitting.session.desk
    assert desk is not None
    case = desk.case(1)
    projects.update(desk, 1, replace(case.project, name=name))


# 恢复


def test_a_backup_is_looked_into_and_gone_back_to(sitting: Sitting) -> None:
    before = sitting.case.project.name
    home(sitting)
    sitting.press(sitting.session.places.home.backup)
    assert any("重新打开核对过" in text for text in sitting.banners())
    rename(sitting, "改坏了的名称")
    choose(sitting, "恢复备份")
    wizard = sitting.session.keeping.restoring
    assert wizard is not None
    assert "每日备份" in {f.kind for f in wizard.choose.table.model.visible}
    click(sitting, wizard, NEXT)
    words = sitting.words(wizard)
    assert "已打开核对：完好" in words
    assert "此后的 1 条操作" in words
    assert wizard.see.table.model.visible[0].since == 1
    click(sitting, wizard, NEXT)
    assert "前置备份" in sitting.words(wizard)
    click(sitting, wizard, FINISH)
    sitting.rest()
    told = [(b.message, b.hint) for b in sitting.frame.banners.banners()]
    assert any("已恢复到" in m and "前置备份" in h for m, h in told)
    sitting.session.open_project(1)
    sitting.rest()
    assert sitting.case.project.name == before
    assert trust.verify_data(sitting.data)["problems"] == []
    kept = [f for f in trust.backups(sitting.data) if f.kind == "前置备份"]
    assert len(kept) == 1


def test_a_damaged_backup_is_refused_with_its_reason(sitting: Sitting, tmp_path: Path) -> None:
    bad = tmp_path / "坏.zjbak"
    bad.write_bytes(b"PK no")
    before = places.database(sitting.data).read_bytes()
    choose(sitting, "恢复备份")
    wizard = sitting.session.keeping.restoring
    assert wizard is not None
    wizard.choose.set_other(bad)
    click(sitting, wizard, NEXT)
    assert "不能用" in wizard.see.message.text()
    assert not wizard.button(NEXT).isEnabled()
    wizard.button(QWizard.WizardButton.BackButton).click()
    assert wizard.currentPage() is wizard.choose
    wizard.reject()
    assert places.database(sitting.data).read_bytes() == before


def test_damaged_data_is_restored_from_the_page_that_says_so(qtbot: QtBot, data: Path) -> None:
    with Sitting(qtbot, data) as first:
        name = first.case.project.name
    places.database(data).write_bytes(b"x" * 9000)
    with Sitting(qtbot, data) as sitting:
        assert sitting.title == "数据没有打开"
        buttons = sitting.frame.pages.currentWidget().findChildren(QPushButton)
        sitting.press(next(b for b in buttons if b.text().startswith("恢复备份")))
        wizard = sitting.session.keeping.restoring
        assert wizard is not None
        click(sitting, wizard, NEXT)
        assert "已损坏，读不出来" in sitting.words(wizard)
        click(sitting, wizard, NEXT)
        click(sitting, wizard, FINISH)
        sitting.rest()
        assert sitting.case.project.name == name


# 演练


def test_a_round_in_the_background_proves_and_drills(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    threads: list[str] = []
    real = proving.remake

    def seen(*given: object) -> object:
        threads.append(threading.current_thread().name)
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(proving, "remake", seen)
    sitting.session.keeping.round()
    for _ in range(8):
        sitting.rest()
    assert len(threads) == 2
    assert set(threads) == {"worker"}
    tip = sitting.frame.foot._backup_text.toolTip()
    assert "恢复演练" in tip
    assert "通过" in tip
    threads.clear()
    sitting.session.keeping.round()
    sitting.rest()
    assert not threads, "once a day"


def test_a_drill_that_fails_is_told(sitting: Sitting) -> None:
    (file,) = (f.file for f in trust.backups(sitting.data))
    content = file.read_bytes()
    file.write_bytes(content[:3000])
    sitting.session.keeping.round()
    for _ in range(8):
        sitting.rest()
    assert any("恢复演练没有通过" in text for text in sitting.banners())
    assert "没有通过" in sitting.frame.foot._backup_text.text()


def test_a_second_place_is_chosen_and_missed(
    sitting: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    monkeypatch.setattr("zjbuy_desktop.gui.sitting.safekeeping.choose_folder", lambda *_: stick)
    choose(sitting, "备份同时放到第二处")
    assert any("以后每次备份都同时放到" in text for text in sitting.banners())
    assert list(stick.glob("*/*.zjbak"))
    shutil.rmtree(stick)
    sitting.press(sitting.session.places.home.backup)
    assert any("第二处备份没有接上" in text for text in sitting.banners())
    assert "第二处没有接上" in sitting.frame.foot._backup_text.text()


# 接力


def test_a_project_is_handed_over_and_taken_in(
    qtbot: QtBot, sitting: Sitting, tmp_path: Path
) -> None:
    file = tmp_path / "交接.zjhand"
    choose(sitting, "交给下一台电脑")
    wizard = sitting.session.keeping.giving
    assert wizard is not None
    click(sitting, wizard, NEXT)
    assert wizard.what.message.text() == "请写明交给谁。"
    sitting.type_in(wizard.what.to, "李四（2 号机）")
    click(sitting, wizard, NEXT)
    assert wizard.what.message.text() == "请选交接文件放在哪里。"
    wizard.what.file.set_value(str(file))
    click(sitting, wizard, NEXT)
    assert "变为只读" in sitting.words(wizard)
    click(sitting, wizard, FINISH)
    sitting.rest()
    code = next(t for t in sitting.banners() if "校验码" in t).split("校验码 ")[1].rstrip("。")
    assert file.exists()
    assert (tmp_path / "交接_交接单.pdf").exists()
    sitting.session.open_project(1)
    sitting.rest()
    assert "交给“李四（2 号机）”（第 1 棒），这里只能查看" in sitting.frame.notice.words
    with Sitting(qtbot, tmp_path / "新电脑") as other:
        taken(other, file, code)
        other.session.open_project(1)
        other.rest()
        assert other.frame.notice.words == ""
        assert other.case.units == sitting.case.units
        choose(other, "接收交接")
        again = other.session.keeping.taking
        assert again is not None
        sitting.type_in(again.choose.file, str(file))
        click(other, again, NEXT)
        assert "第 1 棒已经在这台电脑上办理" in other.words(again)
        again.see.same.setChecked(True)
        assert not again.button(FINISH).isEnabled()
        again.reject()


def taken(sitting: Sitting, file: Path, code: str) -> None:
    """接收交接, with the code of the sheet in hand."""
    choose(sitting, "接收交接")
    wizard = sitting.session.keeping.taking
    assert isinstance(wizard, TakeOverWizard)
    wizard.choose.file.set_value(str(file))
    click(sitting, wizard, NEXT)
    words = sitting.words(wizard)
    assert code in words
    assert not wizard.button(FINISH).isEnabled(), "the codes are to be compared first"
    wizard.see.same.setChecked(True)
    click(sitting, wizard, FINISH)
    sitting.rest()
    assert any("已接收" in text for text in sitting.banners())


def test_a_hostile_file_is_refused_and_nothing_is_there(sitting: Sitting, tmp_path: Path) -> None:
    import zipfile

    evil = tmp_path / "恶意.zjhand"
    with zipfile.ZipFile(evil, "w") as made:
        made.writestr("../../逃走.txt", "x")
    choose(sitting, "接收交接")
    wizard = sitting.session.keeping.taking
    assert wizard is not None
    wizard.choose.file.set_value(str(evil))
    click(sitting, wizard, NEXT)
    assert "来路不明的文件" in wizard.see.message.text()
    assert not wizard.button(FINISH).isEnabled()
    wizard.reject()
    assert not list(tmp_path.rglob("逃走.txt"))


def test_a_project_that_is_away_is_reclaimed_with_a_reason(
    sitting: Sitting, tmp_path: Path
) -> None:
    hand_over(sitting, tmp_path)
    button = sitting.frame.notice.findChild(QPushButton)
    assert button is not None

    def answer(dialog: ReasonDialog) -> None:
        dialog.reason.set_value("U盘丢失，对方没有接收")
        press_primary(dialog)

    sitting.answering(ReasonDialog, answer)
    sitting.press(button)
    sitting.session.open_project(1)
    sitting.rest()
    assert sitting.frame.notice.words == ""
    assert sitting.page.primary.isEnabled()
    rename(sitting, "又能改了")


# 只看不改


def hand_over(sitting: Sitting, folder: Path) -> None:
    desk = sitting.session.desk
    assert desk is not None
    handover.give(desk, [1], folder / "a.zjhand", "李四")
    sitting.session.show_again()
    sitting.rest()
    sitting.session.open_project(1)
    sitting.rest()


def on_buttons(sitting: Sitting) -> list[str]:
    """Buttons that could write and can be pressed, on the page and at its side."""
    areas = (sitting.frame.pages.currentWidget(), sitting.frame.side)
    found = (b for area in areas for b in area.findChildren(QAbstractButton))
    return [b.text() for b in found if b.isVisible() and b.isEnabled() and writes(b)]


def test_every_page_of_a_project_that_is_away_only_looks(sitting: Sitting, tmp_path: Path) -> None:
    assert on_buttons(sitting), "before, there is something to be done"
    before = places.database(sitting.data)
    hand_over(sitting, tmp_path)
    head = trust.verify_data(sitting.data)["audit_events"]
    for spec in STAGES:
        sitting.go(spec.id)
        assert on_buttons(sitting) == [], spec.id
        assert not [
            e for f in sitting.page.forms for e in f.findChildren(QLineEdit)
            if e.isVisible() and e.isEnabled() and not e.isReadOnly()
        ], spec.id  # fmt: skip
        assert sitting.frame.notice.words
    for name in PROJECT_PAGES:
        sitting.frame.project_place_chosen.emit(name)
        sitting.rest()
        assert on_buttons(sitting) == [], name
        assert sitting.frame.notice.words
    assert trust.verify_data(sitting.data)["audit_events"] == head
    assert before.exists()
    home(sitting)
    assert sitting.frame.notice.words == ""
    assert sitting.session.places.home.new.isEnabled()
    (row,) = sitting.session.places.home.board.table.model.visible
    assert row.name.endswith("（已交出，只读）")
    assert (row.due, row.overdue) == (None, 0)


def test_the_foot_and_the_rail_still_lead_about(sitting: Sitting, tmp_path: Path) -> None:
    hand_over(sitting, tmp_path)
    sitting.press(sitting.frame.foot._go)
    sitting.go("signing")
    assert sitting.title == headed("通知与签约")
    help_ = next(
        b for b in sitting.frame.header.findChildren(QPushButton) if b.text().startswith("帮助")
    )
    assert help_.isEnabled()


def test_what_is_dropped_is_not_taken(sitting: Sitting, tmp_path: Path) -> None:
    hand_over(sitting, tmp_path)
    sitting.session._dropped([tmp_path / "a.xlsx"])
    assert any("只能查看" in text for text in sitting.banners())


def test_a_folder_in_use_can_be_looked_at(qtbot: QtBot, data: Path) -> None:
    with Sitting(qtbot, data) as first, Sitting(qtbot, data) as second:
        assert first.title == "一、立项与名册"
        assert second.title == "数据没有打开"
        buttons = second.frame.pages.currentWidget().findChildren(QPushButton)
        second.press(next(b for b in buttons if b.text().startswith("只看不改")))
        assert second.title == "一、立项与名册"
        assert "正被另一个窗口" in second.frame.notice.words
        assert on_buttons(second) == []
        second.session.keeping.round()
        second.rest()
        assert peek.projects(data)


def test_words_of_looking_and_of_writing(qtbot: QtBot) -> None:
    for words, looks in (
        ("预览", True), ("打开原件(&O)", True), ("去这个环节(&T)", True), ("复制(&C)", True),
        ("复制为下一年(&Y)…", False), ("去掉选中的行", False), ("完成本环节(&N)", False),
        ("一个以后才有的按钮", False), ("已完成，去下一环节(&N)", True), ("核章(&S)…", False),
        ("说明理由", False), ("填写内容", False), ("核对发出的文件(&C)…", False),
        ("看过更新，仍用本单位的(&K)", False),
    ):  # fmt: skip
        button = QPushButton(words)
        button.setProperty("role", "link")
        qtbot.addWidget(button)
        assert writes(button) is not looks, words


def test_leaving_while_it_is_done_is_not_possible(qtbot: QtBot, sitting: Sitting) -> None:
    wizard = RestoreWizard(
        sitting.window, Work(sitting.window, threaded=False), (), lambda report, file: None
    )
    wizard._hold(True)
    wizard.show()
    wizard.reject()
    assert wizard.isVisible()
    wizard._hold(False)
    wizard.reject()


def test_the_old_data_a_backup_brings_back_says_that_it_is_old(
    qtbot: QtBot, data: Path, tmp_path: Path
) -> None:
    desk = opening.open_desk(data)
    file = Path(trust.make_backup(desk, tmp_path / "先.zjbak")["file"])
    handover.give(desk, [1], tmp_path / "a.zjhand", "李四")
    desk.store.close()
    trust.restore_backup(data, file)
    with Sitting(qtbot, data) as sitting:
        assert "交出以前的旧数据" in sitting.frame.notice.words
        assert on_buttons(sitting) == []
