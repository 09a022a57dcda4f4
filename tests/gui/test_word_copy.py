"""Word 副本 from a paper's card."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.sitting import Sitting, sample_project
from tests.gui.test_text_editor import choose_more
from zjbuy_desktop.usecases import papers

TITLE, UNIT = "牵头单位推荐表", "之江市教育局"


@pytest.fixture
def clerk(qtbot: QtBot, tmp_path: Path, samples: Path) -> Iterator[Sitting]:
    sample_project(tmp_path / "数据", samples)
    with Sitting(qtbot, tmp_path / "数据") as sitting:
        sitting.go("setup")
        yield sitting


def test_copies_are_written_where_the_clerk_says(clerk: Sitting, tmp_path: Path) -> None:
    choose_more(clerk, TITLE, "写 Word 副本(&W)…")
    dialog = clerk.session.word.dialog
    assert dialog is not None
    units = papers.paper_spec("lead_recommendation").subjects(clerk.case)
    assert dialog.subject.itemText(0) == f"全部 {len(units)} 份"
    clerk.type_in(dialog.folder, "")
    dialog.folder.set_value("")
    clerk.press(dialog.go)
    assert dialog.message.text() == "请选择存放的文件夹。"
    dialog.folder.set_value(tmp_path / "出")
    dialog.subject.set_value(UNIT)
    clerk.press(dialog.go)
    assert [f.name for f in (tmp_path / "出").iterdir()] == [f"{UNIT}-{TITLE}.docx"]
    assert clerk.banners()[-1] == f"《{TITLE}》写了 Word 副本 1 份。"
    clerk.session.word.write("lead_recommendation", "", tmp_path / "全")
    clerk.rest()
    assert len(list((tmp_path / "全").glob("*.docx"))) == len(units)


def test_what_could_not_be_written_is_said(clerk: Sitting, tmp_path: Path) -> None:
    (tmp_path / "占").write_text("x", encoding="utf-8")
    clerk.session.word.write("call_notice", "", tmp_path / "占")
    clerk.rest()
    assert clerk.banners()[-1] == "《征集采购需求意向的通知（函）》的 Word 副本没有写成。"
