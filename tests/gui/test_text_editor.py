"""改文本, as a clerk does it: wrong and right words, the pages beside them, saved and reset."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.sitting import PATIENCE, TODAY, Sitting, press_primary, sample_project
from zjbuy_desktop.core.papers.blocks import plain_text
from zjbuy_desktop.gui.dialogs.ask import ConfirmDialog
from zjbuy_desktop.gui.dialogs.text_editor import TextEditorDialog
from zjbuy_desktop.usecases import office_texts, papers, recording, text_files, wording
from zjbuy_desktop.usecases.opening import open_desk

KEY, NEW = "call_notice", "请各单位先报名，再填报。"


@pytest.fixture
def data(tmp_path: Path, samples: Path) -> Path:
    """A project whose call notice was made."""
    folder = tmp_path / "数据"
    project = sample_project(folder, samples)
    desk = open_desk(folder, TODAY)
    recording.set_paper_details(desk, project, KEY, "", "之机管函〔2026〕1号", TODAY)
    papers.make(desk, project, [KEY], tmp_path / "出")
    desk.store.close()
    return folder


@pytest.fixture
def clerk(qtbot: QtBot, data: Path) -> Iterator[Sitting]:
    with Sitting(qtbot, data) as sitting:
        yield sitting


def opened(clerk: Sitting, key: str = KEY) -> TextEditorDialog:
    clerk.rest()
    return clerk.session.texts.editors[key].dialog


def tried(clerk: Sitting) -> None:
    """The pause after the last key is over, and the pages are drawn."""
    QTest.qWait(450)
    clerk.rest()


def open_from_card(clerk: Sitting) -> TextEditorDialog:
    clerk.go("call")
    choose_more(clerk, "征集采购需求意向的通知（函）", "改文本(&E)…")
    return opened(clerk)


def choose_more(clerk: Sitting, paper: str, words: str) -> None:
    """Choose an entry under 更多 on a paper's card."""

    def shown() -> list[QPushButton]:
        buttons = clerk.frame.side.papers.findChildren(QPushButton)
        return [b for b in buttons if b.accessibleName() == f"更多：{paper}" and not b.isHidden()]

    clerk.qtbot.waitUntil(lambda: len(shown()) == 1, timeout=PATIENCE)
    (more,) = shown()
    (entry,) = [a for a in more.menu().actions() if a.text() == words]
    entry.trigger()
    clerk.rest()


def add_line(clerk: Sitting, dialog: TextEditorDialog, line: str) -> int:
    """Type a line at the beginning of the body; returns its number."""
    number = dialog.text().splitlines().index("---") + 2
    dialog.edit.go_to(number)
    dialog.edit.insertPlainText(f"{line}\n")
    tried(clerk)
    return number


def stored(clerk: Sitting) -> str:
    assert clerk.session.desk is not None
    return office_texts.text_of(clerk.session.desk, KEY)


def paper(clerk: Sitting) -> str:
    assert clerk.session.desk is not None
    return plain_text(papers.composed(clerk.session.desk, clerk.case, KEY, "").paper)


def test_a_wrong_name_is_told_with_its_line_and_mended(clerk: Sitting) -> None:
    dialog = open_from_card(clerk)
    assert dialog.windowTitle() == "改文本　征集采购需求意向的通知（函）"
    assert "{牵头单位}" in dialog.text()
    assert not dialog.save.isEnabled()
    assert not dialog.preview.isHidden()
    clerk.qtbot.waitUntil(lambda: dialog.preview.page_count >= 2, timeout=PATIENCE)
    before = [sheet._image for sheet in dialog.preview._sheets]
    line = add_line(clerk, dialog, "采购{采购品木}。")
    assert dialog.problems.isVisible()
    told = dialog.problems.item(0).text()
    assert told.startswith(
        f"✗ 第 {line} 行：“{{采购品木}}”不是这份文件可用的内容。是不是{{采购品目}}"
    )
    assert dialog._count.text() == "1 处要改"
    assert [s._image for s in dialog.preview._sheets] == before, "the last good pages stay"
    dialog.edit.go_to(1)
    clerk.press(dialog.save)
    assert f"没有保存：第 {line} 行" in dialog._message.text()
    assert dialog.edit.textCursor().blockNumber() == line - 1
    assert "采购品木" not in stored(clerk)
    dialog.edit.undo()
    add_line(clerk, dialog, NEW)
    assert dialog.problems.isHidden()
    clerk.qtbot.waitUntil(
        lambda: [s._image for s in dialog.preview._sheets] != before, timeout=PATIENCE
    )


def test_a_saved_text_makes_the_paper_stale_and_is_printed(clerk: Sitting) -> None:
    dialog = open_from_card(clerk)
    assert clerk.frame.side.papers.papers[0].state.value != "过期"
    add_line(clerk, dialog, NEW)
    assert "还没有保存" in dialog._unsaved.text()
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    clerk.rest()
    assert NEW in stored(clerk)
    assert NEW in paper(clerk)
    assert clerk.frame.side.papers.papers[0].state.value == "过期"
    assert "文字有变化" in clerk.frame.side.papers.papers[0].changed
    assert dialog._state.text().startswith("本单位改过")
    assert dialog._unsaved.text() == ""
    clerk.answering(ConfirmDialog, press_primary)
    clerk.press(dialog.reset)
    clerk.qtbot.waitUntil(lambda: NEW not in dialog.text(), timeout=PATIENCE)
    clerk.rest()
    assert NEW not in stored(clerk)
    assert clerk.frame.side.papers.papers[0].state.value != "过期"
    assert dialog._state.text() == "程序自带"


