"""A backup or hand-over file dropped or double-clicked: told what it is, never read as a table."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.sitting import TODAY, Sitting
from zjbuy_desktop.gui.session import Session
from zjbuy_desktop.gui.sitting.handed import is_own, told_of
from zjbuy_desktop.gui.widgets.banner import Banner


def said(sitting: Sitting) -> list[str]:
    return [b.message + b.hint for b in sitting.frame.findChildren(Banner) if b.isVisible()]


@pytest.mark.parametrize("name", ["备份.zjbak", "接力 文件.ZJHAND"])
def test_dropped_it_is_told_and_not_read(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(b"PK")
    with Sitting(qtbot, tmp_path / "data") as sitting:
        before = sitting.title
        sitting.frame.files_dropped.emit([file])
        sitting.rest()
        assert sitting.title == before
        assert any(name in words and "没有读入" in words for words in said(sitting))


def test_what_the_program_was_opened_with_is_told_once_the_data_is_open(
    qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "备份.zjbak"
    file.write_bytes(b"PK")
    with Sitting(qtbot, tmp_path / "data") as sitting:
        assert said(sitting) == []
        sitting.session.work.close()
        sitting.session.desk.store.close()  # type: ignore[union-attr]
        sitting.session = Session(sitting.window, tmp_path / "data", TODAY)
        sitting.session.handed(file)
        sitting.rest()
        assert any("备份.zjbak”是备份文件" in words for words in said(sitting))


def test_what_is_said(tmp_path: Path) -> None:
    backup = tmp_path / "甲.zjbak"
    assert told_of(backup)[0] == "warn"
    backup.write_bytes(b"")
    assert told_of(backup)[0] == "info"
    assert "“备份与交接”里选它" in told_of(backup)[2]
    assert is_own(Path("甲.ZjBak"))
    assert not is_own(Path("甲.zip"))