def test_what_was_not_saved_is_there_again(qtbot: QtBot, data: Path) -> None:
    with Sitting(qtbot, data) as first:
        dialog = open_from_card(first)
        dialog.edit.go_to(1)
        dialog.edit.insertPlainText("{没写完")  # at once, before any pause
        dialog.close()
        first.rest()
        assert first.banners()[-1].endswith("的改动还没有保存，已留作草稿。")
        again = open_from_card(first)
        again.edit.insertPlainText("又一处")
    with Sitting(qtbot, data) as second:
        dialog = open_from_card(second)
        assert dialog.text().startswith("又一处{没写完")
        qtbot.waitUntil(lambda: dialog.preview.page_count >= 2, timeout=PATIENCE)
        assert "改错之前" in dialog._note.text()
        second.press(dialog.drop)
        qtbot.waitUntil(lambda: "没写完" not in dialog.text(), timeout=PATIENCE)
        assert not dialog.is_draft
        dialog.close()
        second.rest()
        assert second.session.desk is not None
        assert wording.shown(second.session.desk, KEY) == open_from_card(second).text()


def test_names_are_found_and_inserted_by_keyboard(clerk: Sitting) -> None:
    dialog = open_from_card(clerk)
    clerk.qtbot.waitUntil(lambda: dialog.preview.page_count >= 2, timeout=PATIENCE)
    clerk.type_in(dialog.offer.search, "品目名")
    assert dialog.offer.names() == []
    clerk.type_in(dialog.offer.search, "采购品目")
    assert dialog.offer.names() == ["采购品目"]
    assert "台式计算机" in dialog.offer.list.item(5).text()
    dialog.edit.go_to(1)
    QTest.keyClick(dialog.offer.search, Qt.Key.Key_Return)
    assert dialog.text().startswith("{采购品目}标题")
    clerk.type_in(dialog.offer.search, "落款")
    dialog.edit.go_to(2)
    QTest.keyClick(dialog.offer.search, Qt.Key.Key_Return)
    assert dialog.text().splitlines()[2] == "[[落款]]", "a table takes a line of its own"


def test_a_name_is_offered_while_it_is_typed(clerk: Sitting) -> None:
    dialog = open_from_card(clerk)
    edit = dialog.edit
    edit.go_to(1)
    edit.insertPlainText("{?适用")
    popup = edit.completer.popup()
    assert popup.isVisible()
    assert edit.completer.currentCompletion() == "适用理由"
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert edit.toPlainText().startswith("{?适用理由}标题")
    edit.insertPlainText("[[没有这个")
    assert not popup.isVisible()


def test_the_list_of_texts_leads_to_the_editor(clerk: Sitting) -> None:
    clerk.session.go_place("texts")
    clerk.rest()
    page = clerk.session.places.texts
    assert clerk.title == "文件文本"
    assert not page.export.isEnabled()
    row = next(r for r in page.table.model.rows if r.state.key == "signing_notice")
    page.table.select(row)
    clerk.press(page.edit)
    dialog = opened(clerk, "signing_notice")
    tried(clerk)
    assert dialog._note.text() == "按示例项目的内容预览"
    add_line(clerk, dialog, NEW)
    clerk.press(dialog.save)
    shown = next(r for r in page.table.model.rows if r.state.key == "signing_notice")
    assert shown.state.word == "本单位改过"
    assert page.export.isEnabled()


def test_a_file_of_texts_is_looked_at_before_it_is_taken_over(
    clerk: Sitting, tmp_path: Path
) -> None:
    other = open_desk(tmp_path / "别处", TODAY)
    words = wording.shown(other, KEY)
    wording.save(other, KEY, words.replace("\n---\n", f"\n---\n{NEW}\n"))
    text_files.export(other, tmp_path / "文本.zip")
    other.store.close()
    clerk.session.go_place("texts")
    clerk.rest()
    clerk.session.texts.look_at(tmp_path / "文本.zip")
    clerk.rest()
    dialog = clerk.session.texts.importing
    assert dialog is not None
    assert dialog.list.item(0).text() == "新增　征集采购需求意向的通知（函）"
    assert f"＋ 现在　{NEW}" in dialog.lines.toPlainText()
    assert NEW not in stored(clerk)
    clerk.press(dialog.go)
    assert NEW in stored(clerk)
    assert clerk.banners()[-1] == "已导入 1 个文本。"


def test_an_update_of_the_program_is_shown_beside_the_own_text(qtbot: QtBot, data: Path) -> None:
    desk = open_desk(data, TODAY)
    text = office_texts.OfficeText(
        KEY,
        office_texts.shipped(KEY),
        office_texts.shipped(KEY).replace("\n---\n", "\n---\n旧的一行。\n"),
        "0.0.1",
        "",
        desk.now(),
    )
    office_texts.write(desk, "aged", "旧", [text])
    desk.store.close()
    with Sitting(qtbot, data) as clerk:
        dialog = open_from_card(clerk)
        assert dialog._state.text().startswith("本单位改过，程序自带的文本有更新")
        assert "－ 原来　旧的一行。" in dialog.updates.toPlainText()
        clerk.press(dialog._keep)
        assert dialog._keep.isHidden()
        assert dialog._state.text().startswith("本单位改过，")
        assert "有更新" not in dialog._state.text()


def test_every_part_of_the_editor_has_a_name_for_readers(clerk: Sitting) -> None:
    dialog = open_from_card(clerk)
    parts = [dialog.edit, dialog.offer.search, dialog.offer.list, dialog.problems, dialog.changes]
    assert all(part.accessibleName() for part in parts)
    assert all(b.accessibleName() for b in dialog.findChildren(QPushButton))
